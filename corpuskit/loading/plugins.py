"""Plugins: loaded one by one and only when asked for; a failure is one line and costs nothing else.

Nothing is kept: a command makes its own `Plugins` with `find_plugins(os.environ)`. What a plugin
prints while it loads goes to stderr.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager, redirect_stdout
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

import pluggy

from corpuskit import hookspecs
from corpuskit.errors import CorpuskitError, PluginFailed, UsageError
from corpuskit.loading import border
from corpuskit.loading.entries import (
    BLOCKING_VARIABLE,
    ENGINES,
    EXPORTERS,
    LANGUAGES,
    READERS,
    RULES,
    Entry,
    Installed,
    find_entries,
)
from corpuskit.loading.kinds import KINDS
from corpuskit.wording import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import ModuleType

    from corpuskit.engine import Engine
    from corpuskit.exporter import Exporter
    from corpuskit.labels.label import LabelRule
    from corpuskit.language import LanguagePack
    from corpuskit.reader import Reader, StreamReader


class Offer(NamedTuple):
    """What loading one entry gave: the values that it brings, or the problem in words."""

    entry: Entry
    values: tuple[Any, ...] = ()
    problem: str = ""

    @property
    def claims(self) -> tuple[str, ...]:
        """What nobody else may bring as well, in words."""
        kind = KINDS[self.entry.group]
        if kind.word:
            return (f"{kind.word} '{self.entry.name}'",)
        return tuple(claim for value in self.values for claim in kind.claims(value))


class Tools(NamedTuple):
    """All that a command needs of plugins to label documents.

    `problems` has a line for each plugin that is broken, `origins` the distributions of the others
    and `modules` their modules.
    """

    readers: tuple[Reader | StreamReader, ...]
    packs: tuple[LanguagePack, ...]
    rules: tuple[LabelRule, ...]
    problems: tuple[str, ...]
    origins: tuple[str, ...]
    modules: tuple[str, ...] = ()


class Plugins:
    """The plugins of one command, by entry point."""

    def __init__(self, installed: Installed) -> None:
        self.installed = installed

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of all formats, sorted; whether each can be loaded is not known yet."""
        return self.names(EXPORTERS)

    def names(self, group: str) -> tuple[str, ...]:
        """Give the names of all entries of a group, sorted."""
        return tuple(sorted({entry.name for entry in self._entries(group)}))

    def entry(self, group: str, name: str) -> Entry:
        """Find the entry of one format or engine.

        Raises UsageError when there is none, when it is blocked, and when two claim it.
        """
        entries = [entry for entry in self._entries(group) if entry.name == name]
        if not entries:
            raise UsageError(self.why_missing(name, group))
        if len(entries) > 1:
            raise UsageError(clash_message(f"{KINDS[group].word} '{name}'", entries))
        return entries[0]

    def exporter_entry(self, name: str) -> Entry:
        """Find the entry of one format; raises UsageError as `entry` does."""
        return self.entry(EXPORTERS, name)

    def exporter(self, name: str) -> Exporter:
        """Load the exporter of one format.

        Raises UsageError when the format is unknown, blocked, claimed twice or broken.
        """
        exporter: Exporter = self.named(EXPORTERS, name)
        return exporter

    def engine(self, name: str) -> Engine:
        """Load one engine; raises UsageError as `exporter` does."""
        engine: Engine = self.named(ENGINES, name)
        return engine

    def named(self, group: str, name: str) -> Any:
        """Load the exporter or engine of a name; raises UsageError as `exporter` does."""
        offer = load(self.entry(group, name))
        if offer.problem:
            raise UsageError(f"{KINDS[group].word} '{name}' cannot be used: {offer.problem}")
        return offer.values[0]

    def tools(self, reader: str = "") -> Tools:
        """Load readers, language packs and rules; `reader` is one that must be there.

        Raises UsageError when the reader is unknown and when two plugins claim the same suffix,
        language or rule.
        """
        readers = self._readers(reader)
        packs, rules = self._offers(LANGUAGES), self._offers(RULES)
        offers = [*readers, *packs, *rules]
        for message in clashes(offers).values():
            raise UsageError(message)
        return Tools(
            readers=_values(readers),
            packs=_values(packs),
            rules=_values(rules),
            problems=_problems(offers),
            origins=_origins(offers),
            modules=tuple(sorted({o.entry.point.module for o in offers if o.values})),
        )

    def _readers(self, name: str) -> list[Offer]:
        offers = self._offers(READERS)
        wanted = [offer for offer in offers if name in ("", offer.entry.name)]
        if name and not wanted:
            known = ", ".join(offer.entry.name for offer in offers) or "none"
            raise UsageError(f"there is no reader '{name}'; installed readers: {known}")
        if name and all(offer.problem for offer in wanted):
            raise UsageError(f"reader '{name}' cannot be used: {wanted[0].problem}")
        return _without_rivals(offers, wanted) if name else offers

    def _offers(self, group: str) -> list[Offer]:
        return [load(entry) for entry in self._entries(group)]

    def _entries(self, group: str) -> list[Entry]:
        return [entry for entry in self.installed.active if entry.group == group]

    def why_missing(self, name: str, group: str = EXPORTERS) -> str:
        """Say why there is no such format or engine, and what to do."""
        word, names = KINDS[group].word, self.names(group)
        for entry in self.installed.blocked:
            if (entry.group, entry.name) == (group, name):
                return f"{word} {entry} is blocked by {BLOCKING_VARIABLE}"
        if not names:
            what = group.removeprefix("corpuskit.")
            return f"no {what} are installed; run 'pip install .' in the checkout of corpuskit"
        near = get_close_matches(name, names, n=1)
        hint = f"did you mean '{near[0]}'? " if near else ""
        return f"there is no {word} '{name}'; {hint}installed {word}s: {', '.join(names)}"


def find_plugins(environ: Mapping[str, str]) -> Plugins:
    """Find what is installed and not blocked by CORPUSKIT_WITHOUT; nothing is imported."""
    return Plugins(find_entries(environ))


def load(entry: Entry) -> Offer:
    """Import the module of one entry, call its hook and judge what came back."""
    try:
        with foreign_code(entry):
            return Offer(entry, _bring(entry))
    except PluginFailed as error:
        return Offer(entry, problem=str(error))


@contextmanager
def foreign_code(entry: Entry) -> Iterator[None]:
    """Turn whatever the code of a plugin raises into PluginFailed, and its prints to stderr."""
    try:
        with redirect_stdout(sys.stderr):
            yield
    except KeyboardInterrupt:
        raise
    except CorpuskitError as error:
        raise PluginFailed(f"plugin {entry}: {error}") from error
    except BaseException as error:  # a plugin may call sys.exit while it is imported
        raise PluginFailed(f"plugin {entry}: {in_words(error)}") from error


def clashes(offers: Iterable[Offer]) -> dict[str, str]:
    """Give everything that several entries claim, each with the sentence that names them."""
    sides: dict[str, list[Entry]] = {}
    for offer in offers:
        for claim in offer.claims:
            sides.setdefault(claim, []).append(offer.entry)
    return {claim: clash_message(claim, both) for claim, both in sides.items() if len(both) > 1}


def clash_message(claim: str, entries: Sequence[Entry]) -> str:
    """Name all sides of a clash, and how to block one of them."""
    sides = " and ".join(str(entry) for entry in entries)
    blocking = f"{BLOCKING_VARIABLE}={entries[-1].address}"
    return f"{claim} is claimed by {sides}; block one, for instance with {blocking}"


def _bring(entry: Entry) -> tuple[Any, ...]:
    kind = KINDS[entry.group]
    values = border.listed(kind.hook, _call(entry.point.load(), kind.hook))
    for value in values:
        kind.check(value)
        if kind.travels:
            border.check_travels(kind.claims(value)[0], value)
    chosen = border.only_named(entry.name, kind.hook, values) if kind.named else values
    border.check_once(claim for value in chosen for claim in kind.claims(value))
    return chosen


def _call(module: ModuleType, hook: str) -> object:
    manager = pluggy.PluginManager("corpuskit")  # one each, so that no plugin can reach another
    manager.add_hookspecs(hookspecs)
    manager.register(module)
    manager.check_pending()
    caller = getattr(manager.hook, hook)
    if not caller.get_hookimpls():
        raise PluginFailed(f"no function {hook} is marked with @corpuskit.hookimpl")
    results: list[object] = caller()
    return results[0] if results else None


def _without_rivals(offers: Iterable[Offer], wanted: Sequence[Offer]) -> list[Offer]:
    """Leave out what claims the same as an offer that the user names."""
    claims = {claim for offer in wanted for claim in offer.claims}
    return [offer for offer in offers if offer in wanted or claims.isdisjoint(offer.claims)]


def _values(offers: Iterable[Offer]) -> tuple[Any, ...]:
    return tuple(value for offer in offers for value in offer.values)


def _problems(offers: Iterable[Offer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(offer.problem for offer in offers if offer.problem))


def _origins(offers: Iterable[Offer]) -> tuple[str, ...]:
    return tuple(sorted({f"{o.entry.distribution} {o.entry.version}" for o in offers if o.values}))
