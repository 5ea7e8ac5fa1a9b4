"""Which names of a page's fields stand for which kind of statement: kinds.toml as values."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any, NamedTuple

import tomli


class Property(NamedTuple):
    """What a property of JSON-LD says, and which inner properties hold its value."""

    kind: str
    inner: tuple[str, ...]


class Kinds(NamedTuple):
    """The tables of kinds.toml; names of `meta`, `link` and `itemprop` are in small letters."""

    meta: Mapping[str, str]
    link: Mapping[str, str]
    itemprop: Mapping[str, str]
    json_ld: Mapping[str, Property]
    works: frozenset[str]
    paths: tuple[str, ...]
    ignored: frozenset[str]
    ignored_starts: tuple[str, ...]
    ignored_ends: tuple[str, ...]

    def ignores(self, name: str) -> bool:
        """Say whether a `meta` of that name, in small letters, says nothing of the text."""
        return (
            name in self.ignored
            or name.startswith(self.ignored_starts)
            or name.endswith(self.ignored_ends)
        )

    def work(self, types: tuple[str, ...]) -> str:
        """Give the first of the types that a page can be of, "" for none."""
        return next((name for name in types if name in self.works), "")


def parse_kinds(text: str) -> Kinds:
    """Make the tables of the text of kinds.toml."""
    table = tomli.loads(text)
    ignored = _names(table["ignored"])
    return Kinds(
        meta=_kinds(table["meta"]),
        link=_kinds(table["link"]),
        itemprop=_kinds(table["itemprop"]),
        json_ld=_properties(table["json_ld"]),
        works=frozenset(_names(table["works"])),
        paths=_names(table["paths"]),
        ignored=frozenset(name for name in ignored if "*" not in name),
        ignored_starts=tuple(name[:-1] for name in ignored if name.endswith("*")),
        ignored_ends=tuple(name[1:] for name in ignored if name.startswith("*")),
    )


def _names(entries: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(name for entry in entries for name in entry["names"])


def _kinds(entries: list[dict[str, Any]]) -> dict[str, str]:
    return {name: entry["kind"] for entry in entries for name in entry["names"]}


def _properties(entries: list[dict[str, Any]]) -> dict[str, Property]:
    return {
        name: Property(entry["kind"], tuple(entry["inner"]))
        for entry in entries
        for name in entry["names"]
    }


KINDS = parse_kinds(files("corpuskit_html").joinpath("kinds.toml").read_text(encoding="utf-8"))
"""What ships with corpuskit."""
