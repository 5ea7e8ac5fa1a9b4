"""Learning a profile from many sources: each is read once, and memory does not grow with them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from corpuskit.errors import SourceRefused
from corpuskit.escape import safe
from corpuskit.files.scratch import RecordFile, SortedCounts, scratch_folder
from corpuskit.ledger import Outcome
from corpuskit.model import Document
from corpuskit.profiles.evidence import Evidence, merge_evidence
from corpuskit.profiles.keys import LineKeys
from corpuskit.profiles.learning import learn_profile
from corpuskit.profiles.pages import LearnedPage, page_of
from corpuskit.profiles.profile import Profile, Site
from corpuskit.profiles.repetition import Spread, merge_spread
from corpuskit.runs.claims import Claims
from corpuskit.runs.conversion import part_results
from corpuskit.runs.interrupts import ending_on_signals
from corpuskit.runs.job import Job, Progress
from corpuskit.runs.parts import Part, parts
from corpuskit.runs.plan import Plan, make_plan
from corpuskit.runs.summary import Summary, counted

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
    with closing(make_plan(job)) as plan, ending_on_signals(), scratch_folder() as folder:
        pages = RecordFile(folder / "pages", LearnedPage)
        for page in _pages(plan, lesson, learned, progress or _ignore):
            pages.add(page)
        learned.profile = _learn(pages, lesson, folder)
    return learned


def _learn(pages: Iterable[LearnedPage], lesson: Lesson, folder: Path) -> Profile:
    spreads = SortedCounts(folder / "spreads", Spread, merge_spread, lesson.most)
    evidence = SortedCounts(folder / "evidence", Evidence, merge_evidence, lesson.most)
    return learn_profile(pages, lesson.keys, spreads, evidence)


def _pages(
    plan: Plan, lesson: Lesson, learned: Learned, progress: Callable[[Progress], None]
) -> Iterator[LearnedPage]:
    claims, total = Claims(plan), plan.total
    for done, source in enumerate(plan.sources, start=1):
        for part in parts(plan, source):
            found = part_results(plan, part, claims)
            documents = _told(found, learned, _settled_outcome(part))
            yield from (_page(document, lesson) for document in documents)
        progress(Progress(done, total, source.name.name))


def _page(document: Document, lesson: Lesson) -> LearnedPage:
    language = document.metadata.language
    names = language is not None and language.value in lesson.names
    return page_of(document, lesson.site, names=names)


def _settled_outcome(part: Part) -> Outcome | None:
    return part.settled.outcome if part.settled else None


def _told(
    found: Iterable[Document | SourceRefused], learned: Learned, settled: Outcome | None
) -> Iterator[Document]:
    """Give the documents of a part, tell of what is refused, and count how the part went."""
    outcomes = Counter[Outcome]()
    for result in found:
        if isinstance(result, Document):
            learned.documents += 1
            outcomes[Outcome.CONVERTED] += 1
            yield result
        else:
            learned.summary.refuse(result)
            outcomes[Outcome.REFUSED] += 1
    learned.summary.outcomes[settled or _outcome(outcomes)] += 1


def _outcome(outcomes: Counter[Outcome]) -> Outcome:
    if outcomes[Outcome.REFUSED]:
        return Outcome.REFUSED
    return Outcome.CONVERTED if outcomes[Outcome.CONVERTED] else Outcome.SKIPPED


def _site_line(site: Site) -> str:
    found = f"{counted(len(site.line), 'line')} and {counted(len(site.pattern), 'pattern')}"
    return f"{safe(site.name) or 'no site'}: {found} from {counted(site.documents, 'document')}"


def _ignore(progress: Progress) -> None:
    """Tell nobody."""
