"""What a reader gave is judged before anything else sees it: its types, its name, its bytes."""

import hashlib

import msgspec

from corpuskit.errors import SourceRefused
from corpuskit.model import Document, DocumentWarning, Source
from corpuskit.reader import MEMBER, RawBlock, RawDocument, RawFile, RawStream, SourceSkipped
from corpuskit.text.decode import restore_bytes

TRUSTED = "text"
"""The reader that decodes as `restore_bytes` encodes; what others give is tried out."""


def check_raw(raw: RawDocument, file: RawFile, reader: str) -> None:
    """Raise TypeError or ValueError when a reader broke a promise about a document."""
    _check_types(raw)
    _check_name(raw.source.name)
    if reader != TRUSTED and raw.source.size == len(file.data):
        _check_bytes(raw)


def check_piece(piece: object, stream: RawStream) -> None:
    """Raise TypeError or ValueError when a stream reader gave what is no piece."""
    if isinstance(piece, RawDocument):
        _check_types(piece)
        _check_name(piece.source.name)
    elif isinstance(piece, Document):
        _check_name(piece.source.name)
    elif isinstance(piece, RawFile | RawStream | SourceSkipped):
        _check_name(piece.name)
        is_empty = isinstance(piece, SourceSkipped) and piece.name == stream.name
        if not (is_empty or piece.name.startswith(stream.name + MEMBER)):
            raise ValueError(f"{piece.name!r} is no name of a member")
    elif not isinstance(piece, SourceRefused):
        raise TypeError(f"{type(piece).__name__} is no piece")


def _check_types(raw: RawDocument) -> None:
    if not isinstance(raw.source, Source):
        raise TypeError(f"its source is {type(raw.source).__name__}, not Source")
    msgspec.convert(msgspec.to_builtins(raw.source), Source)
    if not isinstance(raw.text, str):
        raise TypeError(f"its text is {type(raw.text).__name__}, not str")
    warnings: object = raw.warnings
    if not isinstance(warnings, tuple):
        raise TypeError(f"its warnings are {type(warnings).__name__}, not tuple")
    for warning in warnings:
        if not isinstance(warning, DocumentWarning):
            raise TypeError(f"a warning is {type(warning).__name__}, not DocumentWarning")
        msgspec.convert(msgspec.to_builtins(warning), DocumentWarning)
    _check_blocks(raw)


def _check_blocks(raw: RawDocument) -> None:
    end = 0
    for block in raw.blocks or ():
        if not end <= block.start < block.end <= len(raw.text):
            raise ValueError(f"its block at {block.start} is out of order")
        end = block.end
        _check_replacements(block)


def _check_replacements(block: RawBlock) -> None:
    done, length = 0, block.end - block.start
    for start, end, _ in block.replacements:
        if not done <= start < end <= length:
            raise ValueError(f"a replacement in its block at {block.start} is out of order")
        done = end


def _check_name(name: str) -> None:
    if not name or name.startswith("/") or "\0" in name or ".." in name.split("/"):
        raise ValueError(f"{name!r} is no name of a document")


def _check_bytes(raw: RawDocument) -> None:
    data = restore_bytes(raw.source, raw.text)
    if hashlib.sha256(data).hexdigest() != raw.source.sha256:
        raise ValueError("its text does not give the bytes of the file")
