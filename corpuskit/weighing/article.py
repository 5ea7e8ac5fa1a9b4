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


def is_article(
    sizes: Sequence[float], likelihoods: Sequence[float], weights: Sequence[float]
) -> bool:
    """Weigh what a page has of likely text; positive sums mean an article."""
    values = (*measure_article(sizes, likelihoods), 1.0)
    return sum(value * weight for value, weight in zip(values, weights, strict=True)) > 0


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
