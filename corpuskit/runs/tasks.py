"""The sources of a run as items for workers, in order; what was done already is ready at once."""

from collections.abc import Callable, Generator, Iterator
from typing import NamedTuple

from corpuskit.engine import Failed
from corpuskit.errors import SourceRefused
from corpuskit.files.inputs import Source, digest, size_of
from corpuskit.ledger import Entry
from corpuskit.names import SourceName
from corpuskit.runs.done import Done, Made, Worked
from corpuskit.runs.earlier import Earlier
from corpuskit.runs.opening import Opener
from corpuskit.runs.parts import Part
from corpuskit.runs.plan import Plan
from corpuskit.runs.supervised import Item
from corpuskit.runs.working import Task, part_key

MEBIBYTE = 1 << 20
TOO_LONG = "longer than"
"""What the cause of a failure begins with when a worker was stopped."""


AtHand = Callable[[Part], object | None]
"""Gives the result of a part that needs no worker, None for one that does."""


class Over(NamedTuple):
    """A source of which all parts were given."""

    name: str


def _at_hand(part: Part) -> Worked | None:
    """Say what became of a part that is settled, or holds refusals alone."""
    if part.settled:
        return Worked((Done(part.name, part.sha256, part.settled, part.is_member),))
    if part.ready and all(isinstance(each, SourceRefused) for each in part.ready):
        return Worked((_refused(part),))
    return None


class Tasks(NamedTuple):
    """What is to be done for each source of a plan.

    Files that are read as a whole are read by workers; what `opened` says of containers comes one
    member after another, and what `at_hand` knows of them needs no worker.
    """

    plan: Plan
    opened: Opener
    earlier: Earlier | None = None
    at_hand: AtHand = _at_hand

    def items(self) -> Generator[Item]:
        """Give the items of all sources, and an Over behind those of each."""
        for source in self.plan.sources:
            yield from self._of_source(source)
            yield Item(None, result=Over(source.name.name))

    def _of_source(self, source: Source) -> Iterator[Item]:
        desk = self.plan.desk
        is_file = not source.settled and source.path
        if is_file and desk.readers.is_read_whole(source.name.name):
            yield self._known(source) or self._item(source, size_of(source))
        else:
            yield from map(self._of_part, self.opened(source))

    def _of_part(self, part: Part) -> Item:
        if (result := self.at_hand(part)) is not None:
            return Item(None, result=result)
        return self._known_part(part) or self._item(part, part.size)

    def _known_part(self, part: Part) -> Item | None:
        if not self.earlier:
            return None
        content = part_key(part) if part.is_member else part.sha256
        return self._find(part.name, content, is_member=part.is_member)

    def _known(self, source: Source) -> Item | None:
        """Look for what was made of a file before, if anything was made before at all."""
        if not self.earlier:
            return None
        try:
            content = digest(self.plan.desk.read(source))
        except SourceRefused as refusal:
            part = Part(source.name, (refusal,), is_member=False)
            return Item(None, result=Worked((_refused(part),)))
        return self._find(source.name, content)

    def _find(self, name: SourceName, content: str, *, is_member: bool = False) -> Item | None:
        found = self.earlier.find(name, content, is_member=is_member) if self.earlier else None
        return Item(None, size=found.size, result=Worked((found,))) if found else None

    def _item(self, task: Task, size: int) -> Item:
        begun = max(1, -(-size // MEBIBYTE))
        return Item(task, size, self.plan.job.running.deadline * begun)


def content_of(plan: Plan, source: Source) -> str:
    """Give the SHA-256 of a file, "" when it cannot be read."""
    try:
        return digest(plan.desk.read(source))
    except SourceRefused:
        return ""


def lost(task: Task, failed: Failed) -> SourceRefused:
    """Give the refusal of a document that workers were lost on."""
    is_slow = failed.cause.startswith(TOO_LONG)
    advice = "allow more with --deadline" if is_slow else "see whether it is the memory"
    return SourceRefused(task.name.name, failed.cause, advice)


def culprit(plan: Plan, task: Task, failed: Failed) -> Done:
    """Say that a document was refused because workers were lost on it."""
    name, refusal = task.name, lost(task, failed)
    # Without an output there is no run that could be gone on with.
    advice = refusal.advice + (", then --retry refused" if plan.job.output else "")
    made = _unmade(SourceRefused(name.name, refusal.cause, advice), name.name, 0)
    if isinstance(task, Part):
        return Done(name, task.sha256, None, task.is_member, (made,), part_key(task))
    return Done(name, content_of(plan, task), None, is_member=False, made=(made,))


def _refused(part: Part) -> Done:
    """Give what became of a part that holds refusals alone: no worker is needed to say it."""
    made = tuple(
        _unmade(refusal, part.name.name, number)
        for number, refusal in enumerate(part.ready, start=1)
        if isinstance(refusal, SourceRefused)
    )
    return Done(part.name, part.sha256, None, part.is_member, made)


def _unmade(refusal: SourceRefused, name: str, number: int) -> Made:
    other = "" if refusal.source == name else refusal.source
    entry = Entry(name=other, cause=refusal.cause, advice=refusal.advice)
    return Made(refusal.source, number, entry, told=(str(refusal),))
