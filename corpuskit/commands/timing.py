"""What a run takes: time on the wall and of the processor by stage, and memory."""

import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import NamedTuple

from corpuskit.runs.report import DIGITS, Timings


class Usage(NamedTuple):
    """What processes took: seconds of the processor, and the most bytes one had resident."""

    cpu: float
    peak: int


NOTHING = Usage(0.0, 0)


class Gauges(NamedTuple):
    """Where measures come from; `clock` counts seconds from any moment and never runs back.

    `own` is what this process took since it began, `children` what its workers took that have
    ended.
    """

    clock: Callable[[], float]
    now: Callable[[], datetime]
    own: Callable[[], Usage]
    children: Callable[[], Usage]


def own_usage() -> Usage:
    """Give what this process took so far."""
    return _usage(resource.RUSAGE_SELF)


def children_usage() -> Usage:
    """Give what the processes took that this one started and waited for."""
    return _usage(resource.RUSAGE_CHILDREN)


def peak_bytes(maxrss: int, platform: str) -> int:
    """Give in bytes what a system calls the largest resident size: macOS in bytes, others in kB."""
    return maxrss if platform == "darwin" else maxrss * 1024


GAUGES = Gauges(time.perf_counter, lambda: datetime.now(UTC), own_usage, children_usage)


class Stopwatch:
    """Measures from when it is made.

    Seconds count from then on; the peak of memory is that of the whole life of each process, as
    the system tells no other.
    """

    def __init__(self, gauges: Gauges = GAUGES) -> None:
        self._gauges = gauges
        self._started, self._begin = gauges.now(), gauges.clock()
        self._own, self._children = gauges.own(), gauges.children()
        self._stages: defaultdict[str, float] = defaultdict(float)
        self._workers = NOTHING

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside for a stage; one that is entered again goes on."""
        begin = self._gauges.clock()
        try:
            yield
        finally:
            self._stages[name] += self._gauges.clock() - begin

    def count_worker(self, usage: Usage) -> None:
        """Count what a worker took and says itself.

        For workers that another process waits for, as those of a fork server: the system does not
        tell this process of them.
        """
        self._workers = _together([self._workers, usage])

    def timings(self) -> Timings:
        """Give what was measured until now."""
        own, children = self._gauges.own(), self._children_usage()
        return Timings(
            started=self._started.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            wall_seconds=_rounded(self._gauges.clock() - self._begin),
            cpu_seconds=_rounded(own.cpu - self._own.cpu),
            cpu_seconds_children=_rounded(children.cpu) if children else None,
            stage_seconds={name: _rounded(seconds) for name, seconds in self._stages.items()},
            peak_bytes=own.peak,
            peak_bytes_largest_child=children.peak if children else None,
        )

    def _children_usage(self) -> Usage | None:
        """Give what workers took; None where nobody told of any."""
        children = self._gauges.children()
        waited_for = Usage(children.cpu - self._children.cpu, children.peak)
        told = [usage for usage in (waited_for, self._workers) if usage.cpu > 0]
        return _together(told) if told else None


def _usage(whose: int) -> Usage:
    used = resource.getrusage(whose)
    return Usage(used.ru_utime + used.ru_stime, peak_bytes(used.ru_maxrss, sys.platform))


def _together(usages: Sequence[Usage]) -> Usage:
    return Usage(sum(usage.cpu for usage in usages), max(usage.peak for usage in usages))


def _rounded(seconds: float) -> float:
    return round(seconds, DIGITS)
