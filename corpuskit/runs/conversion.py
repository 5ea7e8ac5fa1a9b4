"""What workers made is delivered, source by source in one order, with its line in the ledger."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from corpuskit.errors import ExportRefused, SourceRefused
from corpuskit.files.inputs import Source
from corpuskit.ledger import NO_COUNTS, Entry, Line, Outcome, Written
from corpuskit.model import Document
from corpuskit.names import name_key
from corpuskit.runs.claims import Claims
from corpuskit.runs.done import Done, Encoded, Made
from corpuskit.runs.leaving import LEFT_OUT
from corpuskit.runs.making import Maker, Result
from corpuskit.runs.outputs import Sink
from corpuskit.runs.parts import Part, parts
from corpuskit.runs.plan import Plan
from corpuskit.runs.summary import Summary


def results(plan: Plan, source: Source, claims: Claims) -> Iterator[Result]:
    """Give the documents of a source and the refusals that stand for others; never raises them."""
    for part in parts(plan.desk, source):
        yield from part_results(plan, part, claims)


def part_results(plan: Plan, part: Part, claims: Claims) -> Iterator[Result]:
    """Give the same of one part."""
    if part.settled and part.settled.outcome is Outcome.REFUSED:
        yield SourceRefused(part.name.name, part.settled.cause)
    planned = "" if part.is_member else part.name.name
    for number, result, rows in Maker(plan.desk, plan.rows).found(part):
        refusal = None
        if isinstance(result, Document):
            refusal = _claim(claims, (result.source.name, result.id, planned, number))
            plan.count_rows(result.source.name, rows)
        yield refusal or result


class Conversion:
    """What all sources of a run go through; it keeps counts and keys, never a document."""

    def __init__(self, plan: Plan, summary: Summary, sinks: Mapping[str, Sink]) -> None:
        self.sinks = sinks
        self.counts: Counter[str] = Counter()
        """How many documents each format took."""
        self.keys = array("Q")
        """The key of each file that was written for documents, at least once."""
        self._files: dict[str, str] = {}
        """The last file of each format: most formats have one for all documents."""
        self._plan = plan
        self.summary = summary
        """What is told at the end."""
        self._claims = Claims(plan)

    def take(self, done: Done) -> Line:
        """Deliver what was made of a part, and say what became of it."""
        line = self._settled(done) if done.settled else self._delivered(done)
        self.summary.count(line.outcome, line.cause)
        return line

    def flush(self) -> None:
        """Make readable what was delivered."""
        for sink in self.sinks.values():
            sink.flush()

    def _settled(self, done: Done) -> Line:
        name, settled = done.name, done.settled
        if settled is None:
            raise ValueError(name.name)
        if settled.outcome is Outcome.REFUSED:
            self.summary.refuse(str(SourceRefused(name.name, settled.cause)))
        return Line(name.name, settled.outcome, settled.cause, name.hex, done.sha256)

    def _delivered(self, done: Done) -> Line:
        name, name_hex = done.name
        entries = tuple(self._entry(made, done) for made in done.made)
        outcome, cause, advice = _judge(entries)
        kept = () if _is_refused_as_a_whole(entries) else entries
        return Line(name, outcome, cause, name_hex, done.sha256, kept, advice, done.key)

    def _entry(self, made: Made, done: Done) -> Entry:
        entry = made.entry
        planned = "" if done.is_member else done.name.name
        if entry.id or entry.left_out:
            self._plan.count_rows(made.name, entry.rows)
        if entry.id:
            refusal = _claim(self._claims, (made.name, entry.id, planned, made.number))
            if refusal:
                self.summary.refuse(str(refusal))
                return Entry(name=entry.name, cause=refusal.cause, advice=refusal.advice)
        self.summary.add(made)
        self._count_copy(made)
        # One that came from a worker has empty counts of its own, which would be written down.
        return self._placed(made) if entry.id else replace(entry, counts=NO_COUNTS)

    def _count_copy(self, made: Made) -> None:
        """Count what a report on copies says of a document, when there is one."""
        copies, summary = self._plan.job.copies, self.summary
        summary.copies += bool(made.entry.left_out)
        if copies and made.entry.id:
            rule = copies.rule(made.name, made.entry.id)
            summary.kept_copies += rule == "kept"
            summary.not_in_report += rule is None

    def _placed(self, made: Made) -> Entry:
        entry = made.entry
        files: dict[str, str] = {}
        written: dict[str, Written] = {}
        refused = dict(entry.refused)
        for name in sorted(made.data):
            try:
                files[name], place = self._add(name, made, made.data[name])
            except ExportRefused as refusal:
                refused[name] = refusal.cause
                self.summary.refuse(f"{refusal.source}: not as {name}: {refusal.cause}")
            else:
                written |= {name: place} if place else {}
        self.summary.documents += bool(files) or not self._plan.job.exporters
        return replace(entry, files=files, refused=refused, written=written)

    def _add(self, name: str, made: Made, encoded: Encoded) -> tuple[str, Written | None]:
        file, written = self.sinks[name].add(made, encoded)
        self.counts[name] += 1
        if self._files.get(name) != file:
            self._files[name] = file
            self.keys.append(name_key(f"{name}/{file}"))
        return file, written


def _claim(claims: Claims, wanted: tuple[str, str, str, int]) -> SourceRefused | None:
    try:
        claims.refuse_taken(*wanted)
    except SourceRefused as refusal:
        return refusal
    return None


def _judge(entries: tuple[Entry, ...]) -> tuple[Outcome, str, str]:
    """Give the outcome of a source, the first cause of a refusal in it, and its advice."""
    causes = (
        (cause, entry) for entry in entries for cause in (entry.cause, *entry.refused.values())
    )
    cause, refused = next((both for both in causes if both[0]), ("", Entry()))
    if cause:
        return Outcome.REFUSED, cause, refused.advice
    if all(entry.left_out for entry in entries):
        return Outcome.SKIPPED, LEFT_OUT if entries else "holds no document", ""
    if any(entry.warnings for entry in entries):
        return Outcome.WARNED, "", ""
    return Outcome.CONVERTED, "", ""


def _is_refused_as_a_whole(entries: tuple[Entry, ...]) -> bool:
    return len(entries) == 1 and not entries[0].id and not entries[0].left_out
