"""The form of a page: sums, distances and the best block, from which features are read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, chain
from operator import sub
from typing import NamedTuple, TypeVar

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
TWICE = 2
"""Texts: on a small page a word is common when so many have it."""

Number = TypeVar("Number", int, float)


class Span(NamedTuple):
    """The lines from `first` to `last`, both in it."""

    first: int
    last: int


class Form:
    """What is known about the lines of a page together.

    Sums are cumulative: `sums[j] - sums[i]` is about the lines from i up to j. `block` is the
    stretch with the most running text that is the least interrupted. What is a flag is 0 or 1.
    """

    def __init__(self, traits: Sequence[Trait]) -> None:
        self.traits = traits
        self.count = len(traits)
        self.lines = [trait.line for trait in traits]
        self.texts = [line.text for line in self.lines]
        self.sizes = [trait.size for trait in traits]
        self.text = [1 if trait.text else 0 for trait in traits]
        self.stopped = [1 if line.stopped else 0 for line in self.lines]
        self.furnished = [1 if trait.furnished else 0 for trait in traits]
        self.sentences = [min(t.sentences, MOST_SENTENCES) for t in traits]
        self.mass = [min(t.size, MOST_COUNTED) if t.text else 0.0 for t in traits]
        self.block = best_block([_worth(trait) if trait.text else -GAP for trait in traits])
        self.mass_sums = sums(self.mass)
        self.text_sums = counts(self.text)
        self.stop_sums = counts(self.stopped)
        self.furnished_sums = counts(self.furnished)
        self.total = self.mass_sums[-1]
        self.since_text, self.until_text = distances(self.text)
        self.common, self.themes, self.shared_themes = _vocabulary(traits, self.block)

    def around(self, sums_: list[Number], reach: int) -> list[Number]:
        """Sum over each line and `reach` lines on both sides of it."""
        edge = min(reach, self.count)
        ends = sums_[reach + 1 :] + [sums_[-1]] * edge
        starts = [sums_[0]] * edge + sums_[: self.count - edge]
        return list(map(sub, ends, starts))

    def sides(self) -> list[int]:
        """Say of each line whether it is in the block (0), above (1), below (2); 3 without one."""
        if not self.total:
            return [3] * self.count
        first, last = self.block
        return [1] * first + [0] * (last - first + 1) + [2] * (self.count - last - 1)

    def gathered(self) -> float:
        """Give how much of the running text of the page is in the block, 0 to 1."""
        first, last = self.block
        return (self.mass_sums[last + 1] - self.mass_sums[first]) / (self.total + 1)

    def from_block(self, sums_: list[Number]) -> list[Number]:
        """Sum what stands between each line and the block; 0 for lines of the block."""
        first, last = self.block
        nothing = sums_[0]
        above = [sums_[first] - sum_ for sum_ in sums_[1 : first + 1]]
        below = [sum_ - sums_[last + 1] for sum_ in sums_[last + 1 : self.count]]
        return above + [nothing] * (last - first + 1) + below


def _worth(trait: Trait) -> float:
    return min(trait.size, MOST_IN_BLOCK) * (SEVERAL if trait.sentences else SINGLE)


def sums(values: Iterable[float]) -> list[float]:
    """Give the cumulative sums of values, beginning with 0."""
    return list(accumulate(values, initial=0.0))


def counts(flags: Iterable[int]) -> list[int]:
    """Give how many flags are set up to each line, beginning with 0."""
    return list(accumulate(flags, initial=0))


def best_block(worths: Sequence[float]) -> Span:
    """Give the stretch with the highest sum, the first of equal ones."""
    best, first, last = float("-inf"), 0, 0
    current, start = 0.0, 0
    for place, worth in enumerate(worths):
        if current <= 0:
            current, start = 0.0, place
        current += worth
        if current > best:
            best, first, last = current, start, place
    return Span(first, last)


def distances(flags: Sequence[int]) -> tuple[list[int], list[int]]:
    """Give the number of lines since the last flagged one, and until the next; at most FAR."""
    return _since(flags), _since(flags[::-1])[::-1]


def _since(flags: Iterable[int]) -> list[int]:
    found: list[int] = []
    distance = FAR
    for flag in flags:
        distance = 0 if flag else distance + 1 if distance < FAR else FAR
        found.append(distance)
    return found


class Vocabulary(NamedTuple):
    """The words that the texts of a page have in common, and those of the block of text.

    Of the latter also those that several lines of the block have.
    """

    common: AbstractSet[str]
    themes: AbstractSet[str]
    shared_themes: AbstractSet[str]


def _vocabulary(traits: Sequence[Trait], block: Span) -> Vocabulary:
    first, last = block
    places = [place for place, trait in enumerate(traits) if trait.text]
    used = [set(traits[place].words) for place in places]
    inside = [words for place, words in zip(places, used, strict=True) if first <= place <= last]
    themes, shared_themes = _said(inside)
    if len(used) < FEWEST_TEXTS:
        return Vocabulary(frozenset(), themes, shared_themes)
    need = COMMON * len(used)
    if need > TWICE:
        times = Counter(chain.from_iterable(used))
        common: AbstractSet[str] = {word for word, count in times.items() if count >= need}
    else:
        common = shared_themes if len(inside) == len(used) else _said(used)[1]
    return Vocabulary(common, themes, shared_themes)


def _said(texts: Sequence[set[str]]) -> tuple[set[str], set[str]]:
    """Give the words of all texts, and those that at least two of them have."""
    once: set[str] = set()
    twice: set[str] = set()
    for words in texts:
        twice |= once & words
        once |= words
    return once, twice
