"""Datelines: the formula before the first sentence of a report, and what it says."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from corpuskit.facts.dates import Stated, read_date
from corpuskit.lexicon.lexicon import LONGEST_DATELINE, Lexicon
from corpuskit.model import Certainty, Fact
from corpuskit.text.lines import Line

MOST_PARAGRAPHS = 3
"""Running paragraphs: an intertitle or a summary may stand before the one with the dateline."""


class Formula(NamedTuple):
    """A dateline as it stands in a line: its end, what it says, and by which rule it is known."""

    line: Line
    end: int
    stated: Stated | None
    agency: Fact | None
    part_of_day: Fact | None
    place: Fact | None
    rule: str = "dateline.form"


def find_dateline(paragraphs: Iterable[Line], lexicon: Lexicon) -> Formula | None:
    """Find the dateline of a page, given its running paragraphs in order.

    The first paragraph may have any form. A later one counts only with the code of an agency or,
    directly below the first, with a day: deeper in the text a day begins ordinary paragraphs.
    """
    for place, line in zip(range(MOST_PARAGRAPHS), paragraphs, strict=False):
        formula = _formula(line, lexicon)
        if formula and (place < 2 or formula.agency):  # noqa: PLR2004 - the first and the second
            return formula
    return None


def _formula(line: Line, lexicon: Lexicon) -> Formula | None:
    head = line.text[:LONGEST_DATELINE]
    for match in lexicon.datelines.match(head):
        stated = read_date(match, lexicon) if match.groupdict().get("date") else None
        if stated or match.groupdict().get("code") or _is_place_alone(match):
            return _read(line, match, stated, lexicon)
    return None


def _is_place_alone(match: re.Match[str]) -> bool:
    """Whether the form of a match has nothing but a place."""
    return match.re.groupindex.keys() == {"place"}


def _read(line: Line, match: re.Match[str], stated: Stated | None, lexicon: Lexicon) -> Formula:
    return Formula(
        line=line,
        end=match.end(),
        stated=stated,
        agency=_agency(line, match, lexicon),
        part_of_day=_part_of_day(line, match, lexicon),
        place=_fact(line, match, "place", "dateline.place"),
    )


def _agency(line: Line, match: re.Match[str], lexicon: Lexicon) -> Fact | None:
    fact = _fact(line, match, "code", "dateline.code")
    if fact is None:
        return None
    agency = lexicon.agencies.by_code(fact.text) or lexicon.agencies.by_name(fact.text)
    certainty = Certainty.HIGH if agency else Certainty.LOW
    return _replace(fact, agency.name if agency else "", certainty)


def _part_of_day(line: Line, match: re.Match[str], lexicon: Lexicon) -> Fact | None:
    fact = _fact(line, match, "part", "dateline.part_of_day")
    return fact and _replace(fact, lexicon.parts_of_day[fact.text.casefold()], Certainty.HIGH)


def _fact(line: Line, match: re.Match[str], group: str, rule: str) -> Fact | None:
    text = match.groupdict().get(group)
    if not text:
        return None
    start, end = (line.piece.offset(at) for at in match.span(group))
    return Fact(text, text, start, end, rule, Certainty.HIGH)


def _replace(fact: Fact, value: str, certainty: Certainty) -> Fact:
    return Fact(value, fact.text, fact.start, fact.end, fact.rule, certainty)
