"""The values that flow through corpuskit: a document is a row of blocks that tile its source.

Everything here is immutable. Offsets are code points of the decoded source, the end exclusive;
a byte order mark is not part of the decoded source.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct


class Label(StrEnum):
    """What a block is."""

    TITLE = "title"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    ALT_TEXT = "alt_text"
    BYLINE = "byline"
    SOURCE_LINE = "source_line"
    DATE_LINE = "date_line"
    CHROME = "chrome"
    BLANK = "blank"


class SpanKind(StrEnum):
    """What a marked stretch inside a block is."""

    DATELINE = "dateline"
    AGENCY = "agency"
    PLACE = "place"
    DATE = "date"
    PERSON = "person"
    URL = "url"
    ABBREVIATION = "abbreviation"
    END_MARK = "end_mark"


class Certainty(StrEnum):
    """How sure a statement is; the values are those of TEI's `@cert`."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """How much of a date is known."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"


class RepeatKind(StrEnum):
    """How a block says again what another block says."""

    EXACT = "exact"
    FOLDED = "folded"  # equal but for case, punctuation or tone-mark placement
    SLUG = "slug"  # the other line without its marks and punctuation
    REFRAIN = "refrain"  # equal, but alone among new text, so perhaps meant: always kept


class Reason(Struct, frozen=True, gc=False):
    """Why a block has its label: the rule that decided, on what evidence, how surely.

    `rule` is an identifier such as "chrome.phrase", `evidence` the words or the pack entry that
    decided ("" when the rule says it all), `confidence` a number from 0 to 1.
    """

    rule: str
    confidence: float
    evidence: str = ""


class Change(Struct, frozen=True, gc=False):
    """How often one normalisation rule changed something."""

    rule: str
    count: int


class Span(Struct, frozen=True, gc=False):
    """A marked stretch inside a block.

    `text` is the stretch as normalised. `value` is what it stands for: an ISO 8601 date, the full
    name of an agency, the expansion of an abbreviation, "" where nothing is known.
    """

    kind: SpanKind
    start: int
    end: int
    text: str
    value: str = ""


class Block(Struct, frozen=True, gc=False):
    """A stretch of the source that stands by itself.

    `raw` is the exact slice of the decoded source from `start`, line end included; `text` is the
    same stretch normalised, without line end and outer white space. `repeat_of` is the index of
    the block that says the same, -1 for none.
    """

    start: int
    raw: str
    text: str
    label: Label
    reason: Reason
    detail: str = ""
    repeat_of: int = -1
    repeat_kind: RepeatKind | None = None
    spans: tuple[Span, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def end(self) -> int:
        """The offset behind the last code point of `raw`."""
        return self.start + len(self.raw)


class Fact(Struct, frozen=True, gc=False):
    """A statement about the document, with the stretch of the source that proves it.

    `value` is the statement, `text` the proof as printed; `start` and `end` are -1 when the proof
    is no stretch of the source (a share of known words, say); `rule` names what decided: "stated."
    and the name of a statement outside the text, both with "+" between them where text and
    statement agree.
    """

    value: str
    text: str
    start: int
    end: int
    rule: str
    certainty: Certainty


class Date(Struct, frozen=True, gc=False):
    """A date that the source states, with its proof.

    `value` is ISO 8601: "2023-05-18", "2023-05", "2023", "2020/2025" for an interval, "--05-18"
    when the year is unknown, and "2023-05-18T07:45" when the time of day is stated too: that of the
    clock that was printed, whatever its time zone. `method` says where the year came from
    ("explicit", "sentence", "document", "none", or the role of the date that supplied it),
    `certainty` is about the value as a whole. `role` says where the date stands: "dateline",
    "timestamp", "crawl_field", "url" (an address in the text), "text", and "other_timestamp" for a
    clock of the site or the date of another page; outside the text "stated" (the day of
    publication), "modified", "crawled" and "address" (the address of the document itself, or the
    name of its source).
    """

    value: str
    precision: Precision
    certainty: Certainty
    method: str
    role: str
    text: str
    start: int
    end: int


class Byline(Struct, frozen=True, gc=False):
    """A person or newsroom credited with the document; `roles` holds "words" and "photo"."""

    name: str
    roles: tuple[str, ...]
    start: int
    end: int
    rule: str
    certainty: Certainty


class Dateline(Struct, frozen=True, gc=False):
    """The formula before the first sentence: "BBK - Sáng 09/01,".

    `agency.text` is the code as printed and `agency.value` the full name ("" when unknown).
    """

    text: str
    start: int
    end: int
    rule: str
    certainty: Certainty
    agency: Fact | None = None
    part_of_day: Fact | None = None
    place: Fact | None = None
    date: Date | None = None


class Metadata(Struct, frozen=True, gc=False):
    """What the source says of itself; what it does not say is absent.

    `source_name` and `source_url` are where the text was taken from, `url` is the address of the
    document itself. `publisher` is the site or newspaper, `section` its part that the document
    stands in.
    """

    title: Fact | None = None
    language: Fact | None = None
    date: Date | None = None
    dateline: Dateline | None = None
    bylines: tuple[Byline, ...] = ()
    source_name: Fact | None = None
    source_url: Fact | None = None
    end_mark: Fact | None = None
    dates: tuple[Date, ...] = ()
    url: Fact | None = None
    publisher: Fact | None = None
    licence: Fact | None = None
    description: Fact | None = None
    section: Fact | None = None
    keywords: tuple[Fact, ...] = ()


class Invalid(Struct, frozen=True, gc=False):
    """Bytes that are not valid in the encoding of the source.

    `byte_offset` counts bytes of the source, byte order mark included; `start` is the code point
    of the first U+FFFD that stands for them, `count` how many do; `hex` is the bytes themselves.
    """

    byte_offset: int
    start: int
    count: int
    hex: str


class Stated(Struct, frozen=True, gc=False):
    """What a source says of itself outside its text: a field of a head, a header or a table.

    `kind` is what it says, one of `STATED_KINDS`, "" for anything else; `name` what the source
    calls it ("og:title", "WARC-Date"); `value` is as printed. `start` and `end` are the stretch of
    the decoded source that holds the value, -1 where it stands elsewhere.
    """

    kind: str
    name: str
    value: str
    start: int = -1
    end: int = -1


STATED_KINDS = frozenset(
    {
        "title",
        "author",
        "published",
        "modified",
        "crawled",
        "publisher",
        "language",
        "licence",
        "url",
        "description",
        "section",
        "keywords",
        "id",
        "digest",
    }
)
"""What a statement can be about; "url" is the address of the document itself."""


class Source(Struct, frozen=True, gc=False):
    """Where a document came from, and what is needed to write its bytes again.

    `name` is the path below the input folder with "/" between its parts; bytes of a name that are
    not UTF-8 appear as "%FF", and `name_hex` then holds the exact bytes. `size` is in bytes.
    `base64` holds all bytes when decoding cannot be undone, else "". `stated` is what the source
    says of itself outside its text.
    """

    name: str
    sha256: str
    size: int
    encoding: str
    bom: bool = False
    invalid: tuple[Invalid, ...] = ()
    base64: str = ""
    name_hex: str = ""
    reader: str = "text"
    stated: tuple[Stated, ...] = ()

    @property
    def replaced(self) -> int:
        """How many U+FFFD stand for bytes that could not be decoded."""
        return sum(stretch.count for stretch in self.invalid)


class DocumentWarning(Struct, frozen=True, gc=False):
    """Something about a document that its user should know: a short code and a sentence."""

    code: str
    message: str


LIKELY_ENOUGH = 0.7
"""What is left out by default is decided with this confidence at least."""


class Selection(Struct, frozen=True, gc=False):
    """What an exporter leaves out: labels, and blocks that repeat another.

    A block decided with a confidence below `min_confidence` always stays: what is left out is
    right at least so often, measured on pages of unseen sites (benchmarks/quality).
    """

    labels: frozenset[Label] = frozenset({Label.CHROME, Label.ALT_TEXT, Label.DATE_LINE})
    repeats: bool = True
    min_confidence: Annotated[float, Meta(ge=0, le=1)] = LIKELY_ENOUGH

    def keeps(self, block: Block) -> bool:
        """Say whether the text of `block` belongs to what is exported."""
        if block.label is Label.BLANK:
            return False
        if block.reason.confidence < self.min_confidence:
            return True
        repeats = block.repeat_of >= 0 and block.repeat_kind is not RepeatKind.REFRAIN
        return block.label not in self.labels and not (self.repeats and repeats)


class Document(Struct, frozen=True, gc=False):
    """One page or article: its source, the blocks that tile it, and what it says of itself.

    `id` is an XML name, unique over a corpus and made from the name of the source alone.
    """

    id: str
    source: Source
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    warnings: tuple[DocumentWarning, ...] = ()
    selection: Selection = Selection()

    @property
    def raw(self) -> str:
        """The decoded source, character for character."""
        return "".join(block.raw for block in self.blocks)

    @property
    def kept(self) -> Iterator[Block]:
        """The blocks whose text is exported, in document order."""
        return filter(self.selection.keeps, self.blocks)

    @property
    def left_out(self) -> Iterator[Block]:
        """The blocks with text that is not exported, in document order."""
        keeps = self.selection.keeps
        return (b for b in self.blocks if b.label is not Label.BLANK and not keeps(b))

    @property
    def text(self) -> str:
        """The kept text: one line for each kept block."""
        return "\n".join(block.text for block in self.kept)
