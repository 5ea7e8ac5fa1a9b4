"""Combining marks: how many stand in a row, and what canonical order cannot put right.

Pure. A mark here is a character that canonical ordering may move: its combining class is not 0.
"""

from itertools import takewhile
from unicodedata import combining

# Class 0 themselves, yet each decomposes into marks that canonical ordering moves.
_COMPOSED_OF_MARKS = frozenset("\u0f73\u0f75\u0f81")


def longest_mark_run(text: str, longer_than: int) -> tuple[int, int]:
    """Give the start and length of the longest run of marks of more than `longer_than`.

    (0, 0) when there is none. A run that long covers one of the characters at its distance, so
    that ordinary text is hardly looked at.
    """
    stride = longer_than + 1
    if text.isascii() or not _holds_mark(text[::stride]):
        return 0, 0
    start, longest, done = 0, 0, 0
    for position in range(0, len(text), stride):
        if position < done or not _is_mark(text[position]):
            continue
        before = sum(1 for _ in takewhile(_is_mark, map(text.__getitem__, range(position, -1, -1))))
        behind = sum(
            1 for _ in takewhile(_is_mark, map(text.__getitem__, range(position, len(text))))
        )
        done = position + behind
        if before + behind - 1 > max(longest, longer_than):
            start, longest = position - before + 1, before + behind - 1
    return start, longest


def _holds_mark(text: str) -> bool:
    return any(map(combining, text)) or not _COMPOSED_OF_MARKS.isdisjoint(text)


def _is_mark(character: str) -> bool:
    return bool(combining(character)) or character in _COMPOSED_OF_MARKS
