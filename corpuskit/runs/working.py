"""What a worker does: it reads, labels and encodes, and gives back bytes and counts.

It is handed names of files and what containers hold; it knows neither the output folder nor what
other workers do.
"""

import resource
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from corpuskit.errors import ExportRefused, SourceRefused
from corpuskit.exporter import Exporter, RecordExporter
from corpuskit.files.inputs import Source
from corpuskit.files.sidecar import SidecarRows
from corpuskit.ledger import Entry
from corpuskit.model import Document
from corpuskit.runs import foreign
from corpuskit.runs.desk import Desk
from corpuskit.runs.done import Done, Encoded, Made, Worked, counts_of, encoded
from corpuskit.runs.job import Job
from corpuskit.runs.making import Found, Maker
from corpuskit.runs.parts import Part, parts

Task = Source | Part
IS_MACOS = sys.platform == "darwin"


@dataclass(frozen=True)
class Work:
    """The stages of a job, called with tasks; can be pickled when its plugins can.

    Without `keeps_bytes` documents are encoded to see whether they can be.
    """

    job: Job
    rows: SidecarRows | None = None
    keeps_bytes: bool = True

    def __call__(self, tasks: Sequence[Task]) -> list[Worked]:
        """Give what came of each task."""
        desk = Desk(self.job)
        with redirect_stdout(sys.stderr):
            return [self._worked(task, desk) for task in tasks]

    def _worked(self, task: Task, desk: Desk) -> Worked:
        clock, began = _Clock(), time.process_time()
        found = (task,) if isinstance(task, Part) else parts(desk, task)
        maker = Maker(desk, self.rows)
        done = tuple(self._done(part, maker, clock) for part in found)
        return Worked(done, clock.seconds(), time.process_time() - began, peak())

    def _done(self, part: Part, maker: Maker, clock: "_Clock") -> Done:
        clock.lap("read")
        made = tuple(self._made(found, part, clock) for found in maker.found(part))
        return Done(part.name, part.sha256, part.settled, part.is_member, made, part_key(part))

    def _made(self, found: Found, part: Part, clock: "_Clock") -> Made:
        clock.lap("label")
        result, name = found.result, part.name.name
        if isinstance(result, SourceRefused):
            entry = Entry(
                name=_other(result.source, name), cause=result.cause, advice=result.advice
            )
            return Made(result.source, found.number, entry, told=(str(result),))
        copies = self.job.copies
        if copies and (told := copies.left_out(result)):
            entry = Entry(name=_other(result.source.name, name), rows=found.rows, left_out=told)
            return Made(result.source.name, found.number, entry)
        made = self._encoded(found, copies.marked(result) if copies else result, name)
        clock.lap("encode")
        return made

    def _encoded(self, found: Found, document: Document, name: str) -> Made:
        data: dict[str, Encoded] = {}
        refused: dict[str, str] = {}
        told: list[str] = []
        notes: dict[str, int] = {}
        for exporter in sorted(self.job.exporters, key=lambda each: each.name):
            try:
                data[exporter.name] = self._bytes(exporter, document)
                notes |= _notes(exporter, document)
            except ExportRefused as refusal:
                refused[exporter.name] = refusal.cause
                told.append(_told(refusal, exporter.name))
        entry = Entry(
            id=document.id,
            name=_other(document.source.name, name),
            refused=refused,
            warnings=tuple(warning.code for warning in document.warnings),
            messages=tuple(warning.message for warning in document.warnings),
            counts=counts_of(document, notes),
            rows=found.rows,
        )
        return Made(document.source.name, found.number, entry, data, tuple(told))

    def _bytes(self, exporter: Exporter, document: Document) -> Encoded:
        data = _encode(exporter, document)
        return encoded(data) if self.keeps_bytes else Encoded()


class _Clock:
    def __init__(self) -> None:
        self._seconds = dict.fromkeys(("read", "label", "encode"), 0.0)
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self._seconds[stage] += now - self._last
        self._last = now

    def seconds(self) -> Mapping[str, float]:
        return self._seconds


def peak() -> int:
    """Give the most bytes that this process ever had resident."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if IS_MACOS else 1024)


def part_key(part: Part) -> str:
    """Give a digest of all that a container gave of a member, "" for what is no member.

    Also "" for what cannot be written down, as a half of a character: it is never found again.
    """
    if not part.is_member:
        return ""
    what = (part.name, part.reader, part.file, part.ready if part.settled is None else ())
    try:
        data = msgspec.msgpack.encode(what, order="deterministic")
        return blake2b(data, digest_size=16).hexdigest()
    except (UnicodeEncodeError, TypeError, OverflowError):
        return ""


def _encode(exporter: Exporter, document: Document) -> bytes:
    """Give the bytes of a document; an exporter of streams gets the document itself later."""
    if isinstance(exporter, RecordExporter):
        return foreign.encode(exporter, document)
    try:
        return msgspec.msgpack.encode(document, order="deterministic")
    except UnicodeEncodeError as error:
        raise ExportRefused(document.source.name, "holds half a character") from error


def _notes(exporter: Exporter, document: Document) -> dict[str, int]:
    if not isinstance(exporter, RecordExporter):
        return {}
    found = foreign.notes(exporter, document)
    return {f"{exporter.name}: {note}": count for note, count in found.items()}


def _told(refusal: ExportRefused, name: str) -> str:
    cause = f"not as {name}: {refusal.cause}"
    return str(ExportRefused(refusal.source, cause, refusal.advice))


def _other(name: str, usual: str) -> str:
    return "" if name == usual else name
