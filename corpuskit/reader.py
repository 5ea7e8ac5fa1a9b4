"""What a reader is: it turns sources into documents that are not labelled yet.

There are two kinds. A `Reader` gets a whole file of limited size. A `StreamReader` gets a stream of
any size and gives documents, or members: files of their own, which are read by whoever takes their
names or media types. Archives, WARC files and tables are read as streams.
"""

from collections.abc import Callable, Iterator
from typing import Annotated, BinaryIO, ClassVar, NamedTuple, Protocol, runtime_checkable

from msgspec import Meta

from corpuskit.errors import SourceRefused
from corpuskit.model import Document, DocumentWarning, Source, Stated

MEMBER = "!/"
"""What stands between the name of a container and that of a member: "a.zip!/b/c.html"."""

MEBIBYTE = 1 << 20


class Guess(NamedTuple):
    """An encoding that was found by looking at bytes, 0 to 1 how surely, and why in words."""

    encoding: str
    confidence: float
    evidence: str


Detect = Callable[[bytes], Guess | None]
"""Looks at bytes whose encoding nothing else tells, ASCII among them; None when it has no idea.

A guess that is not sure enough is only named in the advice to the user.
"""


class RawFile(NamedTuple):
    """One file as it came from the disk or out of a container.

    `name` is the source name (see `corpuskit.model.Source`), `name_hex` its exact bytes when they
    are not UTF-8. `encoding` is the one that the user forces, "" for none; `charset` the one that a
    container states and `media_type` what it says that the file is ("text/html"), both "" where it
    says nothing; `stated` is all else that it says of the file. `detect` looks for an encoding
    when nothing else tells it. `warnings` are those of the container about the file.
    """

    name: str
    data: bytes
    encoding: str = ""
    name_hex: str = ""
    media_type: str = ""
    charset: str = ""
    stated: tuple[Stated, ...] = ()
    detect: Detect | None = None
    warnings: tuple[DocumentWarning, ...] = ()


class Limits(NamedTuple):
    """How much is read of one source, before it is refused by name.

    `document` and `member` are bytes: of a file that is read as a whole, and of a member after it
    is unpacked. `ratio` is how many times larger than its packed form a member may be, asked once
    a mebibyte is unpacked; `members` how many a container may hold; `depth` how many containers
    may lie inside each other.
    """

    document: Annotated[int, Meta(ge=0)] = 64 * MEBIBYTE
    member: Annotated[int, Meta(ge=0)] = 64 * MEBIBYTE
    ratio: Annotated[int, Meta(ge=1)] = 200
    members: Annotated[int, Meta(ge=1)] = 1_000_000
    depth: Annotated[int, Meta(ge=1)] = 1


class FieldNames(NamedTuple):
    """Which fields of a table or a JSON object hold the text, the id and the address.

    "" lets the reader look for the names that are usual.
    """

    text: str = ""
    id: str = ""
    url: str = ""


class RawStream(NamedTuple):
    """One source as a stream at its beginning.

    `stream` can be sought when the source is a file on the disk, and need not be otherwise; `size`
    is in bytes, -1 when it is not known. The other fields are those of `RawFile`.
    """

    name: str
    stream: BinaryIO
    size: int = -1
    limits: Limits = Limits()
    fields: FieldNames = FieldNames()
    encoding: str = ""
    detect: Detect | None = None


class Element(NamedTuple):
    """One element of markup that is open around a block.

    `number` counts the elements of the source as they open, so that two blocks share a number when
    they stand in the same element; `words` are the small-letter words of its class, id, role and
    item properties.
    """

    number: int
    tag: str
    words: tuple[str, ...] = ()


class Layout(NamedTuple):
    """What markup says of a block.

    `elements` are the open elements, outermost first, the one that makes the block last. `links` is
    the share of its characters, white space aside, that stand in links, 0 to 1. `hidden` says that
    a browser would not show it; `attribute` names the attribute that holds the text, such as "alt".
    `stated` says whether the source repeats the block where it states its text, in structured data;
    None where it states none. `picture` are the elements around a picture that stands directly
    above, with no text between; () for none.
    """

    elements: tuple[Element, ...] = ()
    links: float = 0.0
    hidden: bool = False
    attribute: str = ""
    stated: bool | None = None
    picture: tuple[Element, ...] = ()

    @property
    def tag(self) -> str:
        """The name of the element that makes the block."""
        return self.elements[-1].tag if self.elements else ""


class Replacement(NamedTuple):
    """A stretch of a raw block, by offsets in it, and the text that stands for it."""

    start: int
    end: int
    text: str


class RawBlock(NamedTuple):
    """A stretch of the decoded source that a reader cut out: `text[start:end]` of the document.

    `replacements` turn it into what a person reads, in order and without overlaps: tags become
    nothing, character references characters. What lies between two blocks is markup without text.
    """

    start: int
    end: int
    replacements: tuple[Replacement, ...] = ()
    layout: Layout = Layout()


class RawDocument(NamedTuple):
    """A decoded source that waits for its labels.

    `blocks` are in the order of the source and do not overlap; None for flat text, which is cut
    into lines.
    """

    source: Source
    text: str
    warnings: tuple[DocumentWarning, ...] = ()
    blocks: tuple[RawBlock, ...] | None = None


@runtime_checkable
class Reader(Protocol):
    """What reads one kind of file.

    A reader may also have `media_types`, a tuple such as ("text/html",): what a container calls
    the files that it reads.
    """

    name: ClassVar[str]
    """The word behind `--reader`."""
    suffixes: ClassVar[tuple[str, ...]]
    """The ends of file names that it claims, in lower case with the dot; "" for none at all."""
    summary: ClassVar[str]
    """One line for `corpuskit plugins`."""

    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        """Give each document of the file, or the refusal that stands for it.

        Raises SourceRefused when nothing of the file can be read.
        """


class SourceSkipped(NamedTuple):
    """A member that a stream reader passes over on purpose: its name, and why in a few words."""

    name: str
    cause: str


Piece = RawDocument | Document | RawFile | RawStream | SourceRefused | SourceSkipped
"""What a stream reader gives: a document, a labelled one, a member to be read, or why not."""


@runtime_checkable
class StreamReader(Protocol):
    """What reads one kind of source as a stream: `name`, `suffixes` and `summary` as a `Reader`.

    One that has `is_table` set to True gives rows, not files: it is no container, and may lie in
    one whatever the limit of depth is.
    """

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    summary: ClassVar[str]

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        """Give what the stream holds, one by one, each by its own name below that of the stream.

        A member stream must be read to its end, or left, before the next piece is asked for. What
        cannot be read is given as a SourceRefused that names it, and the rest goes on. Raises
        SourceRefused when nothing more of the stream can be read.
        """
