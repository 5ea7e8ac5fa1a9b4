"""The numbers behind likeness: shingles, signatures, bands. The only module that needs numpy.

A shingle is the hash of words in a row. Hash functions are multiply-shift, `a * x + b` modulo
2**64 with an odd `a`, and their constants follow from the version of the signature alone. Values
of 64 bits keep the estimate true for large documents too.
"""

from functools import reduce
from hashlib import blake2b
from itertools import count, islice
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpuskit.duplicates.comparison import SHINGLE, SIGNATURE, Banding

if TYPE_CHECKING:
    from array import array

Numbers = NDArray[np.uint64]
WIDTH = 8
"""Bytes of a shingle and of the key of a band."""
_AT_ONCE = 256  # shingles, whose values for all hash functions fit into the cache of a processor
_STORED = np.dtype("<u8")
_SORTABLE = np.dtype(">u8")


class MinHash:
    """Makes shingles and bands of the hashes of words, and compares shingles."""

    def __init__(self, banding: Banding) -> None:
        self._banding = banding
        hashes = banding.bands * banding.rows
        self._factors = (_constants("factors", hashes) | np.uint64(1)).reshape(-1, 1)
        self._addends = _constants("addends", hashes).reshape(-1, 1)
        self._seeds = _constants("bands", banding.bands)

    def shingles(self, words: "array[int]") -> bytes:
        """Give the different shingles, sorted; none for fewer words than one shingle has."""
        if len(words) < SHINGLE:
            return b""
        hashes = np.frombuffer(words, dtype=np.uint64)
        last = len(hashes) - SHINGLE + 1
        rows = [hashes[start : start + last] for start in range(SHINGLE)]
        found = np.sort(_chained(rows))
        is_new = np.concatenate(([True], found[1:] != found[:-1]))
        return found[is_new].astype(_STORED).tobytes()

    def bands(self, shingles: bytes) -> bytes:
        """Give the key of each band, its most significant byte first; none without shingles."""
        if not shingles:
            return b""
        columns = self._signature(_numbers(shingles)).reshape(self._banding).T
        keys = _chained([self._seeds, *columns])
        return keys.astype(_SORTABLE).tobytes()

    def signature(self, shingles: bytes) -> list[int]:
        """Give the least value of each hash function over the shingles, of which there is one."""
        return [int(value) for value in self._signature(_numbers(shingles))]

    def common(self, one: bytes, other: bytes) -> int:
        """Count the shingles that both have."""
        both = np.concatenate((_numbers(one), _numbers(other)))
        both.sort(kind="stable")  # merges two sorted rows in one walk
        return int(np.count_nonzero(both[1:] == both[:-1]))

    def _signature(self, shingles: Numbers) -> Numbers:
        starts = range(0, len(shingles), _AT_ONCE)
        return reduce(np.minimum, (self._least(shingles[at : at + _AT_ONCE]) for at in starts))

    def _least(self, shingles: Numbers) -> Numbers:
        values = self._factors * shingles
        values += self._addends
        least: Numbers = values.min(axis=1)
        return least


def _chained(rows: list[Numbers]) -> Numbers:
    """Make one number of the numbers in a column, whose order counts."""
    return reduce(lambda done, row: _mixed(done ^ row), rows[1:], _mixed(rows[0]))


def _mixed(values: Numbers) -> Numbers:
    """Spread every bit over all (the end of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _numbers(stored: bytes) -> Numbers:
    return np.frombuffer(stored, dtype=_STORED).astype(np.uint64, copy=False)


def _constants(kind: str, number: int) -> Numbers:
    digests = (blake2b(f"{SIGNATURE} {kind} {n}".encode(), digest_size=8) for n in count())
    numbers = [int.from_bytes(digest.digest(), "little") for digest in islice(digests, number)]
    return np.array(numbers, dtype=np.uint64)
