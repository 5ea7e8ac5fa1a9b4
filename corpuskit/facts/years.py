"""The year of a day that is stated without one: from the document, never from the clock.

It is the year in which the day lies nearest to an anchor that the document itself holds, unless
the words behind the day say which year they mean ("năm ngoái", "tới").
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from corpuskit.facts.dates import Relation, Stated, days_in
from corpuskit.model import Certainty

NEAR = 31
"""Days: a dateline lies so near to the publication in 99.79 % of 7,716 cases with both known."""
FIXED: Mapping[Relation, int] = {"last_year": -1, "this_year": 0, "next_year": 1}
"""Relations that name the year itself, by its distance from the year of the anchor."""
LESS_SURE_METHODS = ("crawl_field", "document", "modified", "crawled")
LATEST_DAYS = ("modified", "crawled")
"""Methods whose anchor is the last day that a document can speak of, give or take NEAR days."""
WEAKEST_FIRST = (Certainty.UNKNOWN, Certainty.LOW, Certainty.MEDIUM, Certainty.HIGH)

Ends = tuple[date, date]
"""The first and the last day of a date."""


class Anchor(NamedTuple):
    """A date of the document from which a missing year is known, how it is known and how surely."""

    method: str
    stated: Stated
    certainty: Certainty = Certainty.HIGH


class Year(NamedTuple):
    """A year that was found for a day, the method, and how sure it is."""

    year: int
    method: str
    certainty: Certainty


def weaker(*certainties: Certainty) -> Certainty:
    """Give the weakest of some certainties."""
    return min(certainties, key=WEAKEST_FIRST.index)


def find_year(stated: Stated, anchors: Iterable[Anchor]) -> Year | None:
    """Find the year of a day that is stated without one, from the first anchor that gives it."""
    for anchor in anchors:
        year = _year_by(stated, anchor)
        if year:
            return year
    return None


def days_apart(stated: Stated, anchor: Stated) -> int | None:
    """Count the days between a date and an anchor, in the nearest year if it has none.

    0 inside the anchor's own month or year; None where no year near the anchor has such a day.
    """
    if stated.year:
        first, last = _ends(stated)
        return _distance(first, last, _ends(anchor))
    distances = [days for days, _ in _distances(stated, anchor)]
    return min(distances, default=None)


def _year_by(stated: Stated, anchor: Anchor) -> Year | None:
    distances = _distances(stated, anchor.stated)
    if anchor.method in LATEST_DAYS and stated.relation != "coming":
        distances = [(n, year) for n, year in distances if not _is_after(stated, year, anchor)]
    if not distances:
        return None
    distance, year = min(distances)
    certainty = weaker(_certainty(anchor.method, distance, stated.relation), anchor.certainty)
    return Year(year, anchor.method, certainty)


def _is_after(stated: Stated, year: int, anchor: Anchor) -> bool:
    """Say whether a day of a year lies far behind the anchor."""
    return (date(year, stated.month, stated.day) - _ends(anchor.stated)[1]).days > NEAR


def _certainty(method: str, distance: int, relation: Relation) -> Certainty:
    if distance > NEAR and relation not in FIXED:
        return Certainty.LOW
    return Certainty.MEDIUM if method in LESS_SURE_METHODS else Certainty.HIGH


def _distances(stated: Stated, anchor: Stated) -> list[tuple[int, int]]:
    """Give the years that a day can be in and how many days it then is from the anchor."""
    distances: list[tuple[int, int]] = []
    ends = _ends(anchor)
    for year in _years(stated.relation, anchor):
        if stated.day <= days_in(year, stated.month):
            day = date(year, stated.month, stated.day)
            if _is_on_its_side(day, stated.relation, ends):
                distances.append((_distance(day, day, ends), year))
    return distances


def _years(relation: Relation, anchor: Stated) -> tuple[int, ...]:
    if relation == "every_year":
        return ()
    if relation in FIXED:
        return (anchor.year + FIXED[relation],)
    return (anchor.year, anchor.year - 1, anchor.year + 1)


def _is_on_its_side(day: date, relation: Relation, anchor: Ends) -> bool:
    """Say whether a day is to come or is past where the words say that it is."""
    first, last = anchor
    return not (relation == "coming" and day < first) and not (relation == "past" and day > last)


def _distance(first: date, last: date, anchor: Ends) -> int:
    """Count the days between two stretches of time, 0 where they overlap."""
    anchor_first, anchor_last = anchor
    return max((anchor_first - last).days, (first - anchor_last).days, 0)


def _ends(stated: Stated) -> Ends:
    month, last_month = (stated.month, stated.month) if stated.month else (1, 12)
    if stated.day:
        day = date(stated.year, month, stated.day)
        return day, day
    last_day = days_in(stated.year, last_month)
    return date(stated.year, month, 1), date(stated.year, last_month, last_day)
