"""The list of plugins, as `corpuskit plugins` and `corpuskit formats` show it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from corpuskit.loading.entries import BLOCKING_VARIABLE, ENGINES, Entry
from corpuskit.loading.options import options_of
from corpuskit.loading.plugins import Offer, Plugins, clashes, load


class PluginStatus(NamedTuple):
    """One entry point, whether it can be used, what it brings, and why it cannot be used."""

    name: str
    group: str
    distribution: str
    version: str
    status: Literal["active", "blocked", "broken", "clash"]
    provides: tuple[str, ...]
    problem: str


def list_plugins(plugins: Plugins) -> list[PluginStatus]:
    """Load every plugin that is not blocked and say what came of it."""
    offers = [load(entry) for entry in plugins.installed.active]
    said_twice = clashes(offers)
    found = [_loaded(offer, said_twice) for offer in offers]
    off = [_blocked(entry) for entry in plugins.installed.blocked]
    return sorted(found + off, key=lambda status: (status.group, status.name, status.distribution))


def _loaded(offer: Offer, said_twice: Mapping[str, str]) -> PluginStatus:
    problems = [said_twice[claim] for claim in offer.claims if claim in said_twice]
    if problems:
        return _status(offer.entry, "clash", offer.claims, "; ".join(problems))
    if offer.problem:
        return _status(offer.entry, "broken", (), offer.problem)
    return _status(offer.entry, "active", (*offer.claims, *_engine_options(offer)), "")


def _engine_options(offer: Offer) -> tuple[str, ...]:
    """Give the options of an engine, which no other command lists."""
    engines = offer.values if offer.entry.group == ENGINES else ()
    return tuple(option.usage for engine in engines for option in options_of(engine))


def _blocked(entry: Entry) -> PluginStatus:
    return _status(entry, "blocked", (), f"blocked by {BLOCKING_VARIABLE}")


def _status(
    entry: Entry,
    status: Literal["active", "blocked", "broken", "clash"],
    provides: tuple[str, ...],
    problem: str,
) -> PluginStatus:
    group, name, distribution, version, _ = entry
    return PluginStatus(name, group, distribution, version, status, provides, problem)
