"""A second look at the lines of a page: how sure the first was of them and of those around them.

The first look asks of each line what it says. Lines keep company: a doubtful one amid sure text is
text itself, and furniture amid furniture. How the page looks as a whole says how far to trust that.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from math import exp, log1p, sqrt
from operator import mul
from typing import NamedTuple

from corpuskit.weighing.article import LONGEST_COUNTED, TOP
from corpuskit.weighing.weights import Again

NEAR, AROUND, FAR = 2, 5, 12
"""Lines to each side."""
SUREST = 8.0
"""Log-odds: a line that is surer counts for no more among others."""
LEAST_WEIGHT = 1.0
"""Where lines around have no characters at all, so that nothing is divided by nought."""


class FirstLook:
    """What the first look found about the lines of a page.

    `sizes` are in characters, `odds` the log-odds by which each line is text.
    """

    def __init__(self, sizes: Sequence[float], odds: Sequence[float]) -> None:
        self.sizes = [min(size, LONGEST_COUNTED) for size in sizes]
        self.odds = [min(max(each, -SUREST), SUREST) for each in odds]
        self.likely = [
            size / (1 + exp(-each)) for size, each in zip(self.sizes, self.odds, strict=True)
        ]
        weights = [sqrt(size) for size in self.sizes]
        self._weight_sums = [0.0, *accumulate(weights)]
        self._odds_sums = [0.0, *accumulate(map(mul, self.odds, weights))]

    @cached_property
    def total(self) -> float:
        """How many characters of text the page is likely to have, at least one."""
        return max(sum(self.likely), 1.0)

    def mean_within(self, reach: int) -> list[float]:
        """Give the mean of the odds around each line, its own too; long lines count for more."""
        odds = _within(self._odds_sums, reach)
        pairs = zip(odds, _within(self._weight_sums, reach), strict=True)
        return [total / max(weight, LEAST_WEIGHT) for total, weight in pairs]

    def depth(self) -> list[float]:
        """Give what share of the likely text stands above or below each line, whichever is less."""
        through = list(accumulate(self.likely))
        last = through[-1]
        pairs = zip(through, self.likely, strict=True)
        return [min(end - own, last - end) / self.total for end, own in pairs]

    def spread(self) -> float:
        """Give how far the odds of the characters of the page lie apart (standard deviation)."""
        total = sum(self.sizes) or 1.0
        middle = sum(map(mul, self.odds, self.sizes)) / total
        pairs = zip(self.odds, self.sizes, strict=True)
        return sqrt(sum((each - middle) ** 2 * size for each, size in pairs) / total)

    def best(self) -> float:
        """Give the mean of the odds of the likeliest lines."""
        top = sorted(self.odds, reverse=True)[:TOP]
        return sum(top) / len(top)


def _within(sums: Sequence[float], reach: int) -> list[float]:
    """Take running sums apart: what lies `reach` places before each value to `reach` after it."""
    count = len(sums) - 1
    beyond = min(reach, count)
    ends = [*sums[reach + 1 :], *[sums[-1]] * beyond]
    starts = [*[0.0] * beyond, *sums[: count - beyond]]
    return [end - start for end, start in zip(ends, starts, strict=True)]


class LineMeasure(NamedTuple):
    """A number for each line: its name, and the family under which it is explained."""

    name: str
    family: str
    measure: Callable[[FirstLook], Sequence[float]]


class PageMeasure(NamedTuple):
    """A number for the whole page: its name, and the family under which it is explained."""

    name: str
    family: str
    measure: Callable[[FirstLook], float]


LINE_MEASURES = (
    LineMeasure("near", "text nearby", lambda look: look.mean_within(NEAR)),
    LineMeasure("around", "text nearby", lambda look: look.mean_within(AROUND)),
    LineMeasure("far", "text nearby", lambda look: look.mean_within(FAR)),
    LineMeasure("depth", "place", FirstLook.depth),
    LineMeasure("size", "length", lambda look: [log1p(size) for size in look.sizes]),
)
PAGE_MEASURES = (
    PageMeasure("share", "kind of page", lambda look: look.total / max(sum(look.sizes), 1.0)),
    PageMeasure("spread", "kind of page", FirstLook.spread),
    PageMeasure("best", "kind of page", FirstLook.best),
    PageMeasure("text", "kind of page", lambda look: log1p(look.total)),
    PageMeasure("lines", "kind of page", lambda look: log1p(len(look.sizes))),
)
MEASURES = tuple(each.name for each in (*LINE_MEASURES, *PAGE_MEASURES))


def look_again(
    weights: Again, families: Mapping[str, Sequence[float]], first: FirstLook
) -> dict[str, list[float]]:
    """Give what each family adds after the second look; `families` are those of the first."""
    found = {name: [weights.alone * each for each in values] for name, values in families.items()}
    for line in LINE_MEASURES:
        weight, usual = weights.measures[line.name]
        pairs = zip(found[line.family], line.measure(first), strict=True)
        found[line.family] = [value + weight * (each - usual) for value, each in pairs]
    for page in PAGE_MEASURES:
        weight, usual = weights.measures[page.name]
        more = weight * (page.measure(first) - usual)
        found[page.family] = [value + more for value in found[page.family]]
    return found
