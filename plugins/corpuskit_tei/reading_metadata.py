"""The metadata of a text: what its header says, and the places in the text that prove it."""

from collections import deque
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from corpuskit import (
    Byline,
    Certainty,
    Dateline,
    Fact,
    Label,
    Metadata,
    Span,
    SpanKind,
)
from corpuskit_tei.reading_dates import read_dates
from corpuskit_tei.reading_proofs import (
    RULE,
    Proof,
    Statement,
    first,
    of_kind,
    proved_fact,
    stated_fact,
    statement,
)
from corpuskit_tei.reading_source import FILE
from corpuskit_tei.reading_statements import (
    ARTICLE,
    WORK,
    read_description,
    read_keywords,
    read_language,
    read_licence,
    read_publisher,
    read_section,
)
from corpuskit_tei.reading_values import certainty, path, text_of

_ADDRESS = f"{ARTICLE}/{path('idno')}[@type='URI']"
_NO_SPAN = Span(SpanKind.DATELINE, -1, -1, "")


class Line(NamedTuple):
    """A block as the proof of a title: its label and rule, its text and where that starts."""

    label: Label
    rule: str
    text: str
    start: int


def read_metadata(text: etree._Element, lines: Sequence[Line], proofs: Sequence[Proof]) -> Metadata:
    """Read the metadata of one text."""
    dates, dateline = read_dates(text, proofs), _dateline(text, proofs)
    return Metadata(
        title=_title(text, lines),
        language=read_language(text),
        date=dates.document,
        dateline=dateline and replace(dateline, date=dates.dateline),
        bylines=_bylines(text, proofs),
        source_name=_source_name(text, proofs),
        source_url=_source_url(text, proofs),
        end_mark=_end_mark(proofs),
        dates=dates.all,
        url=_url(text),
        publisher=read_publisher(text),
        licence=read_licence(text),
        description=read_description(text),
        section=read_section(text),
        keywords=read_keywords(text),
    )


def _title(text: etree._Element, lines: Sequence[Line]) -> Fact | None:
    title = text.find(f"{FILE}/{path('titleStmt', 'title')}[@level='a']")
    if title is None:
        return None
    value, sure = text_of(title), certainty(title)
    for line in lines:
        if line.label is Label.TITLE and line.text == value:
            return Fact(value, value, line.start, line.start + len(value), line.rule, sure)
    return stated_fact(Statement(value, sure))


def _bylines(text: etree._Element, proofs: Sequence[Proof]) -> tuple[Byline, ...]:
    """Read the bylines, each with a place that names it as surely and is no other's."""
    bylines = [_byline(author) for author in text.iterfind(f"{ARTICLE}/{path('author')}")]
    free = of_kind(proofs, SpanKind.PERSON)
    # a name may be written otherwise where it stands: what is left over is taken in order
    for key in (_name_and_certainty, _certainty_alone):
        places: dict[Hashable, deque[Proof]] = {}
        for proof in free:
            places.setdefault(key(proof.span.text, proof.certainty), deque()).append(proof)
        bylines = [_placed(b, places.get(key(b.name, b.certainty))) for b in bylines]
        free = [proof for left in places.values() for proof in left]
    return tuple(bylines)


def _name_and_certainty(name: str, sure: Certainty | None) -> Hashable:
    return name, sure


def _certainty_alone(_: str, sure: Certainty | None) -> Hashable:
    return sure


def _placed(byline: Byline, places: deque[Proof] | None) -> Byline:
    if byline.start >= 0 or not places:
        return byline
    span = places.popleft().span
    return replace(byline, start=span.start, end=span.end)


def _byline(author: etree._Element) -> Byline:
    roles = tuple(author.get("role", "").split())
    return Byline(text_of(author), roles, -1, -1, RULE, certainty(author))


def _source_name(text: etree._Element, proofs: Sequence[Proof]) -> Fact | None:
    said = statement(text.find(f"{WORK}/{path('note')}[@type='attribution']"))
    if said is None:
        return None
    for proof in reversed(proofs):
        span = proof.span
        if span.kind is SpanKind.AGENCY and (span.value or span.text) == said.value:
            return proved_fact(said, span)
    return stated_fact(said)


def _url(text: etree._Element) -> Fact | None:
    said = statement(text.find(f"{_ADDRESS}[@subtype='document']"))
    return said and stated_fact(said)


def _source_url(text: etree._Element, proofs: Sequence[Proof]) -> Fact | None:
    own = (number for number in text.iterfind(_ADDRESS) if number.get("subtype") is None)
    said, proof = statement(next(own, None)), first(proofs, SpanKind.URL)
    if said is None:
        return None
    is_proved = proof and proof.certainty is said.certainty
    return proved_fact(said, proof.span) if proof and is_proved else stated_fact(said)


def _end_mark(proofs: Sequence[Proof]) -> Fact | None:
    proof = first(proofs, SpanKind.END_MARK)
    return proof and _of_span(proof)


def _dateline(text: etree._Element, proofs: Sequence[Proof]) -> Dateline | None:
    whole, place = first(proofs, SpanKind.DATELINE), first(proofs, SpanKind.PLACE)
    agency = _agency(text, proofs)
    if not (whole or place or agency):
        return None
    span, sure = (whole.span, whole.certainty) if whole else (_NO_SPAN, None)
    return Dateline(
        text=span.text,
        start=span.start,
        end=span.end,
        rule=RULE,
        certainty=sure or Certainty.UNKNOWN,
        agency=agency,
        place=place and _of_span(place),
    )


def _agency(text: etree._Element, proofs: Sequence[Proof]) -> Fact | None:
    said = statement(text.find(f"{ARTICLE}/{path('respStmt', 'orgName')}"))
    if said is None:
        return None
    proof = first(proofs, SpanKind.AGENCY)
    if not proof or proof.certainty is not said.certainty:
        return stated_fact(said)
    # without a full name the header repeats the code as printed
    is_code = not proof.span.value and proof.span.text == said.value
    value = "" if is_code else said.value
    return proved_fact(Statement(value, said.certainty), proof.span)


def _of_span(proof: Proof) -> Fact:
    sure = proof.certainty or Certainty.UNKNOWN
    return proved_fact(Statement(proof.span.value or proof.span.text, sure), proof.span)
