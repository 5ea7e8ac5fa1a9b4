"""What a run will do, settled and refused before anything is touched."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from itertools import pairwise

from corpuskit.errors import UsageError
from corpuskit.escape import safe
from corpuskit.exporter import RecordExporter
from corpuskit.files.code import code_digest
from corpuskit.files.inputs import STATE, Found, Settled, Source, find, lies_in
from corpuskit.files.sidecar import SidecarRows, digest_of
from corpuskit.files.urls import as_text, check_local, is_url, shown
from corpuskit.ledger import Outcome, Run, settings_of
from corpuskit.names import Keys, OutputNames, name_key, path_bytes
from corpuskit.reader import FieldNames, Limits
from corpuskit.runs.desk import Desk
from corpuskit.runs.foreign import FILE_NAME, companion_names
from corpuskit.runs.job import Job, kinds_of
from corpuskit.runs.packing import check_packing
from corpuskit.runs.table import MetadataTable
from corpuskit.runs.target import check_output, refuse_hidden_sources
from corpuskit.text.encodings import canonical_encoding
from corpuskit.version import VERSION

ELSE = "name another file or folder"


@dataclass(frozen=True)
class Plan:
    """The sources of a run in their order, who reads each, and the names of what is written."""

    job: Job
    found: tuple[Found, ...]
    settings: Mapping[str, str]
    previous: Run | None
    alike: frozenset[bytes]
    """Paths whose names read like another's, since one of them is not UTF-8."""
    names: dict[str, OutputNames] = field(default_factory=dict)
    """For each format that writes one file per document."""
    tables: list[MetadataTable] = field(default_factory=list)
    """The table that says more about the sources, if there is one."""

    def close(self) -> None:
        """Let go of what the plan holds open."""
        for table in self.tables:
            table.close()

    @property
    def sources(self) -> Iterator[Source]:
        """Every source, by the bytes of its name, as often as one asks."""
        return map(self._settle, _in_order(self.found))

    @property
    def total(self) -> int:
        """How many sources there are."""
        return sum(len(found.relatives) for found in self.found)

    @cached_property
    def run(self) -> Run:
        """What decides the bytes that this run writes."""
        kinds = sorted({f"{kind.__module__}.{kind.__qualname__}" for kind in kinds_of(self.job)})
        modules = {kind.__module__ for kind in kinds_of(self.job)} | {*self.job.modules}
        code = code_digest(modules)
        whole = hashlib.sha256(f"{code} {kinds}".encode()).hexdigest() if code else ""
        return Run(VERSION, dict(self.settings), limit=self.job.running.limit, code=whole)

    @cached_property
    def desk(self) -> Desk:
        """Where the sources are read."""
        return Desk(self.job)

    @property
    def rows(self) -> SidecarRows | None:
        """The rows of the metadata table, if there is one."""
        return self.tables[0].rows if self.tables else None

    def count_rows(self, name: str, numbers: Sequence[int]) -> None:
        """Count a document, and the rows of the metadata table that speak of it."""
        for table in self.tables:
            table.count(name, numbers)

    def _settle(self, source: Source) -> Source:
        if source.path not in self.alike:
            return source
        cause = "its name is not UTF-8 and reads like that of another source"
        return source._replace(settled=Settled(Outcome.REFUSED, cause))


@dataclass(frozen=True, slots=True)
class Readable:
    """The names of the sources of a plan that are read whole; can be walked again and again.

    Documents out of containers and tables have names of their own.
    """

    plan: Plan

    def __iter__(self) -> Iterator[str]:
        """Give each name."""
        unsettled = (source.name.name for source in self.plan.sources if not source.settled)
        return filter(self.plan.desk.readers.is_read_whole, unsettled)


def make_plan(job: Job) -> Plan:
    """Find the sources and settle every name; nothing is written.

    Raises UsageError for whatever the user can put right, OutputInUse for a folder that was made
    with other settings.
    """
    check_local(job.output)
    _check_formats(job)
    is_printed = not job.output and not job.dry_run
    check_packing(job.packing, job.exporters, is_printed=is_printed)
    _check_reading(job)
    settings = all_settings(job)
    previous = check_output(job, settings)
    found = tuple(_find(job))
    if job.output:
        refuse_hidden_sources(job, previous, (one.root for one in found))
    plan = Plan(job, found, settings, previous, _alike(found))
    for exporter in job.exporters if job.output else ():
        if isinstance(exporter, RecordExporter) and exporter.per_document:
            suffix = exporter.suffix + job.packing.ending
            names = OutputNames(Readable(plan), suffix, companion_names(exporter))
            plan.names[exporter.name] = names
    if job.metadata:
        plan.tables.append(MetadataTable(job.metadata, Readable(plan), job.is_date))
    return plan


def _check_formats(job: Job) -> None:
    names = [exporter.name for exporter in job.exporters]
    if not names and not job.dry_run:
        raise UsageError("no format is named; name one with --to")
    for name in names:
        if not FILE_NAME.fullmatch(name) or names.count(name) > 1:
            raise UsageError(f"the format {safe(name)!r} is named twice or no name for a folder")
    if not job.output and not job.dry_run and len(names) > 1:
        raise UsageError("several formats do not fit on standard output; name a folder with -o")


def _check_reading(job: Job) -> None:
    known = ", ".join(sorted(reader.name for reader in job.readers)) or "none"
    if job.reader and job.reader not in {reader.name for reader in job.readers}:
        raise UsageError(f"there is no reader {safe(job.reader)!r}; the readers are: {known}")
    if job.encoding:
        canonical_encoding(job.encoding)


def all_settings(job: Job) -> dict[str, str]:
    """Give all that decides the bytes of a job; raises UsageError for what is not Unicode."""
    reading = {
        "encoding": job.encoding,
        "reader": job.reader,
        "limits": _pairs(job.limits),
        "fields": _pairs(job.fields),
        "metadata": digest_of(job.metadata) if job.metadata else "",
    }
    settings = settings_of(job.exporters, {**reading, **job.packing.settings, **job.settings})
    for name, value in settings.items():
        if not _is_unicode(name + value):
            raise UsageError(f"{safe(name)} cannot be {safe(value)!r}, which is not Unicode")
    return settings


def _pairs(values: Limits | FieldNames) -> str:
    return ", ".join(f"{name}={value}" for name, value in values._asdict().items() if value)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _find(job: Job) -> Iterator[Found]:
    if not job.inputs:
        raise UsageError("no input is named; name a file, a folder or - for standard input")
    if "" in job.inputs:
        raise UsageError("the name of an input is empty; name a file, a folder or .")
    output = os.path.realpath(os.fsencode(job.output)) if job.output else b""
    found = [_find_one(job, given, output) for given in job.inputs]
    _refuse_overlaps(found)
    _refuse_written(job, found, output)
    if not any(len(one.relatives) > len(one.skipped) for one in found):
        names = ", ".join(shown(given) for given in job.inputs)
        raise UsageError(f"there is nothing to read in {names}{_passed_over(found)}; {ELSE}")
    _refuse_many_on_stdout(job, found)
    return iter(found)


def _passed_over(found: Iterable[Found]) -> str:
    """Say why nothing of what was found is read: ": 2 hidden, 1 symbolic link"."""
    causes = Counter(settled.cause for one in found for settled in one.settled.values())
    told = ", ".join(f"{count:,} {cause}" for cause, count in sorted(causes.items()))
    return f": {told}" if told else ", it is empty"


def _find_one(job: Job, given: str, output: bytes) -> Found:
    if given == "-":
        return Found(given, b"", [b""])
    return find(given, output, job.names.get(given, ""))


def _refuse_overlaps(found: Sequence[Found]) -> None:
    if [one.given for one in found].count("-") > 1:
        raise UsageError("standard input is named twice; name it once")
    on_disk = (one for one in found if one.root)
    ordered = sorted(on_disk, key=lambda one: one.root.rstrip(b"/") + b"/")
    for outer, inner in pairwise(ordered):
        if lies_in(inner.root, outer.root):
            raise UsageError(
                f"{shown(inner.given)} is {shown(outer.given)} or lies inside it; name only one"
            )


def _refuse_written(job: Job, found: Iterable[Found], output: bytes) -> None:
    written = [os.fsencode(exporter.name) for exporter in job.exporters] + [os.fsencode(STATE)]
    for one in found if output else ():
        inside = any(lies_in(one.root, output.rstrip(b"/") + b"/" + name) for name in written)
        if one.root == output or inside:
            raise UsageError(
                f"{safe(one.given)} is where the output is written; name another folder with -o"
            )


def _refuse_many_on_stdout(job: Job, found: Sequence[Found]) -> None:
    count = sum(len(one.relatives) - len(one.skipped) for one in found)
    if not job.output and not job.dry_run and count > 1:
        raise UsageError("several documents do not fit on standard output; name a folder with -o")


def _in_order(found: Sequence[Found]) -> Iterator[Source]:
    """Give all sources in one order, whatever the order of the inputs was."""
    return merge(*(one.sources for one in found), key=lambda source: path_bytes(source.name))


def _alike(found: Sequence[Found]) -> frozenset[bytes]:
    repeated = Keys(name_key(source.name.name) for source in _in_order(found)).repeated
    seen: dict[str, Source] = {}
    alike: set[bytes] = set()
    for source in _in_order(found) if repeated else ():
        if name_key(source.name.name) not in repeated:
            continue
        other = seen.setdefault(source.name.name, source)
        if other.path != source.path:
            alike.add(_not_utf8(source, other).path)
    return frozenset(alike)


def _not_utf8(source: Source, other: Source) -> Source:
    for one in (source, other):
        if one.name.hex:
            return one
    raise UsageError(
        f"{_shown(other)} and {_shown(source)} both have the name {safe(source.name.name)}; "
        "name a folder that holds both, or take them one after the other"
    )


def _shown(source: Source) -> str:
    if is_url(source.path):
        return shown(as_text(source.path))
    return safe(os.fsdecode(source.path)) or "standard input"
