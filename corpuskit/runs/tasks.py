"""The sources of a run as items for workers, in order; what was done already is ready at once."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from corpuskit.engine import Failed
from corpuskit.errors import SourceRefused
from corpuskit.files.inputs import Source, digest
from corpuskit.ledger import Entry
from corpuskit.names import SourceName
from corpuskit.runs.done import Done, Made, Worked
from corpuskit.runs.earlier import Earlier
from corpuskit.runs.parts import Part, parts
from corpuskit.runs.plan import Plan
from corpuskit.runs.supervised import Item
from corpuskit.runs.working import Task, part_key

MEBIBYTE = 1 << 20
TOO_LONG = "longer than"
"""What the cause of a failure begins with when a worker was stopped."""


class Over(NamedTuple):
    """A source of which all parts were given."""

    name: str


class Tasks(NamedTuple):
    """What is to be done for each source of a plan.

    Files that are read as a whole are read by workers; containers are opened here, since what they
    hold comes one after another.
    """

    plan: Plan
    earlier: Earlier | None = None

    def items(self) -> Iterator[Item]:
        """Give the items of all sources, and an Over behind those of each."""
        for source in self.plan.sources:
            yield from self._of_source(source)
            yield Item(None, result=Over(source.name.name))

    def _of_source(self, source: Source) -> Iterator[Item]:
        desk = self.plan.desk
        is_file = not source.settled and source.path
        if is_file and desk.readers.is_read_whole(source.name.name):
            yield self._known(source) or self._item(source, _size(source))
        else:
            yield from map(self._of_part, parts(desk, source))

    def _of_part(self, part: Part) -> Item:
        if part.settled:
            done = Done(part.name, part.sha256, part.settled, part.is_member)
            return Item(None, result=Worked((done,)))
        content = part_key(part) if part.is_member else part.sha256
        found = self._find(part.name, content, is_member=part.is_member)
        return found or self._item(part, part.size)

    def _known(self, source: Source) -> Item | None:
        """Look for what was made of a file before; what cannot be read is the worker's to say."""
        if not self.earlier:
            return None
        return self._find(source.name, content_of(self.plan, source))

    def _find(self, name: SourceName, content: str, *, is_member: bool = False) -> Item | None:
        found = self.earlier.find(name, content, is_member=is_member) if self.earlier else None
        return Item(None, result=Worked((found,))) if found else None

    def _item(self, task: Task, size: int) -> Item:
        begun = max(1, -(-size // MEBIBYTE))
        return Item(task, size, self.plan.job.running.deadline * begun)


def content_of(plan: Plan, source: Source) -> str:
    """Give the SHA-256 of a file, "" when it cannot be read."""
    try:
        return digest(plan.desk.read(source))
    except SourceRefused:
        return ""


def culprit(plan: Plan, task: Task, failed: Failed) -> Done:
    """Say that a document was refused because workers were lost on it."""
    is_slow = failed.cause.startswith(TOO_LONG)
    advice = "allow more with --deadline" if is_slow else "see whether it is the memory"
    name = task.name
    refusal = SourceRefused(name.name, failed.cause, f"{advice}, then --retry refused")
    entry = Entry(cause=refusal.cause, advice=refusal.advice)
    made = Made(name.name, 0, entry, told=(str(refusal),))
    if isinstance(task, Part):
        return Done(name, task.sha256, None, task.is_member, (made,), part_key(task))
    return Done(name, content_of(plan, task), None, is_member=False, made=(made,))


def _size(source: Source) -> int:
    try:
        return os.lstat(source.path).st_size
    except OSError:
        return 0
