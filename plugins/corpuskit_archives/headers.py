"""What the headers of a tar say, byte by byte: pure, and ValueError for what is damaged."""

import re
from typing import NamedTuple

BLOCK = 512

_CHECKSUM = slice(148, 156)
_OCTAL = re.compile(rb" *([0-7]*) *")
_LENGTH = re.compile(rb"[0-9]{1,10}(?= )")
_DIGITS = re.compile(rb"[0-9]{1,19}")
_ASCII = bytes(range(0x80))
_SPARSE = b"GNU.sparse."
_WITHOUT_BYTES = frozenset({b"1", b"2", b"3", b"4", b"5", b"6", b"V"})
"""Links, devices, folders: whatever size is stated, nothing follows."""


class Header(NamedTuple):
    """One header: the name as bytes, the kind as one byte, and how many bytes follow.

    `is_continued` says that more blocks of the header come first.
    """

    name: bytes
    kind: bytes
    size: int
    is_sparse: bool = False
    is_continued: bool = False


class Extended(NamedTuple):
    """What an extended header says of the member that follows it; None where it is silent."""

    name: bytes | None = None
    size: int | None = None
    is_sparse: bool = False

    def then(self, later: "Extended") -> "Extended":
        """Give what both headers say; the later one knows better."""
        return Extended(
            self.name if later.name is None else later.name,
            self.size if later.size is None else later.size,
            self.is_sparse or later.is_sparse,
        )

    def applied(self, header: Header) -> Header:
        """Give the header of the member with what is said better here."""
        size = 0 if header.kind in _WITHOUT_BYTES else self.size
        return header._replace(
            name=header.name if self.name is None else self.name,
            size=header.size if size is None else size,
            is_sparse=header.is_sparse or self.is_sparse,
        )


def parse_header(block: bytes) -> Header:
    """Read a block of 512 bytes as a header; raises ValueError when it is none."""
    if len(block) < BLOCK:
        raise ValueError("it is no whole header")
    _check_sum(block)
    kind = block[156:157]
    name = _until_nul(block[:100])
    if block[257:263] == b"ustar\0" and (prefix := _until_nul(block[345:500])):
        name = prefix + b"/" + name
    size = number(block[124:136])
    is_sparse = kind == b"S"
    return Header(
        name,
        kind,
        0 if kind in _WITHOUT_BYTES else size,
        is_sparse,
        is_continued=is_sparse and block[482] > 0,
    )


def number(field: bytes) -> int:
    """Read a number: octal digits, or binary when the first bit is set; ValueError below zero."""
    if field[0] == 0xFF:  # noqa: PLR2004 - how a negative number begins
        raise ValueError("a number is negative")
    if field[0] & 0x80:
        return int.from_bytes(bytes((field[0] & 0x7F,)) + field[1:])
    match = _OCTAL.fullmatch(_until_nul(field))
    if not match:
        raise ValueError("a number is not octal")
    return int(match[1] or b"0", 8)


def parse_extended(data: bytes) -> Extended:
    """Read the records of a pax header; raises ValueError when one is damaged."""
    extended, start, stop = Extended(), 0, len(data.rstrip(b"\0"))
    while start < stop:
        length = _LENGTH.match(data, start)
        end = start + int(length[0]) if length else 0
        if not length or end > len(data) or data[end - 1 : end] != b"\n" or end <= length.end():
            raise ValueError("a pax header is damaged")
        key, _, value = data[length.end() + 1 : end - 1].partition(b"=")
        extended = _with_record(extended, key, value)
        start = end
    return extended


def long_name(data: bytes) -> Extended:
    """Read the name that a GNU header gives to the member that follows."""
    return Extended(name=_until_nul(data))


def nothing(_: bytes) -> Extended:
    """Say nothing: of where a link leads, and of what is remarked on the archive as a whole."""
    return Extended()


def _with_record(extended: Extended, key: bytes, value: bytes) -> Extended:
    if not value:
        return extended
    if key == b"path":
        return extended._replace(name=value)
    if key.startswith(_SPARSE):
        is_name = key == b"GNU.sparse.name"
        return extended._replace(is_sparse=True, name=value if is_name else extended.name)
    if key != b"size":
        return extended
    if not _DIGITS.fullmatch(value):
        raise ValueError("a pax header states no possible size")
    return extended._replace(size=int(value))


def _check_sum(block: bytes) -> None:
    stated = number(block[_CHECKSUM])
    counted = block[: _CHECKSUM.start] + b" " * 8 + block[_CHECKSUM.stop :]
    if stated not in {sum(counted), _signed_sum(counted)}:
        raise ValueError("its checksum is wrong")


def _signed_sum(data: bytes) -> int:
    """Sum bytes as some old writers of tar did, for whom they were signed."""
    return sum(data) - 256 * len(data.translate(None, _ASCII))


def _until_nul(field: bytes) -> bytes:
    return field.partition(b"\0")[0]
