"""Pieces: the stretches of a source, normalised, before they are lines with features."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.text.fused import Part, find_head, find_parts
from corpuskit.text.lines import Piece
from corpuskit.text.normalize import Normalizer
from corpuskit.text.segment import Stretch, split_stretches

CRAWL_FIELD = "crawl_field"
"""The detail of a piece that is a field of the crawler's record."""


def make_pieces(text: str, lexicon: Lexicon, normalizer: Normalizer, name: str = "") -> list[Piece]:
    """Cut a decoded source into pieces that tile it, each with its normalised text.

    `name` is that of the source; the words of an address in it can show where a headline ends.
    """
    clean = normalizer.is_clean(text)
    stretches = _without_crawl_field(split_stretches(text), lexicon)
    pieces = [_piece(stretch, None if clean else normalizer) for stretch in stretches]
    return _without_fused_head(pieces, lexicon, None if clean else normalizer, name)


class Field(Stretch):
    """A stretch that is a field of the crawler's record."""


def _without_crawl_field(stretches: list[Stretch], lexicon: Lexicon) -> list[Stretch]:
    """Cut the field of the crawler's record off the first stretch that has text."""
    for place, stretch in enumerate(stretches[:2]):
        for match in lexicon.crawl_fields.match(stretch.raw):
            return [*stretches[:place], *_cut(stretch, match), *stretches[place + 1 :]]
    return stretches


def _cut(stretch: Stretch, match: re.Match[str]) -> Iterator[Stretch]:
    start, raw = stretch
    yield Field(start, raw[: match.end()])
    if raw[match.end() :]:
        yield Stretch(start + match.end(), raw[match.end() :])


def _piece(stretch: Stretch, normalizer: Normalizer | None) -> Piece:
    start, raw = stretch
    detail = CRAWL_FIELD if isinstance(stretch, Field) else ""
    edits = normalizer(raw.rstrip("\r\n")) if normalizer else None
    if edits is not None and not edits.changes:
        edits = None
    content = edits.text if edits else raw
    text = content.strip()
    lead = 0 if content.startswith(text) else len(content) - len(content.lstrip())
    return Piece(start, raw, text, lead, edits, detail)


def _without_fused_head(
    pieces: list[Piece], lexicon: Lexicon, normalizer: Normalizer | None, name: str
) -> list[Piece]:
    """Cut the first line of text where the head of the page was run together with it."""
    place = _first_line(pieces)
    head = find_head(pieces[place].text, lexicon) if place >= 0 else None
    if head is None:
        return pieces
    before, behind = pieces[:place], pieces[place + 1 :]
    parts = find_parts(head, [piece.text for piece in behind], name)
    return [*before, *_cut_fused(pieces[place], parts, normalizer), *behind] if parts else pieces


def _first_line(pieces: Sequence[Piece]) -> int:
    """Give the index of the first piece with text that is no field of the crawler's, or -1."""
    lines = (i for i, piece in enumerate(pieces) if piece.text and not piece.detail)
    return next(lines, -1)


def _cut_fused(
    piece: Piece, parts: Sequence[Part], normalizer: Normalizer | None
) -> Iterator[Piece]:
    """Give the pieces of a fused line: its parts, each with what it is, and what is left."""
    at = 0
    for part in parts:
        end = piece.offset(part.end) - piece.start
        cut = _piece(Stretch(piece.start + at, piece.raw[at:end]), normalizer)
        yield replace(cut, detail=part.detail, evidence=part.evidence)
        at = end
    yield _piece(Stretch(piece.start + at, piece.raw[at:]), normalizer)
