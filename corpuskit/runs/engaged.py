"""An engine at work: what it does wrong is told with its name, and taken for nobody else's fault.

What the work itself does wrong is told apart from that: it is an error of corpuskit.
"""

from collections.abc import Callable, Iterator, Sized
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from corpuskit.engine import Ended, Engine, Failed, Workers
from corpuskit.errors import CorpuskitError, RunFailed
from corpuskit.wording import in_words

ADVICE = "leave --engine out, or tell its author"


class Engaged(AbstractContextManager[Workers]):
    """The workers that an engine starts; raises RunFailed that names it for all that it does wrong.

    What is raised while it is engaged goes on, whatever the engine makes of it.
    """

    def __init__(self, engine: Engine, work: Callable[[Any], Any], slots: int) -> None:
        self._engine, self._work, self._slots = engine, work, slots

    def __enter__(self) -> Workers:
        with _blaming(self._engine):
            self._context = self._engine.start(_Owned(self._work), self._slots)
            return _Watched(self._engine, self._context.__enter__())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with _blaming(self._engine):
            self._context.__exit__(kind, error, trace)


@dataclass(frozen=True)
class _Owned:
    """The work, whose errors are its own; can be pickled when the work can."""

    work: Callable[[Any], Any]

    def __call__(self, tasks: Any) -> Any:
        try:
            return self.work(tasks)
        except CorpuskitError:
            raise
        except Exception as error:
            raise RunFailed(f"internal error in a worker: {in_words(error)}") from error


class _Watched:
    """Workers of which each call is watched, and each answer judged."""

    def __init__(self, engine: Engine, workers: Workers) -> None:
        self._engine, self._workers = engine, workers
        self._sizes: dict[int, int] = {}

    @property
    def slots(self) -> int:
        with _blaming(self._engine):
            return whole(self._workers.slots, "slots")

    def submit(self, number: int, task: Any, seconds: float) -> None:
        self._sizes[number] = len(task)
        with _blaming(self._engine):
            self._workers.submit(number, task, seconds)

    def wait(self) -> Ended:
        with _blaming(self._engine):
            ended: object = self._workers.wait()
            if not isinstance(ended, Ended):
                raise TypeError(f"wait gave {type(ended).__name__}, not Ended")
            self._check(ended)
        return ended

    def _check(self, ended: Ended) -> None:
        size = self._sizes.pop(ended.number, None)
        if size is None:
            raise ValueError(f"task {ended.number!r} ended, which is not under way")
        if isinstance(ended.result, Failed):
            if not isinstance(ended.result.cause, str):
                raise TypeError(f"the cause of a failure is {ended.result.cause!r}, not a str")
        elif not isinstance(ended.result, Sized) or len(ended.result) != size:
            raise ValueError(f"task {ended.number} did not give what its work gave")


def whole(value: object, what: str) -> int:
    """Give a number of workers; raises TypeError for what is none."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise TypeError(f"its {what} are {value!r}, expected a whole number above 0")
    return value


@contextmanager
def _blaming(engine: Engine) -> Iterator[None]:
    try:
        yield
    except CorpuskitError:
        raise
    except Exception as error:
        told = f"engine '{engine.name}' failed: {in_words(error)}; {ADVICE}"
        raise RunFailed(told) from error
