"""Which of several copies is kept: a total order, so that the answer never depends on chance."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from corpuskit.duplicates.record import Entry

Order = Callable[[Entry], tuple[Any, ...]]
"""What a document is ordered by; the least one is kept."""


def by_name(entry: Entry) -> tuple[Any, ...]:
    """Keep the first by the name of its source."""
    return ()


def by_length(entry: Entry) -> tuple[Any, ...]:
    """Keep the one with the most characters of kept text."""
    return (-entry.characters,)


def by_age(entry: Entry) -> tuple[Any, ...]:
    """Keep the oldest; a month or a year counts as its last day, so that a sure day comes first."""
    return (not entry.last_day, entry.last_day)


def by_youth(entry: Entry) -> tuple[Any, ...]:
    """Keep the newest; a month or a year counts as its first day."""
    if not entry.first_day:
        return (True, 0)
    return (False, -date.fromisoformat(entry.first_day).toordinal())


PREFERENCES: Mapping[str, Order] = {
    "first": by_name,
    "longest": by_length,
    "oldest": by_age,
    "newest": by_youth,
}
"""The rules by name. Documents without a date come last; names and then ids settle every tie."""


def keeping_order(prefer: str) -> Order:
    """Give the whole order of a preference."""
    rule = PREFERENCES[prefer]
    return lambda entry: (*rule(entry), entry.name, entry.id)
