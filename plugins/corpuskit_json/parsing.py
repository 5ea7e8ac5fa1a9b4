"""One line of JSON as a record: nothing is altered, and what is wrong is said to the byte.

The parser of the standard library is taken, since it gives numbers as they were printed and names
that stand twice, and is as fast as others where most of a line is one long string.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from corpuskit import DEEPEST_RECORD, DocumentWarning, Printed, RawFile, SourceRefused, decode_file
from corpuskit_json.cutting import Line

MOST_VALUES = 1_000_000
NOT_JSON = "not JSON"
MEND = "mend the line or leave it out"

_STRINGS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NO_BRACKETS = re.compile(r"[^][{}]+")
_SHOWN = 5


class Parsed(NamedTuple):
    """The object of a line, its text, and what the user should know of it."""

    record: dict[str, Any]
    text: str
    warnings: tuple[DocumentWarning, ...] = ()


class _Names:
    """Makes the dicts of one line, the last of equal names winning, and remembers such names."""

    def __init__(self) -> None:
        self.twice: list[str] = []

    def as_dict(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            counts = Counter(name for name, _ in pairs)
            self.twice += [name for name, count in counts.items() if count > 1]
        return made


def parse_line(name: str, line: Line, encoding: str = "") -> Parsed:
    """Give the object of the line called `name`.

    Raises SourceRefused for bytes that are not of the encoding, for what is no JSON or no object,
    and for more depth or values than any record needs.
    """
    text = _decoded(name, line, encoding)
    _check_shape(name, text)
    names = _Names()
    try:
        value = json.loads(
            text,
            object_pairs_hook=names.as_dict,
            parse_int=Printed,
            parse_float=Printed,
            parse_constant=Printed,
        )
    except json.JSONDecodeError as error:
        before = text[: error.pos].encode(encoding or "utf-8", "replace")
        why = _why(error, text, line.offset + len(before))
        raise SourceRefused(name, NOT_JSON, why) from error
    if not isinstance(value, dict):
        raise SourceRefused(name, "no JSON object", _advice_for(value))
    return Parsed(value, text, tuple(_warn_of_twice(names.twice)))


def _decoded(name: str, line: Line, encoding: str) -> str:
    if encoding:
        return _decoded_as(encoding, name, line)
    try:
        return line.data.decode()
    except UnicodeDecodeError as error:
        where = f"byte {line.offset + error.start} is not UTF-8"
        advice = f"{where}: mend the line, or name its encoding with --encoding"
        raise SourceRefused(name, "not text", advice) from error


def _decoded_as(encoding: str, name: str, line: Line) -> str:
    document = decode_file(RawFile(name, line.data, encoding))
    for invalid in document.source.invalid:
        where = f"byte {line.offset + invalid.byte_offset} is not {document.source.encoding}"
        raise SourceRefused(name, "not text", f"{where}: {MEND}")
    return document.text


def _check_shape(name: str, text: str) -> None:
    """Refuse what would exhaust stack or memory, looking closer only where it may."""
    if text.count("{") + text.count("[") <= DEEPEST_RECORD and text.count(",") <= MOST_VALUES:
        return
    bare = _STRINGS.sub("", text)
    brackets = _NO_BRACKETS.sub("", bare)
    if len(brackets) + bare.count(",") > MOST_VALUES:
        raise SourceRefused(name, "too many values", f"more than {MOST_VALUES}: {MEND}")
    if _depth(brackets) > DEEPEST_RECORD:
        raise SourceRefused(name, "nested too deeply", f"more than {DEEPEST_RECORD} levels: {MEND}")


def _depth(brackets: str) -> int:
    depth = deepest = 0
    for bracket in brackets:
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _why(error: json.JSONDecodeError, text: str, position: int) -> str:
    """Say in own words what is wrong, since those of the parser change with its version."""
    if error.msg.startswith("Extra data"):
        return f"a second value begins at byte {position}: put each on a line of its own"
    if error.msg.startswith("Unterminated string"):
        return f"it ends inside the string that begins at byte {position}: {MEND}"
    if error.pos >= len(text.rstrip(" \t\r\n")):
        return f"it ends too soon, at byte {position}: {MEND}"
    return f"byte {position} cannot stand there: {MEND}"


def _advice_for(value: object) -> str:
    if isinstance(value, list):
        return "it is an array: write one record a line with: jq -c '.[]' FILE"
    return f"it holds a single value: {MEND}"


def _warn_of_twice(names: list[str]) -> Iterator[DocumentWarning]:
    if names:
        more = ", …" if len(names) > _SHOWN else ""
        shown = ", ".join(repr(name[:40]) for name in names[:_SHOWN])
        message = f"the names {shown}{more} stand more than once in one object; the last counts"
        yield DocumentWarning("duplicate-key", message)
