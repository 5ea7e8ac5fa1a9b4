"""What one process of `readers.py` does: walk all pages of a folder, and say what that took.

    python benchmarks/reading.py WHO FOLDER REPORT [OUTPUT]

WHO is "read" (corpuskit's readers, nothing labelled), "trafilatura" or "resiliparse" (HTML files to
one file of JSON lines). The report is one line: documents, and nanoseconds of CPU time without the
start of the process.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NoReturn

from corpuskit import Document, RawDocument
from corpuskit.loading.plugins import find_plugins
from corpuskit.runs.job import Job
from corpuskit.runs.parts import given, parts
from corpuskit.runs.plan import make_plan
from extracting import TOOLS, extract_folder


class Nobody:
    """What labels nothing: it is never asked."""

    def document(self, raw: RawDocument) -> NoReturn:
        """Refuse to label."""
        raise TypeError(f"{raw.source.name} should only be read")


def read(folder: Path, _: Path) -> Callable[[], int]:
    """Make what reads a folder as a run does; raises the first refusal."""
    readers = find_plugins(os.environ).tools().readers
    inputs = (str(folder),)
    job = Job(
        inputs=inputs, output="", exporters=(), readers=readers, pipeline=Nobody(), dry_run=True
    )
    return lambda: sum(1 for _ in _documents(job))


def _documents(job: Job) -> Iterator[Document | RawDocument]:
    with closing(make_plan(job)) as plan:
        for source in plan.sources:
            for part in parts(plan.desk, source):
                for each in given(plan.desk, part):
                    if not isinstance(each, Document | RawDocument):
                        raise each
                    yield each


def extracting(tool: str) -> Callable[[Path, Path], Callable[[], int]]:
    """Make what makes a tool ready that extracts the HTML files of a folder."""

    def make(folder: Path, output: Path) -> Callable[[], int]:
        extract = TOOLS[tool]()
        return lambda: extract_folder(extract, folder, output)

    return make


WORK: Mapping[str, Callable[[Path, Path], Callable[[], int]]] = {
    "read": read,
    "trafilatura": extracting("trafilatura"),
    "resiliparse": extracting("resiliparse"),
}


def main(who: str, folder: Path, report: Path, output: Path) -> None:
    """Do the work and write what it took."""
    work = WORK[who](folder, output)
    start = time.process_time_ns()
    count = work()
    report.write_text(f"{count} {time.process_time_ns() - start}", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, (*sys.argv[2:], os.devnull)[:3]))
