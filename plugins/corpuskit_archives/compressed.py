"""Readers of single files that were packed: page.html.gz holds page.html."""

from collections.abc import Iterator
from typing import ClassVar

from corpuskit import MEMBER, Piece, RawStream
from corpuskit_archives.codecs import BZIP2, GZIP, XZ, ZSTD, Codec
from corpuskit_archives.labels import label
from corpuskit_archives.streams import Packed, Patient, Unpacked


class CompressedReader:
    """Gives the one member of a packed file, named as the file is without its suffix."""

    suffixes: ClassVar[tuple[str, ...]]
    codec: ClassVar[Codec]

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        """Give the member; reading it raises SourceRefused at a damage.

        Raises SourceRefused when the library that unpacks it is not installed.
        """
        name = file.name + MEMBER + self._inner(file.name)
        unpacked = Unpacked(name, Packed(file.stream), self.codec, file.limits)
        yield file._replace(name=name, stream=Patient(unpacked), size=-1)

    def _inner(self, name: str) -> str:
        base = label(name.rpartition("/")[2])
        length = next((len(end) for end in self.suffixes if base.lower().endswith(end)), 0)
        return base[: len(base) - length] or base


class GzipReader(CompressedReader):
    """Reads what gzip packed, several packed parts in a row too."""

    name: ClassVar[str] = "gzip"
    suffixes: ClassVar[tuple[str, ...]] = (".gz",)
    summary: ClassVar[str] = "a file packed by gzip"
    codec: ClassVar[Codec] = GZIP


class Bzip2Reader(CompressedReader):
    """Reads what bzip2 packed."""

    name: ClassVar[str] = "bzip2"
    suffixes: ClassVar[tuple[str, ...]] = (".bz2",)
    summary: ClassVar[str] = "a file packed by bzip2"
    codec: ClassVar[Codec] = BZIP2


class XzReader(CompressedReader):
    """Reads what xz packed, and the LZMA files of its forerunner."""

    name: ClassVar[str] = "xz"
    suffixes: ClassVar[tuple[str, ...]] = (".xz", ".lzma")
    summary: ClassVar[str] = "a file packed by xz or lzma"
    codec: ClassVar[Codec] = XZ


class ZstdReader(CompressedReader):
    """Reads what zstd packed, when a library for it is installed."""

    name: ClassVar[str] = "zstd"
    suffixes: ClassVar[tuple[str, ...]] = (".zst",)
    summary: ClassVar[str] = "a file packed by zstd (needs the extra zstd before Python 3.14)"
    codec: ClassVar[Codec] = ZSTD
