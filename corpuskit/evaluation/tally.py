"""Counts of one document: how often something is right, predicted, and in the gold."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Measure(StrEnum):
    """What is counted."""

    LINES = "lines"
    CHARACTERS = "characters"
    SPANS_EXACT = "spans_exact"
    SPANS_OVERLAP = "spans_overlap"
    VALUES = "values"
    DATES = "dates"
    REPEATS = "repeats"
    REPEAT_KINDS = "repeat_kinds"


class Key(NamedTuple):
    """A class within a measure, such as captions by lines."""

    measure: Measure
    name: str


class Tally(NamedTuple):
    """How many are right, how many were predicted, and how many are in the gold."""

    right: int = 0
    predicted: int = 0
    gold: int = 0


class Count(NamedTuple):
    """`amount` things that are `gold` in the gold and `predicted` in the prediction; "" is none."""

    measure: Measure
    gold: str
    predicted: str
    amount: int = 1


Tallies = dict[Key, Tally]


def tally(counts: Iterable[Count]) -> Tallies:
    """Add counts up by class; gold and predicted are right where they are the same class."""
    right: Counter[Key] = Counter()
    predicted: Counter[Key] = Counter()
    gold: Counter[Key] = Counter()
    for count in filter(_is_any, counts):
        if count.gold:
            gold[Key(count.measure, count.gold)] += count.amount
        if count.predicted:
            predicted[Key(count.measure, count.predicted)] += count.amount
        if count.gold == count.predicted != "":
            right[Key(count.measure, count.gold)] += count.amount
    keys = sorted(gold.keys() | predicted.keys())
    return {key: Tally(right[key], predicted[key], gold[key]) for key in keys}


def _is_any(count: Count) -> bool:
    return count.amount > 0
