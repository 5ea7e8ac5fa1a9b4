"""The bytes of an archive as they lie in the file, some of which can be read a second time."""

from typing import BinaryIO

from corpuskit import Limits

CHUNK = 1 << 16
MEBIBYTE = 1 << 20
KEPT = 2 * MEBIBYTE


class Packed:
    """A stream that is read forwards, with its last few mebibytes kept.

    `at` is the offset in the file of the next byte to be read. Bytes are read again only behind
    damage, and never more of them than were read at all, so that the work stays linear.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._kept = bytearray()
        self._again = 0
        self.at = 0
        self.end = 0

    def peek(self, size: int) -> bytes:
        """Give up to `size` bytes without moving on; fewer only at the end of the file."""
        while self.end - self.at < size:
            data = self._stream.read(max(CHUNK, size))
            if not data:
                break
            self._kept += data
            self.end += len(data)
        start = self.at - (self.end - len(self._kept))
        return bytes(self._kept[start : start + size])

    def read(self, size: int = CHUNK) -> bytes:
        """Give up to `size` bytes and move on; none at the end of the file."""
        if self.at == self.end:
            self.peek(1)
        data = self.peek(min(size, self.end - self.at) if size >= 0 else CHUNK)
        self.at += len(data)
        self._forget()
        return data

    def tell(self) -> int:
        """Give `at`, by the name that libraries ask for."""
        return self.at

    def unread(self, size: int) -> None:
        """Go back over the last `size` bytes, which were read but not used."""
        self.at -= size

    def go_back(self, offset: int) -> None:
        """Go back to `offset`, or as near to it as is kept and affordable."""
        target = max(offset, self.end - len(self._kept))
        if target < self.at and self._again + self.at - target <= self.end:
            self._again += self.at - target
            self.at = target

    def _forget(self) -> None:
        old = self.at - (self.end - len(self._kept)) - KEPT
        if old > KEPT:
            del self._kept[:old]


class Meter:
    """Compares what was unpacked with what it was unpacked from.

    The count begins anew with every `limits.member` bytes, so that a long quiet beginning does not
    pay for a bomb behind it.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._packed = 0
        self._unpacked = 0

    def exceeds(self, packed: int, unpacked: int) -> bool:
        """Count more bytes; say whether the unpacked ones are too many for the packed ones."""
        self._packed += packed
        self._unpacked += unpacked
        too_many = self._unpacked > MEBIBYTE and (
            self._unpacked > self._limits.ratio * max(self._packed, 1)
        )
        if self._unpacked > max(self._limits.member, MEBIBYTE):
            self._packed = self._unpacked = 0
        return too_many
