"""Which blocks of a page are its text, where the gold is a text or a few strings.

The gold of a page is one text that does not say which elements it was taken from. Blocks are laid
over it: a long one is text when the gold holds its characters, white space and case aside, or most
of its runs of four words. Short ones stand anywhere by chance ("Sport", "2."), so they are text
only beside text that goes on with them in the gold.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quality.measures import Shingles, shingles

LONG = 25
"""Characters, white space aside, from which a block is looked for in all of the gold."""
HEAD = 20
"""Characters by which the place of a block is found that the gold has in other words."""
REACH = 3
"""How far from text a short block may stand, in blocks."""
SHARE = 0.5
"""The share of runs of four words that makes a block text when the gold holds more of them."""


class _Stretch(NamedTuple):
    """Where a block stands in the gold, in characters without white space; -1 if not known."""

    start: int
    end: int


def gold_of_blocks(texts: Sequence[str], gold: str) -> list[bool]:
    """Say for each block of a page, given by its text, whether it is a part of the main text."""
    return _Alignment(texts, gold).answer()


def sparse_gold(
    texts: Sequence[str], with_: Iterable[str], without: Iterable[str]
) -> list[bool | None]:
    """Say of blocks that hold a string that must stay, or must go, which; None of all others."""
    stay, go = tuple(with_), tuple(without)
    return [_sparse(_holds(text, stay), _holds(text, go)) for text in texts]


def _holds(text: str, strings: Iterable[str]) -> bool:
    return any(string in text for string in strings)


def _sparse(stays: bool, goes: bool) -> bool | None:  # noqa: FBT001 - the two answers of one block
    return stays if stays != goes else None


class _Alignment:
    """The blocks of one page laid over its gold."""

    def __init__(self, texts: Sequence[str], gold: str) -> None:
        self._gold = _packed(gold)
        self._shingles = shingles(gold.casefold())
        self._keys = [_packed(text) for text in texts]
        self._found = [
            self._stretch(key, text) if len(key) >= LONG else None
            for key, text in zip(self._keys, texts, strict=True)
        ]

    def answer(self) -> list[bool]:
        """Let text grow over short blocks, forwards and then backwards."""
        short = [at for at, key in enumerate(self._keys) if 0 < len(key) < LONG]
        for at in short:
            self._found[at] = self._after(at)
        for at in reversed(short):
            self._found[at] = self._found[at] or self._before(at)
        return [stretch is not None for stretch in self._found]

    def _stretch(self, key: str, text: str) -> _Stretch | None:
        start = self._gold.find(key)
        if start >= 0:
            return _Stretch(start, start + len(key))
        if not _is_mostly_in(shingles(text.casefold()), self._shingles):
            return None
        start = self._gold.find(key[:HEAD])
        return _Stretch(start, start + len(key) if start >= 0 else -1)

    def _after(self, at: int) -> _Stretch | None:
        """Give the place of a short block where the gold goes on with it after the text above."""
        above = self._nearest(range(at - 1, max(at - 1 - REACH, -1), -1))
        key = self._keys[at]
        if above is None or above.end < 0 or not self._gold.startswith(key, above.end):
            return None
        return _Stretch(above.end, above.end + len(key))

    def _before(self, at: int) -> _Stretch | None:
        """Give the place of a short block where the gold has it right before the text below."""
        below = self._nearest(range(at + 1, min(at + 1 + REACH, len(self._keys))))
        key = self._keys[at]
        if below is None or below.start < len(key):
            return None
        start = below.start - len(key)
        return _Stretch(start, below.start) if self._gold.startswith(key, start) else None

    def _nearest(self, places: Iterable[int]) -> _Stretch | None:
        return next((found for place in places if (found := self._found[place])), None)


def _packed(text: str) -> str:
    return "".join(text.split()).casefold()


def _is_mostly_in(block: Shingles, gold: Shingles) -> bool:
    known = sum(count for shingle, count in block.items() if shingle in gold)
    return known > SHARE * block.total()
