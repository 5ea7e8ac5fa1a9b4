"""From signed documents to clusters of copies; what grows in memory is 17 bytes a document.

Eight are for the set that a document belongs to, eight for the kept document of a set, one says
whether it has a copy. Documents with the same words are one for all further steps, so that ten
thousand of them cost no more than one. Nothing depends on the order in which documents came: a
bucket is walked by size and by the hash of words, and whatever is chosen is chosen by name.
"""

import struct
from array import array
from collections.abc import Callable, Iterator
from itertools import chain, groupby
from typing import TYPE_CHECKING

from corpuskit.duplicates.buckets import Bucket, Member
from corpuskit.duplicates.keeping import Order, keeping_order
from corpuskit.duplicates.record import Entry, Signed
from corpuskit.duplicates.report import STEPS
from corpuskit.duplicates.unions import Unions
from corpuskit.files.rows import MOST_ROWS, SortedRows
from corpuskit.runs.collecting import Collected

if TYPE_CHECKING:
    from corpuskit.duplicates.kernel import MinHash

_BAND = struct.Struct(">H8sQ8sQ")  # the band, its key, the size and the words of a document, itself
_BUCKET = slice(10)
_KEY = 8


class Clusters:
    """Which documents are copies of each other, and which one of each set is kept.

    `missed` is how often a document was not compared with all candidates.
    """

    def __init__(self, unions: Unions, shared: bytearray, missed: int) -> None:
        self.missed = missed
        self._unions, self._shared = unions, shared
        self._kept = array("Q", range(len(shared)))

    def __iter__(self) -> Iterator[int]:
        """Give the number of each document that has a copy."""
        return (number for number, is_shared in enumerate(self._shared) if is_shared)

    def kept(self, number: int) -> int:
        """Give the number of the document that is kept instead of one."""
        return self._kept[self._unions.find(number)]

    def keep(self, entry: Callable[[int], Entry], order: Order) -> None:
        """Settle which document of each set is kept: the least by its order."""
        for number in self:
            if order(entry(number)) < order(entry(self.kept(number))):
                self._kept[self._unions.find(number)] = number


class Likeness:
    """The exact Jaccard similarity of documents, from their shingles."""

    def __init__(self, collected: Collected, minhash: "MinHash", threshold: float) -> None:
        self.threshold = threshold
        self._collected, self._minhash = collected, minhash

    def steps(self, one: Member, other: Member) -> int:
        """Give the similarity in steps of 1 / `STEPS`, rounded down."""
        common = self._common(one, other)
        return common * STEPS // (one.size + other.size - common)

    def is_near(self, one: Member, other: Member) -> bool:
        """Say whether two documents are as alike as the threshold asks."""
        less, more = sorted((one.size, other.size))
        if less / more < self.threshold:
            return False
        common = self._common(one, other)
        return common / (less + more - common) >= self.threshold

    def _common(self, one: Member, other: Member) -> int:
        shingles = self._collected.shingles
        return self._minhash.common(shingles(one.number), shingles(other.number))


def find_clusters(
    collected: Collected, prefer: str, likeness: Likeness, most: int = MOST_ROWS
) -> Clusters:
    """Find all clusters, and the document of each that is preferred.

    At most `most` rows are sorted in memory at a time.
    """
    unions = Unions(len(collected))
    _join_equal(unions, collected)
    rows = SortedRows(collected.folder / "bands", _BAND.size, most)
    for number in _different(unions, collected):
        for row in _bands(collected.signed(number), number):
            rows.add(row)
    missed = _join_near(unions, rows, likeness)
    clusters = Clusters(unions, _shared(unions, len(collected)), missed)
    clusters.keep(collected.entry, keeping_order(prefer))
    return clusters


def _join_equal(unions: Unions, collected: Collected) -> None:
    for numbers in collected.equal():
        first = next(numbers)
        for number in numbers:
            unions.join(first, number)


def _different(unions: Unions, collected: Collected) -> Iterator[int]:
    """Give one document of each set with the same words."""
    return (number for number in range(len(collected)) if unions.find(number) == number)


def _bands(signed: Signed, number: int) -> Iterator[bytes]:
    size, digest = signed.entry.size, signed.entry.digest[:_KEY]
    for band, start in enumerate(range(0, len(signed.bands), _KEY)):
        yield _BAND.pack(band, signed.bands[start : start + _KEY], size, digest, number)


def _join_near(unions: Unions, rows: SortedRows, likeness: Likeness) -> int:
    """Compare the documents of each bucket; give how often one was not compared with all."""
    buckets = groupby(rows, key=lambda row: row[_BUCKET])
    return sum(_join_bucket(unions, members, likeness) for _, members in buckets)


def _join_bucket(unions: Unions, rows: Iterator[bytes], likeness: Likeness) -> int:
    first, second = next(rows), next(rows, None)
    if second is None:  # most buckets hold one document
        return 0
    bucket = Bucket(unions, likeness.is_near)
    for row in chain((first, second), rows):
        _, _, size, _, number = _BAND.unpack(row)
        bucket.add(Member(number, size))
    return bucket.missed


def _shared(unions: Unions, count: int) -> bytearray:
    """Mark every document that has a copy."""
    shared = bytearray(count)
    for number in range(count):
        root = unions.find(number)
        if root != number:
            shared[root] = shared[number] = 1
    return shared
