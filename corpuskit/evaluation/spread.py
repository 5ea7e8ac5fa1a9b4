"""Stretches of two sides laid over each other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol


class Stretch(Protocol):
    """Something that has a place in the text: offsets in code points, the end exclusive."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The one behind the last."""


class Overlap(NamedTuple):
    """Where the stretch `left` of one side and `right` of the other lie over each other."""

    left: int
    right: int
    start: int
    end: int


def overlaps(left: Sequence[Stretch], right: Sequence[Stretch]) -> Iterator[Overlap]:
    """Give all overlaps of two rows of stretches; each row is in order and overlaps not itself."""
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i].start, right[j].start)
        end = min(left[i].end, right[j].end)
        if start < end:
            yield Overlap(i, j, start, end)
        if left[i].end <= right[j].end:
            i += 1
        else:
            j += 1


def pairs(left: Sequence[Stretch], right: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Pair stretches that share a code point or are equal, each with one other, left to right.

    Both rows are in order of their starts, then ends.
    """
    i = j = 0
    while i < len(left) and j < len(right):
        if _touch(left[i], right[j]):
            yield i, j
            i, j = i + 1, j + 1
        elif (left[i].end, left[i].start) <= (right[j].end, right[j].start):
            i += 1
        else:
            j += 1


def _touch(one: Stretch, other: Stretch) -> bool:
    equal = (one.start, one.end) == (other.start, other.end)
    return equal or max(one.start, other.start) < min(one.end, other.end)
