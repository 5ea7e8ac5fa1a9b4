"""Documents per second and peak memory of `corpuskit convert`, beside the floor.

    python benchmarks/convert.py [PAGES TURNS]

Each row is a whole process, measured by the operating system: see `measuring`. The rows take turns,
so that a machine that slows down slows all of them; the ratio is the median of the ratios turn by
turn.
"""

import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from measuring import Cost, cpu, middle, ratio, take_turns
from pages import write_pages
from whole_runs import convert, floor

FORMATS = ("json", "jsonl", "csv", "tei")


def main(count: int, runs: int) -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder)
        write_pages(pages, count)
        works = {"floor": partial(floor, pages)}
        works |= {name: partial(convert, pages, name, workers=1) for name in FORMATS}
        costs = take_turns(works, runs)
    print(f"{count:,} pages, {runs} turns, medians\n")
    print("| | cpu seconds | documents per cpu second | times the floor | peak MB |")
    print("|---|---|---|---|---|")
    for name, found in costs.items():
        print(row(name, found, costs["floor"], count))


def row(name: str, costs: Sequence[Cost], least: Sequence[Cost], count: int) -> str:
    """Give one row of the table; `least` are the costs of the floor."""
    found, times = middle(costs), ratio(costs, least, cpu)
    speed = count / found.cpu
    return f"| {name} | {found.cpu:.2f} | {speed:,.0f} | {times:.1f} | {found.megabytes:.0f} |"


if __name__ == "__main__":
    main(*(map(int, sys.argv[1:]) if sys.argv[1:] else (10_000, 3)))
