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


def pickled(work: object) -> bytes:
    """Pickle what workers do; raises RunFailed when it cannot be."""
    try:
        return pickle.dumps(work)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise RunFailed(
            f"cannot be run in several processes: {error}; define exporters and readers at the top"
            " of a module, or ask for no workers"
        ) from error
