"""Entry points: what the installed distributions say that they bring; nothing is imported."""

import re
from collections.abc import Mapping
from importlib.metadata import Distribution, EntryPoint, distributions
from typing import NamedTuple

BLOCKING_VARIABLE = "CORPUSKIT_WITHOUT"
ENGINES = "corpuskit.engines"
EXPORTERS = "corpuskit.exporters"
LANGUAGES = "corpuskit.languages"
READERS = "corpuskit.readers"
RULES = "corpuskit.rules"
GROUPS = (ENGINES, EXPORTERS, LANGUAGES, READERS, RULES)


class Entry(NamedTuple):
    """One entry point: its group and name, and the distribution that declares it."""

    group: str
    name: str
    distribution: str
    version: str
    point: EntryPoint

    @property
    def address(self) -> str:
        """The word that blocks this entry and no entry of another distribution."""
        return f"{self.distribution}:{self.name}"

    def __str__(self) -> str:
        return f"{self.name} ({self.distribution} {self.version})"


class Installed(NamedTuple):
    """All entries, sorted by group, name and distribution; `blocked` are switched off."""

    active: tuple[Entry, ...]
    blocked: tuple[Entry, ...] = ()


def find_entries(environ: Mapping[str, str]) -> Installed:
    """Find what is installed.

    CORPUSKIT_WITHOUT in `environ` blocks entries, separated by commas: by the name of an entry
    point, by distribution, or by "distribution:entry".
    """
    words = frozenset(_folded(word) for word in environ.get(BLOCKING_VARIABLE, "").split(","))
    entries = _all_entries()
    return Installed(
        tuple(entry for entry in entries if not _is_blocked(entry, words)),
        tuple(entry for entry in entries if _is_blocked(entry, words)),
    )


def _all_entries() -> tuple[Entry, ...]:
    found: dict[tuple[str, str, str], Entry] = {}
    for distribution in distributions():
        for entry in _entries_of(distribution):
            # The first one on the path is the one that would be imported.
            found.setdefault((entry.group, entry.name, _folded(entry.distribution)), entry)
    return tuple(entry for _, entry in sorted(found.items()))


def _entries_of(distribution: Distribution) -> list[Entry]:
    try:
        points = [point for point in distribution.entry_points if point.group in GROUPS]
        name, version = _known_as(distribution) if points else ("", "")
    except Exception:  # noqa: BLE001 - damaged metadata of a stranger must not stop a command
        return []
    return [Entry(point.group, point.name, name, version, point) for point in points]


def _known_as(distribution: Distribution) -> tuple[str, str]:
    fields = distribution.metadata  # which has no method `get` before Python 3.12
    known = {key: fields[key] for key in ("Name", "Version") if key in fields}
    return known.get("Name") or "unnamed", known.get("Version") or "unknown"


def _is_blocked(entry: Entry, words: frozenset[str]) -> bool:
    return any(_folded(name) in words for name in (entry.name, entry.distribution, entry.address))


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
