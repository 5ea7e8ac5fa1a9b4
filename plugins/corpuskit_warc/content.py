"""Content encodings undone: gzip, deflate, Brotli and Zstandard, within limits."""

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple

from corpuskit import DocumentWarning, Limits, SourceRefused
from corpuskit_warc.codecs import fastwarc_streams
from corpuskit_warc.media import looks_binary
from corpuskit_warc.packed import CHUNK, Meter
from corpuskit_warc.tape import CUT, DAMAGED, TOO_LARGE

GZIP, ZLIB, RAW = 31, 15, -15  # what zlib calls its three forms


class Undone(NamedTuple):
    """A body, and what its user is to be warned of."""

    data: bytes
    warnings: tuple[DocumentWarning, ...] = ()


class _Lie(Exception):
    """The body is not in the coding that was announced."""


def undo_content(name: str, coding: str, body: Undone, limits: Limits) -> Undone:
    """Undo one coding; a body that was stored without it is left as it is, with a warning.

    Raises SourceRefused for a body that breaks off, is damaged, or grows beyond the limits.
    """
    if not body.data or coding in _NOTHING:
        return body
    decode = _DECODERS.get(coding)
    if decode is None:
        return _warned(body, f"the content coding {coding[:40]!r} is not known, left as it is")
    pieces: list[bytes] = []
    size, meter = 0, Meter(limits)
    try:
        for packed, piece in decode(name, body.data):
            size += len(piece)
            if size > limits.member or meter.exceeds(packed, len(piece)):
                advice = f"its {coding} content is over {limits.member} bytes or {limits.ratio} : 1"
                raise SourceRefused(name, TOO_LARGE, advice)
            pieces.append(piece)
    except _Lie:
        return _warned(body, f"announced as {coding}, but stored without")
    return Undone(b"".join(pieces), body.warnings)


def _warned(body: Undone, message: str) -> Undone:
    warning = DocumentWarning("content-coding", message)
    return Undone(body.data, (*body.warnings, warning))


def _gzip(name: str, data: bytes) -> Iterator[tuple[int, bytes]]:
    if not data.startswith(b"\x1f\x8b"):
        raise _Lie
    return _inflate(name, data, GZIP)


def _deflate(name: str, data: bytes) -> Iterator[tuple[int, bytes]]:
    """Undo "deflate": zlib by the letter of the standard, raw by the habit of some servers."""
    for form in (ZLIB, RAW):
        try:
            zlib.decompressobj(form).decompress(data[:CHUNK], CHUNK)
        except zlib.error:
            continue
        return _inflate(name, data, form)
    if looks_binary(data):
        raise SourceRefused(name, DAMAGED, "its deflate content is not valid")
    raise _Lie


def _inflate(name: str, data: bytes, form: int) -> Iterator[tuple[int, bytes]]:
    """Inflate one gzip member or more; what is no member behind the first is padding."""
    at = 0
    while at == 0 or (form == GZIP and data.startswith(b"\x1f\x8b", at)):
        inflater = zlib.decompressobj(form)
        while not inflater.eof:
            packed = data[at : at + CHUNK]
            yield from _pieces(name, inflater, packed)
            if not packed and not inflater.eof:
                raise SourceRefused(name, CUT, "its packed content breaks off")
            at += len(packed) - len(inflater.unused_data)


def _pieces(name: str, inflater: "zlib._Decompress", data: bytes) -> Iterator[tuple[int, bytes]]:
    size = len(data)
    while True:
        try:
            piece = inflater.decompress(data, CHUNK)
        except zlib.error as error:
            raise SourceRefused(name, DAMAGED, "its packed content is not valid") from error
        if piece:
            yield size, piece
        size, data = 0, inflater.unconsumed_tail
        if not data and len(piece) < CHUNK:
            return


def _brotli(name: str, data: bytes) -> Iterator[tuple[int, bytes]]:
    reader = fastwarc_streams(name, "is packed with Brotli").BrotliReader(BytesIO(data))
    return _read(name, reader.read, data)


def _zstandard(name: str, data: bytes) -> Iterator[tuple[int, bytes]]:
    reader = fastwarc_streams(name, "is packed with Zstandard").ZstdReader(BytesIO(data))
    return _read(name, reader.read, data)


def _read(name: str, read: Callable[[int], bytes], data: bytes) -> Iterator[tuple[int, bytes]]:
    size = len(data)
    while True:
        try:
            piece = read(CHUNK)
        except (OSError, ValueError) as error:
            if size and not looks_binary(data):
                raise _Lie from error
            raise SourceRefused(name, DAMAGED, "its packed content is not valid") from error
        if not piece:
            return
        yield size, piece
        size = 0


_NOTHING = frozenset({"identity", "none", "utf-8", "utf8", "binary", "8bit", "7bit"})
_DECODERS: dict[str, Callable[[str, bytes], Iterator[tuple[int, bytes]]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstandard,
}
