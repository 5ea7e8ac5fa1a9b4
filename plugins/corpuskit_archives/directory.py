"""The directory of a zip, entry by entry, and where the bytes of each member lie.

It is read here, not by `zipfile`, so that a million members take no memory, and so that names,
overlaps and damages are judged alike by every version of Python.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import BinaryIO

from corpuskit import SourceRefused
from corpuskit_archives.ends import LONGEST_END, End, find_end
from corpuskit_archives.entries import (
    CENTRAL,
    LOCAL,
    Entry,
    local_length,
    parse_entry,
    variable_length,
)
from corpuskit_archives.slices import Slice
from corpuskit_archives.streams import FETCH_AGAIN, Packed, Patient, Plain

_SHORT_COUNT = 0x10000
"""A count of members in two bytes may have lost all above them."""


class Directory:
    """The entries of a zip by its name, and its bytes as a stream that can be sought.

    At most `limit` entries are asked whether they overlap. Raises SourceRefused naming the archive
    when it has no directory.
    """

    def __init__(self, name: str, stream: BinaryIO, limit: int) -> None:
        self._name, self._stream = name, stream
        try:
            self._end = _find_end(stream)
        except ValueError as error:
            raise SourceRefused(name, "cut off", f"{error}: {FETCH_AGAIN}") from error
        self._offsets = array("Q", sorted(self._all_offsets(limit)))

    def entries(self) -> Iterator[Entry]:
        """Give the entries in their order.

        Raises SourceRefused naming the archive, when it is damaged or not all of it is a zip.
        """
        count = 0
        for entry in self._listed():
            yield entry
            count += 1
        _, _, stated, _, trailing = self._end
        if (count - stated) % _SHORT_COUNT:
            raise self._damaged(f"it states {stated} members and lists {count}")
        if trailing:
            raise SourceRefused(self._name, "trailing bytes", f"{trailing} bytes follow its end")

    def data(self, entry: Entry) -> Slice:
        """Give the packed bytes of a member.

        Raises ValueError when they are not where they should be, or belong to another one too.
        """
        _, _, _, shift, _ = self._end
        end = self._next(entry)
        header = Slice(self._stream, entry.offset + shift, end + shift)
        length = local_length(header.read(LOCAL.size), entry)
        name = header.read(len(entry.raw_name))
        if name != entry.raw_name:
            raise ValueError("its two headers disagree")
        start = entry.offset + LOCAL.size + length
        if start + entry.packed > end:
            raise ValueError("its bytes overlap with what follows")
        return Slice(self._stream, start + shift, start + entry.packed + shift)

    def _all_offsets(self, limit: int) -> "array[int]":
        offsets = array("Q")
        with suppress(SourceRefused):  # it is raised when the entries are asked for
            offsets.extend(entry.offset for entry in islice(self._listed(), limit))
        return offsets

    def _listed(self) -> Iterator[Entry]:
        stream = Patient(Plain(Packed(Slice(self._stream, self._end.start, self._end.end))))
        while fixed := stream.read(CENTRAL.size):
            yield self._entry(fixed, stream)

    def _next(self, entry: Entry) -> int:
        """Give where the next member or the directory begins."""
        behind = bisect_right(self._offsets, entry.offset)
        if behind - bisect_left(self._offsets, entry.offset) > 1:
            raise ValueError("its bytes are those of another member too")
        directory = self._end.start - self._end.shift
        following = self._offsets[behind] if behind < len(self._offsets) else directory
        if entry.offset >= directory:
            raise ValueError("it lies behind the directory")
        return min(following, directory)

    def _entry(self, fixed: bytes, stream: Patient) -> Entry:
        try:
            return parse_entry(fixed, stream.read(variable_length(fixed)))
        except ValueError as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, what: str) -> SourceRefused:
        return SourceRefused(self._name, "damaged", f"{what}: {FETCH_AGAIN}")


def _find_end(stream: BinaryIO) -> End:
    size = stream.seek(0, 2)
    tail_size = min(size, LONGEST_END)
    stream.seek(size - tail_size)
    end = find_end(stream.read(tail_size), size)
    stream.seek(0)
    # What stands before an archive unpacks itself; another zip there means that this one is its
    # last whole member, and that the rest is missing.
    if end.shift and stream.read(4) == b"PK\3\4":
        raise ValueError("the directory at its end is that of a zip inside it")
    return end
