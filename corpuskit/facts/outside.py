"""Dates outside the text: what the source states of its publication, and what its address shows.

A value is read strictly: ISO 8601, the form of mail and HTTP headers, and the dates of the language
packs. A date with a time zone stays the day that is printed. Nothing is asked of a clock.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpuskit.facts.addresses import Address, dates_in
from corpuskit.facts.dates import Stated, clock_in, days_in, find_dates, read_date
from corpuskit.facts.trust import Claim, claims
from corpuskit.facts.years import weaker
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Certainty, Date, Source

STATED, MODIFIED, CRAWLED, ADDRESS = "stated", "modified", "crawled", "address"
OUTSIDE = frozenset({STATED, MODIFIED, CRAWLED, ADDRESS})
"""Roles of dates outside the text."""
ROLES = {"published": STATED, "modified": MODIFIED, "crawled": CRAWLED}
"""Roles by kind of statement."""
LONGEST = 80
"""Characters: a longer value is no date."""
MOST_MONTHS = 12
TIME = r"(?P<hour>[01][0-9]|2[0-4]):?(?P<minute>[0-5][0-9])(?::?[0-5][0-9](?:[.,][0-9]{1,9})?)?"
ZONE = r" ?(?:Z|UTC|GMT|[+-][0-9]{2}:?(?:[0-9]{2})?)(?:\[[A-Za-z_/]{1,40}\])?"
ISO = re.compile(
    rf"(?P<year>[0-9]{{4}})(?:[-/](?P<month>[0-9]{{1,2}})"
    rf"(?:[-/](?P<day>[0-9]{{1,2}})(?:[T ]{TIME}(?:{ZONE})?)?)?)?"
    rf"|(?P<year_>[0-9]{{4}})(?P<month_>[0-9]{{2}})(?P<day_>[0-9]{{2}})"
    rf"(?:T?(?P<hour_>[01][0-9]|2[0-4])(?P<minute_>[0-5][0-9])(?:[0-5][0-9])?(?:{ZONE})?)?",
    re.IGNORECASE,
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MAIL = re.compile(
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?P<day>[0-9]{{1,2}}) (?P<month>{'|'.join(MONTHS)})"
    rf" (?P<year>[0-9]{{4}})(?: {TIME}(?: (?:[A-Z]{{1,5}}|[+-][0-9]{{4}}))?"
    r"(?: \([A-Z]{1,5}\))?)?",
    re.IGNORECASE,
)
"""The date of RFC 5322, which HTTP uses too."""
YEAR, MONTH = len("2023"), len("2023-05")
UNSET_DAYS = frozenset(
    {
        "0001-01-01",  # the smallest date of .NET
        "1899-12-30",  # day 0 of spreadsheets
        "1900-01-01",  # the default of SQL Server
        "1969-12-31",  # second 0 of Unix, west of Greenwich
        "1970-01-01",  # second 0 of Unix
        "1980-01-01",  # the first day of ZIP archives
        "9999-12-31",  # the last day of most databases
    }
)
"""Days that programs write where no day is known; one of them may be meant all the same."""


class Outside(NamedTuple):
    """A date outside the text: as it says of itself, and as a fact; `unset` if it may be none."""

    stated: Stated
    date: Date
    unset: bool = False


def dates_outside(source: Source, address: Address, lexicon: Lexicon) -> tuple[Outside, ...]:
    """Give the dates that a source states and that its address shows, each day once in its role.

    Of those with one role the most trusted comes first. Where they name different days, all are of
    medium certainty at most.
    """
    stated = [
        date
        for kind, role in (ROLES.items() if source.stated else ())
        for date in _settled(_stated_dates(claims(source, kind), role, lexicon))
    ]
    return (*stated, *_address_dates(address, lexicon))


def parse_date(value: str, lexicon: Lexicon) -> Stated | None:
    """Read a value that is a date and nothing else; None for anything that no calendar has."""
    if len(value) > LONGEST or not any(map(str.isdigit, value)):
        return None
    for read in (read_iso, _mail):
        stated = read(value)
        if stated:
            return stated
    return _of_the_packs(value, lexicon)


def read_iso(value: str) -> Stated | None:
    """Read a date of ISO 8601; None for anything else."""
    match = ISO.fullmatch(value) if value.isascii() else None
    if match is None:
        return None
    pieces = {name.rstrip("_"): text for name, text in match.groupdict().items() if text}
    return _calendar_date(value, pieces)


def _mail(value: str) -> Stated | None:
    match = MAIL.fullmatch(value) if value.isascii() else None
    if match is None:
        return None
    month = MONTHS.index(match["month"].title()) + 1
    return _calendar_date(value, {**match.groupdict(""), "month": str(month)})


def _calendar_date(value: str, pieces: dict[str, str]) -> Stated | None:
    year, month, day = (int(pieces.get(name) or -1) for name in ("year", "month", "day"))
    if not year or not month or not day or month > MOST_MONTHS:
        return None
    clock = clock_in(pieces)
    stated = Stated(0, len(value), year, max(month, 0), max(day, 0), clock=clock)
    return stated if day < 0 or day <= days_in(year, month) else None


def _of_the_packs(value: str, lexicon: Lexicon) -> Stated | None:
    for match in lexicon.timestamps.fullmatch(value):
        stated = read_date(match, lexicon)
        if stated and stated.year:
            return stated
    whole = [date for date in find_dates(value, lexicon) if date[:2] == (0, len(value))]
    return next((date for date in whole if date.year and not date.until), None)


def _stated_dates(found: Iterable[Claim], role: str, lexicon: Lexicon) -> Iterator[Outside]:
    for claim in found:
        stated = parse_date(claim.value, lexicon)
        if stated:
            statement, unset = claim.statement, stated.value in UNSET_DAYS
            certainty = Certainty.LOW if unset else claim.certainty
            place = (claim.value, statement.start, statement.end)
            yield Outside(stated, _date(stated, role, certainty, place), unset)


def _date(stated: Stated, role: str, certainty: Certainty, place: tuple[str, int, int]) -> Date:
    precision = stated.full_precision
    return Date(stated.moment, precision, certainty, "explicit", role, *place)


def _settled(found: Iterable[Outside]) -> list[Outside]:
    """Keep one date of each day; what says less of the same day, or may be unset, comes last."""
    by_value: dict[str, Outside] = {}
    for outside in sorted(found, key=_is_unset):
        by_value.setdefault(outside.stated.value, outside)
    said_fuller = {value[:end] for value in by_value for end in (YEAR, MONTH) if len(value) > end}
    kept = [outside for value, outside in by_value.items() if value not in said_fuller]
    days = {outside.stated.value for outside in kept if not outside.unset}
    return [_at_most_medium(outside) if len(days) > 1 else outside for outside in kept]


def _is_unset(outside: Outside) -> bool:
    return outside.unset


def _at_most_medium(outside: Outside) -> Outside:
    certainty = weaker(outside.date.certainty, Certainty.MEDIUM)
    return outside._replace(date=with_certainty(outside.date, certainty))


def with_certainty(date: Date, certainty: Certainty) -> Date:
    """Give a date with another certainty."""
    return Date(
        date.value, date.precision, certainty, date.method, date.role, date.text, date.start,
        date.end,
    )  # fmt: skip


def _address_dates(address: Address, lexicon: Lexicon) -> Iterator[Outside]:
    for found in dates_in(address, lexicon) if address.text else ():
        stated = read_date(found.match, lexicon)
        if stated and stated.year:
            place = (found.text, found.start, found.end)
            yield Outside(stated, _date(stated, ADDRESS, found.certainty, place))
            return


def publication_days(outside: Sequence[Outside]) -> list[Stated]:
    """Give the days of publication that can be asked whether a timestamp of the page is its own."""
    return [o.stated for o in outside if o.date.role in (STATED, ADDRESS) and not o.unset]
