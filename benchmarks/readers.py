"""Documents and megabytes per second of every reader, on the same generated pages.

    python benchmarks/readers.py [PAGES TURNS]

Reading alone is what comes before labels: files or members are found, opened, unpacked, decoded and
cut into blocks, in a process of its own whose start does not count. Converting is the whole process
`corpuskit convert --to jsonl`, start and labels included. Trafilatura and Resiliparse read the HTML
files one by one, extract and write JSON lines, and do no more around it. Times are user and system
time, megabytes those of the pages without packing, memory the most that a process held. Rows take
turns, so that a machine that slows down slows all of them; figures are medians.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

import whole_runs
from measuring import measure

CONTAINERS = str(Path(__file__).with_name("containers.py"))
READING = str(Path(__file__).with_name("reading.py"))
PEERS = ("trafilatura", "resiliparse")
NONE = "–"
MEGABYTE = 1e6
HEAD = (
    "| | MB | read: documents/s | MB/s | peak MB | convert: documents/s | MB/s | peak MB |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|"
)


class Cost(NamedTuple):
    """What all pages took: seconds of CPU time, and peak memory in megabytes."""

    seconds: float
    megabytes: float


class Row(NamedTuple):
    """A row of the table: bytes of all pages, and what reading and converting take, if they do."""

    size: int
    reading: Callable[[], Cost] | None
    converting: Callable[[], Cost] | None


def read_with(who: str, folder: Path, count: int) -> Cost:
    """Run one process over a folder; raises SystemExit when it does not give all the pages."""
    report = folder.with_name("report")
    command = [sys.executable, READING, who, str(folder), str(report), f"{report}.jsonl"]
    memory = measure(command).megabytes
    documents, nanoseconds = map(int, report.read_text("utf-8").split())
    if documents != count:
        raise SystemExit(f"{who} gave {documents} documents of {folder.name}, not {count}")
    return Cost(nanoseconds / 1e9, memory)


def convert(folder: Path) -> Cost:
    """Convert a folder; raises SystemExit when anything is refused."""
    found = whole_runs.convert(folder, "jsonl", workers=1)
    return Cost(found.cpu, found.megabytes)


def make_rows(folder: Path, count: int) -> dict[str, Row]:
    """Write the pages in every form, by a process of its own, and give the rows.

    A process is told to hold at least what the one that starts it holds, so this one stays small.
    """
    subprocess.run([sys.executable, CONTAINERS, str(folder), str(count)], check=True)  # noqa: S603 - our own script
    written = json.loads((folder / "forms.json").read_text("utf-8"))
    rows = {name: _row_of(Path(below), size, count) for name, (below, size) in written.items()}
    below, size = written["html"]
    for peer in filter(find_spec, PEERS):
        rows[f"{peer}, html"] = Row(size, None, partial(read_with, peer, Path(below), count))
    return rows


def _row_of(folder: Path, size: int, count: int) -> Row:
    return Row(size, partial(read_with, "read", folder, count), partial(convert, folder))


def table(rows: Mapping[str, Row], count: int, turns: int) -> Iterator[str]:
    """Measure the rows in turn and give the table."""
    works = {
        (name, at): work
        for name, row in rows.items()
        for at, work in enumerate((row.reading, row.converting))
        if work
    }
    rounds = [{key: work() for key, work in works.items()} for _ in range(turns)]
    yield HEAD
    for name, row in rows.items():
        cells = [
            cell
            for at in range(2)
            for cell in _cells(
                [each[name, at] for each in rounds if (name, at) in each], row, count
            )
        ]
        yield f"| {name} | {row.size / MEGABYTE:.1f} | {' | '.join(cells)} |"


def _cells(costs: Sequence[Cost], row: Row, count: int) -> Sequence[str]:
    if not costs:
        return (NONE, NONE, NONE)
    seconds = median(cost.seconds for cost in costs)
    memory = median(cost.megabytes for cost in costs)
    speed = row.size / MEGABYTE / seconds
    return (f"{count / seconds:,.0f}", f"{speed:.2f}", f"{memory:.0f}")


def main(count: int, turns: int) -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        rows = make_rows(Path(folder), count)
        print(f"{count:,} pages, {turns} turns, medians\n")
        print("\n".join(table(rows, count, turns)))


if __name__ == "__main__":
    main(*(map(int, sys.argv[1:]) if sys.argv[1:] else (1_000, 3)))
