"""Values as the exporter writes them: numbers, places, identifiers, texts of elements."""

import re
from typing import NamedTuple

from lxml import etree

from corpuskit import Certainty
from corpuskit_tei.names import TEI

ID = "id"
"""The attribute of a tree that was read which holds the xml:id of the file."""

_NUMBER = re.compile("[0-9]{1,15}")
_PLACE = re.compile("char=([0-9]{1,15}),([0-9]{1,15})")
_ESCAPED = re.compile("_([0-9A-F]{1,6})_")
_CERTAINTIES = {certainty.value: certainty for certainty in Certainty}


class Damaged(Exception):
    """A file is not as the exporter writes it; the text says what is wrong with it."""


class Place(NamedTuple):
    """A stretch of the original source, as RFC 5147 counts."""

    start: int
    end: int


def path(*steps: str) -> str:
    """Give the path to a TEI element for `find`."""
    return "/".join(TEI + step for step in steps)


def required(parent: etree._Element, steps: str, what: str) -> etree._Element:
    """Find an element; raises Damaged when there is none."""
    element = parent.find(steps)
    if element is None:
        raise Damaged(f"it has no {what}")
    return element


def text_of(element: etree._Element | None) -> str:
    """Give all text inside an element, "" where there is none."""
    return "" if element is None else "".join(map(str, element.itertext()))


def number(text: str | None, what: str) -> int:
    """Give a whole number; raises Damaged."""
    if text is None or not _NUMBER.fullmatch(text):
        raise Damaged(f"{what} is no number")
    return int(text)


def place(pointer: str | None) -> Place | None:
    """Give the place that a pointer into the source names, None when it names none."""
    match = _PLACE.fullmatch((pointer or "").rpartition("#")[2])
    return Place(int(match[1]), int(match[2])) if match else None


def words(id_part: str) -> str:
    """Give back the words that `corpuskit_tei.names.id_part` was asked about."""
    return _ESCAPED.sub(lambda match: _character(int(match[1], 16)), id_part)


def _character(code: int) -> str:
    surrogate = 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - the range of surrogates
    return "\N{REPLACEMENT CHARACTER}" if surrogate or code > 0x10FFFF else chr(code)  # noqa: PLR2004 - the last one


def certainty(element: etree._Element) -> Certainty:
    """Give how sure the statement of an element is."""
    return _CERTAINTIES.get(element.get("cert", ""), Certainty.UNKNOWN)
