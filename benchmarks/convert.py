"""Documents per second and peak memory of `corpuskit convert`, beside the floor.

    python benchmarks/convert.py [PAGES TURNS]

Each row is a whole process, measured by the operating system: cpu time is user and system time of
the process and its children, memory the largest of them. The rows take turns, so that a machine
that slows down slows all of them; the ratio is the median of the ratios turn by turn.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pages import write_pages

HERE = Path(__file__).parent


class Measure(NamedTuple):
    """What one process took: seconds of cpu time, and peak memory in megabytes."""

    cpu: float
    megabytes: float


def measure(command: Sequence[str]) -> Measure:
    """Run a command and read its figures; raises SystemExit when it fails."""
    quiet = [(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    pid = os.posix_spawn(command[0], tuple(command), os.environ, file_actions=quiet)
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with status {status}")
    return Measure(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def commands(pages: Path, output: Path, turn: int) -> dict[str, list[str]]:
    """Give the commands of one turn by name, the floor first."""
    corpuskit = [sys.executable, "-m", "corpuskit", "convert", str(pages), "--quiet"]
    to = {name: [f"--output={output}/{turn}-{name}", f"--to={name}"] for name in FORMATS}
    floor = [sys.executable, str(HERE / "floor.py"), str(pages), f"{output}/{turn}.jsonl"]
    return {"floor": floor, **{name: [*corpuskit, *to[name]] for name in FORMATS}}


FORMATS = ("json", "jsonl", "csv", "tei")


def main(count: int, runs: int) -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        pages, output = Path(folder, "pages"), Path(folder, "out")
        output.mkdir()
        write_pages(pages, count)
        turns = [
            {name: measure(command) for name, command in commands(pages, output, turn).items()}
            for turn in range(runs)
        ]
    print(f"{count:,} pages, {runs} turns, medians\n")
    print("| | cpu seconds | documents per cpu second | times the floor | peak MB |")
    print("|---|---|---|---|---|")
    for name in turns[0]:
        print(row(name, turns, count))


def row(name: str, turns: Sequence[dict[str, Measure]], count: int) -> str:
    """Give one row of the table."""
    cpu = statistics.median(turn[name].cpu for turn in turns)
    ratio = statistics.median(turn[name].cpu / turn["floor"].cpu for turn in turns)
    memory = statistics.median(turn[name].megabytes for turn in turns)
    return f"| {name} | {cpu:.2f} | {count / cpu:,.0f} | {ratio:.1f} | {memory:.0f} |"


if __name__ == "__main__":
    main(*(map(int, sys.argv[1:]) if sys.argv[1:] else (10_000, 3)))
