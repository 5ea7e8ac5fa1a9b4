"""Dates: where a text states one, and what it says.

The shapes come from the language packs. A number pair is a day only where its words frame it as
one, and a shape can say that what looks like a date is none: a lunar day, a version, an amount.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Precision

LEAP_YEAR = 2000
LONGEST_TERM = 100
"""Years: a longer stretch "1075-2023" is a history, not a term, but still an interval."""
INSIDE_A_NUMBER = frozenset(".,/-")

Relation = Literal["", "last_year", "this_year", "next_year", "every_year", "past", "coming"]
"""What the words behind a day say of its year, seen from the day of the document."""
RELATIONS: tuple[Relation, ...] = get_args(Relation)[1:]


class Stated(NamedTuple):
    """A date as a text states it: offsets in the text, and what is said; 0 for what is not.

    `range_year` is the year of a day without one that begins a range: "28/12 đến 3/1/2023";
    `updated` says that it is the date of a change: "Cập nhật: 10/3/2022".
    """

    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    until: int = 0
    timed: bool = False
    relation: Relation = ""
    range_year: int = 0
    updated: bool = False

    @property
    def precision(self) -> Precision:
        """How much is said."""
        if self.until:
            return Precision.INTERVAL
        if self.day:
            return Precision.DAY
        return Precision.MONTH if self.month else Precision.YEAR

    @property
    def value(self) -> str:
        """The date in ISO 8601, with "--" for an unknown year."""
        if self.until:
            return f"{self.year}/{self.until}"
        year = f"{self.year:04}" if self.year else "-"
        month = f"-{self.month:02}" if self.month else ""
        return f"{year}{month}" + (f"-{self.day:02}" if self.day else "")


def find_dates(text: str, lexicon: Lexicon) -> list[Stated]:
    """Find the dates that a text states, from left to right, none inside another."""
    found: list[Stated] = []
    free, fits = 0, lexicon.dates.fits
    for trigger in lexicon.date_trigger.finditer(text):
        start = trigger.start()
        if start >= free and not _inside_a_number(text, start) and fits(text, start):
            stated = _first_date(text, start, lexicon)
            if stated:
                free = stated.end
            if stated and (stated.year or stated.month):
                found.append(stated)
    return found


def _inside_a_number(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] in INSIDE_A_NUMBER and text[start - 2].isdigit()


def _first_date(text: str, start: int, lexicon: Lexicon) -> Stated | None:
    for match in lexicon.dates.match(text, start):
        stated = read_date(match, lexicon)
        if stated:
            return stated
    return None


def read_date(match: re.Match[str], lexicon: Lexicon) -> Stated | None:
    """Read the pieces of a match; None when no calendar has such a day.

    A match with the piece "no_date" gives a stretch that states nothing.
    """
    pieces = match.groupdict()
    if pieces.get("no_date"):
        return Stated(*match.span())
    year = int(pieces.get("year") or 0) or _long_year(pieces.get("short_year"))
    month = int(pieces.get("month") or 0) or lexicon.months.get(pieces.get("month_name") or "", 0)
    day, until = int(pieces.get("day") or 0), int(pieces.get("until") or 0)
    if not _is_possible(year, month, day) or (until and not year < until <= year + LONGEST_TERM):
        return None
    start, end = match.span("date") if pieces.get("date") else match.span()
    return Stated(
        *(start, end, year, month, day, until),
        timed=bool(pieces.get("hour")),
        relation=next((name for name in RELATIONS if pieces.get(name)), ""),
        range_year=_year_of_range(month, day, pieces),
        updated=bool(pieces.get("updated")),
    )


def _year_of_range(month: int, day: int, pieces: Mapping[str, str | None]) -> int:
    """Give the year of the first day of a range whose last day has a year, 0 for no such range."""
    last = [int(pieces.get(name) or 0) for name in ("last_year_said", "last_month", "last_day")]
    if not all(last):
        return 0
    return last[0] - ((month, day) > (last[1], last[2]))


def _long_year(short: str | None) -> int:
    """Give the year of two figures in an address; such addresses are of this century."""
    return 2000 + int(short) if short else 0


def _is_possible(year: int, month: int, day: int) -> bool:
    if day and not month:
        return False
    return not day or day <= monthrange(year or LEAP_YEAR, month)[1]
