"""One sink for each format of a run: it takes encoded documents and ends as whole files."""

import errno
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import ClassVar, NamedTuple, Protocol

import msgspec
from msgspec.structs import replace

from corpuskit.errors import ExportRefused, RunFailed, UsageError
from corpuskit.escape import safe
from corpuskit.exporter import CorpusInfo, Exporter, Member, RecordExporter
from corpuskit.files.disk import facts_of, failing_on
from corpuskit.files.frames import HEAD, frame, read_frames
from corpuskit.files.output import OutputFolder, PendingFile
from corpuskit.files.packing import packed
from corpuskit.ledger import FileFacts, Written
from corpuskit.model import Document
from corpuskit.names import OutputNames
from corpuskit.runs import foreign
from corpuskit.runs.done import Encoded, Made
from corpuskit.runs.packing import Packing
from corpuskit.version import VERSION

PutFile = tuple[str, FileFacts]
"""A file by its path below the output folder."""


class Placed(NamedTuple):
    """Where a document went: its file below the folder of the format, and its bytes in there."""

    file: str
    written: Written | None = None


class Sink(Protocol):
    """Where the documents of one format go."""

    takes_bytes: ClassVar[bool]
    """Whether it needs the bytes of documents at all."""

    def add(self, made: Made, encoded: Encoded) -> Placed:
        """Take a document, of which `encoded` is the bytes in this format; raises ExportRefused."""

    def flush(self) -> None:
        """Make what was taken readable for a run that goes on after this one was killed."""

    def finish(self, members: Iterable[Member], count: int) -> Iterator[PutFile]:
        """Complete the export; gives the files that belong to no one document, as they are put."""


class DocumentFiles:
    """One file per document, named after its source."""

    takes_bytes: ClassVar[bool] = True

    def __init__(
        self, exporter: RecordExporter, folder: OutputFolder, names: OutputNames, compression: str
    ) -> None:
        self._exporter, self._folder, self._names = exporter, folder, names
        self._compression = compression
        corpus = CorpusInfo(VERSION)
        self._header = foreign.header(exporter, corpus)
        self._footer = foreign.footer(exporter, corpus._replace(documents=1))

    def add(self, made: Made, encoded: Encoded) -> Placed:
        """Write the file of a document and put it in place."""
        name, number, *_ = made
        file = self._names.numbered(name, number) if number else self._names.of(name)
        whole = self._header + encoded.data + self._footer
        try:
            self._folder.put(f"{self._exporter.name}/{file}", packed(whole, self._compression))
        except RunFailed as failure:
            if getattr(failure.__cause__, "errno", 0) != errno.ENAMETOOLONG:
                raise
            raise ExportRefused(name, "its path is too long for the output") from failure
        return Placed(file, Written(len(self._header), len(encoded.data), encoded.digest))

    def flush(self) -> None:
        """Do nothing: each file is in its place."""

    def finish(self, members: Iterable[Member], count: int) -> Iterator[PutFile]:
        """Put the companions in place."""
        corpus = CorpusInfo(VERSION, "", count, members)
        yield from put_companions(self._exporter, self._folder, corpus)


class StreamFile:
    """One file that an exporter writes itself, of documents that wait for it in a scratch file."""

    takes_bytes: ClassVar[bool] = True

    def __init__(self, exporter: Exporter, folder: OutputFolder, packing: Packing) -> None:
        self._exporter, self._folder, self._packing = exporter, folder, packing
        self._file = f"corpus{exporter.suffix}{packing.ending}"
        self._waiting = folder.start(waiting_name(exporter.name, self._file))
        self._end = 0

    def add(self, made: Made, encoded: Encoded) -> Placed:
        """Keep the document until the corpus is complete."""
        size = len(encoded.data)
        self._waiting.write(frame(encoded.data))
        start = self._end + HEAD
        self._end = start + size
        return Placed(self._file, Written(start, size, encoded.digest))

    def flush(self) -> None:
        """Flush the scratch file."""
        self._waiting.flush()

    def finish(self, members: Iterable[Member], count: int) -> Iterator[PutFile]:
        """Let the exporter write; raises RunFailed when it did not take every document.

        Raises ExportRefused when the exporter refuses a document: then there is no file.
        """
        self._waiting.flush()
        final = f"{self._exporter.name}/{self._file}"
        pending = self._folder.start(final, self._packing.compression)
        taken: list[int] = [0]
        with failing_on(pending.path):
            self._export(_counted(self._documents(), taken), pending)
        if taken[0] != count:
            raise RunFailed(
                f"exporter '{self._exporter.name}' saw {taken[0]} documents of {count}: "
                "it stops early; tell its author"
            )
        if pending.stream.closed:
            raise RunFailed(f"exporter '{self._exporter.name}' closed its stream; tell its author")
        pending.commit()
        facts = facts_of(pending.path)  # an exporter may have sought in its stream
        if facts is None:
            raise RunFailed(f"{safe(str(pending.path))} cannot be read again; run again")
        yield pending.final, replace(facts, documents=count)

    def _documents(self) -> Iterator[Document]:
        return map(decode_document, read_frames(self._waiting.scratch))

    def _export(self, documents: Iterable[Document], pending: PendingFile) -> None:
        try:
            self._exporter.export(documents, pending.stream)
        except (RunFailed, ExportRefused):
            raise
        except foreign.FAILURES as error:
            # What the disk said is the disk's, whatever the exporter made of it.
            raise pending.failure or foreign.export_failed(self._exporter, error) from error
        if pending.failure:
            raise pending.failure


def waiting_name(name: str, file: str) -> str:
    """Name the scratch file of documents that wait for an exporter of streams."""
    return f"{name}/{file}.documents"


def decode_document(data: bytes) -> Document:
    """Give back the document that was encoded for an exporter of streams."""
    return msgspec.msgpack.decode(data, type=Document)


class Nowhere:
    """Takes everything and keeps nothing: a dry run."""

    takes_bytes: ClassVar[bool] = False

    def add(self, made: Made, encoded: Encoded) -> Placed:
        """Name no file."""
        return Placed("")

    def flush(self) -> None:
        """Do nothing."""

    def finish(self, members: Iterable[Member], count: int) -> Iterator[PutFile]:
        """Put nothing in place."""
        return iter(())


class Memory:
    """Keeps the one document that goes to standard output."""

    takes_bytes: ClassVar[bool] = True

    def __init__(self, exporter: Exporter, source: str) -> None:
        """Take the name of the one source, which is told when it holds several documents."""
        self._exporter, self._source = exporter, source
        self._data: bytes | None = None

    def add(self, made: Made, encoded: Encoded) -> Placed:
        """Keep the document; raises UsageError for a second one."""
        if self._data is not None:
            raise UsageError(
                f"{safe(self._source)} holds several documents, which do not fit on standard"
                " output; name a folder with -o"
            )
        self._data = encoded.data
        return Placed("")

    def flush(self) -> None:
        """Do nothing."""

    def finish(self, members: Iterable[Member], count: int) -> Iterator[PutFile]:
        """Put nothing in place."""
        return iter(())

    def data(self) -> bytes:
        """Give what is to be printed, nothing when no document came.

        Raises RunFailed, and ExportRefused when an exporter of streams refuses the document.
        """
        if self._data is None:
            return b""
        if isinstance(self._exporter, RecordExporter):
            corpus = CorpusInfo(VERSION)
            footer = foreign.footer(self._exporter, corpus._replace(documents=1))
            return foreign.header(self._exporter, corpus) + self._data + footer
        stream = BytesIO()
        try:
            self._exporter.export(iter((decode_document(self._data),)), stream)
        except ExportRefused:
            raise
        except foreign.FAILURES as error:
            raise foreign.export_failed(self._exporter, error) from error
        return stream.getvalue()


def _counted(documents: Iterator[Document], taken: list[int]) -> Iterator[Document]:
    for document in documents:
        yield document
        taken[0] += 1


def put_companions(
    exporter: RecordExporter, folder: OutputFolder, corpus: CorpusInfo
) -> Iterator[PutFile]:
    """Put the files that belong beside an export in their places."""
    for companion in foreign.companions(exporter, corpus):
        pending = folder.start(f"{exporter.name}/{companion.name}")
        for piece in companion.pieces:
            pending.write(piece)
        pending.commit()
        yield pending.final, pending.facts
