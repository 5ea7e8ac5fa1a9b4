"""The reader of zip archives: members are unpacked as they are read, and nothing is written."""

import stat
from collections.abc import Iterator
from typing import ClassVar
from zlib import crc32

from corpuskit import Limits, Piece, RawStream, SourceRefused, SourceSkipped
from corpuskit_archives.codecs import BZIP2, DEFLATE, XZ, ZSTD, Codec, zipped_lzma
from corpuskit_archives.directory import Directory
from corpuskit_archives.entries import Entry
from corpuskit_archives.labels import Labels
from corpuskit_archives.slices import Slice, sought
from corpuskit_archives.streams import FETCH_AGAIN, Packed, Patient, Plain, Refusing, Unpacked

STORED = 0
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_ENDS_WITH_MARK = 0x2
_UNIX = frozenset({3, 19})

_LZMA = 14
_CODECS = {8: DEFLATE, 12: BZIP2, 93: ZSTD, 95: XZ}
_OTHER_METHODS = {
    1: "shrink",
    6: "implode",
    9: "deflate64",
    96: "jpeg",
    97: "wavpack",
    98: "ppmd",
    99: "aes",
}


class ZipReader:
    """Gives the members of a zip as streams, in the order of its directory."""

    name: ClassVar[str] = "zip"
    suffixes: ClassVar[tuple[str, ...]] = (".zip",)
    summary: ClassVar[str] = "zip archives"

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        """Give each member, what is passed over, and what cannot be read.

        Raises SourceRefused when there is no directory, or when it is damaged.
        """
        limit, labels = file.limits.members, Labels(file.name)
        directory = Directory(file.name, sought(file), limit)
        for count, entry in enumerate(directory.entries()):
            if count == limit:
                advice = f"{limit} are allowed; see --max-members"
                raise SourceRefused(file.name, "too many members", advice)
            if not _is_folder(entry):
                name = labels.of(entry.name)
                skipped = _passed_over(entry, name, is_hidden=labels.is_hidden(name))
                yield skipped or _member(file._replace(name=name), directory, entry)


class Member(Refusing):
    """The bytes of a member, which must be as many as the archive states, with its checksum."""

    def __init__(self, name: str, entry: Entry, unpacked: Refusing) -> None:
        super().__init__()
        self._name, self._unpacked = name, unpacked
        self._left, self._stated = entry.size, entry.crc
        self._crc = 0

    def take(self, size: int) -> bytes:
        """Give at most `size` bytes, none at the end; raises SourceRefused."""
        data = self._unpacked.take(min(size, self._left + 1))
        self._left -= len(data)
        self._crc = crc32(data, self._crc)
        if self._left < 0:
            raise self._damaged("it has more bytes than its archive states")
        if self._left and not data:
            raise self._damaged("it has fewer bytes than its archive states")
        if not data and self._crc != self._stated:
            raise self._damaged("its checksum is wrong")
        return data

    def _damaged(self, what: str) -> SourceRefused:
        return SourceRefused(self._name, "damaged", f"{what}: {FETCH_AGAIN}")


def _member(file: RawStream, directory: Directory, entry: Entry) -> RawStream | SourceRefused:
    """Give the member as a stream; `file` is the archive under the name of the member."""
    try:
        unpacked = _unpacked(file.name, entry, directory.data(entry), file.limits)
    except ValueError as error:
        return SourceRefused(file.name, "damaged", f"{error}: {FETCH_AGAIN}")
    except SourceRefused as refusal:
        return refusal
    stream = Patient(Member(file.name, entry, unpacked))
    return file._replace(stream=stream, size=entry.size)


def _unpacked(name: str, entry: Entry, data: Slice, limits: Limits) -> Refusing:
    packed = Packed(data)
    if entry.flags & _ENCRYPTED:
        raise SourceRefused(name, "encrypted", "unpack the archive with its password")
    if entry.method == STORED or not entry.packed:
        return Plain(packed)
    codec = _codec(entry)
    if not codec:
        method = _OTHER_METHODS.get(entry.method, f"method {entry.method}")
        raise SourceRefused(name, f"packed with {method}", "pack it again with deflate")
    return Unpacked(name, packed, codec, limits)


def _codec(entry: Entry) -> Codec | None:
    if entry.method == _LZMA:
        return zipped_lzma(-1 if entry.flags & _ENDS_WITH_MARK else entry.size)
    return _CODECS.get(entry.method)


def _is_folder(entry: Entry) -> bool:
    return entry.name.endswith(("/", "\\")) and not entry.size


def _passed_over(entry: Entry, name: str, *, is_hidden: bool) -> SourceSkipped | None:
    if is_hidden:
        return SourceSkipped(name, "hidden")
    kind = stat.S_IFMT(entry.attributes >> 16) if entry.system in _UNIX else 0
    if kind == stat.S_IFLNK:
        return SourceSkipped(name, "symbolic link")
    # What was packed from a pipe may be called one, and is a file all the same.
    is_file = kind in {0, stat.S_IFREG} or entry.size
    return None if is_file else SourceSkipped(name, "not a regular file")
