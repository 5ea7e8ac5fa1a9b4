"""Plugins that a command line asks for by name, and their options among its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpuskit.engine import Engine
from corpuskit.errors import UsageError
from corpuskit.exporter import Exporter
from corpuskit.loading.entries import ENGINES, EXPORTERS
from corpuskit.loading.kinds import word_of
from corpuskit.loading.options import Values, options_of, take_options, with_options
from corpuskit.loading.plugins import Plugins
from corpuskit.runs.job import HERE

DEFAULT_FORMAT = "json"


class Asking(NamedTuple):
    """How a command line asks for plugins of a group: by a flag, and for the `usual` without."""

    group: str
    flag: str
    short: str = ""
    usual: tuple[str, ...] = ()


FORMATS = Asking(EXPORTERS, "--to", "-t", (DEFAULT_FORMAT,))
ENGINE = Asking(ENGINES, "--engine")


class Chosen(NamedTuple):
    """What is left of a command line, and the options of plugins that were taken out, by group."""

    arguments: list[str]
    values: Mapping[str, Values]


def take_plugin_options(
    arguments: Sequence[str], known: Iterable[str], plugins: Plugins, asking: Iterable[Asking]
) -> Chosen:
    """Take the options of the requested plugins out of a command line, wherever they stand.

    `known` are the options of the command itself. Raises UsageError for a plugin that cannot be
    used, a misspelt option, a wrong value, and an option of a plugin that is not asked for.
    """
    known, asking = frozenset(known), tuple(asking)
    wanted = {each: _requested(arguments, each) for each in asking}
    rest, values = list(arguments), dict[str, Values]()
    for group, names in ((each.group, wanted[each]) for each in asking):
        loaded = [plugins.named(group, name) for name in names]
        options = [option for plugin in loaded for option in options_of(plugin)]
        rest, values[group] = take_options(rest, options, known)
    flags = [flag for flag in _flags(rest) if flag not in known]
    for each in asking:
        unasked = [name for name in plugins.names(each.group) if name not in wanted[each]]
        _refuse_unasked(each, unasked, flags)
    return Chosen(rest, values)


def chosen_exporters(
    plugins: Plugins, names: Iterable[str], values: Mapping[str, Values]
) -> tuple[Exporter, ...]:
    """Load the exporters of the formats, each once, with the values of their options."""
    given, wanted = values[EXPORTERS], dict.fromkeys(names or FORMATS.usual)
    return tuple(
        with_options(
            plugins.exporter(name), given.get(name, {}), str(plugins.entry(EXPORTERS, name))
        )
        for name in wanted
    )


def chosen_engine(plugins: Plugins, name: str, values: Mapping[str, Values]) -> Engine:
    """Load an engine with the values of its options; without a name it is the usual one."""
    if not name:
        return HERE.engine
    given, origin = values[ENGINES].get(name, {}), str(plugins.entry(ENGINES, name))
    return with_options(plugins.engine(name), given, origin, word_of(ENGINES))


def _requested(arguments: Sequence[str], asking: Asking) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_words_behind(arguments, asking))) or asking.usual


def _words_behind(arguments: Sequence[str], asking: Asking) -> Iterator[str]:
    words = iter(arguments)
    for word in words:
        flag, equals, attached = word.partition("=")
        if word == "--":
            return
        if flag == asking.flag:
            yield attached if equals else next(words, "")
        elif asking.short and word.startswith(asking.short):
            yield word[2:] or next(words, "")


def _refuse_unasked(asking: Asking, unasked: Sequence[str], flags: Iterable[str]) -> None:
    for flag in flags:
        if owner := next((name for name in unasked if _is_of(flag, name)), ""):
            word = word_of(asking.group)
            raise UsageError(f"{flag} is an option of {word} '{owner}'; add {asking.flag} {owner}")


def _flags(arguments: Sequence[str]) -> Iterator[str]:
    for word in arguments:
        if word == "--":
            return
        yield word.partition("=")[0]


def _is_of(flag: str, name: str) -> bool:
    return flag.startswith((f"--{name}-", f"--no-{name}-"))
