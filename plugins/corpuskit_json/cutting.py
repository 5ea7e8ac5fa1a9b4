"""A stream of any size is cut into lines, at LF alone, with no more than one line in memory."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

CHUNK = 1 << 17
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BLANKS = b" \t\r"


class Line(NamedTuple):
    """A line without its LF: its number from 1, the byte offset of its data, and its size.

    `data` is empty when the line is longer than the limit; `size` is always that of the line.
    """

    number: int
    offset: int
    data: bytes
    size: int

    @property
    def is_blank(self) -> bool:
        """Say whether nothing stands on the line; CR belongs to its end."""
        return not self.size or (bool(self.data) and not self.data.strip(_BLANKS))


def cut_lines(stream: BinaryIO, longest: int) -> Iterator[Line]:
    """Give each line, those above `longest` bytes without their data; drop a byte order mark."""
    number, offset, size = 1, 0, 0
    held: list[bytes] = []
    for piece, is_last in _pieces(stream):
        size += len(piece)
        if size <= longest:
            held.append(piece)
        else:
            held.clear()
        if is_last:
            yield _line(number, offset, b"".join(held), size)
            number, offset, size = number + 1, offset + size + 1, 0
            held.clear()
    if size:
        yield _line(number, offset, b"".join(held), size)


def _pieces(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Give stretches without LF, and whether an LF follows."""
    while chunk := stream.read(CHUNK):
        *ended, rest = chunk.split(b"\n")
        yield from ((piece, True) for piece in ended)
        if rest:
            yield rest, False


def _line(number: int, offset: int, data: bytes, size: int) -> Line:
    if number == 1 and data.startswith(BYTE_ORDER_MARK):
        mark = len(BYTE_ORDER_MARK)
        return Line(number, offset + mark, data[mark:], size - mark)
    return Line(number, offset, data, size)
