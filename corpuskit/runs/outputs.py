"""One sink for each format of a run: it takes encoded documents and ends as whole files."""

import errno
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Protocol

from corpuskit.errors import ExportRefused, RunFailed, UsageError
from corpuskit.escape import safe
from corpuskit.exporter import CorpusInfo, Exporter, Member, RecordExporter
from corpuskit.files.disk import failing_on
from corpuskit.files.output import OutputFolder, PendingFile
from corpuskit.model import Document
from corpuskit.names import OutputNames
from corpuskit.reader import MEMBER
from corpuskit.runs import foreign
from corpuskit.version import VERSION


class Sink(Protocol):
    """Where the documents of one format go."""

    def add(self, document: Document, data: bytes, number: int) -> str:
        """Take a document and give its file below the folder of the format.

        `number` counts the documents of one source, 0 when there is only one. Raises ExportRefused.
        """

    def finish(self, members: Iterable[Member], count: int) -> Iterator[str]:
        """Complete the export; gives the files that belong to no one document, as they are put."""


class CorpusFile:
    """One file for the corpus: header, documents, footer."""

    def __init__(self, exporter: RecordExporter, folder: OutputFolder) -> None:
        self._exporter, self._folder = exporter, folder
        self._file = f"corpus{exporter.suffix}"
        self._pending = folder.start(f"{exporter.name}/{self._file}")
        self._pending.write(foreign.header(exporter, CorpusInfo(VERSION, self._file)))

    def add(self, document: Document, data: bytes, number: int) -> str:
        """Append a document."""
        self._pending.write(data)
        return self._file

    def finish(self, members: Iterable[Member], count: int) -> Iterator[str]:
        """Write the footer and put the file in place, then its companions."""
        corpus = CorpusInfo(VERSION, self._file, count, members)
        self._pending.write(foreign.footer(self._exporter, corpus))
        self._pending.commit()
        yield self._pending.final
        yield from _put_companions(self._exporter, self._folder, corpus)


class DocumentFiles:
    """One file per document, named after its source."""

    def __init__(self, exporter: RecordExporter, folder: OutputFolder, names: OutputNames) -> None:
        self._exporter, self._folder, self._names = exporter, folder, names
        corpus = CorpusInfo(VERSION)
        self._header = foreign.header(exporter, corpus)
        self._footer = foreign.footer(exporter, corpus._replace(documents=1))

    def add(self, document: Document, data: bytes, number: int) -> str:
        """Write the file of a document and put it in place."""
        source = document.source.name
        file = self._names.numbered(source, number) if number else self._names.of(source)
        try:
            whole = self._header + data + self._footer
            self._folder.put(f"{self._exporter.name}/{file}", whole)
        except RunFailed as failure:
            if getattr(failure.__cause__, "errno", 0) != errno.ENAMETOOLONG:
                raise
            raise ExportRefused(source, "its path is too long for the output") from failure
        return file

    def finish(self, members: Iterable[Member], count: int) -> Iterator[str]:
        """Put the companions in place."""
        corpus = CorpusInfo(VERSION, "", count, members)
        yield from _put_companions(self._exporter, self._folder, corpus)


class StreamFile:
    """One file that an exporter writes itself, in a pass over the documents of its own."""

    def __init__(
        self,
        exporter: Exporter,
        folder: OutputFolder,
        documents: Callable[[], Iterator[Document]],
    ) -> None:
        self._exporter, self._folder, self._documents = exporter, folder, documents
        self._file = f"corpus{exporter.suffix}"

    def add(self, document: Document, data: bytes, number: int) -> str:
        """Name the file; the document is written when the corpus is finished."""
        return self._file

    def finish(self, members: Iterable[Member], count: int) -> Iterator[str]:
        """Let the exporter write; raises RunFailed when it did not see what the run saw.

        Raises ExportRefused when the exporter refuses a document: then there is no file.
        """
        pending = self._folder.start(f"{self._exporter.name}/{self._file}")
        taken: list[int] = [0]
        with failing_on(pending.path):
            self._export(_counted(self._documents(), taken), pending)
        if taken[0] != count:
            raise RunFailed(
                f"exporter '{self._exporter.name}' saw {taken[0]} documents of {count}; "
                "a source changed during the run, or the exporter stops early"
            )
        if pending.stream.closed:
            raise RunFailed(f"exporter '{self._exporter.name}' closed its stream; tell its author")
        pending.commit()
        yield pending.final

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


class Nowhere:
    """Takes everything and keeps nothing: a dry run."""

    def add(self, document: Document, data: bytes, number: int) -> str:
        """Name no file."""
        return ""

    def finish(self, members: Iterable[Member], count: int) -> Iterator[str]:
        """Put nothing in place."""
        return iter(())


class Memory:
    """Keeps the one document that goes to standard output."""

    def __init__(self, exporter: Exporter) -> None:
        self._exporter = exporter
        self._document: Document | None = None
        self._data = b""

    def add(self, document: Document, data: bytes, number: int) -> str:
        """Keep the document; raises UsageError for a second one."""
        if self._document:
            source = document.source.name.partition(MEMBER)[0]
            raise UsageError(
                f"{safe(source)} holds several documents, which do not fit on standard output; "
                "name a folder with -o"
            )
        self._document, self._data = document, data
        return ""

    def finish(self, members: Iterable[Member], count: int) -> Iterator[str]:
        """Put nothing in place."""
        return iter(())

    def data(self) -> bytes:
        """Give what is to be printed, nothing when no document came.

        Raises RunFailed, and ExportRefused when an exporter of streams refuses the document.
        """
        if self._document is None:
            return b""
        if isinstance(self._exporter, RecordExporter):
            corpus = CorpusInfo(VERSION)
            footer = foreign.footer(self._exporter, corpus._replace(documents=1))
            return foreign.header(self._exporter, corpus) + self._data + footer
        stream = BytesIO()
        try:
            self._exporter.export(iter((self._document,)), stream)
        except ExportRefused:
            raise
        except foreign.FAILURES as error:
            raise foreign.export_failed(self._exporter, error) from error
        return stream.getvalue()


def _counted(documents: Iterator[Document], taken: list[int]) -> Iterator[Document]:
    for document in documents:
        yield document
        taken[0] += 1


def _put_companions(
    exporter: RecordExporter, folder: OutputFolder, corpus: CorpusInfo
) -> Iterator[str]:
    for companion in foreign.companions(exporter, corpus):
        pending = folder.start(f"{exporter.name}/{companion.name}")
        for piece in companion.pieces:
            pending.write(piece)
        pending.commit()
        yield pending.final
