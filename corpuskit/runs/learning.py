"""Learning a profile from many sources: each is read once, and memory does not grow with them."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar, NamedTuple

import msgspec

from corpuskit.escape import safe
from corpuskit.exporter import Member, RecordExporter
from corpuskit.files.scratch import RecordFile, SortedCounts, scratch_folder
from corpuskit.model import Document
from corpuskit.profiles.evidence import Evidence, merge_evidence
from corpuskit.profiles.keys import LineKeys
from corpuskit.profiles.learning import learn_profile
from corpuskit.profiles.pages import LearnedPage, page_of
from corpuskit.profiles.profile import Profile, Site
from corpuskit.profiles.repetition import Spread, merge_spread
from corpuskit.runs.conversion import Conversion
from corpuskit.runs.done import Encoded, Made
from corpuskit.runs.flow import flow
from corpuskit.runs.interrupts import ending_on_signals
from corpuskit.runs.job import Job, Progress
from corpuskit.runs.outputs import Placed, PutFile
from corpuskit.runs.plan import make_plan
from corpuskit.runs.summary import Summary
from corpuskit.wording import counted

MOST_IN_MEMORY = 1 << 15
"""Lines whose counts are in memory at a time, about a kilobyte each."""


class Lesson(NamedTuple):
    """How pages are compared: keys of lines, the site that the user names or "", and memory.

    `names` are the languages in which a line of capitalised words can be names; `most` is how
    many counts are in memory at a time.
    """

    keys: LineKeys
    site: str = ""
    names: frozenset[str] = frozenset()
    most: int = MOST_IN_MEMORY


@dataclass(slots=True)
class Learned:
    """What was learned, and what became of every source on the way."""

    profile: Profile = field(default_factory=Profile)
    documents: int = 0
    summary: Summary = field(default_factory=Summary)

    @property
    def exit_code(self) -> int:
        """0 when every source was read or skipped; 3 when one was refused or no document came."""
        return 3 if self.summary.refused or not self.documents else 0

    def lines(self) -> list[str]:
        """Give the outcome in lines for a person; foreign text in them is escaped."""
        return [self._head(), *self.site_lines, *self.refusals]

    @property
    def site_lines(self) -> list[str]:
        """What was learned of each site, in words."""
        return [_site_line(site) for site in self.profile.site]

    @property
    def refusals(self) -> list[str]:
        """The refusals in words, the first hundred of them."""
        told = [f"refused: {refusal}" for refusal in self.summary.refusals]
        untold = self.summary.refusals_untold
        return [*told, f"refused: {untold:,} more"] if untold else told

    def _head(self) -> str:
        summary = self.summary
        read = summary.converted + summary.warned
        return (
            f"{counted(summary.sources, 'source')}: {read:,} read, {summary.refused:,} refused, "
            f"{summary.skipped:,} skipped; {counted(self.documents, 'document')}"
        )


def learn(job: Job, lesson: Lesson, progress: Callable[[Progress], None] | None = None) -> Learned:
    """Learn a profile of the sources of a job; `progress` is called after each.

    Raises UsageError for what the user can put right, RunFailed when the disk fails; scratch files
    are gone in either case.
    """
    learned = Learned()
    exporter = PageExporter(lesson.site, lesson.names)
    job = replace(job, exporters=(exporter,), dry_run=True, copies=None)
    with (
        closing(make_plan(job)) as plan,
        ending_on_signals(),
        scratch_folder() as folder,
        redirect_stdout(sys.stderr),
    ):
        pages = PageFile(RecordFile(folder / "pages", LearnedPage))
        conversion = Conversion(plan, learned.summary, {exporter.name: pages})
        with closing(flow(plan, conversion, progress or _ignore)) as lines:
            for _ in lines:
                pass
        learned.documents = conversion.counts[exporter.name]
        learned.profile = _learn(pages.records, lesson, folder)
    return learned


@dataclass(frozen=True)
class PageExporter(RecordExporter):
    """Makes of a document what is learned from; nothing of it is ever an output.

    `site` is that of all documents or "", `names` are languages as in `Lesson`.
    """

    name: ClassVar[str] = "page"
    suffix: ClassVar[str] = ""
    summary: ClassVar[str] = "pages to learn from"
    site: str = ""
    names: frozenset[str] = frozenset()

    def encode(self, document: Document) -> bytes:
        """Give the page as MessagePack."""
        language = document.metadata.language
        names = language is not None and language.value in self.names
        return msgspec.msgpack.encode(page_of(document, self.site, names=names))


class PageFile:
    """Takes pages to learn from, into a scratch file."""

    takes_bytes: ClassVar[bool] = True

    def __init__(self, records: RecordFile[LearnedPage]) -> None:
        self.records = records

    def add(self, made: Made, encoded: Encoded) -> Placed:
        """Keep a page."""
        self.records.add(msgspec.msgpack.decode(encoded.data, type=LearnedPage))
        return Placed("")

    def flush(self) -> None:
        """Do nothing: a lesson that is stopped begins anew."""

    def finish(self, members: Iterable[Member], count: int) -> Iterator[PutFile]:
        """Put nothing in place."""
        return iter(())


def _learn(pages: Iterable[LearnedPage], lesson: Lesson, folder: Path) -> Profile:
    spreads = SortedCounts(folder / "spreads", Spread, merge_spread, lesson.most)
    evidence = SortedCounts(folder / "evidence", Evidence, merge_evidence, lesson.most)
    return learn_profile(pages, lesson.keys, spreads, evidence)


def _site_line(site: Site) -> str:
    found = f"{counted(len(site.line), 'line')} and {counted(len(site.pattern), 'pattern')}"
    return f"{safe(site.name) or 'no site'}: {found} from {counted(site.documents, 'document')}"


def _ignore(progress: Progress) -> None:
    """Tell nobody."""
