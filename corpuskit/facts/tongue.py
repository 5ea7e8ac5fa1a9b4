"""The language of a document: what its words show, beside what is stated of it."""

import re

from corpuskit.facts.trust import Claim, claims
from corpuskit.facts.years import weaker
from corpuskit.model import Certainty, Fact, Source

TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})
"""Tags that name none."""
BY_OPTION = "language.option"
SURER = {Certainty.LOW: Certainty.MEDIUM, Certainty.MEDIUM: Certainty.HIGH}


def settle_language(shown: Fact | None, source: Source, known: frozenset[str]) -> Fact | None:
    """Give the language: what the words show, else what is stated.

    Templates state languages that their texts are not in, so a statement never overrules words;
    the two agreeing is surer, disagreeing less sure. `known` are the languages that the words
    could have shown: one of them that is stated though no word shows it is of low certainty.
    """
    found = [claim for claim in claims(source, "language") if language_tag(claim.value)]
    if not found or (shown and shown.rule == BY_OPTION):
        return shown
    return _weighed(shown, found[0]) if shown else _supplied(found, known)


def language_tag(value: str) -> str:
    """Give a value as a BCP 47 tag in its usual case, "" for anything else.

    >>> language_tag("VI_vn")
    'vi-VN'
    """
    if not TAG.fullmatch(value):
        return ""
    first, *others = value.replace("_", "-").split("-")
    primary = first.lower()
    return "" if primary in NO_LANGUAGE else "-".join([primary, *map(_cased, others)])


def _cased(subtag: str) -> str:
    if len(subtag) == len("VN"):
        return subtag.upper()
    return subtag.title() if len(subtag) == len("Hant") else subtag.lower()


def _primary(tag: str) -> str:
    return tag.partition("-")[0]


def _weighed(shown: Fact, claim: Claim) -> Fact:
    same = _primary(language_tag(claim.value)) == _primary(shown.value)
    certainty = SURER.get(shown.certainty, shown.certainty)
    if not same:
        certainty = Certainty.MEDIUM if shown.certainty is Certainty.HIGH else Certainty.LOW
    rule = f"{shown.rule}+{claim.rule}" if same else shown.rule
    return Fact(shown.value, shown.text, shown.start, shown.end, rule, certainty)


def _supplied(found: list[Claim], known: frozenset[str]) -> Fact:
    best, tag = found[0], language_tag(found[0].value)
    tags = {_primary(language_tag(claim.value)) for claim in found}
    doubtful = len(tags) > 1 or _primary(tag) in known
    certainty = Certainty.LOW if doubtful else weaker(best.certainty, Certainty.MEDIUM)
    statement = best.statement
    return Fact(tag, statement.value, statement.start, statement.end, best.rule, certainty)
