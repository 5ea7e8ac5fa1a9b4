"""What a page says of itself in JSON-LD, the notation that search engines ask for."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from corpuskit import Stated
from corpuskit_html.kinds import Kinds, Property
from corpuskit_html.loose_json import parse, placed
from corpuskit_html.statements import Value, statement, without_references

PREFIX = "json-ld:"

Thing = dict[str, Any]


class LinkedData(NamedTuple):
    """What a block says of the page, by the thing that says it.

    `broken` tells why the block cannot be read, "" when it can.
    """

    works: tuple[tuple[Stated, ...], ...]
    broken: str = ""

    @property
    def stated(self) -> tuple[Stated, ...]:
        """All of it in the order of the source."""
        return tuple(chain.from_iterable(self.works))


def read_json_ld(text: str, start: int, kinds: Kinds) -> LinkedData:
    """Read the content of a script of JSON-LD that begins at `start` in the page.

    Only the things that the page is make statements (see [works] in kinds.toml): a list of related
    articles or the publisher's own page in the same block say nothing of this text.
    """
    parsed = parse(text)
    values = placed(text, start, parsed)
    names = dict(_named_things(values))
    works = [tuple(_told(thing, work, names, kinds)) for thing, work in _works(values, kinds)]
    return LinkedData(tuple(works), parsed.broken)


def _works(values: list[Any], kinds: Kinds) -> Iterator[tuple[Thing, str]]:
    """Give the things that the page is, each with its type, in the order of the source."""
    waiting = [*reversed(values)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict):
            if work := kinds.work(tuple(_types(value))):
                yield value, work
            waiting += [value[path] for path in reversed(kinds.paths) if path in value]


def _types(thing: Thing) -> Iterator[str]:
    """Give the types of a thing without the address of the vocabulary."""
    for value in _listed(thing.get("@type")):
        if isinstance(value, Value):
            yield value.text.rpartition("/")[2].removeprefix("schema:")


def _named_things(values: list[Any]) -> Iterator[tuple[str, Thing]]:
    """Give the things that others of the block can refer to."""
    waiting = [*values]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
            if isinstance(name := value.get("@id"), Value) and len(value) > 1:
                yield name.text, value
        elif isinstance(value, list):
            waiting += value


def _told(thing: Thing, work: str, names: dict[str, Thing], kinds: Kinds) -> Iterator[Stated]:
    for name, content in thing.items():
        known = kinds.json_ld.get(name)
        if known is None:
            continue
        for path, value in _values(content, known, names):
            printed = value._replace(text=without_references(value.text).strip())
            yield statement(known.kind, f"{PREFIX}{work}.{name}{path}", printed)


def _values(content: Any, known: Property, names: dict[str, Thing]) -> Iterator[tuple[str, Value]]:
    """Give the values of a property, and through which inner property each was found."""
    for value in _listed(content):
        if isinstance(value, Value):
            yield "", value
        elif isinstance(value, dict):
            yield from _inner_values(value, known, names)
        elif isinstance(value, int) and not known.kind:
            yield "", Value(str(value).lower())  # a count or a yes; no title or date is one


def _inner_values(
    thing: Thing, known: Property, names: dict[str, Thing]
) -> Iterator[tuple[str, Value]]:
    for inner in known.inner:
        values = [value for value in _listed(thing.get(inner)) if isinstance(value, Value)]
        if values:
            yield from ((f".{inner}", value) for value in values)
            return
    name = thing.get("@id")
    if isinstance(name, Value) and name.text in names and names[name.text] is not thing:
        yield from _inner_values(names[name.text], known, {})


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
