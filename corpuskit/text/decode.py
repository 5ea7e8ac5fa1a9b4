"""Bytes to text and back: a source is decoded once, and its bytes can always be written again.

A byte order mark decides the encoding, else the one that the user names, else UTF-8. Nothing is
guessed: bytes that are not valid become U+FFFD and are kept in `Source.invalid`, and a source with
too many of them is refused with advice. Pure: no file is opened and nothing is remembered.
"""

import base64
import codecs
import hashlib
import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from corpuskit.errors import SourceRefused, UsageError
from corpuskit.model import Invalid, Source
from corpuskit.reader import RawDocument
from corpuskit.text.checks import Decoding, check_text, refuse_binary, tolerated, too_damaged

# The mark of UTF-32-LE begins with that of UTF-16-LE and is asked first.
BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Without a byte order mark the bare names mean little-endian, as on the web.
EXACT_NAMES = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
# Text codecs in Python's eyes, but notations, rules for host names or names for "whatever is set".
NOT_ENCODINGS = frozenset(
    {"idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)
WINDOW = 4096  # bytes that are decoded in one go beside damage

_SURROGATE = re.compile("[\ud800-\udfff]")


class _Decoded(NamedTuple):
    """A text, its invalid stretches, and all bytes in Base64 when decoding cannot be undone."""

    text: str
    invalid: tuple[Invalid, ...] = ()
    base64: str = ""


class _Error(NamedTuple):
    """One invalid sequence of bytes, and the code point of the U+FFFD that stands for it."""

    byte_offset: int
    start: int
    bad: bytes


def decode(data: bytes, name: str, encoding: str = "", name_hex: str = "") -> RawDocument:
    """Decode the bytes of the source `name`; `encoding` is the one that the user names.

    Raises SourceRefused for what is not text, and UsageError when `encoding` is none.
    """
    forced = canonical_encoding(encoding) if encoding else ""
    refuse_binary(name, data)
    mark, actual = _encoding_of(data, forced)
    text, invalid, all_bytes = _decode_body(data, len(mark), actual, name)
    source = Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        encoding=actual,
        bom=bool(mark),
        invalid=invalid,
        base64=all_bytes,
        name_hex=name_hex,
    )
    return RawDocument(source, text, check_text(Decoding(name, data, text, invalid)))


def restore_bytes(source: Source, text: str) -> bytes:
    """Give the bytes that `decode` made `source` and `text` of."""
    if source.base64:
        return base64.b64decode(source.base64)
    mark = b""
    if source.bom:
        mark = next(mark for mark, encoding in BYTE_ORDER_MARKS if encoding == source.encoding)
    return mark + _encode(text, source.encoding, source.invalid)


def canonical_encoding(name: str) -> str:
    """Give the one name of an encoding: "utf-8" for "UTF8", "cp1258" for "windows-1258".

    Raises UsageError for a name that Python does not know and for a codec that is no encoding.
    """
    try:
        "".encode(name)  # refuses "hex" and the like, which `codecs.lookup` does not
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        codec = None
    if codec is None or codec.name in NOT_ENCODINGS or codec.incrementaldecoder is None:
        raise UsageError(
            f"{name!r} is not an encoding of text; name one such as utf-8, utf-16-le or cp1258"
        )
    return EXACT_NAMES.get(codec.name, codec.name)


def _encoding_of(data: bytes, forced: str) -> tuple[bytes, str]:
    marks = [entry for entry in BYTE_ORDER_MARKS if data.startswith(entry[0])]
    named = [entry for entry in marks if entry[1] == forced]
    return (named or marks or [(b"", forced or "utf-8")])[0]


def _decode_body(data: bytes, start: int, encoding: str, name: str) -> _Decoded:
    """Decode what follows the byte order mark, and make sure that it can be undone."""
    body = data[start:] if start else data
    try:
        decoded = _Decoded(body.decode(encoding))
    except UnicodeDecodeError:
        decoded = _decode_damaged(body, start, encoding, name)
    if encoding == "utf-8" and not decoded.invalid:
        return decoded
    if _SURROGATE.search(decoded.text):
        raise SourceRefused(name, "not text", f"as {encoding} it holds halves of characters")
    if _can_be_undone(decoded, body, encoding):
        return decoded
    return decoded._replace(base64=base64.b64encode(data).decode("ascii"))


def _can_be_undone(decoded: _Decoded, body: bytes, encoding: str) -> bool:
    try:
        return _encode(decoded.text, encoding, decoded.invalid) == body
    except UnicodeEncodeError:
        return False


def _encode(text: str, encoding: str, invalid: tuple[Invalid, ...]) -> bytes:
    pieces, done = [], 0
    for stretch in invalid:
        pieces += [text[done : stretch.start].encode(encoding), bytes.fromhex(stretch.hex)]
        done = stretch.start + stretch.count
    return b"".join([*pieces, text[done:].encode(encoding)])


def _decode_damaged(body: bytes, start: int, encoding: str, name: str) -> _Decoded:
    """Decode with U+FFFD for each invalid sequence, as Python's errors="replace" does."""
    budget = tolerated(len(body))
    texts: list[str] = []
    errors: list[_Error] = []
    offset, length = start, 0
    for text, bad, size in _pieces(body, encoding):
        texts.append(text + "\ufffd" if bad else text)
        offset, length = offset + size, length + len(texts[-1])
        if bad:
            errors.append(_Error(offset - len(bad), length - 1, bad))
            budget -= len(bad)
        if budget < 0:
            raise too_damaged(name, body, encoding)
    text = "".join(texts)
    if text != body.decode(encoding, "replace"):
        # A codec that carries state over an error cannot be decoded in pieces.
        advice = f"some of its bytes are not {encoding}: name its encoding with --encoding"
        raise SourceRefused(name, "not text", advice)
    return _Decoded(text, tuple(_stretches(errors)))


def _pieces(body: bytes, encoding: str) -> Iterator[tuple[str, bytes, int]]:
    """Give valid text, the invalid bytes behind it, and how many bytes both are, in windows."""
    decoder_class = codecs.getincrementaldecoder(encoding)
    position = 0
    while position < len(body):
        window = body[position : position + WINDOW]
        decoder = decoder_class("strict")
        try:
            text = decoder.decode(window, final=position + WINDOW >= len(body))
            piece = (text, b"", len(window) - len(decoder.getstate()[0]) or len(window))
        except UnicodeDecodeError as error:
            text = window[: error.start].decode(encoding, "replace")
            piece = (text, window[error.start : error.end], error.end)
        yield piece
        position += piece[2]


def _stretches(errors: list[_Error]) -> Iterator[Invalid]:
    """Join the errors that follow each other without valid text between them."""
    for _, group in groupby(enumerate(errors), key=lambda entry: entry[1].start - entry[0]):
        members = [error for _, error in group]
        stretch = b"".join(error.bad for error in members)
        yield Invalid(members[0].byte_offset, members[0].start, len(members), stretch.hex())
