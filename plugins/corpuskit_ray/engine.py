"""The engine "ray"; Ray itself is not loaded before it is asked for its cores."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from corpuskit import UsageError, Workers

ADDRESS = re.compile(r"(auto|[^/\s]+:\d{1,5})?")


@dataclass(frozen=True)
class RayEngine:
    """Runs tasks on the machines of a Ray cluster."""

    name: ClassVar[str] = "ray"
    summary: ClassVar[str] = "on the machines of a Ray cluster, or on this one; needs ray"
    address: str = field(
        default="", metadata={"help": "a cluster to join, auto or HOST:PORT; else one is started"}
    )

    def __post_init__(self) -> None:
        if not ADDRESS.fullmatch(self.address):
            raise ValueError(
                f"the address cannot be '{self.address}': run on a machine of the cluster, and"
                " give auto or HOST:PORT"
            )

    def cores(self) -> int:
        """Give the cores of the cluster.

        Raises UsageError without Ray, and when no cluster answers.
        """
        _check_installed()
        from corpuskit_ray.session import cluster_cores, joined  # noqa: PLC0415  # loads Ray

        if not self.address:
            return len(os.sched_getaffinity(0))
        with joined(self.address):
            return cluster_cores()

    @contextmanager
    def start(self, work: Callable[[Any], Any], slots: int) -> Iterator[Workers]:
        """Join the cluster, or start one of `slots` cores, until the context is left.

        Raises RunFailed when Ray cannot be started or `work` cannot travel.
        """
        _check_installed()
        from corpuskit_ray.session import joined, started  # noqa: PLC0415  # loads Ray
        from corpuskit_ray.workers import RayWorkers  # noqa: PLC0415  # as above

        session = joined(self.address) if self.address else started(slots)
        with session, closing(RayWorkers(work, slots)) as workers:
            yield workers


def _check_installed() -> None:
    try:
        from corpuskit_ray import session  # noqa: F401, PLC0415  # loads Ray
    except ModuleNotFoundError as error:
        raise UsageError(
            f"engine 'ray' cannot be used: {error.name} is not installed;"
            " run pip install '.[ray]' in the checkout of corpuskit"
        ) from error
