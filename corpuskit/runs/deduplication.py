"""Looking for copies among many sources: each is read once, and memory hardly grows with them.

A document costs some 35 bytes of memory, whatever its length: its places on the disk, the set it
belongs to, and what is kept of the set. All else is on the disk, in a temporary folder that is gone
afterwards: about a kilobyte for each document, and twice the bytes of its text. Comparing needs
numpy, which is asked for before anything is read.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, redirect_stdout
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from corpuskit.duplicates.comparison import Comparison
from corpuskit.duplicates.record import Signed
from corpuskit.duplicates.report import encode_line, header_of
from corpuskit.duplicates.signing import Signer
from corpuskit.errors import SourceRefused, UsageError
from corpuskit.files.rows import MOST_ROWS
from corpuskit.files.scratch import scratch_folder
from corpuskit.ledger import Outcome
from corpuskit.model import Document
from corpuskit.runs.claims import Claims
from corpuskit.runs.clustering import Likeness, find_clusters
from corpuskit.runs.collecting import Collected
from corpuskit.runs.conversion import part_results
from corpuskit.runs.copies import MOST_LINES, Lines
from corpuskit.runs.found import Found
from corpuskit.runs.interrupts import ending_on_signals
from corpuskit.runs.job import Job, Progress
from corpuskit.runs.parts import parts
from corpuskit.runs.plan import Plan, make_plan
from corpuskit.runs.summary import Summary

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
    sign, header = Signer(search.comparison, minhash), header_of(search.comparison, job.settings)
    with (
        closing(make_plan(job)) as plan,
        ending_on_signals(),
        scratch_folder() as folder,
        closing(Collected(folder, search.rows)) as collected,
    ):
        with redirect_stdout(sys.stderr):  # plugins may print, and the report may go to stdout
            for document in _documents(plan, found, progress or _ignore):
                _take(sign(document), collected, found)
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


def _documents(
    plan: Plan, found: Found, progress: Callable[[Progress], None]
) -> Iterator[Document]:
    claims, total = Claims(plan), plan.total
    for done, source in enumerate(plan.sources, start=1):
        for part in parts(plan.desk, source):
            settled = part.settled.outcome if part.settled else None
            yield from _told(part_results(plan, part, claims), found.summary, settled)
        progress(Progress(done, total, source.name.name, found.summary.refused))


def _told(
    results: Iterable[Document | SourceRefused], summary: Summary, settled: Outcome | None
) -> Iterator[Document]:
    """Give the documents of a part, tell of what is refused, and count how the part went."""
    outcomes = Counter[Outcome]()
    for result in map(_judged, results):
        if isinstance(result, Document):
            outcomes[Outcome.CONVERTED] += 1
            yield result
        else:
            summary.refuse(str(result))
            outcomes[Outcome.REFUSED] += 1
    summary.outcomes[settled or _outcome(outcomes)] += 1


def _judged(result: Document | SourceRefused) -> Document | SourceRefused:
    """Refuse a document whose name no report can hold."""
    if isinstance(result, Document):
        try:
            f"{result.id}{result.source.name}".encode()
        except UnicodeEncodeError:
            return SourceRefused(result.source.name, "its name is not Unicode", "rename it")
    return result


def _outcome(outcomes: Counter[Outcome]) -> Outcome:
    if outcomes[Outcome.REFUSED]:
        return Outcome.REFUSED
    return Outcome.CONVERTED if outcomes[Outcome.CONVERTED] else Outcome.SKIPPED


def _take(signed: Signed, collected: Collected, found: Found) -> None:
    collected.add(signed)
    found.documents += 1
    found.characters += signed.entry.characters


def _ignore(progress: Progress) -> None:
    """Tell nobody."""
