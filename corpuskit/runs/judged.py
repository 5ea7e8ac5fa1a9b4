"""What a reader gave is judged before anything else sees it: its types, its name, its bytes."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from corpuskit.errors import SourceRefused
from corpuskit.model import Document, DocumentWarning, Source, Stated
from corpuskit.names import SourceName, path_bytes
from corpuskit.reader import (
    MEMBER,
    Layout,
    RawBlock,
    RawDocument,
    RawFile,
    RawStream,
    SourceSkipped,
)
from corpuskit.text.decode import restore_bytes

TRUSTED = "text"
"""The reader that decodes as `restore_bytes` encodes; what others give is tried out."""
NOWHERE = frozenset({b"", b".", b".."})
"""Parts of a path that lead nowhere below a folder."""
FIELDS: Mapping[type, Mapping[str, type]] = {
    RawFile: {
        "name": str,
        "data": bytes,
        "encoding": str,
        "name_hex": str,
        "media_type": str,
        "charset": str,
        "stated": tuple,
        "warnings": tuple,
    },
    RawStream: {"name": str, "size": int, "encoding": str},
    SourceSkipped: {"name": str, "cause": str},
    SourceRefused: {"source": str, "cause": str, "advice": str},
    Document: {"source": Source},
    RawDocument: {"source": Source, "text": str, "warnings": tuple},
}
"""What each field must be that a reader fills in."""


def check_raw(raw: RawDocument, file: RawFile, reader: str) -> None:
    """Raise TypeError or ValueError when a reader broke a promise about a document."""
    _check_document(raw)
    if reader != TRUSTED and raw.source.size == len(file.data):
        _check_bytes(raw)


def check_refusal(refusal: SourceRefused) -> None:
    """Raise TypeError when a refusal does not say in words what is refused and why."""
    _check_fields(refusal, SourceRefused)


def check_piece(piece: object, stream: RawStream) -> None:
    """Raise TypeError or ValueError when a stream reader gave what is no piece."""
    kind = next((kind for kind in CHECKS if isinstance(piece, kind)), None)
    if kind is None:
        raise TypeError(f"{type(piece).__name__} is no piece")
    CHECKS[kind](piece)
    if isinstance(piece, RawFile | RawStream | SourceSkipped):
        _check_place(piece, stream)


def check_open(stream: RawStream) -> None:
    """Raise ValueError when a reader closed what it is to leave open."""
    if getattr(stream.stream, "closed", False):
        raise ValueError("it closed the stream, which is to be left open")


def named(piece: object, source: str) -> str:
    """Give the name of what is not as it should be: its own, if it is one, else that of its source.

    Its own begins with that of its source.
    """
    found = getattr(getattr(piece, "source", piece), "name", None)
    return found if isinstance(found, str) and found.startswith(source) else source


def _check_place(piece: RawFile | RawStream | SourceSkipped, stream: RawStream) -> None:
    is_empty = isinstance(piece, SourceSkipped) and piece.name == stream.name
    if not (is_empty or piece.name.startswith(stream.name + MEMBER)):
        raise ValueError(f"{piece.name!r} is no name of a member")


def _check_file(file: RawFile) -> None:
    _check_fields(file, RawFile)
    _check_name(file.name, file.name_hex)
    _check_each(file.stated, Stated, "a statement")
    _check_each(file.warnings, DocumentWarning, "a warning")


def _check_stream(stream: RawStream) -> None:
    _check_fields(stream, RawStream)
    _check_name(stream.name)
    if not callable(getattr(stream.stream, "read", None)):
        raise TypeError(f"its stream is {type(stream.stream).__name__}, which cannot be read")


def _check_skipped(skipped: SourceSkipped) -> None:
    _check_fields(skipped, SourceSkipped)
    _check_name(skipped.name)


def _check_document(raw: RawDocument) -> None:
    _check_fields(raw, RawDocument)
    _check_value(raw.source, Source)
    _check_each(raw.warnings, DocumentWarning, "a warning")
    _check_blocks(raw)
    _check_name(raw.source.name, raw.source.name_hex)


def _check_labelled(document: Document) -> None:
    _check_fields(document, Document)
    _check_value(document, Document)
    _check_name(document.source.name, document.source.name_hex)


CHECKS: Mapping[type, Callable[[Any], None]] = {
    RawFile: _check_file,
    RawStream: _check_stream,
    RawDocument: _check_document,
    Document: _check_labelled,
    SourceSkipped: _check_skipped,
    SourceRefused: check_refusal,
}
"""How each kind of piece is judged."""


def _check_fields(value: object, kind: type) -> None:
    for field, expected in FIELDS[kind].items():
        found = getattr(value, field)
        if not isinstance(found, expected):
            verb = "are" if expected is tuple else "is"
            what = f"its {field} {verb} {type(found).__name__}"
            raise TypeError(f"{what}, not {expected.__name__}")


def _check_each(values: tuple[object, ...], kind: type, what: str) -> None:
    for value in values:
        if not isinstance(value, kind):
            raise TypeError(f"{what} is {type(value).__name__}, not {kind.__name__}")
        _check_value(value, kind)


def _check_value(value: object, kind: type) -> None:
    msgspec.convert(msgspec.to_builtins(value), kind)


def _check_blocks(raw: RawDocument) -> None:
    end = 0
    for block in raw.blocks or ():
        if not _is_block(block):
            raise TypeError("its blocks are not RawBlocks with a Layout")
        if not end <= block.start < block.end <= len(raw.text):
            raise ValueError(f"its block at {block.start} is out of order")
        end = block.end
        _check_replacements(block)


def _is_block(block: object) -> bool:
    return isinstance(block, RawBlock) and isinstance(block.layout, Layout)


def _check_replacements(block: RawBlock) -> None:
    done, length = 0, block.end - block.start
    for start, end, _ in block.replacements:
        if not done <= start < end <= length:
            raise ValueError(f"a replacement in its block at {block.start} is out of order")
        done = end


def _check_name(name: str, name_hex: str = "") -> None:
    path = path_bytes(SourceName(name, name_hex))
    if b"\0" in path or NOWHERE & {*path.split(b"/")}:
        raise ValueError(f"{name!r} is no name of a document")


def _check_bytes(raw: RawDocument) -> None:
    data = restore_bytes(raw.source, raw.text)
    if hashlib.sha256(data).hexdigest() != raw.source.sha256:
        raise ValueError("its text does not give the bytes of the file")
