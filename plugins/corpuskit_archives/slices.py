"""Stretches of a stream that can be sought."""

from io import BytesIO
from typing import BinaryIO

from corpuskit import RawStream, SourceRefused
from corpuskit_archives.streams import CHUNK


class Slice:
    """The bytes of a stream from `start` to `end`, in order; others may read it in between."""

    def __init__(self, stream: BinaryIO, start: int, end: int) -> None:
        self._stream, self.position, self._end = stream, start, end

    def read(self, size: int) -> bytes:
        """Give at most `size` bytes, none at the end."""
        self._stream.seek(self.position)
        data = self._stream.read(max(0, min(size, self._end - self.position)))
        self.position += len(data)
        return data


def sought(file: RawStream) -> BinaryIO:
    """Give a stream that can be sought; one that cannot is taken into memory.

    Raises SourceRefused when it is too large for that.
    """
    if file.stream.seekable():
        return file.stream
    held = BytesIO()
    limit = file.limits.document
    while chunk := file.stream.read(min(CHUNK, limit + 1 - held.tell())):
        held.write(chunk)
        if held.tell() > limit:
            advice = f"{limit} bytes of a zip inside something else are allowed: unpack that first"
            raise SourceRefused(file.name, "too large", advice)
    return held
