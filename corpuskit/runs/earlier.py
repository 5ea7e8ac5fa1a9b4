"""Work that an earlier run did already: found again where source and options are the same."""

from collections.abc import Iterator, Sequence
from itertools import count, repeat
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from corpuskit.errors import ExportRefused, SourceRefused
from corpuskit.exporter import RecordExporter
from corpuskit.files.attempts import LEDGER, scratch_name, unpacked_name
from corpuskit.files.inputs import STATE
from corpuskit.files.kept import Kept, KeptLine, Open, Store, key_of
from corpuskit.files.packing import ending, open_unpacked
from corpuskit.ledger import Entry, Line, Outcome
from corpuskit.names import SourceName
from corpuskit.runs.claims import NAME_TAKEN
from corpuskit.runs.done import Done, Encoded, Made
from corpuskit.runs.job import Job
from corpuskit.runs.outputs import waiting_name


class Earlier:
    """What earlier runs with the same options made of sources."""

    def __init__(self, job: Job, stores: Sequence[Store]) -> None:
        self._formats = {exporter.name for exporter in job.exporters}
        self._retry = job.running.retry
        self._kept = Kept(stores, _opener(job.packing.compression))
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
        """Say whether a line would be the same now; names are taken anew in each run."""
        if line.outcome is Outcome.REFUSED and self._retry:
            return False
        return NAME_TAKEN not in (line.cause, *(entry.cause for entry in line.documents))

    def _made(self, found: KeptLine) -> Iterator[Made | None]:
        line, entries = found.line, found.line.documents
        if not entries and line.outcome is Outcome.REFUSED:
            entries = (Entry(cause=line.cause, advice=line.advice),)
        numbers = count(1) if len(entries) > 1 else repeat(0)
        for number, entry in zip(numbers, entries, strict=False):
            yield (
                self._document(found, entry, number) if entry.id else _refused(line, entry, number)
            )

    def _document(self, found: KeptLine, entry: Entry, number: int) -> Made | None:
        if {*entry.files, *entry.refused} != self._formats:
            return None
        data: dict[str, Encoded] = {}
        for name, file in entry.files.items():
            written = entry.written.get(name)
            read = self._kept.read(found.store, name, file, written) if written else None
            if written is None or read is None:
                return None
            data[name] = Encoded(read, written.digest)
        source = entry.name or found.line.name
        told = tuple(_told(source, *refused) for refused in sorted(entry.refused.items()))
        return Made(source, number, replace(entry, files={}, written={}), data, told)


def finished_store(output: str) -> Store:
    """Give the store of the last finished run."""
    folder = Path(output)
    return Store(folder / STATE / LEDGER, lambda form, file: (folder / form / file,))


def attempt_store(output: str, attempt: Path, job: Job) -> Store:
    """Give the store of an attempt; what it had finished stands in the output folder already."""
    streams = {each.name for each in job.exporters if not isinstance(each, RecordExporter)}

    def places(form: str, file: str) -> tuple[Path, ...]:
        if form in streams:
            return (attempt / scratch_name(waiting_name(form, file)),)
        name = f"{form}/{file}"
        scratch = (attempt / each(name) for each in (unpacked_name, scratch_name))
        return (*scratch, Path(output) / name)

    return Store(attempt / scratch_name(f"{STATE}/{LEDGER}"), places)


def _opener(compression: str) -> Open:
    """Give what opens the files of a run: packed ones are known by their ends."""
    end = ending(compression)

    def opened(path: Path) -> BinaryIO:
        is_packed = bool(end) and path.name.endswith(end)
        return open_unpacked(path, compression if is_packed else "")

    return opened


def _refused(line: Line, entry: Entry, number: int) -> Made:
    source = entry.name or line.name
    told = str(SourceRefused(source, entry.cause, entry.advice))
    return Made(source, number, entry, told=(told,))


def _told(source: str, name: str, cause: str) -> str:
    return str(ExportRefused(source, f"not as {name}: {cause}"))
