"""Characters that XML 1.0 does not allow, and what stands in their place."""

import re
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from corpuskit import Document

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_WRITTEN = "raw"
"""The field that only counts offsets: U+FFFD is no white space, so it must keep what it has."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def count_illegal(document: Document) -> int:
    """Count the characters in the text of all blocks that XML does not allow."""
    return sum(len(_ILLEGAL.findall(block.text)) for block in document.blocks)


def legal(document: Document) -> Document:
    """Give the document with U+FFFD for each illegal character in any of its strings.

    Offsets stay true, since one character stands for one.
    """
    cleaned: Document = _legal(document)
    return cleaned


def _legal(value: Any) -> Any:
    if type(value) is str:  # an enumeration is a str too, and stays as it is
        return _ILLEGAL.sub(REPLACEMENT, value)
    if type(value) is tuple:
        return tuple(map(_legal, value))
    if isinstance(value, Struct):
        seen = (field.name for field in fields(value) if field.name != _NOT_WRITTEN)
        return replace(value, **{name: _legal(getattr(value, name)) for name in seen})
    return value
