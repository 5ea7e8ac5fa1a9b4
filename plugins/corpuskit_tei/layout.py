"""Which element each block becomes, so that any sequence of labels is valid TEI.

A `div` of TEI has a top (heads, bylines, datelines), a middle (paragraphs, then nested divs) and a
bottom (bylines, datelines, trailers) that needs a middle before it. Pages keep no such order: a
byline may stand between two paragraphs, a title at the end. What stands where its element may not
becomes a neutral `ab`. Figures and gaps are welcome everywhere.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from corpuskit import Label
from corpuskit_tei.pieces import Piece


class Slot(StrEnum):
    """The element a block becomes."""

    HEAD = "head"
    SECTION = "section"
    FIRST_PARAGRAPH = "first paragraph"
    PARAGRAPH = "paragraph"
    FIGURE = "figure"
    DESCRIPTION = "description"
    BYLINE = "byline"
    DATELINE = "dateline"
    TRAILER = "trailer"
    NEUTRAL = "neutral"
    GAP = "gap"


_WISHES: dict[Label, Slot] = {
    Label.TITLE: Slot.HEAD,
    Label.HEADING: Slot.SECTION,
    Label.LEAD: Slot.PARAGRAPH,
    Label.PARAGRAPH: Slot.PARAGRAPH,
    Label.CAPTION: Slot.FIGURE,
    Label.ALT_TEXT: Slot.DESCRIPTION,
    Label.BYLINE: Slot.BYLINE,
    Label.DATE_LINE: Slot.DATELINE,
    Label.SOURCE_LINE: Slot.TRAILER,
    Label.CHROME: Slot.NEUTRAL,
}
_MIDDLE = frozenset({Slot.FIRST_PARAGRAPH, Slot.PARAGRAPH, Slot.SECTION, Slot.NEUTRAL})
_ENDS_TOP = _MIDDLE | {Slot.TRAILER}
_MIDDLE_BEHIND_TOP = _MIDDLE | {Slot.HEAD}
_BOTTOM = frozenset({Slot.BYLINE, Slot.DATELINE, Slot.TRAILER})


class _Zones(NamedTuple):
    """The index of the first block behind the top, and of the last one of the middle."""

    first: int
    last: int


def lay_out(pieces: Sequence[Piece]) -> list[Slot]:
    """Choose the element of each piece."""
    wishes = [_WISHES[piece.block.label] if piece.kept else Slot.GAP for piece in pieces]
    zones = _zones(wishes)
    return [_settle(wish, index, zones) for index, wish in enumerate(wishes)]


def bottom_start(slots: Sequence[Slot]) -> int:
    """Give the index of the first piece in the bottom of the article, their number for none."""
    index = len(slots)
    start = index
    while index and slots[index - 1] not in _MIDDLE:
        index -= 1
        start = index if slots[index] in _BOTTOM else start
    return start


def _zones(wishes: Sequence[Slot]) -> _Zones:
    count = len(wishes)
    first = next((i for i, wish in enumerate(wishes) if wish in _ENDS_TOP), count)
    middle = (i for i in range(count - 1, first - 1, -1) if wishes[i] in _MIDDLE_BEHIND_TOP)
    return _Zones(first, next(middle, first))


def _settle(wish: Slot, index: int, zones: _Zones) -> Slot:
    if wish is Slot.PARAGRAPH and index == zones.first:
        return Slot.FIRST_PARAGRAPH
    if wish is Slot.HEAD:
        return wish if index < zones.first else Slot.NEUTRAL
    if wish is Slot.TRAILER:
        return wish if index > zones.last else Slot.NEUTRAL
    if wish in _BOTTOM:
        return wish if index < zones.first or index > zones.last else Slot.NEUTRAL
    return wish
