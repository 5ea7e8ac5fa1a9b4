"""What unpacks: one decoder for each way of packing, all used alike.

A decoder gives at most as many bytes as it is asked for, so that nothing which was packed tightly
ever lies in memory whole.
"""

import bz2
import lzma
import re
import sys
import zlib
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple, Protocol, cast

LARGEST_DICTIONARY = 256 << 20
"""Bytes of memory that the LZMA decoder may take: `xz -9` needs a quarter of them."""

_ZSTD_MODULE = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"


class Decoder(Protocol):
    """Unpacks one stretch of packed bytes that says itself where it ends."""

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out before something is put in."""

    @property
    def unused_data(self) -> bytes:
        """What was put in and lies behind the end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Put `data` in, and take at most `max_length` bytes out."""


class Codec(NamedTuple):
    """A way of packing: its name, how its bytes begin, and what makes a decoder for it.

    `make` raises ImportError when a library is missing.
    """

    name: str
    beginning: re.Pattern[bytes]
    make: Callable[[], Decoder]


class Inflate:
    """Unpacks deflate; `window_bits` says to zlib what is wrapped around it."""

    def __init__(self, window_bits: int) -> None:
        self._zlib = zlib.decompressobj(window_bits)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        """What was put in and lies behind the end."""
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Put `data` in, and take at most `max_length` bytes out."""
        unpacked = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        self.needs_input = len(unpacked) < max_length and not self._zlib.unconsumed_tail
        return unpacked


class ZippedLzma:
    """Unpacks LZMA as it stands in a zip: behind a header of its own, its size told elsewhere.

    `size` is -1 when a mark stands at its end.
    """

    def __init__(self, size: int) -> None:
        self._size = size.to_bytes(8, "little", signed=True)
        self._lzma = lzma.LZMADecompressor(lzma.FORMAT_ALONE, LARGEST_DICTIONARY)
        self._header: bytes | None = b""

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""
        return self._lzma.eof

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out before something is put in."""
        return self._lzma.needs_input

    @property
    def unused_data(self) -> bytes:
        """What was put in and lies behind the end."""
        return self._lzma.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Put `data` in, and take at most `max_length` bytes out; ValueError for a bad header."""
        if self._header is not None:
            data = self._translated(self._header + data)
        return self._lzma.decompress(data, max_length) if data or not self.needs_input else b""

    def _translated(self, data: bytes) -> bytes:
        version_and_length, properties, rest = data[:4], data[4:9], data[9:]
        if len(properties) < 5:  # noqa: PLR2004 - as many as the format has
            self._header = data
            return b""
        if version_and_length[2:] != b"\5\0":
            raise ValueError("its LZMA header is damaged")
        self._header = None
        return properties + self._size + rest


def _zstd() -> Decoder:
    return cast("Decoder", import_module(_ZSTD_MODULE).ZstdDecompressor())


def _never(make: Callable[[], Decoder], name: str) -> Codec:
    return Codec(name, re.compile(rb"(?!)"), make)


GZIP = Codec("gzip", re.compile(rb"\x1f\x8b"), lambda: Inflate(16 + zlib.MAX_WBITS))
BZIP2 = Codec("bzip2", re.compile(rb"BZh"), bz2.BZ2Decompressor)
XZ = Codec(
    "xz",
    re.compile(rb"\xfd7zXZ\0"),
    lambda: lzma.LZMADecompressor(lzma.FORMAT_AUTO, LARGEST_DICTIONARY),
)
# A zstd frame, or one that carries no data and is to be passed over.
ZSTD = Codec("zstd", re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), _zstd)
CODECS = (GZIP, BZIP2, XZ, ZSTD)
DEFLATE = _never(lambda: Inflate(-zlib.MAX_WBITS), "deflate")


def zipped_lzma(size: int) -> Codec:
    """Give the codec for LZMA in a zip; `size` is -1 when a mark stands at its end."""
    return _never(lambda: ZippedLzma(size), "lzma")


def codec_of(beginning: bytes) -> Codec | None:
    """Give the codec whose packed bytes begin so; None when they are not packed."""
    return next((codec for codec in CODECS if codec.beginning.match(beginning)), None)
