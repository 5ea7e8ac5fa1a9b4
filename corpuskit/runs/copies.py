"""The lines of a report on copies, in its order, from clusters on the disk."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import TypeVar

from corpuskit.duplicates.buckets import Member
from corpuskit.duplicates.record import Entry
from corpuskit.duplicates.report import STEPS, DocumentLine, ParagraphLine, Rule
from corpuskit.files.scratch import SortedCounts
from corpuskit.runs.clustering import Clusters, Likeness
from corpuskit.runs.collecting import Collected, Standing

_L = TypeVar("_L")
MOST_LINES = 1 << 14
"""Lines that are in memory at a time, about a kilobyte each."""
MOST_IDS = 20
"""Ids that the line of a paragraph names."""
_WIDTH = 20


@dataclass(slots=True)
class Tally:
    """What the lines come to: documents by rule, the characters of the copies, paragraphs.

    `distant` copies are less alike to the kept document than the threshold: others stand between.
    `apart` counts paragraphs that several kept documents have.
    """

    rules: Counter[Rule] = field(default_factory=Counter)
    characters: int = 0
    distant: int = 0
    paragraphs: int = 0
    apart: int = 0


class Lines:
    """The lines of all clusters and of all shared paragraphs, sorted on the disk."""

    def __init__(self, collected: Collected, most: int = MOST_LINES) -> None:
        self.tally = Tally()
        self._collected, folder = collected, collected.folder
        self._documents = SortedCounts(folder / "lines", DocumentLine, _either, most)
        self._paragraphs = SortedCounts(folder / "paragraphs", ParagraphLine, _either, most)

    def __iter__(self) -> Iterator[DocumentLine | ParagraphLine]:
        """Give documents by cluster and name, then paragraphs, the most shared first."""
        yield from (line for _, line in self._documents)
        yield from (line for _, line in self._paragraphs)

    def add_clusters(self, clusters: Clusters, likeness: Likeness) -> None:
        """Add a line for each document that has a copy."""
        for number in clusters:
            entry, kept = self._collected.entry(number), clusters.kept(number)
            rule, steps = self._judged(number, kept, likeness)
            name = self._collected.entry(kept).id
            line = DocumentLine(entry.id, entry.name, name, name, steps / STEPS, rule, entry.words)
            self._documents.add({(name, entry.name, entry.id): line})
            self._count(entry, rule, is_distant=steps < likeness.threshold * STEPS)

    def add_paragraphs(self, clusters: Clusters) -> None:
        """Add a line for each paragraph that several documents have."""
        for digest, standings in self._collected.shared():
            line = self._paragraph(digest, standings, clusters)
            key = (_falling(line.kept), _falling(line.documents), line.hash)
            self._paragraphs.add({key: line})
            self.tally.paragraphs += 1
            self.tally.apart += line.kept > 1

    def _judged(self, number: int, kept: int, likeness: Likeness) -> tuple[Rule, int]:
        if number == kept:
            return "kept", STEPS
        one, other = self._collected.entry(number), self._collected.entry(kept)
        if one.digest == other.digest:
            return "exact", STEPS
        return "near", likeness.steps(Member(number, one.size), Member(kept, other.size))

    def _count(self, entry: Entry, rule: Rule, *, is_distant: bool) -> None:
        self.tally.rules[rule] += 1
        self.tally.distant += is_distant
        self.tally.characters += entry.characters if rule != "kept" else 0

    def _paragraph(
        self, digest: bytes, standings: Iterator[Standing], clusters: Clusters
    ) -> ParagraphLine:
        """Tell of a paragraph as it stands in the document with the first id."""
        counts = Counter[bool]()
        named = (self._named(standing, clusters, counts) for standing in standings)
        first = nsmallest(MOST_IDS, named)
        text, ids = self._collected.text(first[0][1]), tuple(each for each, _ in first)
        return ParagraphLine(digest.hex(), text, counts.total(), counts[True], ids)

    def _named(
        self, standing: Standing, clusters: Clusters, counts: Counter[bool]
    ) -> tuple[str, Standing]:
        counts[clusters.kept(standing.number) == standing.number] += 1
        return self._collected.entry(standing.number).id, standing


def _falling(number: int) -> str:
    """Give what sorts the largest number first."""
    return f"{10**_WIDTH - number:0{_WIDTH}}"


def _either(one: _L, other: _L) -> _L:
    """Give one of two lines with one key, which there never are."""
    return one
