"""The blocks of a tar, from the first to the last: nothing ends without being noticed."""

from collections.abc import Callable, Iterator, Mapping

from corpuskit import SourceRefused
from corpuskit_archives.headers import (
    BLOCK,
    Extended,
    Header,
    long_name,
    nothing,
    parse_extended,
    parse_header,
)
from corpuskit_archives.streams import FETCH_AGAIN, Extent, Patient

LONGEST_REMARK = 1 << 20
"""Bytes of a header about another header that are taken into memory."""

_REMARKS: Mapping[bytes, Callable[[bytes], Extended]] = {
    b"x": parse_extended,
    b"X": parse_extended,
    b"g": nothing,
    b"L": long_name,
    b"K": nothing,
}


class Tape:
    """A tar by its name, its unpacked stream, and how many members it may have."""

    def __init__(self, name: str, stream: Patient, limit: int) -> None:
        self._name, self._stream, self._limit = name, stream, limit
        self._count = 0
        self._is_closed = False

    def members(self) -> Iterator[tuple[Header, Extent]]:
        """Give each header with its body, which may be read before the next is asked for.

        Raises SourceRefused naming the archive, when it does not end as a tar does.
        """
        for count, header in enumerate(self._headers()):
            if count == self._limit:
                advice = f"{self._limit} are allowed; see --max-members"
                raise SourceRefused(self._name, "too many members", advice)
            body = Extent(self._name, self._stream, header.size)
            yield header, body
            body.leave(-header.size % BLOCK)

    def _headers(self) -> Iterator[Header]:
        """Give the headers of members, with what the headers before them say."""
        said = Extended()
        while block := self._block():
            header = self._parsed(block)
            if header.kind in _REMARKS:
                said = said.then(self._remark(header))
                continue
            self._pass_map(header)
            yield said.applied(header)
            said = Extended()

    def _block(self) -> bytes:
        """Give the next block that is not empty, b"" at the end."""
        while block := self._stream.read(BLOCK):
            if block.strip(b"\0"):
                return block
            self._is_closed = True
        if not self._is_closed:
            raise self._cut_off()
        return b""

    def _parsed(self, block: bytes) -> Header:
        if len(block) < BLOCK and not self._is_closed:
            raise self._cut_off()
        try:
            header = parse_header(block)
        except ValueError as error:
            raise self._damaged(str(error)) from error
        self._count += 1
        self._is_closed = False
        return header

    def _remark(self, header: Header) -> Extended:
        if header.size > LONGEST_REMARK:
            raise self._damaged(f"an extended header has {header.size} bytes")
        body = Extent(self._name, self._stream, header.size)
        try:
            said = _REMARKS[header.kind](body.readall())
        except ValueError as error:
            raise self._damaged(str(error)) from error
        body.leave(-header.size % BLOCK)
        return said

    def _pass_map(self, header: Header) -> None:
        """Pass over the rest of the map that says where the holes of a sparse file are."""
        is_continued = header.is_continued
        while is_continued:
            block = self._stream.read(BLOCK)
            if len(block) < BLOCK:
                raise self._cut_off()
            is_continued = block[504] > 0

    def _cut_off(self) -> SourceRefused:
        advice = f"it ends without its end mark behind header {self._count}: {FETCH_AGAIN}"
        return SourceRefused(self._name, "cut off", advice)

    def _damaged(self, what: str) -> SourceRefused:
        if self._is_closed:
            return SourceRefused(self._name, "trailing bytes", "what follows its end is no tar")
        if not self._count:
            return SourceRefused(self._name, "not a tar", f"{what}: mend its name")
        advice = f"{what}; what stands behind header {self._count} is not read: {FETCH_AGAIN}"
        return SourceRefused(self._name, "damaged", advice)
