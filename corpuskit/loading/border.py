"""The border between corpuskit and plugins: what a hook returned is judged before it is used.

Each check raises PluginFailed saying what came and what was expected; who sent it is added by
`corpuskit.loading.plugins`.
"""

import pickle
import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

from corpuskit.errors import PluginFailed
from corpuskit.language import LanguagePack
from corpuskit.loading.options import options_of
from corpuskit.wording import in_words

MOST_VALUES = 1000
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SUFFIX = re.compile(r"(\.[a-z0-9_+-]+)+")


def listed(hook: str, result: object) -> tuple[Any, ...]:
    """Make a tuple of what a hook returned; a generator is walked, but not for ever."""
    if not isinstance(result, Iterable) or isinstance(result, str | bytes):
        raise PluginFailed(f"{hook} returned {_shown(result)}, expected a list")
    values = tuple(islice(result, MOST_VALUES + 1))
    if len(values) > MOST_VALUES:
        raise PluginFailed(f"{hook} returned more than {MOST_VALUES} values")
    return values


def only_named(name: str, hook: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Pick the one value that bears the name of its entry point."""
    chosen = tuple(value for value in values if value.name == name)
    if len(chosen) != 1:
        names = ", ".join(value.name for value in values) or "nothing"
        raise PluginFailed(f"{hook} returned {names}, expected one with the name '{name}'")
    return chosen


def check_exporter(value: Any) -> None:
    """Judge one exporter, its options among it."""
    _check_instance("exporter", value)
    _check_word("exporter", value, "name", NAME)
    _check_word("exporter", value, "suffix", SUFFIX)
    _check_text("exporter", value, "summary")
    _check_method("exporter", value, "export")
    options_of(value, "exporter")


def check_engine(value: Any) -> None:
    """Judge one engine, its options among it."""
    _check_instance("engine", value)
    _check_word("engine", value, "name", NAME)
    _check_text("engine", value, "summary")
    _check_method("engine", value, "cores")
    _check_method("engine", value, "start")
    options_of(value, "engine")


def check_reader(value: Any) -> None:
    """Judge one reader."""
    _check_instance("reader", value)
    _check_word("reader", value, "name", NAME)
    _check_text("reader", value, "summary")
    if not callable(getattr(value, "read_stream", None)):
        _check_method("reader", value, "read")
    media_types = getattr(value, "media_types", ())
    if not isinstance(media_types, tuple) or not all(isinstance(m, str) for m in media_types):
        raise PluginFailed(f"reader {_shown(value)} has media_types that are no tuple of str")
    suffixes = getattr(value, "suffixes", None)
    if not isinstance(suffixes, tuple) or not all(map(_is_suffix, suffixes)):
        raise PluginFailed(
            f"reader {_shown(value)} has suffixes {_shown(suffixes)},"
            " expected a tuple such as ('.txt',), in lower case"
        )


def check_language_pack(value: Any) -> None:
    """Judge one language pack."""
    if not isinstance(value, LanguagePack):
        raise PluginFailed(f"{_shown(value)} is no LanguagePack")


STAGES = ("line", "page")


def check_label_rule(value: Any) -> None:
    """Judge one labelling rule."""
    # Heavy, and few plugins bring rules.
    from corpuskit.labels.explain import SENTENCES as CORE_RULES  # noqa: PLC0415
    from corpuskit.labels.rule import LabelRule  # noqa: PLC0415

    if not isinstance(value, LabelRule):
        raise PluginFailed(f"{_shown(value)} is no LabelRule")
    name, judge, stage = (getattr(value, field) for field in ("name", "judge", "stage"))
    if not isinstance(name, str) or not callable(judge) or stage not in STAGES:
        raise PluginFailed(f"{_shown(value)} needs a name, a function and a stage: {STAGES}")
    if name in CORE_RULES:
        raise PluginFailed(f"the core has a rule '{name}' already; take another name")


def check_travels(what: str, value: object) -> None:
    """See that a value which takes part in every run can be sent to workers."""
    try:
        pickle.dumps(value)
    except Exception as error:
        raise PluginFailed(
            f"{what} cannot be sent to workers: {in_words(error)}; define it at the top of a"
            " module, without locks, open files and lambdas in it"
        ) from error


def name_claim(value: Any) -> tuple[str, ...]:
    """Say that nobody else may bring the name of this value."""
    return (f"name '{value.name}'",)


def reader_claims(reader: Any) -> tuple[str, ...]:
    """Say which name, suffixes and media types no other reader may claim."""
    suffixes = (f"suffix '{suffix}'" for suffix in reader.suffixes)
    media_types = (f"media type '{media}'" for media in getattr(reader, "media_types", ()))
    return (f"reader '{reader.name}'", *suffixes, *media_types)


def language_pack_claims(pack: Any) -> tuple[str, ...]:
    """Say for which language no other pack may be given."""
    return (f"language '{pack.language}'",)


def label_rule_claims(rule: Any) -> tuple[str, ...]:
    """Say which name no other rule may have."""
    return (f"rule '{rule.name}'",)


def _is_suffix(suffix: object) -> bool:
    return isinstance(suffix, str) and (suffix == "" or bool(SUFFIX.fullmatch(suffix)))


def _check_instance(kind: str, value: object) -> None:
    if isinstance(value, type):
        raise PluginFailed(f"{kind} {value.__name__} is a class; return an instance of it")


def _check_word(kind: str, value: object, attribute: str, form: re.Pattern[str]) -> None:
    word = getattr(value, attribute, None)
    if not isinstance(word, str) or not form.fullmatch(word):
        raise PluginFailed(
            f"{kind} {_shown(value)} has the {attribute} {_shown(word)},"
            f" expected a word of the form {form.pattern}"
        )


def _check_text(kind: str, value: object, attribute: str) -> None:
    text = getattr(value, attribute, None)
    if not isinstance(text, str):
        raise PluginFailed(f"{kind} {_shown(value)} has the {attribute} {_shown(text)}, not a str")


def _check_method(kind: str, value: object, method: str) -> None:
    if not callable(getattr(value, method, None)):
        raise PluginFailed(f"{kind} {_shown(value)} has no method {method}")


def _shown(value: object) -> str:
    plain = value is None or isinstance(value, str | bytes | int | float | tuple)
    return repr(value)[:60] if plain else f"of type {type(value).__name__}"
