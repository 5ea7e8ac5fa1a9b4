"""A document as one row of plain strings, for the formats that are tables.

Every field is a string and "" stands for what the source does not say, so that a column has the
same type in every row. Nothing is filled in by guessing: a partial date never becomes a day.
"""

import re
from collections.abc import Iterable
from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple

from corpuskit.model import Byline, Date, Document, Fact, Label, Source

BODY_LABELS = frozenset({Label.LEAD, Label.PARAGRAPH})
"""The labels that `n_paragraphs` counts."""

DATE_KINDS = {
    "stated": "published",
    "timestamp": "published",
    "dateline": "event",
    "address": "url",
    "crawl_field": "crawl",
}
"""What a date is the date of, by its role; every other role is its own kind."""

SEPARATOR = "; "
"""What stands between the values of a field that holds several."""

_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]")
_KNOWN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?", re.ASCII)


class FlatFields(NamedTuple):
    """What a row says of one document.

    `date` is a whole day ("2023-05-18") or ""; a month, a year or an interval is in
    `date_not_before` and `date_not_after`, its first and its last day, and a date without a year in
    `date_raw` alone, which holds every date as printed. `date_kind` is "published", "event" (the
    day that a dateline names), "url", "crawl" or the role of the date. `agency` is the code as
    printed in the dateline, `publisher` what is stated, else the full name of the agency. `url` is
    the address of the document, else the one that its text was taken from, `source_id` what the
    source calls the document. The counts are decimal: code points of `text`, kept paragraphs (leads
    included), and blocks left out.
    """

    id: str
    text: str
    title: str
    dateline: str
    date: str
    date_raw: str
    date_not_before: str
    date_not_after: str
    date_cert: str
    date_kind: str
    authors: str
    byline: str
    publisher: str
    agency: str
    source_name: str
    url: str
    licence: str
    lang: str
    n_chars: str
    n_paragraphs: str
    n_left_out: str
    warnings: str
    path: str
    source_id: str
    sha256: str


class FlatDate(NamedTuple):
    """The fields of a row that come from the date of the document."""

    date: str = ""
    date_raw: str = ""
    date_not_before: str = ""
    date_not_after: str = ""
    date_cert: str = ""
    date_kind: str = ""


def flat_fields(document: Document) -> FlatFields:
    """Give the row of `document`."""
    metadata, kept = document.metadata, tuple(document.kept)
    text = "\n".join([block.text for block in kept])
    dateline = metadata.dateline
    agency = dateline.agency if dateline else None
    return FlatFields(
        id=document.id,
        text=text,
        title=_value(metadata.title),
        dateline=dateline.text if dateline else "",
        **flat_date(metadata.date)._asdict(),
        authors=_authors(metadata.bylines),
        byline=_byline(document),
        publisher=_value(metadata.publisher or agency),
        agency=agency.text if agency else "",
        source_name=_value(metadata.source_name),
        url=_value(metadata.url or metadata.source_url),
        licence=_value(metadata.licence),
        lang=_value(metadata.language),
        n_chars=str(len(text)),
        n_paragraphs=str(sum(block.label in BODY_LABELS for block in kept)),
        n_left_out=str(
            sum(block.label is not Label.BLANK for block in document.blocks) - len(kept)
        ),
        warnings=SEPARATOR.join(dict.fromkeys(warning.code for warning in document.warnings)),
        path=document.source.name,
        source_id=_stated_id(document.source),
        sha256=document.source.sha256,
    )


def flat_date(stated: Date | None) -> FlatDate:
    """Give the fields of a date; all are "" when there is none."""
    if stated is None:
        return FlatDate()
    first, last = day_range(stated.value)
    is_day = first != "" and first == last
    return FlatDate(
        date=first if is_day else "",
        date_raw=stated.text,
        date_not_before="" if is_day else first,
        date_not_after="" if is_day else last,
        date_cert=stated.certainty.value,
        date_kind=DATE_KINDS.get(stated.role, stated.role),
    )


def day_range(value: str) -> tuple[str, str]:
    """Give the first and the last day that an ISO 8601 date, month, year or interval can mean.

    Both are "" when the year is unknown or the value is no date: `day_range("2023-02")` is
    `("2023-02-01", "2023-02-28")`, `day_range("--05-18")` is `("", "")`.
    """
    first, slash, last = value.partition("/")
    days = (*_days(first), *_days(last if slash else first))
    return (days[0], days[-1]) if all(days) and days[0] <= days[-1] else ("", "")


def _days(value: str) -> tuple[str, str]:
    known = _KNOWN.fullmatch(value)
    if known is None:
        return "", ""
    year, month, day = (int(part) if part else 0 for part in known.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return "", ""
    if day:
        return first.isoformat(), first.isoformat()
    return first.isoformat(), _end(year, month or 12).isoformat()


def _end(year: int, month: int) -> date:
    """Give the last day of a month; the month behind the last one of all has no date."""
    if (year, month) == (MAXYEAR, 12):
        return date.max
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _value(fact: Fact | None) -> str:
    return fact.value if fact else ""


def _stated_id(source: Source) -> str:
    """Give the first id that the source has for itself, in one line."""
    ids = (statement.value for statement in source.stated if statement.kind == "id")
    return next(filter(None, (" ".join(_CONTROLS.sub(" ", value).split()) for value in ids)), "")


def _authors(bylines: Iterable[Byline]) -> str:
    """Give each name once: one person may have two bylines, for the words and for the photos."""
    return SEPARATOR.join(dict.fromkeys(byline.name for byline in bylines))


def _byline(document: Document) -> str:
    credits_ = (block.text for block in document.blocks if block.label is Label.BYLINE)
    return SEPARATOR.join(filter(None, credits_))
