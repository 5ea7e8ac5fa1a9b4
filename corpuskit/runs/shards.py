"""The sink of formats with one file for the corpus, which may be cut into shards."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple

from msgspec.structs import replace

from corpuskit.exporter import CorpusInfo, Member, RecordExporter
from corpuskit.files.attempts import scratch_name
from corpuskit.files.output import OutputFolder, PendingFile
from corpuskit.files.scratch import RecordFile
from corpuskit.ledger import Written
from corpuskit.runs import foreign
from corpuskit.runs.done import Encoded, Made
from corpuskit.runs.outputs import Placed, PutFile, put_companions
from corpuskit.runs.packing import Packing
from corpuskit.version import VERSION


class CorpusFiles:
    """One file for the corpus, or one for each shard: header, documents, footer.

    A shard is cut before the document with which it would be larger than the shards may be, its
    footer aside; a document that is larger by itself has a shard of its own. Shards are completed
    one by one and put in place together, so that the shards of an earlier run can be read until
    then.
    """

    takes_bytes: ClassVar[bool] = True

    def __init__(self, exporter: RecordExporter, folder: OutputFolder, packing: Packing) -> None:
        self._exporter, self._folder, self._packing = exporter, folder, packing
        self._complete: list[_Complete] = []
        self._shard = self._begin()

    def add(self, made: Made, encoded: Encoded) -> Placed:
        """Append a document, to a new shard when there is no room for it."""
        if self._shard.documents and self._is_too_much(len(encoded.data)):
            self._complete.append(self._shard.complete())
            self._shard = self._begin()
        start = self._shard.add(made.entry.id, encoded.data)
        written = Written(start, len(encoded.data), encoded.digest)
        return Placed(self._shard.file + self._packing.ending, written)

    def flush(self) -> None:
        """Flush the file that is being written."""
        self._shard.pending.flush()

    def finish(self, members: Iterable[Member], count: int) -> Iterator[PutFile]:
        """Complete the last file and put all in their places, then their companions."""
        self._complete.append(self._shard.complete())
        for pending, documents in self._complete:
            pending.place()
            yield pending.final, replace(pending.facts, documents=documents)
        files = tuple(each.pending.path.name for each in self._complete)
        corpus = CorpusInfo(VERSION, f"corpus{self._exporter.suffix}", count, members, files)
        yield from put_companions(self._exporter, self._folder, corpus)

    def _is_too_much(self, size: int) -> bool:
        return 0 < self._packing.shard_size < self._shard.size + size

    def _begin(self) -> "_Shard":
        number = len(self._complete) + 1 if self._packing.shard_size else 0
        file = f"corpus{f'-{number:05}' if number else ''}{self._exporter.suffix}"
        return _Shard(self._exporter, self._folder, file, self._packing)


class _Complete(NamedTuple):
    pending: PendingFile
    documents: int


class _Shard:
    """A file that is being written; `size` is in bytes, nothing being packed yet."""

    def __init__(
        self, exporter: RecordExporter, folder: OutputFolder, file: str, packing: Packing
    ) -> None:
        self.file, self._exporter = file, exporter
        final = f"{exporter.name}/{file}{packing.ending}"
        self.pending = folder.start(final, packing.compression)
        self.documents = self.size = 0
        self._members = RecordFile(folder.scratch(f"{scratch_name(final)}.members"), Member)
        self._write(foreign.header(exporter, CorpusInfo(VERSION, file)))

    def add(self, identifier: str, data: bytes) -> int:
        """Append a document, and say at which byte it begins."""
        start = self.size
        self._write(data)
        self._members.add(Member(identifier, self.file))
        self.documents += 1
        return start

    def complete(self) -> _Complete:
        """Write the footer, and let nothing more be written."""
        corpus = CorpusInfo(VERSION, self.file, self.documents, self._members)
        self._write(foreign.footer(self._exporter, corpus))
        self.pending.complete()
        self._members.remove()
        return _Complete(self.pending, self.documents)

    def _write(self, data: bytes) -> None:
        self.pending.write(data)
        self.size += len(data)
