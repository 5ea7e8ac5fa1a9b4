"""The tables of tests/cases/dates.md, which a linguist can extend, against what is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpuskit.facts.dates import Stated, find_dates
from corpuskit.facts.years import Anchor, Year, find_year
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Certainty

CASES = Path(__file__).parents[1] / "cases" / "dates.md"
PACKS = {pack.language: pack for pack in corpuskit_language_packs()}
LEXICONS = {
    "und": Lexicon([PACKS["und"]]),
    "vi": Lexicon([PACKS["und"], PACKS["vi"]]),
    "en": Lexicon([PACKS["und"], PACKS["en"]]),
}
UNKNOWN = Year(0, "none", Certainty.UNKNOWN)


def rows(header: str) -> Iterator[list[str]]:
    """Give the cells of every row below the tables with a header."""
    inside = False
    for line in CASES.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and inside:
            yield cells
        inside = line == header or (inside and line.startswith("|"))


@pytest.mark.parametrize(("language", "text", "dates"), list(rows("| language | text | dates |")))
def test_a_text_states_the_dates_of_its_row(language: str, text: str, dates: str) -> None:
    found = [
        f"{text[stated.start : stated.end]} = {stated.value}"
        for stated in find_dates(text, LEXICONS[language])
    ]
    assert found == [date.strip() for date in dates.split(";") if date]


def anchors(known: str) -> list[Anchor]:
    return [anchor(*one.split()) for one in known.split(",") if one]


def anchor(method: str, day: str) -> Anchor:
    year, month, number = (int(part) for part in f"{day}-0-0".split("-")[:3])
    return Anchor(method, Stated(0, 1, year, month, number))


@pytest.mark.parametrize(("text", "known", "date"), list(rows("| text | known | date |")))
def test_a_missing_year_is_the_one_of_its_row(text: str, known: str, date: str) -> None:
    stated = find_dates(text, LEXICONS["vi"])[0]
    year = find_year(stated, anchors(known)) or UNKNOWN
    if stated.range_year:
        year = Year(stated.range_year, "sentence", Certainty.HIGH)
    whole = stated._replace(year=year.year)
    assert f"{whole.value} {year.method} {year.certainty}" == date
