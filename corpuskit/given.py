"""What a program gave to a function of corpuskit: its types are judged before anything is touched.

Type checkers say the same; this is for who uses none. What each value means is judged elsewhere.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Meta

from corpuskit.errors import UsageError
from corpuskit.escape import safe

MOST_SHOWN = 60
"""Characters of a wrong value that are shown."""
PATH = "the path of a file or folder, as str or pathlib.Path"
WORDS: dict[Any, str] = {
    bool: "True or False",
    int: "a whole number",
    float: "a number",
    str: "a str",
    NoneType: "None",
    Callable: "a function",
}
"""What a type is called in a message, where its name would not do."""
Fits = Callable[[object], bool]
SPECIAL: dict[Any, Fits] = {
    int: lambda value: isinstance(value, int) and not isinstance(value, bool),
    float: lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    Callable: callable,
}
"""Types that are not asked for with `isinstance` alone."""


def wrong(name: str, value: object, expected: str) -> UsageError:
    """Make the error that says which argument is wrong, and what is expected."""
    return UsageError(f"{name} cannot be {_shown(value)}; give {expected}")


def check(value: object, hint: Any, name: str) -> None:
    """Raise UsageError unless a value, and each field of it, is of the type that a hint says."""
    if not _fits(value, hint):
        raise wrong(name, value, _expected(hint))
    if isinstance(hint, type):
        for field, inner in _fields(type(value)):
            check(getattr(value, field), inner, f"{name}.{field}")


def path(value: object, name: str) -> str:
    """Give a path as a str; raises UsageError for what is none."""
    found = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not isinstance(found, str):
        raise wrong(name, value, PATH)
    return found


def paths(values: Iterable[object], name: str) -> tuple[str, ...]:
    """Give paths as str; raises UsageError for what is none."""
    return tuple(path(value, name) for value in values)


def one_or_more(value: Any, single: Any, name: str, expected: str) -> tuple[Any, ...]:
    """Give all values of an argument that may be one of the kinds `single`, or several of them."""
    if isinstance(value, single):
        return (value,)
    if isinstance(value, bytes) or not isinstance(value, Iterable):
        raise wrong(name, value, f"{expected}, or several of them")
    return tuple(value)


def _fields(kind: type) -> Iterator[tuple[str, Any]]:
    """Give the fields of options; what is no struct and no named tuple is not looked into."""
    names = getattr(kind, "_fields", getattr(kind, "__struct_fields__", ()))
    hints = get_type_hints(kind, include_extras=True) if names else {}
    return ((name, hints[name]) for name in names)


def _fits(value: object, hint: Any) -> bool:
    origin = get_origin(hint)
    if origin is Annotated:
        bare, *bounds = get_args(hint)
        return _fits(value, bare) and all(_is_within(value, each) for each in bounds)
    if origin is Literal:
        return value in get_args(hint)
    if origin in {Union, UnionType}:
        return any(_fits(value, each) for each in get_args(hint))
    kind: Any = origin or hint
    if kind is frozenset:
        return isinstance(value, AbstractSet) and all(_fits(one, *get_args(hint)) for one in value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return value in tuple(kind)
    fits = SPECIAL.get(kind)
    return fits(value) if fits else isinstance(value, kind)


def _is_within(value: Any, bounds: Meta) -> bool:
    """Say whether a number is within bounds, as NaN never is."""
    least, above, most = bounds.ge, bounds.gt, bounds.le
    return (
        (least is None or value >= least)
        and (above is None or value > above)
        and (most is None or value <= most)
    )


def _bounds(bounds: Meta) -> str:
    least = f"more than {bounds.gt}" if bounds.gt is not None else f"{bounds.ge} or more"
    return least if bounds.le is None else f"{least}, at most {bounds.le}"


def _expected(hint: Any) -> str:
    if get_origin(hint) is Annotated:
        bare, *bounds = get_args(hint)
        return ", ".join([_expected(bare), *map(_bounds, bounds)])
    if get_origin(hint) in {Literal, Union, UnionType}:
        return " or ".join(map(_expected, get_args(hint)))
    kind = get_origin(hint) or hint
    if kind is frozenset:
        return f"a frozenset, each of it {_expected(*get_args(hint))}"
    return WORDS.get(kind) or (
        f"one of the type {kind.__name__}" if isinstance(kind, type) else repr(hint)
    )


def _shown(value: object) -> str:
    plain = value is None or isinstance(value, str | bytes | int | float)
    kind = type(value).__name__
    return safe(repr(value)[:MOST_SHOWN]) if plain else f"a {kind}"
