"""What a tool gave back, found again in the text it was given.

Tools give text, not places. Both sides are cut into lines and compared by their characters alone:
composed (NFC), without white space and what cannot be seen, since tools tidy those up. Then

1. equal lines are paired in order, so that as many characters as possible have a pair: the
   heaviest common subsequence. Where a menu says “Home” twice, order decides which one was kept;
2. an output line without a pair that holds several lines, or a part of one, is looked for between
   the pairs before and behind it;
3. one that stands out of order takes the first equal line that has no pair.

What is found nowhere is counted, so that a poor match is seen and not taken for a loss.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")


class Found(NamedTuple):
    """The share of each line that was given back, and how many characters were found nowhere."""

    shares: tuple[float, ...]
    strange: int


class Pair(NamedTuple):
    """The line `here` of the text and the line `there` of the output."""

    here: int
    there: int


def key_of(line: str) -> str:
    """Give the characters of a line by which it is compared."""
    return INVISIBLE.sub("", unicodedata.normalize("NFC", line))


def find_output(lines: Sequence[str], output: Sequence[str]) -> Found:
    """Find the lines of an output among the lines of the text."""
    here = [key_of(line) for line in lines]
    there = [key for key in map(key_of, output) if key]
    pairs = align(here, there)
    sizes = [0] * len(here)
    for pair in pairs:
        sizes[pair.here] = len(here[pair.here])
    rest = [
        wanted
        for gap in _gaps(pairs, len(here), len(there))
        for wanted in _find_within(gap, here, there, sizes)
    ]
    strange = [wanted for wanted in rest if not _take_equal(here, sizes, wanted)]
    shares = (size / len(key) if key else 0.0 for size, key in zip(sizes, here, strict=True))
    return Found(tuple(shares), sum(map(len, strange)))


def align(here: Sequence[str], there: Sequence[str]) -> list[Pair]:
    """Pair equal keys in order so that the pairs hold the most characters; empty ones have none.

    Of several ways that hold as many, always the same is taken.
    """
    first = _common(here, there)
    last = _common(here[first:][::-1], there[first:][::-1])
    inner = _heaviest(here[first : len(here) - last], there[first : len(there) - last])
    ends = zip(
        range(len(here) - last, len(here)), range(len(there) - last, len(there)), strict=True
    )
    return [
        *(Pair(at, at) for at in range(first)),
        *(Pair(first + i, first + j) for i, j in inner),
        *(Pair(i, j) for i, j in ends),
    ]


def _common(here: Sequence[str], there: Sequence[str]) -> int:
    """Count the equal keys at the beginning; pairing them is never worse than anything else."""
    count = 0
    for one, other in zip(here, there, strict=False):
        if one != other or not one:
            break
        count += 1
    return count


class _Step(NamedTuple):
    """The end of a row of pairs: what it holds, its last pair, the row before."""

    weight: int
    pair: Pair
    before: "_Step | None"


class _Best:
    """The heaviest row of pairs that ends before a place: a Fenwick tree of maxima."""

    def __init__(self, size: int) -> None:
        self._tree: list[_Step | None] = [None] * (size + 1)

    def before(self, place: int) -> _Step | None:
        """Give the heaviest row whose last pair is at a line of the output before `place`."""
        best = None
        while place:
            step = self._tree[place]
            if step is not None and (best is None or step.weight > best.weight):
                best = step
            place &= place - 1
        return best

    def put(self, step: _Step) -> None:
        """Take a row in."""
        place = step.pair.there + 1
        while place < len(self._tree):
            there = self._tree[place]
            if there is None or step.weight > there.weight:
                self._tree[place] = step
            place += place & -place


def _heaviest(here: Sequence[str], there: Sequence[str]) -> list[Pair]:
    places: dict[str, list[int]] = defaultdict(list)
    for at in reversed(range(len(there))):  # from the last on, so that a line gets one pair
        places[there[at]].append(at)
    best = _Best(len(there))
    for at, key in enumerate(here):
        for other in places.get(key, ()) if key else ():
            before = best.before(other)
            weight = len(key) + (before.weight if before else 0)
            best.put(_Step(weight, Pair(at, other), before))
    return list(_row(best.before(len(there))))[::-1]


def _row(step: _Step | None) -> Iterator[Pair]:
    while step:
        yield step.pair
        step = step.before


class _Gap(NamedTuple):
    """The lines of both sides between two pairs."""

    here: range
    there: range


def _gaps(pairs: Sequence[Pair], here: int, there: int) -> Iterator[_Gap]:
    """Give the gaps in which lines of the output are left."""
    done = Pair(-1, -1)
    for pair in [*pairs, Pair(here, there)]:
        if pair.there > done.there + 1:
            yield _Gap(range(done.here + 1, pair.here), range(done.there + 1, pair.there))
        done = pair


def _find_within(
    gap: _Gap, here: Sequence[str], there: Sequence[str], sizes: list[int]
) -> Iterator[str]:
    """Find lines of the output one behind the other in the text of a gap; give those not found."""
    text = "".join(here[at] for at in gap.here)
    starts = list(accumulate((len(here[at]) for at in gap.here), initial=0))
    done = 0
    for wanted in (there[at] for at in gap.there):
        start = text.find(wanted, done)
        if start < 0:
            yield wanted
            continue
        done = start + len(wanted)
        for place in range(bisect_right(starts, start) - 1, len(gap.here)):
            common = min(starts[place + 1], done) - max(starts[place], start)
            sizes[gap.here[place]] += max(common, 0)


def _take_equal(here: Sequence[str], sizes: list[int], wanted: str) -> bool:
    """Give an output line that stands out of order the first equal line that has nothing yet."""
    for at, key in enumerate(here):
        if key == wanted and not sizes[at]:
            sizes[at] = len(key)
            return True
    return False
