"""JSON as pages hold it: read as it is when it can be, else mended by plain means.

Mended are wrappers for old browsers, comments, commas before a closing bracket, line ends in
strings, single quotation marks and escapes of JavaScript, quotation marks written as references,
and several values in a row.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson

from corpuskit_html.statements import Value, without_references

DEEPEST = 60
"""How many levels are looked into; statements lie within ten."""

# Each alternative takes what it began, closed or not, so that nothing is looked at twice.
_STRING = r""" "[^"\\]*+(?:\\.[^"\\]*+)*+"? | '[^'\\]*+(?:\\.[^'\\]*+)*+'? """
_PIECE = re.compile(
    rf"""(?P<string>{_STRING})
    | //[ \t]*+(?:<!\[CDATA\[|\]\]>) | //[^\n]*+ | /\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?
    | <!--|--> | <!\[CDATA\[ | \]\]> | ,(?=\s*+[\]}}])
    | (?P<opening>[\[{{]) | (?P<closing>[\]}}])""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.))', re.DOTALL)
_ESCAPE_OR_QUOTE = re.compile(r'\\.|"', re.DOTALL)
_BETWEEN = re.compile(r"[\s,;]*+")
# Numbers stay as printed, however long; line ends in strings are let through.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)


class Parsed(NamedTuple):
    """The values of a JSON text; `broken` says why the rest of it cannot be read, "" if it can."""

    values: tuple[Any, ...]
    broken: str = ""


def parse(text: str) -> Parsed:
    """Read the values of a JSON text."""
    try:
        return Parsed((orjson.loads(text.strip()),))
    except orjson.JSONDecodeError as error:
        return _parse_mended(text, str(error))


def placed(text: str, start: int, parsed: Parsed) -> Any:
    """Give the values with each string as a `Value`, so that it is known where it stands.

    `text` is what was parsed and begins at `start` in the page. What lies deeper than `DEEPEST`
    becomes None.
    """
    literals = _Literals(text, start)
    return [_placed(value, literals, 0) for value in parsed.values]


def _parse_mended(text: str, complaint: str) -> Parsed:
    if '"' not in text and "&quot;" in text:
        text = without_references(text)
    mended = "".join(_mended(text))
    if _depth(mended) > DEEPEST:
        return Parsed((), f"it is nested more than {DEEPEST} levels deep")
    values: list[Any] = []
    place = _BETWEEN.match(mended, 0).end()  # type: ignore[union-attr]  # it matches everywhere
    try:
        while place < len(mended):  # each round takes at least one character
            value, place = _DECODER.raw_decode(mended, place)
            values.append(value)
            place = _BETWEEN.match(mended, place).end()  # type: ignore[union-attr]  # as above
    except json.JSONDecodeError:
        return Parsed(tuple(values), complaint)
    return Parsed(tuple(values), "" if values else "it holds no value")


def _mended(text: str) -> Iterator[str]:
    """Give the text without what JSON does not know outside of strings."""
    done = 0
    for piece in _PIECE.finditer(text):
        yield text[done : piece.start()]
        done = piece.end()
        if piece.lastgroup == "string":
            yield _json_literal(piece[0])
        elif piece.lastgroup:
            yield piece[0]
    yield text[done:]


def _json_literal(literal: str) -> str:
    """Give a string of JavaScript as JSON writes it."""
    known = _ESCAPE.sub(_known_escape, literal) if "\\" in literal else literal
    if literal.startswith('"'):
        return known
    inner = known[1:].removesuffix("'")
    end = '"' if len(known) - len(inner) == len("''") else ""  # what is not closed stays so
    return '"' + _ESCAPE_OR_QUOTE.sub(_escaped_quote, inner) + end


def _escaped_quote(match: re.Match[str]) -> str:
    return '\\"' if match[0] == '"' else match[0]


def _known_escape(match: re.Match[str]) -> str:
    return match[0] if match[1] else match[2]


def _depth(text: str) -> int:
    deepest = depth = 0
    for piece in _PIECE.finditer(text):
        depth += (piece.lastgroup == "opening") - (piece.lastgroup == "closing")
        deepest = max(deepest, depth)
    return deepest


class _Literals:
    """Where each string of a JSON text stands: asked in the order in which they are printed."""

    def __init__(self, text: str, start: int) -> None:
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._last = -1
        for piece in _PIECE.finditer(text):
            if piece.lastgroup == "string":
                span = (start + piece.start() + 1, start + piece.end() - 1)
                self._places.setdefault(_decoded(piece[0]), []).append(span)

    def next(self, text: str) -> Value:
        """Find the next string that reads so behind the one that was found last."""
        places = self._places.get(text, [])
        index = bisect_right(places, (self._last, -1))
        if index == len(places):
            return Value(text)
        self._last = places[index][1]
        return Value(text, *places[index])


def _decoded(literal: str) -> str:
    if "\\" not in literal:
        return literal[1:-1]
    try:
        return str(_DECODER.decode(_json_literal(literal)))
    except json.JSONDecodeError:
        return ""


def _placed(value: Any, literals: _Literals, depth: int) -> Any:
    if isinstance(value, str):
        return literals.next(value)
    if depth == DEEPEST:
        return None
    if isinstance(value, list):
        return [_placed(inner, literals, depth + 1) for inner in value]
    if isinstance(value, dict):
        return {
            literals.next(key).text: _placed(inner, literals, depth + 1)
            for key, inner in value.items()
        }
    return value
