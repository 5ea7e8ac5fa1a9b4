"""Readers of archives and of packed files: their members are streamed, never unpacked to disk."""

from collections.abc import Iterable

from corpuskit import StreamReader, hookimpl
from corpuskit_archives.compressed import Bzip2Reader, GzipReader, XzReader, ZstdReader
from corpuskit_archives.tarred import TarReader
from corpuskit_archives.zipped import ZipReader

__all__ = ["Bzip2Reader", "GzipReader", "TarReader", "XzReader", "ZipReader", "ZstdReader"]


@hookimpl
def corpuskit_readers() -> Iterable[StreamReader]:
    """Offer the readers "gzip", "bzip2", "xz", "zstd", "zip" and "tar"."""
    return (GzipReader(), Bzip2Reader(), XzReader(), ZstdReader(), ZipReader(), TarReader())
