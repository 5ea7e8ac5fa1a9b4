"""Whether a page has an article at all; a section front, a menu or an error page has none."""

from collections.abc import Sequence
from math import log1p
from operator import mul

from corpuskit.weighing.form import best_block

LIKELY = 0.5
GAP = 40.0
"""Characters of text that a line of furniture takes from a stretch of text."""
TOP = 5
"""Lines: so many of the likeliest ones are looked at together."""
LONGEST_COUNTED = 2000
SHORTEST_ARTICLE = 100
"""Characters: where no stretch of a page has so much likely text, all of its text together makes no
article. Of 1,900 development pages with one, none has less."""
BEST_STRETCH = 2
"""The place of the best stretch among the measures."""


def is_article(
    sizes: Sequence[float], likelihoods: Sequence[float], weights: Sequence[float]
) -> bool:
    """Weigh what a page has of likely text; positive sums mean an article."""
    values = (*measure_article(sizes, likelihoods), 1.0)
    is_weighed = sum(value * weight for value, weight in zip(values, weights, strict=True)) > 0
    return is_weighed and values[BEST_STRETCH] >= log1p(SHORTEST_ARTICLE)


def measure_article(sizes: Sequence[float], likelihoods: Sequence[float]) -> tuple[float, ...]:
    """Measure a page: its likely text, the best stretch of it, its likeliest lines, its size.

    `sizes` are in characters. Amounts are logarithms, since twice as much says the same anywhere.
    """
    sizes = [min(size, LONGEST_COUNTED) for size in sizes]
    pairs = zip(sizes, likelihoods, strict=True)
    likely = [size if likelihood >= LIKELY else 0.0 for size, likelihood in pairs]
    worths = [size or -GAP for size in likely]
    first, last = best_block(worths)
    top = sorted(likelihoods, reverse=True)[:TOP]
    total = sum(sizes) or 1.0
    likely_total = sum(likely)
    return (
        log1p(sum(map(mul, sizes, likelihoods))),
        log1p(likely_total),
        log1p(max(sum(worths[first : last + 1]), 0.0)),
        top[0],
        sum(top) / len(top),
        likely_total / total,
        log1p(total),
    )
