"""The dates of a text: those that it names, and the one of its publication in the header."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from corpuskit import Certainty, Date, Label, Precision, SpanKind
from corpuskit_tei.dates import datable
from corpuskit_tei.reading_marks import stated_date
from corpuskit_tei.reading_proofs import Proof, of_kind
from corpuskit_tei.reading_source import FILE
from corpuskit_tei.reading_values import certainty, path, text_of

_PUBLISHED = f"{FILE}/{path('sourceDesc', 'biblStruct', 'monogr', 'imprint', 'date')}"
_CREATED = path("teiHeader", "profileDesc", "creation", "date")
_STATED = "as stated by the "
_AFTER_EVENT = "not before the day named in the dateline"
_YEARLESS = "not stated; the dateline names a day"
_LENGTHS = {4: Precision.YEAR, 7: Precision.MONTH}


class Dates(NamedTuple):
    """The date of the document, that of its dateline, and all of them."""

    document: Date | None
    dateline: Date | None
    all: tuple[Date, ...]


def read_dates(text: etree._Element, proofs: Sequence[Proof]) -> Dates:
    """Read the dates of one text."""
    named = [_named(proof) for proof in of_kind(proofs, SpanKind.DATE)]
    document = next(_document(text, named), None)
    if document:
        named = [document if _is_same_place(date, document) else date for date in named]
        named += [document] if document not in named else []
    inside = next((date for date in named if date.role == "dateline" and date.start >= 0), None)
    return Dates(document, inside, (*named, *_bound(text)))


def _named(proof: Proof) -> Date:
    span, value = proof.span, proof.span.value
    role = "timestamp" if proof.label is Label.DATE_LINE else "text"
    return Date(
        value=value,
        precision=_precision(value),
        certainty=proof.certainty or Certainty.UNKNOWN,
        method=_method(value, span.text),
        role="dateline" if proof.is_in_dateline else role,
        text=span.text,
        start=span.start,
        end=span.end,
    )


def _document(text: etree._Element, named: Sequence[Date]) -> Iterator[Date]:
    """Give the date that the header says the document is of, at the place that proves it."""
    published, reason = text.find(_PUBLISHED), text_of(text.find(_CREATED))
    if published is None:
        return
    sure, proof = certainty(published), text_of(published)
    if reason.startswith(_STATED):
        value, role = _stated_value(published), reason.removeprefix(_STATED)
        yield _proved(
            Date(value, _precision(value), sure, _method(value, proof), role, proof, -1, -1), named
        )
    elif reason.startswith(_AFTER_EVENT):
        value = published.get("notBefore", "")
        day = Date(value, Precision.DAY, sure, _method(value, proof), "dateline", proof, -1, -1)
        yield _proved(day, named)
    elif reason.startswith(_YEARLESS):
        yield _yearless(proof, named)


def _stated_value(published: etree._Element) -> str:
    start, end = published.get("notBefore"), published.get("notAfter")
    return f"{start}/{end}" if start and end else stated_date(published)


def _proved(date: Date, named: Sequence[Date]) -> Date:
    """Give the date at the first place that names it, with the same words and as surely."""
    for other in named:
        if (other.value, other.text, other.certainty) == (date.value, date.text, date.certainty):
            return _placed(date, other)
    return date


def _yearless(proof: str, named: Sequence[Date]) -> Date:
    for other in named:
        if other.text == proof and (other.value.startswith("--") or not datable(other.value)):
            day = Date(
                other.value, Precision.DAY, other.certainty, "none", "dateline", proof, -1, -1
            )
            return _placed(day, other)
    return Date("", Precision.DAY, Certainty.UNKNOWN, "none", "dateline", proof, -1, -1)


def _placed(date: Date, other: Date) -> Date:
    return replace(date, start=other.start, end=other.end)


def _is_same_place(date: Date, other: Date) -> bool:
    return (date.start, date.end) == (other.start, other.end)


def _bound(text: etree._Element) -> Iterator[Date]:
    """Give the date of an address, where it bounds the day of publication."""
    published, reason = text.find(_PUBLISHED), text_of(text.find(_CREATED))
    latest = "" if published is None else published.get("notAfter", "")
    if latest and reason.startswith(_AFTER_EVENT):
        month = latest[: len("2023-05")]
        value = month if _last_day(month) == latest else latest
        yield Date(value, _precision(value), Certainty.UNKNOWN, "", "address", value, -1, -1)


def _last_day(month: str) -> str:
    if not datable(month):
        return ""
    return f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]:02}"


def _precision(value: str) -> Precision:
    if "/" in value:
        return Precision.INTERVAL
    if "T" in value:
        return Precision.MINUTE
    is_known = not value.startswith("--")
    return _LENGTHS.get(len(value), Precision.DAY) if is_known else Precision.DAY


def _method(value: str, text: str) -> str:
    """Say where the year came from, "" when that is not to be seen."""
    if not value or value.startswith("--"):
        return "none"
    return "explicit" if value[:4] in text else ""
