"""Bytes to text and back: a source is decoded once, and its bytes can always be written again.

How the encoding is chosen stands in `corpuskit.text.charset`. Nothing is guessed here: bytes that
are not valid become U+FFFD and are kept in `Source.invalid`, and a source with too many of them is
refused with advice. Pure: no file is opened and nothing is remembered.
"""

import base64
import codecs
import hashlib
import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from corpuskit.errors import SourceRefused
from corpuskit.model import Invalid, Source
from corpuskit.reader import RawDocument, RawFile
from corpuskit.text.charset import BYTE_ORDER_MARKS, Choice, choose_encoding
from corpuskit.text.checks import (
    Decoding,
    check_text,
    is_little,
    refuse_binary,
    speaks_for_utf_8,
    tolerated,
    too_damaged,
)
from corpuskit.text.encodings import canonical_encoding, to_bytes, to_text

__all__ = ["BYTE_ORDER_MARKS", "canonical_encoding", "decode", "decode_file", "restore_bytes"]

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
    return decode_file(RawFile(name, data, encoding, name_hex))


def decode_file(file: RawFile, declared: str = "") -> RawDocument:
    """Decode a file; `declared` is the encoding that the file itself names, "" for none.

    Raises SourceRefused for what is not text, and UsageError when the encoding that the user
    forces is none.
    """
    data, name = file.data, file.name
    refuse_binary(name, data)
    choice = choose_encoding(file, declared)
    text, invalid, all_bytes = _decode_body(data, choice, name)
    source = Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        encoding=choice.encoding,
        bom=bool(choice.mark),
        invalid=invalid,
        base64=all_bytes,
        name_hex=file.name_hex,
        stated=file.stated,
    )
    warnings = check_text(Decoding(name, data, text, invalid))
    return RawDocument(source, text, (*file.warnings, *choice.warnings, *warnings))


def restore_bytes(source: Source, text: str) -> bytes:
    """Give the bytes that `decode` made `source` and `text` of."""
    if source.base64:
        return base64.b64decode(source.base64)
    mark = b""
    if source.bom:
        mark = next(mark for mark, encoding in BYTE_ORDER_MARKS if encoding == source.encoding)
    return mark + _encode(text, source.encoding, source.invalid)


def _decode_body(data: bytes, choice: Choice, name: str) -> _Decoded:
    """Decode what follows the byte order mark, and make sure that it can be undone."""
    body = data[len(choice.mark) :] if choice.mark else data
    encoding = choice.encoding
    try:
        decoded = _Decoded(to_text(body, encoding))
    except UnicodeDecodeError:
        decoded = _decode_damaged(body, choice, name)
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
        pieces += [to_bytes(text[done : stretch.start], encoding), bytes.fromhex(stretch.hex)]
        done = stretch.start + stretch.count
    return b"".join([*pieces, to_bytes(text[done:], encoding)])


def _decode_damaged(body: bytes, choice: Choice, name: str) -> _Decoded:
    """Decode with U+FFFD for each invalid sequence, as Python's errors="replace" does."""
    encoding = choice.encoding
    budget = tolerated(len(body))
    texts: list[str] = []
    errors: list[_Error] = []
    offset, length = len(choice.mark), 0
    for text, bad, size in _pieces(body, encoding):
        texts.append(text + "\ufffd" if bad else text)
        offset, length = offset + size, length + len(texts[-1])
        if bad:
            errors.append(_Error(offset - len(bad), length - 1, bad))
            budget -= len(bad)
        if budget < 0:
            raise too_damaged(Decoding(name, body), encoding, choice.hint)
    text = "".join(texts)
    if text != body.decode(encoding, "replace"):
        # A codec that carries state over an error cannot be decoded in pieces.
        advice = f"some of its bytes are not {encoding}: name its encoding with --encoding"
        raise SourceRefused(name, "not text", advice)
    decoded = _Decoded(text, tuple(_stretches(errors)))
    if not is_little(len(body), decoded.invalid) and not _is_sure(choice, text):
        raise too_damaged(Decoding(name, body), encoding, choice.hint)
    return decoded


def _is_sure(choice: Choice, text: str) -> bool:
    """Say whether damage is more likely than another encoding, as it can be in small sources."""
    return bool(choice.mark) or (choice.encoding == "utf-8" and speaks_for_utf_8(text))


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
