"""What the records of a zip say of one member, byte by byte: pure, ValueError for damages."""

from struct import Struct
from typing import NamedTuple
from zlib import crc32

from corpuskit_archives.labels import decoded

CENTRAL = Struct("<4s2B5H3L5H2L")
LOCAL = Struct("<4s5H3L2H")

_IS_UTF8 = 0x800
_LARGE, _UNICODE_NAME = 0x0001, 0x7075
_MOST = 0xFFFFFFFF


class Entry(NamedTuple):
    """What the directory says of a member.

    `raw_name` is its name as bytes; `packed` and `size` are bytes before and after unpacking;
    `offset` is where its own header stands; `attributes` are those of the system it comes from.
    """

    raw_name: bytes
    name: str
    system: int
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    attributes: int


def variable_length(fixed: bytes) -> int:
    """Give how many bytes belong to an entry behind its fixed ones; ValueError for no entry."""
    if len(fixed) < CENTRAL.size or not fixed.startswith(b"PK\1\2"):
        raise ValueError("its directory is damaged")
    return sum(CENTRAL.unpack(fixed)[11:14])


def parse_entry(fixed: bytes, variable: bytes) -> Entry:
    """Read an entry of the directory, which `variable_length` has looked at."""
    fields = CENTRAL.unpack(fixed)
    _, _, system, _, flags, method, _, _, crc, packed, size, n_name, n_extra = fields[:13]
    raw_name = variable[:n_name]
    extra = _extra(variable[n_name : n_name + n_extra])
    size, packed, offset = _enlarged((size, packed, fields[17]), extra.get(_LARGE, b""))
    name = _name(raw_name, flags, extra.get(_UNICODE_NAME, b""))
    return Entry(
        raw_name, name, system, flags, method, crc, packed, size, offset, attributes=fields[16]
    )


def local_length(fixed: bytes, entry: Entry) -> int:
    """Give how many bytes stand between the fixed ones of a member's own header and its data.

    Raises ValueError when it is no header, or that of another way of packing.
    """
    if len(fixed) < LOCAL.size or not fixed.startswith(b"PK\3\4"):
        raise ValueError("its header is damaged")
    fields = LOCAL.unpack(fixed)
    if fields[3] != entry.method or fields[9] != len(entry.raw_name):
        raise ValueError("its two headers disagree")
    return int(fields[9] + fields[10])


def _extra(data: bytes) -> dict[int, bytes]:
    fields: dict[int, bytes] = {}
    start = 0
    while start + 4 <= len(data):
        kind, length = (int.from_bytes(data[at : at + 2], "little") for at in (start, start + 2))
        fields.setdefault(kind, data[start + 4 : start + 4 + length])
        start += 4 + length
    return fields


def _enlarged(numbers: tuple[int, int, int], large: bytes) -> tuple[int, ...]:
    """Put the large numbers, which come in this order, where a small one has no room for them."""
    longs = (large[at : at + 8] for at in range(0, len(large) - 7, 8))
    return tuple(
        int.from_bytes(next(longs, b"\xff" * 4), "little") if small == _MOST else small
        for small in numbers
    )


def _name(raw: bytes, flags: int, unicode_name: bytes) -> str:
    """Decode a name: as it says, else as UTF-8 if it is, else as zips of old do."""
    if unicode_name[:1] == b"\1" and unicode_name[1:5] == crc32(raw).to_bytes(4, "little"):
        return decoded(unicode_name[5:])
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return decoded(raw) if flags & _IS_UTF8 else raw.decode("cp437")
