"""Pieces of bytes one behind another in a file, each behind its size."""

import struct
from collections.abc import Iterator
from pathlib import Path

_SIZE = struct.Struct("<Q")
HEAD = _SIZE.size
"""Bytes before each piece."""


def frame(data: bytes) -> bytes:
    """Give a piece as it stands in the file."""
    return _SIZE.pack(len(data)) + data


def read_frames(path: Path) -> Iterator[bytes]:
    """Give the pieces of a file."""
    with path.open("rb") as stream:
        while size := stream.read(HEAD):
            yield stream.read(_SIZE.unpack(size)[0])
