"""Titles, dates and authors against what the gold says of a page.

A title is right when it is the same but for white space, case and quotation marks, a date when it
is the same day, authors when they are the same set of names. What is said and is something else is
wrong. The rest is left unsaid, also a day of which only month or year is said. A page whose gold
does not name a thing does not count for it.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple
from unicodedata import normalize

from quality.html_tools import Facts

DAY = len("2026-01-31")
_QUOTES = {ord(sign): None for sign in "\"'`´‘’‚‛“”„‟‹›«»「」『』＂＇"}


class Verdict(StrEnum):
    """How something that is said of a document compares with its gold."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSAID = "unsaid"


Verdicts = Mapping[str, Verdict]
"""The verdict on each thing that the gold of a page names."""


class FactRow(NamedTuple):
    """How many documents name a thing, and of how many of them a tool says it right or wrong."""

    documents: int
    right: int
    wrong: int


def judge_facts(facts: Facts, meta: Mapping[str, object]) -> dict[str, Verdict]:
    """Compare what a tool says with the gold of a page."""
    return {name: _verdict(*FACTS[name](facts, meta[name])) for name in FACTS if meta.get(name)}


def fact_row(verdicts: list[Verdict]) -> FactRow:
    """Count verdicts."""
    return FactRow(len(verdicts), verdicts.count(Verdict.RIGHT), verdicts.count(Verdict.WRONG))


def _titles(facts: Facts, gold: object) -> tuple[object, object]:
    return _key(facts.title), _key(gold)


def _days(facts: Facts, gold: object) -> tuple[object, object]:
    said, day = facts.date[:DAY], str(gold)[:DAY]
    is_less = len(said) < DAY and day.startswith(said)
    return "" if is_less else said, day


def _names(facts: Facts, gold: object) -> tuple[object, object]:
    names = gold if isinstance(gold, list | tuple) else [gold]
    return frozenset(map(_key, facts.authors)), frozenset(map(_key, names))


FACTS: Mapping[str, Callable[[Facts, object], tuple[object, object]]] = {
    "title": _titles,
    "date": _days,
    "authors": _names,
}
"""What the gold may name, and how both sides of it are made alike."""


def _verdict(said: object, gold: object) -> Verdict:
    if not said:
        return Verdict.UNSAID
    return Verdict.RIGHT if said == gold else Verdict.WRONG


def _key(value: object) -> str:
    plain = normalize("NFC", str(value)).translate(_QUOTES)
    return " ".join(plain.split()).casefold()
