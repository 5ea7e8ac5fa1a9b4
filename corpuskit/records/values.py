"""The values of a record as text, exactly as they were printed."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

LONGEST_NAME = 300
LONGEST_VALUE = 2_000  # characters; what is longer is a text of its own, no statement about one
DEEPEST_RECORD = 200
"""How many lists and objects of a record may lie inside each other; readers refuse more."""

_HALVES = re.compile("[\ud800-\udfff]")


class Printed(str):
    """A number as it was printed: 1.10 stays 1.10, and 2**60 loses no digit."""

    __slots__ = ()


class Leaf(NamedTuple):
    """A value that is no object, and the names that lead to it, joined by dots."""

    path: str
    value: object


def leaves_of(record: Mapping[str, object]) -> Iterator[Leaf]:
    """Walk a record in its order, without recursion; a path that is too long is cut one later."""
    open_objects = [("", iter(record.items()))]
    while open_objects:
        prefix, items = open_objects[-1]
        for key, value in items:
            path = (prefix + key)[: LONGEST_NAME + 1]
            if isinstance(value, Mapping):
                open_objects.append((f"{path}."[: LONGEST_NAME + 1], iter(value.items())))
                break
            yield Leaf(path, value)
        else:
            open_objects.pop()


def is_text(value: object) -> bool:
    """Say whether a value can be the text of a document."""
    return isinstance(value, str | bytes) and not isinstance(value, Printed)


def is_word(value: object) -> bool:
    """Say whether a value can state something by itself: a string or a number."""
    return isinstance(value, str | int) and not isinstance(value, bool)


def as_text(value: object) -> str:
    """Give a string as it is, bytes as hex digits, "" for null and an empty list, the rest as JSON.

    Of bytes no more is given than shows that they are too long.
    """
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bytes):
        return value[:LONGEST_VALUE].hex()
    return "" if value is None or value == [] else _json(value)


def whole_characters(text: str) -> tuple[str, int]:
    """Put U+FFFD for each half of a character, which no file can hold, and count them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALVES.subn("\ufffd", text)
    return text, 0


def type_of(value: object) -> str:
    """Say in words what a value is that is no text."""
    names = ((type(None), "null"), (bool, "true or false"), (list, "a list"))
    return next((name for kind, name in names if isinstance(value, kind)), "a number")


def _json(value: object) -> str:
    """Give a value as JSON without spaces; `DEEPEST_RECORD` keeps the recursion shallow."""
    if isinstance(value, Printed):
        return str(value)
    if isinstance(value, Mapping):
        pairs = [f"{json.dumps(k, ensure_ascii=False)}:{_json(v)}" for k, v in value.items()]
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_json, value)) + "]"
    return json.dumps(value.hex() if isinstance(value, bytes) else value, ensure_ascii=False)
