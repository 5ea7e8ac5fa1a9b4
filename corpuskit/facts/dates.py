"""Dates: where a text states one, and what it says.

The shapes come from the language packs. A number pair is a day only where its words frame it as
one, and a shape can say that what looks like a date is none: a lunar day, a version, an amount.
"""

import re
from calendar import isleap
from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Precision

LEAP_YEAR = 2000
FEBRUARY = 2
NOON, LAST_HOUR = 12, 23
AFTERNOON = frozenset({"PM", "CH", "下午", "午後", "오후", "Μ.Μ.", "ΜΜ", "م", "مساء", "مساءً"})
"""What stands beside a time after noon: English, Vietnamese chiều, Chinese, Japanese and others."""
ERAS = {
    "buddhist_year": -543,
    "reiwa_year": 2018,
    "heisei_year": 1988,
    "showa_year": 1925,
    "minguo_year": 1911,
}
"""Pieces that hold a year of another era, and what makes it one of the common era."""
DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""How many days each month has, from January as 1, outside leap years."""
LONGEST_TERM = 100
"""Years: a longer stretch "1075-2023" is a history, not a term, but still an interval."""
INSIDE_A_NUMBER = frozenset(".,/-")

Relation = Literal["", "last_year", "this_year", "next_year", "every_year", "past", "coming"]
"""What the words behind a day say of its year, seen from the day of the document."""
RELATIONS: tuple[Relation, ...] = get_args(Relation)[1:]
NO_RELATION = frozenset(RELATIONS).isdisjoint


class Stated(NamedTuple):
    """A date as a text states it: offsets in the text, and what is said; 0 for what is not.

    `range_year` is the year of a day without one that begins a range: "28/12 đến 3/1/2023";
    `updated` says that it is the date of a change: "Cập nhật: 10/3/2022". `clock` is the time of
    day as "07:45", "" for none.
    """

    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    until: int = 0
    clock: str = ""
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

    @property
    def moment(self) -> str:
        """The date in ISO 8601 with its time of day, without a time zone."""
        return f"{self.value}T{self.clock}" if self.clock else self.value

    @property
    def full_precision(self) -> Precision:
        """How much `moment` says."""
        return Precision.MINUTE if self.clock else self.precision


def find_dates(text: str, lexicon: Lexicon) -> list[Stated]:
    """Find the dates that a text states, from left to right, none inside another."""
    found: list[Stated] = []
    free, forms = 0, lexicon.dates
    for trigger in lexicon.date_trigger.finditer(text):
        start = trigger.start()
        if start < free or _inside_a_number(text, start):
            continue
        for match in forms.match(text, start):
            stated = read_date(match, lexicon)
            if stated:
                free = stated.end
                if stated.year or stated.month:
                    found.append(stated)
                break
    return found


def _inside_a_number(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] in INSIDE_A_NUMBER and text[start - 2].isdigit()


def read_date(match: re.Match[str], lexicon: Lexicon) -> Stated | None:
    """Read the pieces of a match; None when no calendar has such a day.

    A match with the piece "no_date" gives a stretch that states nothing.
    """
    pieces = match.groupdict()
    said = pieces.get
    if said("no_date"):
        return Stated(*match.span())
    year = int(said("year") or 0) or _long_year(said("short_year")) or _year_of_era(pieces)
    month = int(said("month") or 0) or lexicon.months.get(said("month_name") or "", 0)
    day, until = int(said("day") or 0), int(said("until") or 0)
    if not _is_possible(year, month, day) or (until and not year < until <= year + LONGEST_TERM):
        return None
    start, end = match.span("date") if said("date") else match.span()
    range_year = _year_of_range(month, day, pieces) if said("last_year_said") else 0
    relation, updated = _relation(pieces), bool(said("updated"))
    clock = clock_in(pieces) if day else ""
    return Stated(start, end, year, month, day, until, clock, relation, range_year, updated)


def clock_in(pieces: Mapping[str, str | None]) -> str:
    """Give the time of day in the pieces of a match as "07:45", "" when no clock shows it."""
    hour, half = int(pieces.get("hour") or 0), (pieces.get("half") or "").upper()
    minute = pieces.get("minute")
    if not minute or hour > LAST_HOUR:
        return ""
    if half:
        later = half in AFTERNOON
        if 1 <= hour <= NOON:
            hour = hour % NOON + (NOON if later else 0)
        elif later != (hour > NOON):
            return ""
    return f"{hour:02}:{int(minute):02}"


def _relation(pieces: Mapping[str, str | None]) -> Relation:
    if NO_RELATION(pieces):
        return ""
    return next((name for name in RELATIONS if pieces.get(name)), "")


def _year_of_range(month: int, day: int, pieces: Mapping[str, str | None]) -> int:
    """Give the year of the first day of a range whose last day has a year, 0 for no such range."""
    last = [int(pieces.get(name) or 0) for name in ("last_year_said", "last_month", "last_day")]
    if not all(last):
        return 0
    return last[0] - ((month, day) > (last[1], last[2]))


def _long_year(short: str | None) -> int:
    """Give the year of two figures in an address; such addresses are of this century."""
    return 2000 + int(short) if short else 0


def _year_of_era(pieces: Mapping[str, str | None]) -> int:
    """Give the common year of the first year that is stated in another era, 0 for none."""
    said = ((pieces.get(name), shift) for name, shift in ERAS.items())
    return next((int(year) + shift for year, shift in said if year), 0)


def _is_possible(year: int, month: int, day: int) -> bool:
    if day and not month:
        return False
    return not day or day <= days_in(year or LEAP_YEAR, month)


def days_in(year: int, month: int) -> int:
    """Give how many days a month has."""
    return DAYS[month] + (month == FEBRUARY and isleap(year))
