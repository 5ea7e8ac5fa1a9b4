"""Options of plugins: the fields of a frozen dataclass, `rows` of "csv" being `--csv-rows`.

A field is a bool (a flag, with `--no-…` for the other way), a Literal of words, an int or a str.
"""

import dataclasses
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from corpuskit.errors import PluginFailed, UsageError
from corpuskit.wording import in_words

Values = dict[str, dict[str, object]]
"""The values given on a command line: by the name of the exporter or engine, then by field."""
_P = TypeVar("_P")


class Option(NamedTuple):
    """One option of one exporter or engine, its `owner`.

    `choices` is empty when any value of the `kind` will do.
    """

    owner: str
    field: str
    kind: type
    choices: tuple[str, ...]
    default: object
    help: str

    @property
    def flag(self) -> str:
        """The option as written on the command line."""
        return f"--{self.owner}-{self.field.replace('_', '-')}"

    @property
    def opposite(self) -> str:
        """The flag that says no, "" for an option that takes a value."""
        return f"--no-{self.flag.removeprefix('--')}" if self.kind is bool else ""

    @property
    def flags(self) -> tuple[str, ...]:
        """All spellings of the option."""
        return (self.flag, self.opposite) if self.opposite else (self.flag,)

    @property
    def usage(self) -> str:
        """The option with what may stand behind it."""
        if self.kind is bool:
            return f"{self.flag} | {self.opposite}"
        return f"{self.flag} {'|'.join(self.choices) or self.kind.__name__.upper()}"

    def parse(self, word: str) -> object:
        """Turn the word behind the option into a value, or raise UsageError."""
        if self.choices and word not in self.choices:
            raise UsageError(f"{self.flag} cannot be '{word}'; choose {_either(self.choices)}")
        try:
            return self.kind(word)
        except ValueError:
            raise UsageError(f"{self.flag} needs a whole number, not '{word}'") from None


def options_of(value: Any, kind: str = "exporter") -> tuple[Option, ...]:
    """Give the options of an exporter or an engine, none when it is no frozen dataclass.

    Raises PluginFailed for a field whose type cannot be an option.
    """
    if not _is_frozen_dataclass(value):
        return ()
    hints = get_type_hints(type(value))
    fields = [field for field in dataclasses.fields(value) if field.init]
    for field in fields:
        _check_type(f"{kind} '{value.name}'", field, hints[field.name])
    return tuple(_option(value, field, hints[field.name]) for field in fields)


def with_options(
    value: _P, values: Mapping[str, object], plugin: str = "", kind: str = "format"
) -> _P:
    """Give an exporter or engine with other values of its fields; what it prints goes to stderr.

    Raises UsageError when it refuses one, or fails over it: then `plugin` is named too. `kind` is
    what users call it.
    """
    if not values:
        return value
    name = f"options of {kind} '{getattr(value, 'name', '')}'"
    try:
        with redirect_stdout(sys.stderr):
            return dataclasses.replace(value, **values)  # type: ignore[type-var]  # has fields: has options
    except (TypeError, ValueError) as error:
        raise UsageError(f"{name}: {error}") from error
    except (Exception, SystemExit) as error:
        owner = f" (plugin {plugin})" if plugin else ""
        raise UsageError(f"{name}{owner}: {in_words(error)}") from error


def take_options(
    arguments: Sequence[str], options: Iterable[Option], known: Iterable[str]
) -> tuple[list[str], Values]:
    """Take the options of plugins out of a command line, in any order.

    `known` are the options of the command itself, which come first. Gives the other arguments and
    the values; raises UsageError for a value that is missing or wrong and for a misspelt option.
    """
    known = frozenset(known)
    spellings = {flag: o for o in options for flag in o.flags if flag not in known}
    rest: list[str] = []
    values: Values = {}
    words = iter(arguments)
    for word in words:
        flag = word.partition("=")[0]
        if word == "--":
            rest += [word, *words]
        elif option := spellings.get(flag):
            values.setdefault(option.owner, {})[option.field] = _value(option, word, words)
        elif flag not in known:
            _refuse_misspelt(flag, spellings)
            rest.append(word)
        else:
            rest.append(word)
    return rest, values


def _value(option: Option, word: str, words: Iterator[str]) -> object:
    flag, equals, attached = word.partition("=")
    if option.kind is bool:
        if equals:
            raise UsageError(f"{flag} takes no value; write {option.usage}")
        return flag == option.flag
    value = attached if equals else next(words, None)
    if value is None:
        raise UsageError(f"{flag} needs a value: {option.usage}")
    return option.parse(value)


def _refuse_misspelt(flag: str, spellings: Mapping[str, Option]) -> None:
    owners = {option.owner for option in spellings.values()}
    if not flag.startswith(tuple(f"--{no}{name}-" for name in owners for no in ("", "no-"))):
        return
    near = get_close_matches(flag, spellings, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(spellings))}"
    raise UsageError(f"there is no option {flag}; {hint}")


def _check_type(owner: str, field: dataclasses.Field[Any], hint: Any) -> None:
    if _kind(hint)[0] not in (bool, int, str):
        raise PluginFailed(
            f"{owner} has an option '{field.name}' of type {hint};"
            " it can be a bool, an int, a str or a Literal of words"
        )


def _option(value: Any, field: dataclasses.Field[Any], hint: Any) -> Option:
    default, told = getattr(value, field.name), field.metadata.get("help", "")
    return Option(value.name, field.name, *_kind(hint), default, told)


def _kind(hint: Any) -> tuple[Any, tuple[str, ...]]:
    if get_origin(hint) is Literal:
        choices = get_args(hint)
        return (str, choices) if all(isinstance(word, str) for word in choices) else (None, ())
    return hint, ()


def _is_frozen_dataclass(value: object) -> bool:
    parameters = getattr(type(value), "__dataclass_params__", None)
    return bool(parameters and parameters.frozen)


def _either(choices: Sequence[str]) -> str:
    return " or ".join((", ".join(choices[:-1]), choices[-1])) if len(choices) > 1 else choices[0]
