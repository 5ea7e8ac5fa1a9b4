"""The workers of a run on Ray: tasks handed in, watched, and given back one by one.

A task is a stream of two answers: that it begins, and its result. So its time is counted from where
it begins, however long it waited for a free machine or for a worker to start.

Each task is tried once by Ray. When the machine of a task is lost, it is tried on another, since no
document is to blame; when only its worker is lost, the caller is told, who looks for the culprit.
"""

import pickle
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import ray
from ray import cloudpickle
from ray.exceptions import (
    NodeDiedError,
    ObjectLostError,
    OutOfMemoryError,
    RayError,
    RayTaskError,
    TaskCancelledError,
    WorkerCrashedError,
)

from corpuskit import CorpuskitError, Ended, Failed, RunFailed
from corpuskit_ray.tasks import Parcel, begin_and_do, installed_versions

MOST_LOSSES = 3
"""So many machines may be lost under one task."""
GLANCE = 0.25
"""Seconds that Ray waits at a time: it looks at signals, such as that to end, only between."""
MACHINE_LOST = (NodeDiedError, ObjectLostError)
WORKER_LOST = (WorkerCrashedError, TaskCancelledError)


@dataclass(slots=True)
class _Attempt:
    number: int
    task: Any
    seconds: float
    losses: int = 0
    ends: float | None = None
    """The moment that the task must be over; None until it begins, and when it was stopped."""
    is_stopped: bool = False


class RayWorkers:
    """Tasks of Ray, each of one core, and the results that they give."""

    def __init__(self, work: Callable[[Any], Any], slots: int) -> None:
        self.slots = slots
        self._parcel = Parcel((ray.put(_pickled(work)),), installed_versions())
        options = ray.remote(num_cpus=1, max_retries=0, num_returns="streaming")
        self._begin: Any = options(begin_and_do)
        self._running: dict[Any, _Attempt] = {}

    def submit(self, number: int, task: object, seconds: float) -> None:
        """Hand in a task."""
        self._start(_Attempt(number, task, seconds))

    def wait(self) -> Ended:
        """Wait until a task is over; raises what the work raised, RunFailed when Ray gives up."""
        while True:
            self._stop_overdue()
            for answers in self._answering():
                attempt = self._running[answers]
                with _failing_as_ray():
                    ended = self._answer(attempt, answers)
                if ended:
                    return ended

    def close(self) -> None:
        """Stop what is still running."""
        for answers in self._running:
            ray.cancel(answers, force=True)
        self._running.clear()

    def _start(self, attempt: _Attempt) -> None:
        self._running[self._begin.remote(self._parcel, attempt.task)] = attempt

    def _answering(self) -> list[Any]:
        """Give the tasks that have something to say, which may be none yet."""
        with _failing_as_ray():
            ready, _ = ray.wait([*self._running], timeout=self._patience())
        return list(ready)

    def _patience(self) -> float:
        ends = [attempt.ends for attempt in self._running.values() if attempt.ends is not None]
        return max(0.0, min([GLANCE, *(end - time.monotonic() for end in ends)]))

    def _stop_overdue(self) -> None:
        now = time.monotonic()
        for answers, attempt in self._running.items():
            if attempt.ends is not None and attempt.ends <= now:
                attempt.ends, attempt.is_stopped = None, True
                ray.cancel(answers, force=True)

    def _answer(self, attempt: _Attempt, answers: Any) -> Ended | None:
        """Take one answer of a task: that it begins, its result, or that it was lost."""
        has_begun = attempt.ends is not None or attempt.is_stopped
        try:
            result = ray.get(next(answers))
        except (StopIteration, *WORKER_LOST):
            result = Failed("worker died")
        except OutOfMemoryError:
            result = Failed("worker died, out of memory")
        except MACHINE_LOST:
            return self._lose(attempt, answers)
        except RayTaskError:
            del self._running[answers]
            raise
        else:
            if not has_begun:
                attempt.ends = time.monotonic() + attempt.seconds
                return None
        del self._running[answers]
        return Ended(
            attempt.number, _cause(attempt, result) if isinstance(result, Failed) else result
        )

    def _lose(self, attempt: _Attempt, answers: Any) -> Ended | None:
        """Try the task of a lost machine on another one, but not for ever."""
        del self._running[answers]
        attempt.losses += 1
        if attempt.is_stopped or attempt.losses > MOST_LOSSES:
            failed = Failed(f"worker died, {attempt.losses} machines were lost")
            return Ended(attempt.number, _cause(attempt, failed))
        attempt.ends = None
        self._start(attempt)
        return None


def _cause(attempt: _Attempt, failed: Failed) -> Failed:
    return Failed(f"longer than {attempt.seconds:g} s") if attempt.is_stopped else failed


def _pickled(work: object) -> bytes:
    """Pickle what workers do, also what a script defines itself."""
    try:
        data: bytes = cloudpickle.dumps(work)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise RunFailed(f"cannot be run by Ray: {error}") from error
    return data


@contextmanager
def _failing_as_ray() -> Iterator[None]:
    """Raise what the work or a signal raised, in place of what Ray makes of it."""
    try:
        yield
    except RayTaskError as error:
        if isinstance(error.cause, CorpuskitError):
            raise error.cause from None
        raise RunFailed(f"internal error in a worker: {_last_line(error)}") from error
    except RayError as error:
        cause = _last_line(error).rstrip(".")
        raise RunFailed(f"Ray gives up: {cause}; what is finished is kept, run again") from error
    except SystemError as error:
        if error.__cause__ is None:
            raise
        raise error.__cause__ from None


def _last_line(error: Exception) -> str:
    return str(error).strip().rpartition("\n")[2] or type(error).__name__
