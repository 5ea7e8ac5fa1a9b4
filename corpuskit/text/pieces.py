"""Pieces: the stretches of a source, normalised, before they are lines with features."""

import re
from collections.abc import Iterator

from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.text.lines import Piece
from corpuskit.text.normalize import Normalizer
from corpuskit.text.segment import Stretch, split_stretches

CRAWL_FIELD = "crawl_field"
"""The detail of a piece that is a field of the crawler's record."""


def make_pieces(text: str, lexicon: Lexicon, normalizer: Normalizer) -> list[Piece]:
    """Cut a decoded source into pieces that tile it, each with its normalised text."""
    clean = normalizer.is_clean(text)
    stretches = _without_crawl_field(split_stretches(text), lexicon)
    return [_piece(stretch, None if clean else normalizer) for stretch in stretches]


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
