"""Reads archives as the core does, and makes small ones to be damaged."""

import io
import tarfile
import zipfile
from collections.abc import Mapping

from corpuskit.errors import SourceRefused
from corpuskit.reader import Limits, RawStream, SourceSkipped, StreamReader

TEXT = "Đại hội đại biểu lần thứ XI\n".encode()
MEMBERS = {
    "a.txt": TEXT * 40,
    "b/tin tức.txt": bytes(range(256)) * 8,
    "b/c/rỗng.txt": b"",
    "d.html": b"<p>" + TEXT * 3,
}

Read = dict[str, bytes | str]
"""By name: the bytes of a member, or the cause why there are none."""


class Unseekable(io.RawIOBase):
    """A pipe, say; it notes how much is asked for at once."""

    def __init__(self, data: bytes) -> None:
        self._stream = io.BytesIO(data)
        self.largest = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size >= 0
        self.largest = max(self.largest, size)
        return self._stream.read(size)


def as_stream(name: str, data: bytes, limits: Limits | None = None) -> RawStream:
    return RawStream(name, io.BytesIO(data), len(data), limits or Limits())


def read(reader: StreamReader, file: RawStream) -> Read:
    """Read every member whole; what the archive itself is refused for stands under its name."""
    found: Read = {}
    try:
        for piece in reader.read_stream(file):
            if isinstance(piece, RawStream):
                assert piece.name not in found
                found[piece.name] = whole(piece)
            elif isinstance(piece, SourceRefused):
                found[piece.source] = piece.cause
            else:
                assert isinstance(piece, SourceSkipped)
                found[piece.name] = f"skipped: {piece.cause}"
    except SourceRefused as refusal:
        found[refusal.source] = refusal.cause
    return found


def whole(member: RawStream) -> bytes | str:
    """Read a member in small pieces, all or nothing."""
    pieces = []
    try:
        while piece := member.stream.read(1000):
            pieces.append(piece)
    except SourceRefused as refusal:
        return refusal.cause if refusal.source == member.name else "refused by another name"
    return b"".join(pieces)


def named(archive: str, members: Mapping[str, bytes | str]) -> Read:
    return {f"{archive}!/{name}": data for name, data in members.items()}


def make_tar(members: Mapping[str, bytes], form: int = tarfile.PAX_FORMAT, mode: str = "") -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=f"w:{mode}", format=form) as archive:  # type: ignore[call-overload]  # any packing
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def make_zip(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return held.getvalue()


def is_honest(archive: str, found: Read, members: Mapping[str, bytes]) -> bool:
    """Say whether each member is whole or refused, or the archive is, and nothing else is given."""
    expected = named(archive, members)
    refused = [name for name, data in found.items() if isinstance(data, str)]
    given = {name: data for name, data in found.items() if isinstance(data, bytes)}
    is_right = all(expected.get(name) == data for name, data in given.items())
    return is_right and (given == expected or any(name.startswith(archive) for name in refused))
