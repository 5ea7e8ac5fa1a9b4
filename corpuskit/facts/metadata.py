"""What a page says of itself, each statement with the stretch that proves it.

Only labelled lines are asked: the title line for the title, bylines for names, source lines for
where the text was taken from. What is stated outside the text confirms it or is added to it; what
neither says is absent.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpuskit.facts.authors import AUTHOR
from corpuskit.facts.choosing import settle_dates
from corpuskit.facts.chronology import find_mentions, resolve
from corpuskit.facts.datelines import Formula, find_dateline
from corpuskit.facts.letterheads import find_letterhead
from corpuskit.facts.stated import Told, look_beside, with_statements
from corpuskit.facts.urls import host_of
from corpuskit.labels.date_rules import SIGNED, signed_date
from corpuskit.labels.label import Labelled
from corpuskit.labels.page_rules import ANNOUNCEMENT
from corpuskit.labels.people import find_names
from corpuskit.lexicon.lexicon import NO_CREDIT, Lexicon
from corpuskit.model import Byline, Certainty, Date, Dateline, Fact, Label, Metadata
from corpuskit.text.lines import Line

PARAGRAPHS = frozenset({Label.LEAD, Label.PARAGRAPH})
PERMALINKS = " \xb6\U0001f517"
"""Signs that programs for documentation put behind a heading, as a link to itself."""
SURE = 0.9
"""Confidence from which a title is certain: it is said again further down."""


class Whole(NamedTuple):
    """What the lines of a page say together: `mottos` are places of the head of official texts."""

    mottos: Sequence[int] = ()
    has_article: bool = True


USUAL = Whole()


def read_metadata(
    lines: Sequence[Labelled],
    lexicon: Lexicon,
    language: Fact | None,
    told: Told | None = None,
    whole: Whole = USUAL,
) -> Metadata:
    """Read the metadata of a page from its labelled lines, and from what is told of it besides.

    Where nothing looks like an article, the day in a teaser is none of the page: only a dateline
    with an agency counts there.
    """
    running = [i.line for i in lines if i.line.running and i.verdict.label in PARAGRAPHS]
    mottos = whole.mottos
    official = find_letterhead([i.line for i in lines], mottos[0], lexicon) if mottos else None
    formula = official or find_dateline(running, lexicon)
    if formula and not (official or whole.has_article or formula.agency):
        formula = None
    beside = look_beside(told, lexicon)
    mentions = list(find_mentions(lines, lexicon, formula, beside.dates))
    date, dates = settle_dates(resolve(mentions, lexicon, beside.dates), beside.dates)
    source_name, source_url = _source(lines, lexicon)
    metadata = Metadata(
        title=_title(lines),
        language=language,
        date=date,
        dateline=formula and _dateline(formula, dates),
        bylines=tuple(_bylines(lines, lexicon)),
        source_name=source_name,
        source_url=source_url,
        end_mark=_end_mark(lines, lexicon),
        dates=dates,
    )
    return with_statements(metadata, told, beside, lexicon) if told else metadata


def _title(lines: Iterable[Labelled]) -> Fact | None:
    for line, verdict, _ in lines:
        if verdict.label is Label.TITLE and verdict.detail != ANNOUNCEMENT:
            sure = verdict.reason.confidence >= SURE
            certainty = Certainty.HIGH if sure else Certainty.MEDIUM
            end = len(line.text.rstrip(PERMALINKS)) or len(line.text)
            return _fact(line, 0, end, verdict.reason.rule, certainty)
    return None


def _fact(
    line: Line, start: int, end: int, rule: str, certainty: Certainty = Certainty.HIGH
) -> Fact:
    text, offset = line.text[start:end], line.piece.offset
    return Fact(text, text, offset(start), offset(end), rule, certainty)


def _dateline(formula: Formula, dates: Iterable[Date]) -> Dateline:
    offset = formula.line.piece.offset
    known = formula.agency is None or bool(formula.agency.value)
    return Dateline(
        text=formula.line.text[: formula.end],
        start=offset(0),
        end=offset(formula.end),
        rule=formula.rule,
        certainty=Certainty.HIGH if known else Certainty.MEDIUM,
        agency=formula.agency,
        part_of_day=formula.part_of_day,
        place=formula.place,
        date=next((date for date in dates if date.role == "dateline"), None),
    )


def _bylines(lines: Iterable[Labelled], lexicon: Lexicon) -> Iterator[Byline]:
    for line, verdict, _ in lines:
        if verdict.label is Label.BYLINE or verdict.detail == SIGNED:
            yield from _names(line, verdict.reason.rule, lexicon)


def _names(line: Line, rule: str, lexicon: Lexicon) -> Iterator[Byline]:
    opening, start = lexicon.credits.before(line.text) or NO_CREDIT
    signed = signed_date(line.text, lexicon)
    ends = len(line.text) if signed < 0 else signed
    closing, end = lexicon.credits.after(line.text) or (None, ends)
    credit = opening or closing
    roles, certainty = (credit.roles, Certainty.HIGH) if credit else (AUTHOR, Certainty.MEDIUM)
    offset = line.piece.offset
    for name in find_names(line.text[:end], lexicon, start, lone=credit is not None):
        yield Byline(name.text, roles, offset(name.start), offset(name.end), rule, certainty)


def _source(lines: Iterable[Labelled], lexicon: Lexicon) -> tuple[Fact | None, Fact | None]:
    """Read the last source line: its name and its address, each if it has one."""
    for line, verdict, _ in reversed(list(lines)):
        if verdict.label is Label.SOURCE_LINE:
            for match in lexicon.source_lines.fullmatch(line.text):
                spans = {group: match.span(group) for group in match.groupdict() if match[group]}
                return _source_name(line, spans, lexicon), _part(line, spans, "url")
    return None, None


def _part(line: Line, spans: dict[str, tuple[int, int]], group: str) -> Fact | None:
    return _fact(line, *spans[group], "source_line.form") if group in spans else None


def _source_name(line: Line, spans: dict[str, tuple[int, int]], lexicon: Lexicon) -> Fact | None:
    """Give the name in a source line; the value is the agency's full name where it is known."""
    fact = _part(line, spans, "name")
    if fact is None:
        return None
    url = _part(line, spans, "url")
    agency = lexicon.agencies.by_name(fact.text) or (
        lexicon.agencies.by_host(host_of(url.text)) if url else None
    )
    value = agency.name if agency else fact.text
    return Fact(value, fact.text, fact.start, fact.end, fact.rule, fact.certainty)


def _end_mark(lines: Sequence[Labelled], lexicon: Lexicon) -> Fact | None:
    """Find the last mark with which a paragraph closes the text."""
    for line, verdict, _ in reversed(lines):
        if verdict.label in PARAGRAPHS and line.text.endswith(lexicon.end_marks):
            mark = next(filter(line.text.endswith, lexicon.end_marks))
            return _fact(line, len(line.text) - len(mark), len(line.text), "end_mark")
    return None
