"""Zip archives made by hand, record by record, so that any of them can lie."""

import struct
import zlib
from typing import NamedTuple

UNIX = 3


class Part(NamedTuple):
    """A member: what stands before its data, and what the directory says where that differs."""

    name: bytes
    data: bytes
    packed: bytes | None = None
    method: int = 0
    flags: int = 0
    size: int | None = None
    crc: int | None = None
    mode: int = 0
    extra: bytes = b""
    packed_size: int | None = None
    offset: int | None = None
    listed_name: bytes | None = None

    @property
    def body(self) -> bytes:
        return self.data if self.packed is None else self.packed

    @property
    def numbers(self) -> bytes:
        crc = zlib.crc32(self.data) if self.crc is None else self.crc
        packed_size = len(self.body) if self.packed_size is None else self.packed_size
        size = len(self.data) if self.size is None else self.size
        return struct.pack("<3L", crc, packed_size, size)

    @property
    def local(self) -> bytes:
        start = struct.pack("<4s5H", b"PK\3\4", 20, self.flags, self.method, 0, 33)
        lengths = struct.pack("<2H", len(self.name), 0)
        return start + self.numbers + lengths + self.name + self.body

    def central(self, offset: int) -> bytes:
        name = self.name if self.listed_name is None else self.listed_name
        offset = offset if self.offset is None else self.offset
        start = struct.pack("<4s2B5H", b"PK\1\2", 20, UNIX, 20, self.flags, self.method, 0, 33)
        lengths = struct.pack("<5H", len(name), len(self.extra), 0, 0, 0)
        places = struct.pack("<2L", self.mode << 16, offset)
        return start + self.numbers + lengths + places + name + self.extra


def zip_of(*parts: Part, stated: int | None = None, comment: bytes = b"") -> bytes:
    """Put parts together; `stated` is how many members the end speaks of, if it lies."""
    members, directory = b"", b""
    for part in parts:
        directory += part.central(len(members))
        members += part.local
    count = len(parts) if stated is None else stated
    end = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(members), len(comment)
    )
    return members + directory + end + comment


def large_zip_of(*parts: Part, before_locator: bytes = b"", is_needed: bool = True) -> bytes:
    """Put parts together with the records of an archive that is too large for the old ones.

    Or with an old one that would do, as the program zip writes when it does not know beforehand.
    """
    data = zip_of(*parts)
    directory = data.index(b"PK\1\2")
    size = len(data) - 22 - directory
    large = struct.pack(
        "<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, len(parts), len(parts), size, directory
    )
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, directory + size, 1)
    numbers = (0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    if not is_needed:
        numbers = (len(parts), len(parts), size, directory)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *numbers, 0)
    return data[: directory + size] + large + before_locator + locator + end
