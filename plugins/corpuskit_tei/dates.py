"""Dates as TEI attributes; a value that no calendar knows gets none."""

import re
from calendar import monthrange
from datetime import date as calendar_date
from typing import NamedTuple

from corpuskit import Date, Metadata, Precision

_FORMS = (
    (re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"), "{}"),
    (re.compile("[0-9]{4}-[0-9]{2}"), "{}-01"),
    (re.compile("[0-9]{4}"), "{}-01-01"),
)
_YEARLESS = re.compile("--([0-9]{2}-[0-9]{2})")
_MINUTE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):[0-5][0-9]")
_LEAP_YEAR = "2000"
_STATES_PUBLICATION = frozenset({"stated", "timestamp", "crawl_field", "address", "url"})
_OF_AN_ADDRESS = frozenset({"address", "url"})


class Published(NamedTuple):
    """What is known of the day of publication: attributes of `date`, the proof, and the reason."""

    attributes: dict[str, str]
    proof: str
    reason: str


def datable(value: str) -> dict[str, str]:
    """Give the attributes of a date or period that the text names.

    A period is `@from` and `@to`, since it lasts from one end to the other; `@notBefore` and
    `@notAfter` would say that something happened at one unknown moment inside it.
    """
    start, slash, end = value.partition("/")
    if not slash:
        return _moment(value)
    return {"from": start, "to": end} if _is_w3c(start) and _is_w3c(end) else {}


def published(metadata: Metadata) -> Published:
    """Say when the document was published, as far as its metadata tell."""
    date = metadata.date
    if date is not None and date.role in _STATES_PUBLICATION:
        return _stated(date)
    if date is not None and date.role == "dateline" and date.precision is Precision.DAY:
        return _after_event(date, metadata.dates)
    return Published({"cert": "unknown"}, "not stated in the source", "not stated in the source")


def _stated(date: Date) -> Published:
    start, slash, end = date.value.partition("/")
    whole = slash and _is_w3c(start) and _is_w3c(end)
    attributes = {"notBefore": start, "notAfter": end} if whole else _moment(date.value)
    return Published(
        attributes | {"cert": date.certainty.value}, date.text, f"as stated by the {date.role}"
    )


def _after_event(date: Date, dates: tuple[Date, ...]) -> Published:
    if not _is_w3c(date.value) or date.value.startswith("--"):
        reason = "not stated; the dateline names a day without its year"
        return Published({"cert": "unknown"}, date.text, reason)
    bounds = {"notBefore": date.value}
    reason = "not before the day named in the dateline"
    latest = max((_last_day(d.value) for d in dates if d.role in _OF_AN_ADDRESS), default="")
    if latest >= date.value:
        bounds["notAfter"] = latest
        reason += ", not after the month in the address"
    return Published(bounds | {"cert": date.certainty.value}, date.text, reason)


def _last_day(value: str) -> str:
    if not _FORMS[1][0].fullmatch(value[:7]) or not _is_w3c(value[:7]):
        return ""
    if len(value) > len("2023-05"):
        return value if _is_w3c(value) else ""
    return f"{value}-{monthrange(int(value[:4]), int(value[5:7]))[1]:02}"


def _moment(value: str) -> dict[str, str]:
    minute = _MINUTE.fullmatch(value)
    if minute and _is_w3c(minute[1]):
        # @when would demand seconds, which the source does not state
        return {"when": minute[1], "when-iso": value}
    return {"when": value} if _is_w3c(value) else {}


def _is_w3c(value: str) -> bool:
    yearless = _YEARLESS.fullmatch(value)
    if yearless:
        return _exists(f"{_LEAP_YEAR}-{yearless[1]}")
    return any(form.fullmatch(value) and _exists(full.format(value)) for form, full in _FORMS)


def _exists(day: str) -> bool:
    try:
        calendar_date.fromisoformat(day)
    except ValueError:
        return False
    return True
