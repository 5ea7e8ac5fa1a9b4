"""The engine of one machine: processes that are watched from outside.

A worker that dies or takes too long costs the task it was at; another takes its place. The callable
is pickled once and handed to each worker when it starts.
"""

import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, ClassVar

from corpuskit.engine import Workers
from corpuskit.errors import RunFailed
from corpuskit.wording import in_words


class Processes:
    """Runs tasks in processes of this machine."""

    name: ClassVar[str] = "processes"
    summary: ClassVar[str] = "in processes of this machine, as many as --workers says"

    def cores(self) -> int:
        """Give the number of cores that this process may use."""
        return len(os.sched_getaffinity(0))

    @contextmanager
    def start(self, work: Callable[[Any], Any], slots: int) -> Iterator[Workers]:
        """Start the processes; raises RunFailed when `work` cannot travel to them."""
        from corpuskit.engines.pool import Pool  # noqa: PLC0415  # most runs of tests need no pool

        with closing(Pool(pickled(work), slots)) as pool:
            yield pool


def pickled(work: object, what: str = "what workers do") -> bytes:
    """Pickle what workers need; raises RunFailed that says `what` it is when it cannot be."""
    try:
        return pickle.dumps(work)
    except Exception as error:
        raise RunFailed(
            f"{what} cannot be sent to another process: {in_words(error)}; define exporters and"
            " readers at the top of a module, without locks, open files and lambdas in them, or"
            " set workers to 0"
        ) from error
