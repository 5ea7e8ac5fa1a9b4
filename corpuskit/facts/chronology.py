"""The dates of a page: which it states, which year is meant, and which one is the page's own.

A missing year is asked of the document in a fixed order: the address, the timestamp, the crawl
field, the words of the sentence. What none of them says stays unknown.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpuskit.facts.datelines import Formula
from corpuskit.facts.dates import (
    Anchor,
    Stated,
    Year,
    find_dates,
    find_year,
    read_date,
    sentence_year,
)
from corpuskit.labels.label import Labelled
from corpuskit.labels.line_rules import TIMESTAMP
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Certainty, Date, Label, Precision
from corpuskit.text.lines import Line
from corpuskit.text.pieces import CRAWL_FIELD

SILENT = frozenset({Label.CHROME, Label.ALT_TEXT, Label.BLANK})
"""Labels of lines whose dates are not the document's own."""
LONGEST_SENTENCE = 600
ANCHORS = ("url", "timestamp", "crawl_field")
"""Roles of dates that a missing year is known from, the best first."""
ROLES_OF_A_DOCUMENT = ("timestamp", "dateline", "url", "crawl_field")
"""Roles of dates that can be the date of the document, the best first."""
SENTENCE_END = re.compile(r"[.!?…][\"”’)]*\s+(?=[^\W\d_a-z])")


DATE_LINE_ROLES = {TIMESTAMP: "other_timestamp"}
"""Roles of date lines by detail: a timestamp that is not the page's own is a clock or another's."""
DATE_PIECES = frozenset({"year", "short_year", "month", "month_name", "day", "hour", "minute"})
BEHIND_THE_TEXT = 3
"""Lines: so near behind the text a timestamp is still the page's own."""


class Mention(NamedTuple):
    """A date as it stands in a line, before a missing year is looked for.

    `certainty` is about its role: a timestamp beside the text may be a clock of the site.
    """

    line: Line
    stated: Stated
    role: str
    certainty: Certainty = Certainty.HIGH


def find_mentions(
    lines: Iterable[Labelled], lexicon: Lexicon, formula: Formula | None
) -> Iterator[Mention]:
    """Give the dates that the labelled lines of a page state, in document order."""
    lines = tuple(lines)
    own, certainty = _own_timestamp(lines)
    for line, verdict, _ in lines:
        if verdict.label is Label.SOURCE_LINE:
            yield from _url_dates(line, lexicon)
        elif verdict.label is Label.DATE_LINE:
            is_own = line.place == own
            role = "timestamp" if is_own else DATE_LINE_ROLES.get(verdict.detail, verdict.detail)
            yield from _date_line(line, role, lexicon, certainty if is_own else Certainty.HIGH)
        elif verdict.label not in SILENT:
            yield from _text_dates(line, lexicon, formula)


def _text_dates(line: Line, lexicon: Lexicon, formula: Formula | None) -> Iterator[Mention]:
    own = formula.stated if formula and formula.line is line else None
    if own:
        yield Mention(line, own, "dateline")
    for stated in find_dates(line.text, lexicon):
        if own is None or stated.start >= own.end:
            yield Mention(line, stated, "text")


def _own_timestamp(lines: Sequence[Labelled]) -> tuple[int, Certainty]:
    """Choose the timestamp of the page itself, or -1, and how sure that is.

    Between headline and text it is. Directly above them, or just behind the text, it likely is.
    Anywhere else it belongs to the site's clock or to another page.
    """
    stamps = [i.line.place for i in lines if i.verdict.detail == TIMESTAMP]
    title = next((i.line.place for i in lines if i.verdict.label is Label.TITLE), -1)
    lead = next((i.line.place for i in lines if i.verdict.label is Label.LEAD), -1)
    last = max((i.line.place for i in lines if i.line.running), default=-1)
    head = title if title >= 0 else lead
    for place in stamps:
        if 0 <= title < place < lead:
            return place, Certainty.HIGH
    for place in stamps:
        if place == head - 1 or 0 <= last < place <= last + BEHIND_THE_TEXT:
            return place, Certainty.MEDIUM
    return -1, Certainty.UNKNOWN


def _date_line(line: Line, role: str, lexicon: Lexicon, certainty: Certainty) -> Iterator[Mention]:
    forms = lexicon.crawl_fields if role == CRAWL_FIELD else lexicon.timestamps
    for match in forms.match(line.text + " "):
        stated = read_date(match, lexicon)
        if stated:
            yield Mention(line, _narrowed(stated, match), role, certainty)
            return


def _url_dates(line: Line, lexicon: Lexicon) -> Iterator[Mention]:
    for match in lexicon.url_dates.search(line.text):
        stated = read_date(match, lexicon)
        if stated:
            yield Mention(line, _narrowed(stated, match), "url")
            return


def _narrowed(stated: Stated, match: re.Match[str]) -> Stated:
    """Narrow a match to the stretch from the first to the last piece of its date."""
    said = [group for group, text in match.groupdict().items() if text and group in DATE_PIECES]
    spans = [match.span(group) for group in said]
    return stated._replace(start=min(spans)[0], end=max(end for _, end in spans))


def resolve(mentions: Sequence[Mention], lexicon: Lexicon) -> tuple[Date, ...]:
    """Give the dates of a page with the years that the document itself supplies."""
    anchors = _anchors(mentions)
    own = [_date(m, _year(m, anchors, lexicon)) for m in mentions if m.role == "dateline"]
    if own and own[0].certainty is not Certainty.UNKNOWN:
        anchors = [*anchors, Anchor("document", _stated_in(own[0]))]
    others = [_date(m, _year(m, anchors, lexicon)) for m in mentions if m.role != "dateline"]
    return tuple(sorted([*own, *others], key=lambda date: date.start))


def _anchors(mentions: Iterable[Mention]) -> list[Anchor]:
    whole = [m for m in mentions if m.role in ANCHORS and m.stated.year]
    whole.sort(key=lambda mention: ANCHORS.index(mention.role))
    return [Anchor(mention.role, mention.stated) for mention in whole]


def _year(mention: Mention, anchors: Iterable[Anchor], lexicon: Lexicon) -> Year | None:
    stated = mention.stated
    if stated.year:
        return None
    year = find_year(stated, anchors)
    if year is None and mention.role == "dateline":
        said = sentence_year(stated, _sentence(mention), lexicon)
        year = Year(said, "sentence", Certainty.MEDIUM) if said else None
    return year


def _sentence(mention: Mention) -> str:
    text = mention.line.text[: mention.stated.end + LONGEST_SENTENCE]
    end = SENTENCE_END.search(text, mention.stated.end)
    return text[: end.start()] if end else text


def _stated_in(date: Date) -> Stated:
    year, month, day = (int(part) for part in date.value.split("-"))
    return Stated(date.start, date.end, year, month, day)


def _date(mention: Mention, year: Year | None) -> Date:
    line, stated, role, certainty = mention
    found = year or _own_year(stated, certainty)
    whole = stated if stated.year else stated._replace(year=found.year)
    offset = line.piece.offset
    return Date(
        value=whole.value,
        precision=Precision.MINUTE if whole.timed else whole.precision,
        certainty=found.certainty,
        method=found.method,
        role=role,
        text=line.text[stated.start : stated.end],
        start=offset(stated.start),
        end=offset(stated.end),
    )


def _own_year(stated: Stated, certainty: Certainty) -> Year:
    if stated.year:
        return Year(stated.year, "explicit", certainty)
    return Year(0, "none", Certainty.UNKNOWN)


def document_date(dates: Iterable[Date]) -> Date | None:
    """Choose the date of the document: the timestamp, else the day of the dateline, and so on."""
    own = [date for date in dates if date.role in ROLES_OF_A_DOCUMENT]
    return min(own, key=lambda date: ROLES_OF_A_DOCUMENT.index(date.role), default=None)
