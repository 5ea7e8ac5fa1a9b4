"""Files packed by gzip or zstd: the same bytes always give the same packed bytes.

A packed file is one gzip member without time and name, or one zstd frame that states the size of
what is in it and has a checksum. What is packed depends on nothing but its bytes and the release of
the library.
"""

import errno
import gzip
import hashlib
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from corpuskit.errors import UsageError
from corpuskit.escape import safe
from corpuskit.ledger import FileFacts

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 20
"""Bytes that go to a library at once, always as many: some let it show in what they give."""
GZIP_LEVEL, ZSTD_LEVEL = 6, 3
GZIP_DAMAGES = (EOFError, zlib.error, gzip.BadGzipFile)
GZIP_HEADER = b"\x1f\x8b\x08\0" + bytes(4) + b"\0\xff"
"""Deflate, no name, no time, no extra flags, and a system that is not said."""
ZSTD_MODULE = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"


class Compression(NamedTuple):
    """A way of packing.

    `pack` gives the packed bytes of chunks and their size in bytes; `unpacked` opens a file;
    `damages` gives what reading a damaged one raises.
    """

    pack: Callable[[Iterable[bytes], int], Iterator[bytes]]
    unpacked: Callable[[Path], Any]
    damages: Callable[[], tuple[type[Exception], ...]]


def check_compression(name: str) -> None:
    """Raise UsageError when there is no such compression, or no library for it; "" is none."""
    if not name:
        return
    if name not in COMPRESSIONS:
        known = ", ".join(COMPRESSIONS)
        raise UsageError(f"there is no compression {safe(name)!r}; choose from {known}")
    try:
        COMPRESSIONS[name].damages()
    except ImportError as error:
        raise UsageError(
            f"no library for the compression '{name}' is installed: "
            "run pip install '.[zstd]' in the checkout of corpuskit"
        ) from error


def ending(compression: str) -> str:
    """Give what stands behind the suffix of packed files; "" without a compression."""
    return f".{compression}" if compression else ""


def compression_of(name: str) -> str:
    """Give the compression that the name of a file speaks of, "" when it is none."""
    return next((each for each in COMPRESSIONS if name.lower().endswith(ending(each))), "")


def packed(data: bytes, compression: str) -> bytes:
    """Pack bytes as `pack_file` does; they stay as they are without a compression."""
    return b"".join(_packed(BytesIO(data), len(data), compression)) if compression else data


def pack_file(source: Path, target: Path, compression: str) -> FileFacts:
    """Pack a file into another, which then outlives a power cut; raises OSError."""
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as plain, target.open("wb") as stream:
        for piece in _packed(plain, os.fstat(plain.fileno()).st_size, compression):
            stream.write(piece)
            digest.update(piece)
            size += len(piece)
        stream.flush()
        os.fsync(stream.fileno())
    return FileFacts(size, digest.hexdigest())


def open_unpacked(path: Path, compression: str) -> BinaryIO:
    """Open a file to read what was packed in it, or as it is without a compression.

    Whatever is wrong with it is an OSError, which comes behind all that can be read. The stream can
    be sought, which costs little forwards.
    """
    if not compression:
        return path.open("rb")
    check_compression(compression)
    way = COMPRESSIONS[compression]
    return BufferedReader(_Unpacked(way.unpacked(path), way.damages()), CHUNK)


class _Unpacked(RawIOBase):
    """What is packed in a file; every damage is an OSError."""

    def __init__(self, stream: Any, damages: tuple[type[Exception], ...]) -> None:
        super().__init__()
        self._stream, self._damages = stream, damages

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill a buffer, as far as one step of unpacking goes."""
        view = memoryview(buffer).cast("B")
        data: bytes = self._guarded(self._stream.read1, len(view))
        view[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place in what is unpacked."""
        place: int = self._guarded(self._stream.seek, offset, whence)
        return place

    def tell(self) -> int:
        """Give the place in what is unpacked."""
        place: int = self._stream.tell()
        return place

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
        super().close()

    def _guarded(self, step: Callable[..., Any], *given: int) -> Any:
        try:
            return step(*given)
        except self._damages as error:
            raise OSError(errno.EBADMSG, f"damaged: {error}") from error


def _packed(stream: BinaryIO, size: int, compression: str) -> Iterator[bytes]:
    return COMPRESSIONS[compression].pack(iter(lambda: stream.read(CHUNK), b""), size)


def _gzip(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    # Written here and not by the gzip module, whose header tells of the system and the release.
    deflate, checksum = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS), 0
    yield GZIP_HEADER
    for chunk in chunks:
        checksum = zlib.crc32(chunk, checksum)
        yield deflate.compress(chunk)
    yield deflate.flush()
    yield checksum.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little")


def _zstd(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    zstd = zstd_library()
    names = zstd.CompressionParameter
    options = {names.compression_level: ZSTD_LEVEL, names.checksum_flag: 1}
    compressor = zstd.ZstdCompressor(options=options)
    compressor.set_pledged_input_size(size)
    yield from map(compressor.compress, chunks)
    yield compressor.flush(compressor.FLUSH_FRAME)


def _open_gzip(path: Path) -> Any:
    return gzip.GzipFile(path, "rb")


def _open_zstd(path: Path) -> Any:
    return zstd_library().ZstdFile(path, "rb")


def zstd_library() -> Any:
    """Give the module that packs and unpacks zstd; raises ImportError."""
    return import_module(ZSTD_MODULE)


COMPRESSIONS: Mapping[str, Compression] = {
    "gz": Compression(_gzip, _open_gzip, lambda: GZIP_DAMAGES),
    "zst": Compression(_zstd, _open_zstd, lambda: (EOFError, zstd_library().ZstdError)),
}
"""By the end of their files' names."""
