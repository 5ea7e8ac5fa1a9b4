"""The blocks with text, their identifiers, and where they stand in the source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from corpuskit import (
    Block,
    Byline,
    Certainty,
    Date,
    Dateline,
    Document,
    Fact,
    Label,
    Metadata,
    RepeatKind,
    SpanKind,
)
from corpuskit_tei.names import XML_ID, certainty, id_part, language_tag, source_address

Certainties = Mapping[tuple[SpanKind, int, int], Certainty]
"""How sure the spans are that the metadata rest on, by kind and offsets in the source."""

_Known = Date | Byline | Fact | Dateline


class Piece(NamedTuple):
    """A block with text: its number in the document, whether it is kept, and where it stands.

    `start` and `end` count as RFC 5147 does, which takes CR LF for one character, and leave outer
    white space out.
    """

    number: int
    block: Block
    kept: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A document with all that its elements must agree on."""

    document: Document
    pieces: tuple[Piece, ...]
    address: str
    certainties: Certainties

    @property
    def language(self) -> str:
        """The language of the text, "und" when it is not known."""
        fact = self.document.metadata.language
        return language_tag(fact.value) if fact else "und"

    def id(self, part: str) -> str:
        """Give an identifier inside this file; two hyphens end the id of the document."""
        return f"{self.document.id}--{part}"

    def place(self, start: int, end: int) -> str:
        """Give the address of a stretch of the source (RFC 5147)."""
        return f"{self.address}#char={start},{end}"

    def attributes(self, piece: Piece) -> dict[str, str]:
        """Give what is said of each block: identifier, place, certainty, categories, repeat."""
        kind = self.repeat_kind(piece)
        categories = (
            kind_id(piece.block),
            rule_id(piece.block),
            *([repeat_id(kind)] if kind else []),
        )
        said = {
            XML_ID: self.id(f"b{piece.number}"),
            "corresp": self.place(piece.start, piece.end),
            "cert": certainty(piece.block.reason.confidence),
            "ana": " ".join(f"#{self.id(category)}" for category in categories),
        }
        if self._says_again(piece):
            said["sameAs"] = f"#{self.id(f'b{piece.block.repeat_of}')}"
        return said

    def repeat_kind(self, piece: Piece) -> RepeatKind | None:
        """Say how a block says another block again, None when it does not."""
        return piece.block.repeat_kind if self._says_again(piece) else None

    def _says_again(self, piece: Piece) -> bool:
        first, blocks = piece.block.repeat_of, self.document.blocks
        inside = 0 <= first < len(blocks) and first != piece.number
        return inside and blocks[first].label is not Label.BLANK


def open_page(document: Document) -> Page:
    """Gather what the elements of one document share."""
    known = _known(document.metadata)
    certainties = {(kind, fact.start, fact.end): fact.certainty for kind, fact in known if fact}
    pieces = tuple(_pieces(document))
    return Page(document, pieces, source_address(document.source), certainties)


def _known(metadata: Metadata) -> Iterator[tuple[SpanKind, _Known | None]]:
    for date in (*metadata.dates, metadata.date):
        yield SpanKind.DATE, date
    for byline in metadata.bylines:
        yield SpanKind.PERSON, byline
    yield SpanKind.URL, metadata.source_url
    yield SpanKind.END_MARK, metadata.end_mark
    if metadata.dateline:
        yield SpanKind.DATELINE, metadata.dateline
        yield SpanKind.AGENCY, metadata.dateline.agency
        yield SpanKind.PLACE, metadata.dateline.place


def kind_id(block: Block) -> str:
    """Give the identifier of what a block is: its label and detail."""
    label = block.label.value.replace("_", "-")
    return f"kind.{label}.{id_part(block.detail)}" if block.detail else f"kind.{label}"


def rule_id(block: Block) -> str:
    """Give the identifier of the rule that chose the label of a block."""
    return f"rule.{id_part(block.reason.rule)}"


def repeat_id(kind: RepeatKind) -> str:
    """Give the identifier of a kind of repeat."""
    return f"repeat.{kind.value}"


def _pieces(document: Document) -> Iterator[Piece]:
    keeps, folded = document.selection.keeps, 0
    for number, block in enumerate(document.blocks):
        raw = block.raw
        if block.label is not Label.BLANK:
            text = raw.strip()
            lead = len(raw) - len(raw.lstrip()) if text else 0
            start = block.start - folded + lead - raw.count("\r\n", 0, lead)
            yield Piece(number, block, keeps(block), start, start + len(text) - text.count("\r\n"))
        folded += raw.count("\r\n")
