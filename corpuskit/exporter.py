"""What an exporter is: it gets documents and an open binary stream, never a path.

Most formats are a `RecordExporter`: one value of bytes per document, between a header and a
footer. The run does names, folders, compression and whole files. An exporter that is a frozen
dataclass has its fields as options: `rows: Literal["document", "block"] = "document"` in the
exporter "csv" is `--csv-rows block` on the command line.

A corpus may be cut into shards and packed; no exporter does anything for it. Each shard is a whole
file: its header and its footer get the name of the shard, the footer its documents and its members.
Companions are written once, never packed, when all shards are there, and get the whole corpus. All
names are those of unpacked files, so that what is unpacked is the same in any case; only `files`
has the names on the disk, for companions that lead to them.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, ClassVar, NamedTuple, Protocol, runtime_checkable

from corpuskit.model import Document
from corpuskit.version import VERSION


class Member(NamedTuple):
    """One document of a finished export: its id, and its file below the folder of the format."""

    id: str
    file: str


class CorpusInfo(NamedTuple):
    """What is known of a corpus when a header, a footer or a companion file is written.

    `members` can be walked again and again, in the order of the corpus, and is never a list of
    the whole corpus in memory; it is empty while a header is written. `file` is the name of the
    one file of the format, "" when each document has its own. For the header and the footer of a
    shard all of this is of the shard. For companions `file` is the name that the corpus has uncut,
    `files` are the names of the files on the disk that it consists of, packed or not.
    """

    version: str
    file: str = ""
    documents: int = 0
    members: Iterable[Member] = ()
    files: tuple[str, ...] = ()


class Companion(NamedTuple):
    """A file that belongs beside an export, such as a schema: its name and its bytes in pieces."""

    name: str
    pieces: Iterable[bytes]


@runtime_checkable
class Exporter(Protocol):
    """The least an exporter must be."""

    name: ClassVar[str]
    """The word behind `--to`."""
    suffix: ClassVar[str]
    """The end of its file names, with the dot."""
    summary: ClassVar[str]
    """One line for `corpuskit formats`."""

    def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        """Write all documents to the stream, in the order given, and leave it open."""


class RecordExporter(ABC):
    """An exporter whose output is a header, one piece of bytes per document, and a footer.

    Subclasses set `name`, `suffix` and `summary` and define `encode`; the rest has defaults.
    `encode` is pure: the same document always gives the same bytes, whatever came before. It
    raises `ExportRefused` for a document that the format cannot carry.
    """

    name: ClassVar[str]
    suffix: ClassVar[str]
    summary: ClassVar[str]
    per_document: ClassVar[bool] = False
    """One file per document, named after its source, instead of one file for the corpus."""
    cannot_carry: ClassVar[tuple[str, ...]] = ()
    """What is lost in this format, in words for `corpuskit formats`."""

    @abstractmethod
    def encode(self, document: Document) -> bytes:
        """Give the bytes of one document."""

    def header(self, corpus: CorpusInfo) -> bytes:
        """Give what stands before the first document."""
        return b""

    def footer(self, corpus: CorpusInfo) -> bytes:
        """Give what stands behind the last document."""
        return b""

    def notes(self, document: Document) -> Mapping[str, int]:
        """Count what the summary of a run should mention, such as guarded cells."""
        return {}

    def companions(self, corpus: CorpusInfo) -> Iterator[Companion]:
        """Give the files that belong beside a finished export."""
        return iter(())

    def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        """Write header, documents and footer to the stream."""
        corpus = CorpusInfo(version=VERSION)
        stream.write(self.header(corpus))
        count = 0
        for document in documents:
            stream.write(self.encode(document))
            count += 1
        stream.write(self.footer(corpus._replace(documents=count)))
