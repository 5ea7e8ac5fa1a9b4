"""What was seen already, in eight bytes each."""

from array import array
from bisect import bisect_left
from hashlib import blake2b
from itertools import chain

_RECENT = 1 << 16


class GrowingKeys:
    """Keys that are added one by one, most of them in eight bytes each."""

    def __init__(self) -> None:
        self._sorted = array("Q")
        self._recent: set[int] = set()

    def __contains__(self, key: int) -> bool:
        index = bisect_left(self._sorted, key)
        found = index < len(self._sorted) and self._sorted[index] == key
        return found or key in self._recent

    def add(self, key: int) -> bool:
        """Add a key; False when it is there already."""
        if key in self:
            return False
        self._recent.add(key)
        if len(self._recent) > max(_RECENT, len(self._sorted) // 4):
            self._sorted = array("Q", sorted(chain(self._sorted, self._recent)))
            self._recent.clear()
        return True


def exact_key(kind: str, name: str) -> int:
    """Give 64 bits that differ for names that differ in any way."""
    data = f"{kind}\0{name}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest())
