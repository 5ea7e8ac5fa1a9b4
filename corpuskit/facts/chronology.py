"""The dates of a page: which it states, and which year is meant.

A missing year is asked of the document in a fixed order: an address in the text, the stated day of
publication, its own address, the timestamp, the crawl field, the days of the last change and of
the crawl, the words of the sentence. What none of them says stays unknown.

An address in the text comes first, since a text that was taken over tells of the days of the first
publication.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from corpuskit.facts.datelines import Formula
from corpuskit.facts.dates import ERAS, Stated, find_dates, read_date
from corpuskit.facts.outside import (
    ADDRESS,
    CRAWLED,
    MODIFIED,
    STATED,
    Outside,
    publication_days,
)
from corpuskit.facts.reviews import sentence_year
from corpuskit.facts.timestamps import own_timestamp
from corpuskit.facts.years import Anchor, Year, find_year, weaker
from corpuskit.labels.date_rules import DATES_BESIDE_WORDS, TIMESTAMP
from corpuskit.labels.label import Labelled
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Certainty, Date, Label
from corpuskit.text.lines import Line
from corpuskit.text.pieces import CRAWL_FIELD

SILENT = frozenset({Label.CHROME, Label.ALT_TEXT, Label.BLANK})
"""Labels of lines whose dates are not the document's own."""
LONGEST_SENTENCE = 600
ANCHORS = ("url", STATED, ADDRESS, "timestamp", CRAWL_FIELD, MODIFIED, CRAWLED)
"""Roles of dates that a missing year is known from, the best first."""
SENTENCE_END = re.compile(r"[.!?…][\"”’)]*\s+(?=[^\W\d_a-z])")


WITH_OWN_FORMS = frozenset({Label.SOURCE_LINE, Label.DATE_LINE})
"""Labels of lines that hold one date, in a form of their own."""
DATE_PIECES = frozenset(ERAS) | {
    "year", "short_year", "month", "month_name", "day", "hour", "minute", "second", "half",
}  # fmt: skip


Place = tuple[int, int]
"""The place of a line, and an offset in its text."""


class Mention(NamedTuple):
    """A date as it stands in a line, before a missing year is looked for.

    `certainty` is about its role: a timestamp beside the text may be a clock of the site.
    """

    line: Line
    stated: Stated
    role: str
    certainty: Certainty = Certainty.HIGH


def find_mentions(
    lines: Iterable[Labelled],
    lexicon: Lexicon,
    formula: Formula | None,
    outside: Sequence[Outside] = (),
) -> Iterator[Mention]:
    """Give the dates that the labelled lines of a page state, in document order.

    The days of publication `outside` the text help to tell a timestamp from a clock of the site.
    """
    lines = tuple(lines)
    alone = {i.line.place: list(_line_dates(i, lexicon)) for i in lines if _has_own_form(i)}
    mentions = [mention for found in alone.values() for mention in found]
    stamps = {m.line.place: m.stated for m in mentions if m.role == "timestamp"}
    said = chain(_said_elsewhere(mentions, formula, lexicon), publication_days(outside))
    own = own_timestamp(stamps, lines, said)
    for line, verdict, _ in lines:
        if line.place in alone:
            for mention in alone[line.place]:
                yield _with_role(mention, is_own=line.place == own.place, certainty=own.certainty)
        elif verdict.label not in SILENT:
            yield from _text_dates(line, lexicon, formula)


def _has_own_form(item: Labelled) -> bool:
    return item.verdict.label in WITH_OWN_FORMS


def _line_dates(item: Labelled, lexicon: Lexicon) -> Iterator[Mention]:
    if item.verdict.label is Label.SOURCE_LINE:
        yield from _url_dates(item.line, lexicon)
    elif item.verdict.label is Label.DATE_LINE:
        yield from _date_line(item.line, item.verdict.detail, lexicon)


def _with_role(mention: Mention, *, is_own: bool, certainty: Certainty) -> Mention:
    if mention.role != "timestamp":
        return mention
    if is_own:
        return mention._replace(certainty=certainty)
    return mention._replace(role="other_timestamp")


def _said_elsewhere(
    mentions: Iterable[Mention], formula: Formula | None, lexicon: Lexicon
) -> Iterator[Stated]:
    """Give what the article says of its day outside its timestamps."""
    yield from (m.stated for m in mentions if m.role in ("url", CRAWL_FIELD))
    if formula and formula.stated:
        stated = formula.stated
        year = stated.year or sentence_year(stated, _sentence(formula.line, stated), lexicon)
        yield stated._replace(year=year)


def _text_dates(line: Line, lexicon: Lexicon, formula: Formula | None) -> Iterator[Mention]:
    own = formula.stated if formula and formula.line is line else None
    if own:
        yield Mention(line, own, "dateline")
    for stated in find_dates(line.text, lexicon):
        if own is None or stated.start >= own.end:
            yield Mention(line, stated, "text")


def _date_line(line: Line, detail: str, lexicon: Lexicon) -> Iterator[Mention]:
    forms = lexicon.crawl_fields if detail == CRAWL_FIELD else lexicon.timestamps
    finds = DATES_BESIDE_WORDS.get(detail)
    start = finds(line.text, lexicon) if finds else 0
    role = TIMESTAMP if finds else detail
    for match in forms.match(line.text + " ", start):
        stated = read_date(match, lexicon)
        if stated:
            yield Mention(line, _narrowed(stated, match), role)
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


def resolve(
    mentions: Sequence[Mention], lexicon: Lexicon, outside: Sequence[Outside] = ()
) -> tuple[Date, ...]:
    """Give the dates of a page with the years that the document itself supplies."""
    anchors = _anchors(mentions, outside)
    own = [_date(m, _year(m, anchors, lexicon)) for m in mentions if m.role == "dateline"]
    if own and own[0].certainty is not Certainty.UNKNOWN:
        anchors = [*anchors, Anchor("document", _stated_in(own[0]), own[0].certainty)]
    spoken = _years_spoken_of(mentions)
    others = [
        _date(m, _less_sure(_year(m, anchors, lexicon), m, spoken))
        for m in mentions
        if m.role != "dateline"
    ]
    return tuple(sorted([*own, *others], key=lambda date: date.start))


def _anchors(mentions: Iterable[Mention], outside: Iterable[Outside]) -> list[Anchor]:
    whole = [m for m in mentions if m.role in ANCHORS and m.stated.year]
    anchors = [
        *(Anchor(o.date.role, o.stated, o.date.certainty) for o in outside if not o.unset),
        *(Anchor(mention.role, mention.stated, mention.certainty) for mention in whole),
    ]
    return sorted(anchors, key=lambda anchor: ANCHORS.index(anchor.method))


def _year(mention: Mention, anchors: Iterable[Anchor], lexicon: Lexicon) -> Year | None:
    stated = mention.stated
    if stated.year:
        return None
    if stated.range_year:
        return Year(stated.range_year, "sentence", Certainty.HIGH)
    year = find_year(stated, anchors)
    if year is None and mention.role == "dateline":
        said = sentence_year(stated, _sentence(mention.line, stated), lexicon)
        year = Year(said, "sentence", Certainty.MEDIUM) if said else None
    return year


def _years_spoken_of(mentions: Iterable[Mention]) -> Mapping[Place, int]:
    """Give the last year that is printed in its paragraph before each day without one."""
    spoken: dict[Place, int] = {}
    place, year = -1, 0
    for line, stated, _, _ in mentions:
        place, year = line.place, year if line.place == place else 0
        if stated.year and not stated.until:
            year = stated.year
        elif year:
            spoken[place, stated.start] = year
    return spoken


def _less_sure(year: Year | None, mention: Mention, spoken: Mapping[Place, int]) -> Year | None:
    """Lower the certainty of a year that was found for a day inside the text.

    Only datelines are known to lie near the day of the document; and a paragraph that speaks of
    another year may mean that one.
    """
    if year is None or year.method == "sentence":
        return year
    place = (mention.line.place, mention.stated.start)
    other = spoken.get(place, year.year) != year.year
    most = Certainty.LOW if other and not mention.stated.relation else Certainty.MEDIUM
    return year._replace(certainty=weaker(year.certainty, most))


def _sentence(line: Line, stated: Stated) -> str:
    text = line.text[: stated.end + LONGEST_SENTENCE]
    end = SENTENCE_END.search(text, stated.end)
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
        value=whole.moment,
        precision=whole.full_precision,
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
