"""Characters that XML 1.0 does not allow, and what stands in their place."""

import re
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from corpuskit import Block, Change, Document

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_WRITTEN = "raw"
"""The field that only counts offsets: U+FFFD is no white space, so it must keep what it has."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
REPLACED = "illegal-characters"
"""The rule of a change that says how many characters of a block were replaced."""


def count_illegal(document: Document) -> int:
    """Count the characters that XML does not allow in the text of blocks and in statements."""
    stated = (text for said in document.source.stated for text in (said.name, said.value))
    texts = (*(block.text for block in document.blocks), *stated)
    return sum(len(_ILLEGAL.findall(text)) for text in texts)


def legal(document: Document) -> Document:
    """Give the document with U+FFFD for each illegal character in any of its strings.

    Offsets stay true, since one character stands for one. Each block says how many of its
    characters were replaced.
    """
    cleaned: Document = _legal(document)
    pairs = zip(document.blocks, cleaned.blocks, strict=True)
    return replace(cleaned, blocks=tuple(_counted(before.text, after) for before, after in pairs))


def count_replaced(document: Document) -> int:
    """Count the characters that were replaced in the text of all blocks, now or before."""
    changes = (change for block in document.blocks for change in block.changes)
    return sum(change.count for change in changes if change.rule == REPLACED)


def _counted(text: str, block: Block) -> Block:
    count = len(_ILLEGAL.findall(text))
    return replace(block, changes=(*block.changes, Change(REPLACED, count))) if count else block


def _legal(value: Any) -> Any:
    if type(value) is str:  # an enumeration is a str too, and stays as it is
        return _ILLEGAL.sub(REPLACEMENT, value)
    if type(value) is tuple:
        return tuple(map(_legal, value))
    if isinstance(value, Struct):
        seen = (field.name for field in fields(value) if field.name != _NOT_WRITTEN)
        return replace(value, **{name: _legal(getattr(value, name)) for name in seen})
    return value
