"""Where the directory of a zip lies: told by the last bytes of the archive. Pure."""

from struct import Struct
from typing import NamedTuple

_END = Struct("<4s4H2LH")
_LOCATOR = Struct("<4sLQL")
_LARGE_END = Struct("<4sQ2H2L4Q")
_LONGEST_COMMENT = 0xFFFF

LONGEST_END = _LARGE_END.size + _LOCATOR.size + _END.size + _LONGEST_COMMENT
"""Bytes from the end of a zip in which all lies that is read here."""


class End(NamedTuple):
    """What the end of a zip says: its directory lies from `start` to `end` and lists `members`.

    `shift` is how many bytes stand before the archive, `trailing` how many behind it.
    """

    start: int
    end: int
    members: int
    shift: int
    trailing: int


class _Stated(NamedTuple):
    disk: int
    first_disk: int
    members_here: int
    members: int
    size: int
    offset: int


def find_end(tail: bytes, size: int) -> End:
    """Find the directory of a zip of `size` bytes that ends with `tail`.

    Raises ValueError when there is none.
    """
    base = size - len(tail)
    position = _position(tail)
    _, *fields, comment = _END.unpack_from(tail, position)
    # Some writers add the large record where no number needs it: it stands in between then, too.
    end, stated = _large(tail, position, base) or (position, _Stated(*fields))
    if stated.disk or stated.first_disk or stated.members_here != stated.members:
        raise ValueError("it is one part of a split archive")
    start = base + end - stated.size
    if start < stated.offset:
        raise ValueError("its beginning is missing")
    trailing = len(tail) - position - _END.size - comment
    return End(start, base + end, stated.members, start - stated.offset, trailing)


def _position(tail: bytes) -> int:
    """Find the end record whose comment goes up to the last byte, else the last one that fits."""
    fitting = -1
    position = tail.rfind(b"PK\5\6")
    while position >= 0:
        comment = position + _END.size
        if comment <= len(tail):
            trailing = len(tail) - comment - int.from_bytes(tail[comment - 2 : comment], "little")
            if not trailing:
                return position
            fitting = position if trailing > 0 > fitting else fitting
        position = tail.rfind(b"PK\5\6", 0, position + 3)
    if fitting < 0:
        raise ValueError("the directory at its end is missing")
    return fitting


def _large(tail: bytes, position: int, base: int) -> tuple[int, _Stated] | None:
    """Read the end record of an archive with large numbers; None when there is none."""
    locator = position - _LOCATOR.size
    if locator < 0 or tail[locator : locator + 4] != b"PK\6\7":
        return None
    _, _, offset, _ = _LOCATOR.unpack_from(tail, locator)
    for end in (locator - _LARGE_END.size, offset - base):
        if 0 <= end <= locator - _LARGE_END.size and tail[end : end + 4] == b"PK\6\6":
            return end, _Stated(*_LARGE_END.unpack_from(tail, end)[4:])
    raise ValueError("the second record at its end is missing")
