"""Work that an earlier run did already: found again where source and options are the same."""

from collections.abc import Iterator, Sequence
from itertools import count, repeat
from pathlib import Path
from typing import BinaryIO, TypeGuard

from msgspec.structs import replace

from corpuskit.errors import ExportRefused, SourceRefused
from corpuskit.exporter import CorpusInfo, Exporter, RecordExporter
from corpuskit.files.attempts import LEDGER, scratch_name, unpacked_name
from corpuskit.files.inputs import STATE
from corpuskit.files.kept import Kept, KeptLine, Open, Store, key_of
from corpuskit.files.packing import open_unpacked
from corpuskit.ledger import Entry, Line, Outcome
from corpuskit.names import SourceName
from corpuskit.runs import foreign
from corpuskit.runs.claims import NAME_TAKEN
from corpuskit.runs.done import Done, Encoded, Made
from corpuskit.runs.job import Job
from corpuskit.runs.outputs import waiting_name
from corpuskit.runs.packing import Packing
from corpuskit.version import VERSION


class Earlier:
    """What earlier runs with the same options made of sources."""

    def __init__(
        self, job: Job, stores: Sequence[Store], scratch: Path, *, is_check: bool = False
    ) -> None:
        """Index the stores in a file `scratch`.

        A check looks whether all stands as it was, and takes nothing over.
        """
        self._formats = {exporter.name for exporter in job.exporters}
        self._streams = stream_formats(job)
        self._frames = {each.name: _frame(each) for each in job.exporters if is_per_document(each)}
        self._is_check = is_check
        self._retry = job.running.retry
        self._kept = Kept(stores, _opener(job.packing), scratch)
        self.reused = 0
        """How many lines were found again."""

    def __bool__(self) -> bool:
        """Say whether there is anything to find."""
        return self._kept.count > 0

    def close(self) -> None:
        """Let all files go."""
        self._kept.close()

    def find(self, name: SourceName, content: str, *, is_member: bool = False) -> Done | None:
        """Give what became of a source with this content, None when it is to be done."""
        found = self._kept.find(key_of(name.name, name.hex, content)) if content else None
        if found is None or not self._holds_again(found.line):
            return None
        made = tuple(self._made(found))
        if None in made:
            return None
        self.reused += 1
        line = found.line
        whole = tuple(each for each in made if each)
        return Done(name, line.sha256, None, is_member, whole, line.key)

    def _holds_again(self, line: Line) -> bool:
        """Say whether a line would be the same now.

        Names are taken anew in each run, and what one document cost the file of a format, another
        may have mended.
        """
        if line.outcome is Outcome.REFUSED and self._retry:
            return False
        if any(not self._streams.isdisjoint(entry.refused) for entry in line.documents):
            return False
        return NAME_TAKEN not in (line.cause, *(entry.cause for entry in line.documents))

    def _made(self, found: KeptLine) -> Iterator[Made | None]:
        line, entries = found.line, found.line.documents
        if not entries and line.outcome is Outcome.REFUSED:
            entries = (Entry(cause=line.cause, advice=line.advice),)
        numbers = count(1) if len(entries) > 1 else repeat(0)
        for number, entry in zip(numbers, entries, strict=False):
            if entry.id:
                yield self._document(found, entry, number)
            elif entry.left_out:
                yield Made(entry.name or line.name, number, entry)
            else:
                yield _refused(line, entry, number)

    def _document(self, found: KeptLine, entry: Entry, number: int) -> Made | None:
        if {*entry.files, *entry.refused} != self._formats:
            return None
        data: dict[str, Encoded] = {}
        for name in entry.files:
            again = self._encoded(found.store, name, entry)
            if again is None:
                return None
            data[name] = again
        source = entry.name or found.line.name
        told = tuple(_told(source, *refused) for refused in sorted(entry.refused.items()))
        return Made(source, number, replace(entry, files={}, written={}), data, told)

    def _encoded(self, store: Store, name: str, entry: Entry) -> Encoded | None:
        if self._is_check and name in self._streams:  # its one file is compared as a whole
            return Encoded()
        written, file, frame = entry.written.get(name), entry.files[name], self._frames.get(name)
        if written is None:
            return None
        if frame:
            path = store.places(name, file)[-1]
            data = self._kept.read_framed(path, written, *frame)
        else:
            data = self._kept.read(store, name, file, written)
        return None if data is None else Encoded(data, written.digest)


def stream_formats(job: Job) -> set[str]:
    """Give the formats whose exporters write their stream themselves."""
    return {each.name for each in job.exporters if not isinstance(each, RecordExporter)}


def is_per_document(exporter: Exporter) -> TypeGuard[RecordExporter]:
    """Say whether an exporter makes a file of each document."""
    return isinstance(exporter, RecordExporter) and exporter.per_document


def _frame(exporter: RecordExporter) -> tuple[bytes, bytes]:
    corpus = CorpusInfo(VERSION)
    footer = foreign.footer(exporter, corpus._replace(documents=1))
    return foreign.header(exporter, corpus), footer


def finished_store(output: str) -> Store:
    """Give the store of the last finished run."""
    folder = Path(output)
    return Store(folder / STATE / LEDGER, lambda form, file: (folder / form / file,))


def attempt_store(output: str, attempt: Path, job: Job) -> Store:
    """Give the store of an attempt; what it had finished stands in the output folder already."""
    streams = stream_formats(job)

    def places(form: str, file: str) -> tuple[Path, ...]:
        if form in streams:
            return (attempt / scratch_name(waiting_name(form, file)),)
        name = f"{form}/{file}"
        places = (attempt / scratch_name(name), Path(output) / name)
        return (attempt / unpacked_name(name), *places) if job.packing.compression else places

    return Store(attempt / scratch_name(f"{STATE}/{LEDGER}"), places)


def _opener(packing: Packing) -> Open:
    """Give what opens the files of a run; those that are packed already have their own ending."""

    def opened(path: Path) -> BinaryIO:
        is_packed = path.name.endswith(packing.ending)
        return open_unpacked(path, packing.compression if is_packed else "")

    return opened


def _refused(line: Line, entry: Entry, number: int) -> Made:
    source = entry.name or line.name
    told = str(SourceRefused(source, entry.cause, entry.advice))
    return Made(source, number, entry, told=(told,))


def _told(source: str, name: str, cause: str) -> str:
    return str(ExportRefused(source, f"not as {name}: {cause}"))
