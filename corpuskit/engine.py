"""What an engine is: it runs tasks beside each other, on one machine or on many.

An engine knows nothing of corpora. It is handed a callable, which travels to each worker once, and
calls it with one task after another. What a task does wrong itself is caught inside the callable;
an engine tells only of workers that were lost and of tasks that took too long.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, ClassVar, NamedTuple, Protocol, runtime_checkable


class Failed(NamedTuple):
    """What came of a task that gave nothing back: the cause in a few words.

    One that was stopped for its time says "longer than" and the seconds.
    """

    cause: str


class Ended(NamedTuple):
    """A task that is over: its number, and what the callable gave or why it gave nothing."""

    number: int
    result: Any


class Workers(Protocol):
    """The workers of one run."""

    @property
    def slots(self) -> int:
        """How many tasks run at a time."""

    def submit(self, number: int, task: object, seconds: float) -> None:
        """Hand in a task, which must be picklable, by a number that no other task has.

        A worker that needs more than so many seconds for it is stopped.
        """

    def wait(self) -> Ended:
        """Wait until any task is over; asked only while one is not.

        Raises what the callable raised.
        """


@runtime_checkable
class Engine(Protocol):
    """What starts workers."""

    name: ClassVar[str]
    """The word behind `--engine`."""
    summary: ClassVar[str]
    """One line that says where tasks run."""

    def cores(self) -> int:
        """Give the number of workers to ask for when the user names none.

        Asked before anything is touched: raises UsageError when the engine cannot be used.
        """

    def start(self, work: Callable[[Any], Any], slots: int) -> AbstractContextManager[Workers]:
        """Start at most `slots` workers that can call `work`; leaving the context stops them."""
