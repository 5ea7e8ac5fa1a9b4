"""What is kept of all documents: their counts, and the worst few with their mistakes."""

import heapq
from collections import Counter
from typing import NamedTuple

from corpuskit.evaluation.compare import Comparison, Mistake
from corpuskit.evaluation.tally import Key, Measure, Tallies

MOST_MISTAKES = 20
"""So many mistakes of one document are kept."""


class WorstDocument(NamedTuple):
    """A document with mistakes: how many lines it has, how many went wrong, and the first ones."""

    name: str
    lines: int
    wrong: int
    mistakes: tuple[Mistake, ...]


class Totals:
    """The counts of each document, in the order in which they were added."""

    def __init__(self, worst: int) -> None:
        self.tallies: list[Tallies] = []
        self.confusion: Counter[tuple[str, str]] = Counter()
        self.accepted = 0
        self._keys: dict[Key, Key] = {}
        self._worst = worst
        self._documents: list[WorstDocument] = []

    def add(self, comparison: Comparison) -> None:
        """Count a document, and keep its mistakes if it is among the worst."""
        shared = self._keys.setdefault  # one key for all documents: there may be many of them
        self.tallies.append({shared(key, key): each for key, each in comparison.tallies.items()})
        self.confusion += comparison.confusion
        self.accepted += comparison.accepted
        if comparison.mistakes:
            document = _worst_document(comparison)
            self._documents = heapq.nsmallest(self._worst, [*self._documents, document], _badness)

    @property
    def worst(self) -> tuple[WorstDocument, ...]:
        """The documents with the largest share of wrong lines, the worst one first."""
        return tuple(self._documents)


def judged(key: Key, totals: Tallies) -> bool:
    """Say whether the gold tells anything about a class.

    Every line of a gold file has a label, and repeats are marked in all of them; but a kind of span
    that no gold file marks was perhaps not looked for, and its predictions are neither right nor
    wrong. Dates of every precision are judged where any date is.
    """
    if key.measure in (Measure.SPANS_EXACT, Measure.SPANS_OVERLAP, Measure.VALUES):
        return totals[key].gold > 0
    if key.measure is Measure.DATES:
        return any(tally.gold for other, tally in totals.items() if other.measure is key.measure)
    return True


def _worst_document(comparison: Comparison) -> WorstDocument:
    mistakes = comparison.mistakes
    return WorstDocument(comparison.name, comparison.lines, len(mistakes), mistakes[:MOST_MISTAKES])


def _badness(document: WorstDocument) -> tuple[float, int, str]:
    return -document.wrong / document.lines, -document.wrong, document.name
