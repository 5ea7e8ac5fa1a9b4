"""Which of the dates of a page, in its text and outside, is the date of the document.

What the publisher states for readers of data comes first: it needs no guess about the layout of a
page. A publication goes before the event that a text reports.
"""

from collections.abc import Iterable, Sequence

from corpuskit.facts.outside import ADDRESS, STATED, Outside, read_iso, with_certainty
from corpuskit.facts.years import NEAR, days_apart, weaker
from corpuskit.model import Certainty, Date, Precision
from corpuskit.text.pieces import CRAWL_FIELD

SURE = frozenset({Certainty.HIGH})
LIKELY = SURE | {Certainty.MEDIUM}
ANY = frozenset(Certainty)
CHOICE: tuple[tuple[str, frozenset[Certainty]], ...] = (
    (STATED, SURE),
    ("timestamp", LIKELY),  # found by its place in the page, so behind what is stated for data
    (STATED, LIKELY),
    ("timestamp", ANY),
    (f"{ADDRESS} {Precision.DAY}", LIKELY),  # the day of the publication; the dateline's is earlier
    ("dateline", ANY),
    (ADDRESS, ANY),
    ("url", ANY),
    (CRAWL_FIELD, ANY),
    (STATED, ANY),
)
"""Which date is that of the document, by role, or role and precision, and certainty, best first.

That of a crawl or of a change is none: the text may be years older.
"""
NEAR_ENOUGH = 1
"""Days: time zones, and the minutes before midnight, move a publication so far."""
TOLERANCES = {STATED: NEAR_ENOUGH, "timestamp": NEAR_ENOUGH, ADDRESS: NEAR_ENOUGH, "dateline": NEAR}
"""How many days the date of the document may lie apart from another, by the role of that one."""


def settle_dates(
    dates: Sequence[Date], outside: Sequence[Outside] = ()
) -> tuple[Date | None, tuple[Date, ...]]:
    """Choose the date of the document, and give it with all dates in the order of the source.

    Its certainty falls to medium where another date that should agree is of another day.
    """
    every = (*(o.date for o in outside), *dates)
    chosen = document_date(every)
    if chosen and any(contradicts(chosen, date) for date in every if date.role != chosen.role):
        less = with_certainty(chosen, weaker(chosen.certainty, Certainty.MEDIUM))
        every = tuple(less if date is chosen else date for date in every)
        chosen = less
    return chosen, tuple(sorted(every, key=lambda date: date.start))


def document_date(dates: Iterable[Date]) -> Date | None:
    """Choose the date of the document: the stated day, the timestamp, the dateline, and so on."""
    ranked = [(_rank(date), place, date) for place, date in enumerate(dates)]
    rank, _, date = min(ranked, default=(len(CHOICE), 0, None))
    return date if rank < len(CHOICE) else None


def _rank(date: Date) -> int:
    """Give the place of a date in the order of choice, the number of places for none."""
    names = {date.role, f"{date.role} {date.precision}"}
    for rank, (name, certainties) in enumerate(CHOICE):
        if name in names and date.certainty in certainties:
            return rank
    return len(CHOICE)


def contradicts(date: Date, other: Date) -> bool:
    """Say whether two dates of different roles cannot both be right about a publication."""
    tolerance = TOLERANCES.get(other.role)
    if tolerance is None or other.certainty is not Certainty.HIGH:
        return False
    first, second = read_iso(date.value), read_iso(other.value)
    apart = days_apart(first, second) if first and second else None
    return apart is not None and apart > tolerance
