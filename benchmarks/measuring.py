"""What a command costs as a whole process, and rows that take turns.

Machines are busy with other work: rows that take turns (A B C A B C) are slowed down together, and
what is read is the median of the ratios turn by turn, not seconds.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar

MEASURED = str(Path(__file__).with_name("measured.py"))
LAST_LINES = 5
K = TypeVar("K")


class Cost(NamedTuple):
    """What a command took, with all processes that it started.

    `cpu` is seconds of user and system time, `wall` seconds until it ended, `own` the CPU seconds
    of its first process alone. `largest` is the most that one process held, `together` the most
    that all held at one moment with shared memory counted once, both in megabytes. `own` and
    `together` are 0 where the system does not tell them.
    """

    cpu: float
    wall: float
    own: float
    largest: float
    together: float

    @property
    def megabytes(self) -> float:
        """The peak of all processes: neither figure is ever above what was truly held.

        The sum is seen twenty times a second only, so a short peak of one process may be above it.
        """
        return max(self.largest, self.together)


def measure(command: Sequence[str]) -> Cost:
    """Run a command and read its figures; raises SystemExit when it fails."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        launcher = [sys.executable, "-I", "-S", MEASURED, str(report), *command]
        told = subprocess.run(  # noqa: S603 - commands of the benchmarks
            launcher, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        if not report.exists():
            raise SystemExit(f"'{' '.join(command)}' could not be run: {_end_of(told.stderr)}")
        found = json.loads(report.read_bytes())
    status, leftovers = found.pop("status"), found.pop("leftovers")
    if status:
        raise SystemExit(
            f"'{' '.join(command)}' ended with status {status}: {_end_of(told.stderr)}"
        )
    if leftovers:
        raise SystemExit(f"'{' '.join(command)}' left {leftovers} processes behind")
    return Cost(**found)


def _end_of(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "backslashreplace").strip().splitlines()
    return "\n".join(lines[-LAST_LINES:])


def take_turns(works: Mapping[K, Callable[[], Cost]], turns: int) -> dict[K, list[Cost]]:
    """Do all works once in each turn, and give the costs of each by turn."""
    rounds = [{key: work() for key, work in works.items()} for _ in range(turns)]
    return {key: [costs[key] for costs in rounds] for key in works}


def middle(costs: Sequence[Cost]) -> Cost:
    """Give the median of each figure."""
    return Cost(*(median(figures) for figures in zip(*costs, strict=True)))


def ratios(
    above: Sequence[Cost], below: Sequence[Cost], figure: Callable[[Cost], float]
) -> list[float]:
    """Give the ratio of each turn."""
    return [figure(a) / figure(b) for a, b in zip(above, below, strict=True)]


def ratio(above: Sequence[Cost], below: Sequence[Cost], figure: Callable[[Cost], float]) -> float:
    """Give the median of the ratios turn by turn."""
    return median(ratios(above, below, figure))


def cpu(cost: Cost) -> float:
    """Give the CPU seconds of a cost."""
    return cost.cpu


def wall(cost: Cost) -> float:
    """Give the seconds until the command ended."""
    return cost.wall
