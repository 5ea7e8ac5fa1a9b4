"""Blocks that tile a source of which only the places are known.

The characters of the original are gone, but not where each block stood. So the raw text of a block
is its text, cut or filled up to the length that it had, white space stands between blocks, and all
offsets are those of the original, CR LF counted as one character (RFC 5147).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpuskit import Limits
from corpuskit_tei.reading_blocks import Stated
from corpuskit_tei.reading_values import Damaged, Place

FILLER = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands for characters of the source that are not in the text, such as markup."""

_ALWAYS_ALLOWED = 1 << 20
_MOST_BLANKS = 10_000
"""How many blank blocks a text may have whatever its size; in relation to its size, `ratio`."""


class Laid(NamedTuple):
    """A block of the source: where it starts, its raw text, and what is stated of it.

    `stated` is None for a blank one.
    """

    start: int
    raw: str
    stated: Stated | None = None

    @property
    def text_start(self) -> int:
        """The offset in the source at which the text is taken to start."""
        return self.start + len(self.raw) - len(self.raw.lstrip())


def lay(blocks: Sequence[Stated], size: int, limits: Limits) -> Iterator[Laid]:
    """Give all blocks, the blank ones that numbers leave out among them.

    Raises Damaged where places or numbers are far beyond the size of the file.
    """
    places = list(_places(blocks))
    _check(blocks, places, size, limits)
    end = index = 0
    for position, (block, place) in enumerate(zip(blocks, places, strict=True)):
        before, gap = block.number - index, place.start - end
        opening = "" if before else " " * gap
        if before:
            yield from _blanks(end, gap, before)
        behind = place.end - place.start
        raw = opening + _stand_in(block.text, behind)
        closing = _closing(block, blocks, places, position)
        start = place.start - len(opening)
        yield Laid(start, raw + closing, block)
        end, index = place.end + len(closing), block.number + 1


def _places(blocks: Sequence[Stated]) -> Iterator[Place]:
    """Give the place of each block; one that is missing, or before the last one, follows it."""
    end = 0
    for block in blocks:
        place = block.place
        if place is None or not end <= place.start <= place.end:
            start = end + 1 if end else 0
            place = Place(start, start + len(block.text.strip()))
        yield place
        end = place.end


def _check(blocks: Sequence[Stated], places: Sequence[Place], size: int, limits: Limits) -> None:
    if places and places[-1].end > min(max(_ALWAYS_ALLOWED, limits.ratio * size), limits.document):
        raise Damaged(f"it names character {places[-1].end} of its source, far beyond its size")
    if blocks and blocks[-1].number > _MOST_BLANKS + limits.ratio * len(blocks):
        raise Damaged(f"it has a block of the number {blocks[-1].number}, far beyond its size")


def _closing(
    block: Stated, blocks: Sequence[Stated], places: Sequence[Place], position: int
) -> str:
    """Give the line end of a block: all up to the next one, a character where blank ones follow."""
    if position + 1 == len(blocks):
        return "\n"
    gap = places[position + 1].start - places[position].end
    is_next = blocks[position + 1].number == block.number + 1
    return _white(gap if is_next else min(gap, 1))


def _blanks(start: int, length: int, count: int) -> Iterator[Laid]:
    """Give so many blank blocks, which are so many characters long together."""
    for left in range(count, 0, -1):
        raw = _white(length if left == 1 else min(length, 1))
        yield Laid(start, raw)
        start, length = start + len(raw), length - len(raw)


def _white(length: int) -> str:
    return " " * (length - 1) + "\n" if length > 0 else ""


def _stand_in(text: str, length: int) -> str:
    """Give the text, made so long; it starts and ends with what is no white space."""
    bare = text.strip().replace("\r", " ")
    if len(bare) == length:
        return bare
    return bare[:length].rstrip().ljust(length, FILLER)
