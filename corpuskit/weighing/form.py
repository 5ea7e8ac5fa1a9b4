"""The form of a page: sums, distances and the best block, from which features are read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from corpuskit.weighing.traits import Trait

MOST_COUNTED = 2000
"""Characters: a longer line says no more about where the text is."""
MOST_IN_BLOCK = 600
GAP = 60.0
"""Characters of running text that a line without any takes from a block."""
SEVERAL, SINGLE = 1.3, 0.8
"""What a line with several sentences, and one with a single one, counts for a block."""
FAR = 99
FEWEST_TEXTS = 3
COMMON = 0.25
"""Share of the running lines of a page that have a word which carries no theme."""
MOST_SENTENCES = 4


class Span(NamedTuple):
    """The lines from `first` to `last`, both in it."""

    first: int
    last: int


class Form:
    """What is known about the lines of a page together.

    Sums are cumulative: `sums[j] - sums[i]` is about the lines from i up to j. `block` is the
    stretch with the most running text that is the least interrupted.
    """

    def __init__(self, traits: Sequence[Trait]) -> None:
        self.traits = traits
        self.count = len(traits)
        self.mass = [min(t.size, MOST_COUNTED) if t.text else 0.0 for t in traits]
        self.block = best_block([_worth(trait) for trait in traits])
        self.mass_sums = sums(self.mass)
        self.text_sums = sums(float(t.text) for t in traits)
        self.stop_sums = sums(float(t.line.stopped) for t in traits)
        self.furnished_sums = sums(float(t.furnished) for t in traits)
        self.sentence_sums = sums(float(min(t.sentences, MOST_SENTENCES)) for t in traits)
        self.total = self.mass_sums[-1]
        self.since_text, self.until_text = distances([t.text for t in traits])
        self.common, self.themes = _vocabulary(traits, self.block)

    def around(self, sums_: Sequence[float], reach: int) -> list[float]:
        """Sum over each line and `reach` lines on both sides of it."""
        count = self.count
        above = [0] * min(reach, count) + list(range(max(count - reach, 0)))
        below = list(range(reach + 1, count)) + [count] * min(reach + 1, count)
        return [sums_[j] - sums_[i] for i, j in zip(above, below, strict=True)]

    def sides(self) -> list[int]:
        """Say of each line whether it is in the block (0), above (1), below (2); 3 without one."""
        if not self.total:
            return [3] * self.count
        first, last = self.block
        return [1] * first + [0] * (last - first + 1) + [2] * (self.count - last - 1)

    def from_block(self, counts: Sequence[float]) -> list[float]:
        """Sum what stands between each line and the block; 0 for lines of the block."""
        first, last = self.block
        above = [counts[first] - counts[i + 1] for i in range(first)]
        below = [counts[i] - counts[last + 1] for i in range(last + 1, self.count)]
        return above + [0.0] * (last - first + 1) + below


def _worth(trait: Trait) -> float:
    if not trait.text:
        return -GAP
    return min(trait.size, MOST_IN_BLOCK) * (SEVERAL if trait.sentences else SINGLE)


def sums(values: Iterable[float]) -> list[float]:
    """Give the cumulative sums of values, beginning with 0."""
    return list(accumulate(values, initial=0.0))


def best_block(worths: Sequence[float]) -> Span:
    """Give the stretch with the highest sum, the first of equal ones."""
    best, block = float("-inf"), Span(0, 0)
    current, start = 0.0, 0
    for place, worth in enumerate(worths):
        if current <= 0:
            current, start = 0.0, place
        current += worth
        if current > best:
            best, block = current, Span(start, place)
    return block


def distances(flags: Sequence[bool]) -> tuple[list[int], list[int]]:
    """Give the number of lines since the last flagged one, and until the next; at most FAR."""
    since = list(_since(flags))
    return since, list(_since(flags[::-1]))[::-1]


def _since(flags: Iterable[bool]) -> Iterable[int]:
    distance = FAR
    for flag in flags:
        distance = 0 if flag else min(distance + 1, FAR)
        yield distance


def _vocabulary(traits: Sequence[Trait], block: Span) -> tuple[frozenset[str], Counter[str]]:
    """Give the words that the texts of the page have in common, and those of its block."""
    texts = [place for place, trait in enumerate(traits) if trait.text]
    used = {place: set(traits[place].words) for place in texts}
    counts = Counter(word for words in used.values() for word in words)
    need = max(2, COMMON * len(texts))
    common = {word for word, count in counts.items() if count >= need}
    first, last = block
    themes = Counter(w for place, words in used.items() if first <= place <= last for w in words)
    return frozenset(common if len(texts) >= FEWEST_TEXTS else ()), themes
