"""Looking for copies among many sources: each is read once, and memory hardly grows with them.

A document costs some 35 bytes of memory, whatever its length: its places on the disk, the set it
belongs to, and what is kept of the set. All else is on the disk, in a temporary folder that is gone
afterwards: about a kilobyte for each document, and twice the bytes of its text. Comparing needs
numpy, which is asked for before anything is read.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, redirect_stdout
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import msgspec

from corpuskit.duplicates.comparison import Comparison
from corpuskit.duplicates.record import Signed
from corpuskit.duplicates.report import encode_line, header_of
from corpuskit.duplicates.signing import Signer
from corpuskit.errors import ExportRefused, UsageError
from corpuskit.exporter import Member, RecordExporter
from corpuskit.files.rows import MOST_ROWS
from corpuskit.files.scratch import scratch_folder
from corpuskit.model import Document
from corpuskit.runs.clustering import Likeness, find_clusters
from corpuskit.runs.collecting import Collected
from corpuskit.runs.conversion import Conversion
from corpuskit.runs.copies import MOST_LINES, Lines
from corpuskit.runs.done import Encoded, Made
from corpuskit.runs.flow import flow
from corpuskit.runs.found import Found
from corpuskit.runs.interrupts import ending_on_signals
from corpuskit.runs.job import Job, Progress
from corpuskit.runs.outputs import Placed, PutFile
from corpuskit.runs.plan import Plan, make_plan

if TYPE_CHECKING:
    from corpuskit.duplicates.kernel import MinHash


class Search(NamedTuple):
    """What counts as a copy, and how many rows and lines are sorted in memory at a time."""

    comparison: Comparison
    rows: int = MOST_ROWS
    lines: int = MOST_LINES


@contextmanager
def deduplicated(
    job: Job, search: Search, progress: Callable[[Progress], None] | None = None
) -> Iterator[Found]:
    """Find the copies among the documents of a job; `progress` is called after each source.

    The report can be read until the context ends. Raises UsageError for what the user can put
    right, numpy among it, and RunFailed when the disk fails; scratch files are gone in either case.
    """
    minhash, found = load_minhash(search.comparison), Found()
    header = header_of(search.comparison, job.settings)
    exporter = SignedExporter(Signer(search.comparison, minhash))
    job = replace(job, exporters=(exporter,), dry_run=True, copies=None)
    with (
        closing(make_plan(job)) as plan,
        ending_on_signals(),
        scratch_folder() as folder,
        closing(Collected(folder, search.rows)) as collected,
    ):
        with redirect_stdout(sys.stderr):  # plugins may print, and the report may go to stdout
            _collect(plan, collected, found, progress or _ignore)
        lines = search_collected(collected, search, minhash, found)
        found.report = lambda: map(encode_line, chain((header,), lines))
        yield found


def search_collected(
    collected: Collected, search: Search, minhash: "MinHash", found: Found
) -> Lines:
    """Find the copies among collected documents, count them, and give the lines about them."""
    likeness = Likeness(collected, minhash, search.comparison.threshold)
    clusters = find_clusters(collected, search.comparison.prefer, likeness, search.rows)
    lines = Lines(collected, search.lines)
    lines.add_clusters(clusters, likeness)
    lines.add_paragraphs(clusters)
    found.tally, found.missed = lines.tally, clusters.missed
    return lines


def load_minhash(comparison: Comparison) -> "MinHash":
    """Load what needs numpy; raises UsageError where it is not installed."""
    try:
        from corpuskit.duplicates.kernel import MinHash  # noqa: PLC0415  # numpy is an extra
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{error.name} is not installed, and copies are found with it: "
            "run pip install '.[dedupe]' in the checkout of corpuskit"
        ) from error
    return MinHash(comparison.banding)


class SignedExporter(RecordExporter):
    """Makes of a document what is compared of it, as MessagePack; nothing of it is an output."""

    name: ClassVar[str] = "report"
    suffix: ClassVar[str] = ""
    summary: ClassVar[str] = "documents to compare"

    def __init__(self, sign: Signer) -> None:
        self._sign = sign

    def encode(self, document: Document) -> bytes:
        """Sign a document; raises ExportRefused for a name that no report can hold."""
        try:
            return msgspec.msgpack.encode(self._sign(document))
        except UnicodeEncodeError as error:
            name = document.source.name
            raise ExportRefused(name, "its name is not Unicode", "rename it") from error


class SignedFile:
    """Takes signed documents, and counts their characters."""

    takes_bytes: ClassVar[bool] = True

    def __init__(self, collected: Collected) -> None:
        self.characters = 0
        self._collected = collected

    def add(self, made: Made, encoded: Encoded) -> Placed:
        """Keep what is compared of a document."""
        signed = msgspec.msgpack.decode(encoded.data, type=Signed)
        self._collected.add(signed)
        self.characters += signed.entry.characters
        return Placed("")

    def flush(self) -> None:
        """Do nothing: a search that is stopped begins anew."""

    def finish(self, members: Iterable[Member], count: int) -> Iterator[PutFile]:
        """Put nothing in place."""
        return iter(())


def _collect(
    plan: Plan, collected: Collected, found: Found, progress: Callable[[Progress], None]
) -> None:
    sink = SignedFile(collected)
    conversion = Conversion(plan, found.summary, {SignedExporter.name: sink})
    with closing(flow(plan, conversion, progress)) as lines:
        for _ in lines:
            pass
    found.documents, found.characters = len(collected), sink.characters


def _ignore(progress: Progress) -> None:
    """Tell nobody."""
