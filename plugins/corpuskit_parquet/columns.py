"""The values of a column of any type, as a record takes them.

Moments and numbers become text as they are stored: nothing is rounded, and no clock, time zone of
this machine or data base of time zones is asked.
"""

from collections.abc import Callable
from itertools import repeat
from typing import Any

import pyarrow as pa
from pyarrow import types

from corpuskit import Printed

Values = list[Any]


def values_of(column: pa.Array) -> Values:
    """Give each value of a column: str, `Printed`, bool, bytes, a list, a dict or None."""
    return next(give for holds, give in GIVERS if holds(column.type))(column)


def _as_they_are(column: pa.Array) -> Values:
    return list(column.to_pylist())


def _strings(column: pa.Array) -> Values:
    """Give strings, and as bytes those that are not UTF-8, which no writer should have let in."""
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return [_decoded(value) for value in column.cast(pa.binary()).to_pylist()]


def _decoded(value: bytes | None) -> str | bytes | None:
    try:
        return None if value is None else value.decode()
    except UnicodeDecodeError:
        return value


def _numbers(column: pa.Array) -> Values:
    texts = column.cast(pa.string()).to_pylist()
    return [None if text is None else Printed(text) for text in texts]


def _decimals(column: pa.Array) -> Values:
    return [None if value is None else Printed(f"{value:f}") for value in column.to_pylist()]


def _moments(column: pa.Array) -> Values:
    """Give ISO 8601; a moment of any time zone is stored, and given, in UTC."""
    zone = "Z" if column.type.tz else ""
    bare = column.cast(pa.timestamp(column.type.unit))
    texts = bare.cast(pa.string()).to_pylist()
    return [None if text is None else text.replace(" ", "T") + zone for text in texts]


def _days_and_times(column: pa.Array) -> Values:
    return list(column.cast(pa.string()).to_pylist())


def _durations(column: pa.Array) -> Values:
    unit = column.type.unit
    return [None if n is None else f"{n} {unit}" for n in column.cast(pa.int64()).to_pylist()]


def _words(column: pa.Array) -> Values:
    return values_of(column.dictionary_decode())


def _structs(column: pa.Array) -> Values:
    names = [column.type.field(index).name for index in range(column.type.num_fields)]
    parts = [values_of(part) for part in column.flatten()] or [list(repeat(None, len(column)))]
    rows = zip(*parts, strict=True)
    is_there = column.is_valid().to_pylist()
    return [
        dict(zip(names, row, strict=False)) if there else None
        for row, there in zip(rows, is_there, strict=True)
    ]


def _lists(column: pa.Array) -> Values:
    return [values_of(scalar.values) if scalar.is_valid else None for scalar in column]


def _extensions(column: pa.Array) -> Values:
    return values_of(column.storage)


def _anything(column: pa.Array) -> Values:
    return [None if value is None else str(value) for value in column.to_pylist()]


def is_text(kind: pa.DataType) -> bool:
    """Say whether a column of this type can hold the text of documents."""
    return _is_string(kind) or _is_bytes(kind)


def _is_string(kind: pa.DataType) -> bool:
    asked = (types.is_string, types.is_large_string)
    return any(ask(kind) for ask in asked) or str(kind) == "string_view"


def _is_plain(kind: pa.DataType) -> bool:
    return bool(types.is_boolean(kind) or types.is_null(kind))


def _is_bytes(kind: pa.DataType) -> bool:
    asked = (types.is_binary, types.is_large_binary, types.is_fixed_size_binary)
    return any(ask(kind) for ask in asked) or str(kind) == "binary_view"


def _is_number(kind: pa.DataType) -> bool:
    return bool(types.is_integer(kind) or types.is_floating(kind))


def _is_day_or_time(kind: pa.DataType) -> bool:
    return bool(types.is_date(kind) or types.is_time(kind))


def _is_list(kind: pa.DataType) -> bool:
    asked = (types.is_list, types.is_large_list, types.is_fixed_size_list, types.is_map)
    return any(ask(kind) for ask in asked)


def _is_extension(kind: pa.DataType) -> bool:
    return isinstance(kind, pa.BaseExtensionType)


def _is_any(kind: pa.DataType) -> bool:
    return True


GIVERS: tuple[tuple[Callable[[pa.DataType], bool], Callable[[pa.Array], Values]], ...] = (
    (_is_extension, _extensions),
    (_is_string, _strings),
    (_is_plain, _as_they_are),
    (_is_bytes, _as_they_are),
    (_is_number, _numbers),
    (types.is_timestamp, _moments),
    (_is_day_or_time, _days_and_times),
    (types.is_decimal, _decimals),
    (types.is_duration, _durations),
    (types.is_dictionary, _words),
    (types.is_struct, _structs),
    (_is_list, _lists),
    (_is_any, _anything),
)
