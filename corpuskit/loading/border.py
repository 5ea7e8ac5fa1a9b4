"""The border between corpuskit and plugins: what a hook returned is judged before it is used.

Each check raises PluginFailed saying what came and what was expected; who sent it is added by
`corpuskit.loading.plugins`.
"""

import pickle
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from corpuskit.errors import PluginFailed
from corpuskit.language import Cue, Formula, LanguagePack, Phrase
from corpuskit.loading.options import options_of
from corpuskit.wording import in_words

MOST_VALUES = 1000
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SUFFIX = re.compile(r"(\.[a-z0-9_+-]+)+")
RULE = re.compile(r"[^\W\d]\w*([.-]\w+)*")
TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
STAGES = ("line", "page")
MONTHS = 12
ABSENT = object()
"""Stands for an attribute that is not there."""


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
    _check_fields("exporter", value, EXPORTER_FIELDS)
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
    _check_fields("reader", value, READER_FIELDS)
    suffixes = getattr(value, "suffixes", None)
    if not isinstance(suffixes, tuple) or not all(map(_is_suffix, suffixes)):
        raise PluginFailed(
            f"reader {_shown(value)} has suffixes {_shown(suffixes)},"
            " expected a tuple such as ('.txt',), in lower case"
        )


def check_language_pack(value: Any) -> None:
    """Judge one language pack: its types, its tag, and what must be a pattern or a month."""
    if not isinstance(value, LanguagePack):
        raise PluginFailed(f"{_shown(value)} is no LanguagePack")
    pack = f"language pack {_shown(value.language)}"
    try:
        msgspec.convert(msgspec.to_builtins(value), LanguagePack)
        for pattern in _patterns(value):
            re.compile(pattern, re.IGNORECASE)  # as phrases are, which are then compiled
    except (TypeError, msgspec.ValidationError) as error:
        raise PluginFailed(f"{pack}: {error}") from error
    except re.error as error:
        raise PluginFailed(f"{pack}: {error} in the pattern {_shown(error.pattern)}") from error
    _check_fields("language pack", value, PACK_FIELDS, pack)


def _patterns(pack: LanguagePack) -> Iterator[str]:
    yield pack.orthography.syllable
    cues = (*pack.caption_cues, *pack.heading_cues, *pack.paragraph_cues, *pack.alt_text_cues)
    entries: tuple[Phrase | Formula | Cue, ...] = (*pack.chrome, *pack.formulas, *cues)
    for entry in entries:
        if entry.match == "pattern":
            yield entry.text


def check_label_rule(value: Any) -> None:
    """Judge one labelling rule."""
    # Heavy, and few plugins bring rules.
    from corpuskit.labels.explain import SENTENCES as CORE_RULES  # noqa: PLC0415
    from corpuskit.labels.rule import LabelRule  # noqa: PLC0415

    if not isinstance(value, LabelRule):
        raise PluginFailed(f"{_shown(value)} is no LabelRule")
    _check_fields("label rule", value, RULE_FIELDS, f"label rule {_shown(value.name)}")
    if value.name in CORE_RULES:
        raise PluginFailed(f"the core has a rule '{value.name}' already; take another name")


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


def check_once(claims: Iterable[str]) -> None:
    """See that a plugin brings nothing twice, which would be a clash with itself."""
    said: set[str] = set()
    for claim in claims:
        if claim in said:
            raise PluginFailed(f"{claim} is brought twice")
        said.add(claim)


class Field(NamedTuple):
    """What an attribute must be, judged by a function and in words."""

    attribute: str
    fits: Callable[[Any], bool]
    expected: str


def _are_words(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(word, str) for word in value)


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def _is_length(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _are_months(words: Iterable[Any]) -> bool:
    return all(word.value.isdecimal() and 1 <= int(word.value) <= MONTHS for word in words)


def _methods(*names: str) -> Iterator[Field]:
    return (Field(name, callable, "a method") for name in names)


EXPORTER_FIELDS = (
    Field("cannot_carry", _are_words, "a tuple of str"),
    Field("per_document", _is_bool, "True or False"),
    *_methods("schema", "encode", "header", "footer", "notes", "companions"),
)
READER_FIELDS = (
    Field("media_types", _are_words, "a tuple of str"),
    Field("is_table", _is_bool, "True or False"),
    *_methods("read", "read_stream"),
)
RULE_FIELDS = (
    Field("name", lambda name: isinstance(name, str) and bool(RULE.fullmatch(name)), "a word"),
    Field("judge", callable, "a function"),
    Field("stage", lambda stage: stage in STAGES, f"one of {', '.join(STAGES)}"),
    Field("longest", _is_length, "a whole number above 0"),
    Field("running", _is_bool, "True or False"),
)
PACK_FIELDS = (
    Field("language", lambda tag: bool(TAG.fullmatch(tag)), "a tag such as vi or pt-BR"),
    Field("months", _are_months, "words with values from 1 to 12"),
)
"""What is judged when a plugin has it at all, by the kind of thing."""


def _check_fields(kind: str, value: object, fields: Iterable[Field], shown: str = "") -> None:
    for attribute, fits, expected in fields:
        found = getattr(value, attribute, ABSENT)
        if found is not ABSENT and not fits(found):
            what = shown or f"{kind} {_shown(value)}"
            raise PluginFailed(f"{what} has {attribute} {_shown(found)}, expected {expected}")


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
