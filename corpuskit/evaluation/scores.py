"""Precision, recall and F1, with what a division by zero gives.

For a class, *precision* is the share of what was predicted that is right, *recall* the share of
what is in the gold that was found, and *F1* their harmonic mean, which is
2 · right / (predicted + gold) (C. J. van Rijsbergen, Information Retrieval, 2nd edition, 1979,
chapter 7). A figure whose divisor is zero does not exist and is None: precision where nothing was
predicted, recall where the gold has nothing, F1 where both are so.

*Micro* figures are those of the classes' sums. *Macro* figures are the mean of the classes'
figures, each class weighing the same; a figure that a class does not have is left out of its mean.
"""

from collections.abc import Collection, Iterable, Mapping
from statistics import fmean
from typing import NamedTuple

from corpuskit.evaluation.tally import Key, Measure, Tallies, Tally

MICRO, MACRO = "micro", "macro"
"""The names of the two rows that are no class."""


class Figures(NamedTuple):
    """Precision, recall and F1, from 0 to 1; None for one that does not exist."""

    precision: float | None
    recall: float | None
    f1: float | None


def figures(tally: Tally) -> Figures:
    """Give the figures of one class."""
    return Figures(
        _share(tally.right, tally.predicted),
        _share(tally.right, tally.gold),
        _share(2 * tally.right, tally.predicted + tally.gold),
    )


def scores(tallies: Tallies) -> dict[Key, Figures]:
    """Give the figures of all classes, and of the rows "micro" and "macro" of each measure."""
    found = {key: figures(tally) for key, tally in tallies.items()}
    for measure, of_measure in by_measure(tallies).items():
        classes = [found[key] for key in of_measure]
        found[Key(measure, MICRO)] = figures(total(of_measure.values()))
        found[Key(measure, MACRO)] = _mean(classes)
    return found


def by_measure(tallies: Tallies) -> dict[Measure, Tallies]:
    """Give the classes of each measure that has any."""
    found: dict[Measure, Tallies] = {}
    for key, tally in tallies.items():
        found.setdefault(key.measure, {})[key] = tally
    return found


def total(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    columns = list(zip(*tallies, strict=True)) or [(), (), ()]
    return Tally(*map(sum, columns))


def add_up(documents: Collection[Mapping[Key, Tally]]) -> Tallies:
    """Add the tallies of documents up, class by class, in a fixed order."""
    found: dict[Key, list[Tally]] = {}
    for tallies in documents:
        for key, tally in tallies.items():
            found.setdefault(key, []).append(tally)
    return {key: total(found[key]) for key in sorted(found)}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(classes: Collection[Figures]) -> Figures:
    columns = zip(*classes, strict=True)
    known = ([value for value in column if value is not None] for column in columns)
    return Figures(*(fmean(values) if values else None for values in known))
