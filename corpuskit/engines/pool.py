"""A pool of processes: pebble starts, watches and replaces them."""

import multiprocessing
import os
import pickle
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from pebble import ProcessExpired, ProcessPool

from corpuskit.engine import Ended, Failed

if TYPE_CHECKING:
    from concurrent.futures import Future

PRELOADED = ("__main__", "corpuskit.runs.working")
"""What is imported once, before workers are made of it."""


class Pool:
    """Processes that read what they do from the file `work`."""

    def __init__(self, work: str, slots: int) -> None:
        self.slots = slots
        self._work = work
        self._ended: SimpleQueue[tuple[int, float, Future[Any]]] = SimpleQueue()
        self._pool = _new_pool(slots)

    def submit(self, number: int, task: object, seconds: float) -> None:
        """Hand in a task; a pool that broke is replaced first."""
        try:
            future = self._schedule(task, seconds)
        except (BrokenProcessPool, RuntimeError):  # the pool says so by either
            self.close()
            self._pool = _new_pool(self.slots)
            future = self._schedule(task, seconds)
        future.add_done_callback(lambda done: self._ended.put((number, seconds, done)))

    def wait(self) -> Ended:
        """Wait until a task is over."""
        number, seconds, future = self._ended.get()
        try:
            return Ended(number, future.result())
        except TimeoutError:
            return Ended(number, Failed(f"longer than {seconds:g} s"))
        except ProcessExpired as error:
            return Ended(number, Failed(_death(error.exitcode)))
        except BrokenProcessPool:
            return Ended(number, Failed("worker died"))

    def close(self) -> None:
        """Stop all processes at once."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble types what has arguments
        self._pool.join()

    def _schedule(self, task: object, seconds: float) -> "Future[Any]":
        return self._pool.schedule(_call, (self._work, task), timeout=seconds)


def _new_pool(slots: int) -> ProcessPool:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    return ProcessPool(max_workers=slots, initializer=_settle, context=context)


def _settle() -> None:
    """Keep what foreign code prints away from standard output, which is for data."""
    with suppress(OSError):  # the caller may have closed the one or the other
        os.dup2(2, 1)


def _call(path: str, task: object) -> object:
    return _loaded(path)(task)


@lru_cache(maxsize=1)
def _loaded(path: str) -> Callable[[Any], Any]:
    """Load what a worker does; the path names one run, so that it is loaded once."""
    work: Callable[[Any], Any] = pickle.loads(Path(path).read_bytes())  # noqa: S301  # our own file
    return work


def _death(code: int) -> str:
    return f"worker died, signal {-code}" if code < 0 else f"worker died, exit code {code}"
