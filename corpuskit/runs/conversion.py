"""One source through all stages: read, labelled, encoded, delivered, and its line in the ledger."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, count, islice, repeat

import msgspec

from corpuskit.errors import ExportRefused, SourceRefused
from corpuskit.exporter import Exporter, RecordExporter
from corpuskit.files.inputs import Settled, Source
from corpuskit.ledger import Entry, Line, Outcome
from corpuskit.model import Document
from corpuskit.names import name_key
from corpuskit.reader import RawDocument
from corpuskit.runs import foreign
from corpuskit.runs.claims import Claims
from corpuskit.runs.outputs import Sink
from corpuskit.runs.parts import Given, Part, parts
from corpuskit.runs.plan import Plan
from corpuskit.runs.summary import Summary

Result = Document | SourceRefused


def results(plan: Plan, source: Source, claims: Claims) -> Iterator[Result]:
    """Give the documents of a source and the refusals that stand for others; never raises them."""
    for part in parts(plan, source):
        yield from part_results(plan, part, claims)


def part_results(plan: Plan, part: Part, claims: Claims) -> Iterator[Result]:
    """Give the same of one part."""
    if part.settled and part.settled.outcome is Outcome.REFUSED:
        yield SourceRefused(part.name.name, part.settled.cause)
    yield from (result for _, result in _numbered(plan, part, claims))


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
        self._summary = summary
        self._claims = Claims(plan)

    def lines(self, source: Source) -> Iterator[Line]:
        """Convert a source and say what became of each of its parts."""
        for part in parts(self._plan, source):
            line = self._settled(part, part.settled) if part.settled else self._converted(part)
            self._summary.count(line.outcome, line.cause)
            yield line

    def _settled(self, part: Part, settled: Settled) -> Line:
        name = part.name
        if settled.outcome is Outcome.REFUSED:
            self._summary.refuse(SourceRefused(name.name, settled.cause))
        return Line(name.name, settled.outcome, settled.cause, name.hex, part.sha256)

    def _converted(self, part: Part) -> Line:
        name, name_hex = part.name
        found = _numbered(self._plan, part, self._claims)
        entries = tuple(self._entry(result, name, number) for number, result in found)
        outcome, cause = _judge(entries)
        kept = () if _is_refused_as_a_whole(entries) else entries
        return Line(name, outcome, cause, name_hex, part.sha256, kept)

    def _entry(self, result: Result, name: str, number: int) -> Entry:
        if isinstance(result, SourceRefused):
            self._summary.refuse(result)
            return Entry(name=_other(result.source, name), cause=result.cause)
        self._summary.add(result)
        files, refused = self._deliver(result, number)
        self._summary.documents += bool(files) or not self._plan.job.exporters
        return Entry(
            id=result.id,
            name=_other(result.source.name, name),
            files=files,
            refused=refused,
            warnings=tuple(warning.code for warning in result.warnings),
        )

    def _deliver(self, document: Document, number: int) -> tuple[dict[str, str], dict[str, str]]:
        files: dict[str, str] = {}
        refused: dict[str, str] = {}
        for exporter in sorted(self._plan.job.exporters, key=lambda each: each.name):
            try:
                files[exporter.name] = self._export(exporter, document, number)
            except ExportRefused as refusal:
                refused[exporter.name] = refusal.cause
                cause = f"not as {exporter.name}: {refusal.cause}"
                self._summary.refuse(ExportRefused(refusal.source, cause, refusal.advice))
        return files, refused

    def _export(self, exporter: Exporter, document: Document, number: int) -> str:
        data = b""
        if isinstance(exporter, RecordExporter):
            data = foreign.encode(exporter, document)
            self._summary.add_notes(exporter.name, foreign.notes(exporter, document))
        name = exporter.name
        file = self.sinks[name].add(document, data, number)
        self.counts[name] += 1
        if self._files.get(name) != file:
            self._files[name] = file
            self.keys.append(name_key(f"{name}/{file}"))
        return file


def _numbered(plan: Plan, part: Part, claims: Claims) -> Iterator[tuple[int, Result]]:
    """Number the results of a part from 1, also in ids that they would share; a single one is 0."""
    ordered = (_labelled(plan, given) for given in part.given)
    first = list(islice(ordered, 2))
    numbers = count(1) if len(first) > 1 else repeat(0)
    name = part.name.name
    planned = "" if part.is_member else name
    for number, result in zip(numbers, chain(first, ordered), strict=False):
        yield number, _claimed(_with_own_id(result, name, number), planned, number, claims)


def _labelled(plan: Plan, given: Given) -> Result:
    if isinstance(given, RawDocument):
        for table in plan.tables:
            given = table.added(given)
        return foreign.label(plan.job.pipeline.document, given)
    return given


def _with_own_id(result: Result, name: str, number: int) -> Result:
    if not number or isinstance(result, SourceRefused) or result.source.name != name:
        return result
    return msgspec.structs.replace(result, id=f"{result.id}-{number:04}")


def _claimed(result: Result, name: str, number: int, claims: Claims) -> Result:
    if isinstance(result, Document):
        try:
            claims.refuse_taken(result, name, number)
        except SourceRefused as refusal:
            return refusal
    return result


def _judge(entries: tuple[Entry, ...]) -> tuple[Outcome, str]:
    causes = (cause for entry in entries for cause in (entry.cause, *entry.refused.values()))
    cause = next(filter(None, causes), "")
    if cause:
        return Outcome.REFUSED, cause
    if not entries:
        return Outcome.SKIPPED, "holds no document"
    if any(entry.warnings for entry in entries):
        return Outcome.WARNED, ""
    return Outcome.CONVERTED, ""


def _is_refused_as_a_whole(entries: tuple[Entry, ...]) -> bool:
    return len(entries) == 1 and not entries[0].id


def _other(name: str, usual: str) -> str:
    return "" if name == usual else name
