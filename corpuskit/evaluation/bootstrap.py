"""Confidence intervals by the percentile bootstrap over documents.

As many documents as there are get drawn with replacement, the figures are computed on them, and
this is done again and again; the interval reaches from the 2.5th to the 97.5th percentile of what
comes out (B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7,
1979; B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). Documents
are drawn, not lines, since the lines of one document resemble each other.

A draw in which a figure does not exist is left out of the percentiles of that figure.
"""

from collections.abc import Callable, Sequence
from math import ceil
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from corpuskit.evaluation.scores import Figures, scores
from corpuskit.evaluation.tally import Key, Tallies, Tally

if TYPE_CHECKING:
    from random import Random

CONFIDENCE = 0.95
"""The share of draws that lies inside an interval."""
FEWEST_DOCUMENTS = 2


class Interval(NamedTuple):
    """The lowest and the highest value of the middle of the draws."""

    low: float
    high: float


class Intervals(NamedTuple):
    """The intervals of precision, recall and F1; None for one that does not exist."""

    precision: Interval | None = None
    recall: Interval | None = None
    f1: Interval | None = None


def bootstrap(documents: Sequence[Tallies], samples: int, rng: "Random") -> dict[Key, Intervals]:
    """Give the intervals of all classes and rows; none for fewer than two documents.

    The same documents in the same order and the same state of `rng` always give the same.
    """
    if len(documents) < FEWEST_DOCUMENTS or samples < 1:
        return {}
    draw = _drawer(documents)
    places = range(len(documents))
    draws = [scores(draw(rng.choices(places, k=len(places)))) for _ in range(samples)]
    return {key: _intervals([found[key] for found in draws]) for key in draws[0]}


def _drawer(documents: Sequence[Tallies]) -> Callable[[Sequence[int]], Tallies]:
    """Give what adds up the documents at some places; columns of numbers make it fast."""
    keys = sorted({key for tallies in documents for key in tallies})
    none = Tally()
    columns = {key: tuple(zip(*(d.get(key, none) for d in documents), strict=True)) for key in keys}

    def draw(places: Sequence[int]) -> Tallies:
        drawn = itemgetter(*places)  # at least two places, so what it gives is a tuple
        return {
            key: Tally(*(sum(drawn(column)) for column in three)) for key, three in columns.items()
        }

    return draw


def _intervals(draws: Sequence[Figures]) -> Intervals:
    return Intervals(*(_interval(column) for column in zip(*draws, strict=True)))


def _interval(values: Sequence[float | None]) -> Interval | None:
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    outside = (1 - CONFIDENCE) / 2
    return Interval(_percentile(known, outside), _percentile(known, 1 - outside))


def _percentile(ordered: Sequence[float], share: float) -> float:
    """Give the smallest value that at least this share of all values does not exceed."""
    return ordered[max(ceil(round(share * len(ordered), 9)) - 1, 0)]
