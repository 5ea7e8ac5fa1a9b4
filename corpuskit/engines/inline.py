"""The engine that starts nothing: each task runs in this process when it is waited for."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from corpuskit.engine import Ended


class Inline:
    """Runs tasks in this process; nobody stops one that hangs."""

    name: ClassVar[str] = "inline"
    summary: ClassVar[str] = "in the process itself, one document after another"

    def cores(self) -> int:
        """Give 1: there is nobody else."""
        return 1

    @contextmanager
    def start(self, work: Callable[[Any], Any], slots: int) -> Iterator["_Here"]:
        """Give the one worker; it needs nothing that could be stopped."""
        yield _Here(work)


class _Here:
    slots = 1

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self._work = work
        self._waiting: deque[tuple[int, object]] = deque()

    def submit(self, number: int, task: object, seconds: float) -> None:
        self._waiting.append((number, task))

    def wait(self) -> Ended:
        number, task = self._waiting.popleft()
        return Ended(number, self._work(task))
