"""Spans inside a block: where they stand in its normalised text, and the elements they become."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from corpuskit import Block, Span, SpanKind
from corpuskit_tei.dates import datable
from corpuskit_tei.names import TEI, add, web_address
from corpuskit_tei.pieces import Certainties

_NARROWEST, _WIDEST = 64, 4096
"""How far from where it should be a span is looked for, in code points.

Between the two it is as much as normalisation changed the length of the block: letters that were
written in two code points each can halve it.
"""


class Mark(NamedTuple):
    """A span found in the text of its block, with the marks inside it."""

    start: int
    end: int
    span: Span
    inner: tuple["Mark", ...] = ()


def find_marks(block: Block) -> tuple[Mark, ...]:
    """Find the spans of a block in its text; one that is not there or crosses another is dropped.

    Only a dateline holds other marks.
    """
    if not block.spans:
        return ()
    found = _locate(block)
    dateline = next((mark for mark in found if mark.span.kind is SpanKind.DATELINE), None)
    if dateline is None:
        return tuple(_apart(found))
    others = [mark for mark in found if mark.span.kind is not SpanKind.DATELINE]
    inside = [mark for mark in others if dateline.start <= mark.start and mark.end <= dateline.end]
    outside = [m for m in others if m.end <= dateline.start or m.start >= dateline.end]
    whole = dateline._replace(inner=tuple(_apart(inside)))
    return tuple(_apart(sorted([whole, *outside], key=_place)))


def _locate(block: Block) -> list[Mark]:
    text, printed = block.text, block.raw.strip()
    ratio = len(text) / len(printed) if printed else 1.0
    window = min(_WIDEST, _NARROWEST + abs(len(printed) - len(text)))
    source, place = block.start + len(block.raw) - len(block.raw.lstrip()), 0
    found: list[Mark] = []
    for span in sorted(block.spans, key=lambda span: span.start):
        distance = max(0, span.start - source)
        at = place + distance
        if not text.startswith(span.text, at):
            at = _nearest(text, span.text, place + round(distance * ratio), window)
        if at >= 0 and span.text:
            source, place = span.start, at
            found.append(Mark(at, at + len(span.text), span))
    return sorted(found, key=_place)


def _nearest(text: str, wanted: str, at: int, window: int) -> int:
    after = text.find(wanted, at, at + len(wanted) + window)
    before = text.rfind(wanted, max(0, at - window), at + len(wanted))
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - at), default=-1)


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _apart(marks: Iterable[Mark]) -> Iterable[Mark]:
    behind = 0
    for mark in marks:
        if mark.start >= behind:
            behind = mark.end
            yield mark


def _key(span: Span) -> dict[str, str]:
    return {"key": span.value} if span.value else {}


def _date(span: Span) -> dict[str, str]:
    return datable(span.value)


def _url(span: Span) -> dict[str, str]:
    address = web_address(span.value) or web_address(span.text)
    return {"target": address} if address else {}


_ELEMENTS: Mapping[SpanKind, tuple[str, dict[str, str]]] = {
    SpanKind.DATELINE: ("seg", {"type": "dateline"}),
    SpanKind.AGENCY: ("orgName", {"type": "newsroom"}),
    SpanKind.PLACE: ("placeName", {}),
    SpanKind.DATE: ("date", {}),
    SpanKind.PERSON: ("persName", {}),
    SpanKind.URL: ("ref", {}),
    SpanKind.ABBREVIATION: ("abbr", {}),
    SpanKind.END_MARK: ("seg", {"type": "end-mark"}),
}
_VALUES: Mapping[SpanKind, Callable[[Span], dict[str, str]]] = {
    SpanKind.AGENCY: _key,
    SpanKind.PLACE: _key,
    SpanKind.DATE: _date,
    SpanKind.URL: _url,
}


class Stretch(NamedTuple):
    """A part of the text of a block, with the marks inside it."""

    text: str
    start: int
    end: int
    marks: Sequence[Mark]


def fill(element: etree._Element, stretch: Stretch, certainties: Certainties) -> None:
    """Put a stretch into an element: every character once, marks as child elements."""
    text, cursor, last = stretch.text, stretch.start, None
    for mark in stretch.marks:
        _append(element, last, text[cursor : mark.start])
        last = _add_mark(element, mark.span, certainties)
        fill(last, Stretch(text, mark.start, mark.end, mark.inner), certainties)
        cursor = mark.end
    _append(element, last, text[cursor : stretch.end])


def _add_mark(element: etree._Element, span: Span, certainties: Certainties) -> etree._Element:
    name, attributes = _ELEMENTS[span.kind]
    if span.kind in _VALUES:
        attributes = attributes | _VALUES[span.kind](span)
    attributes = attributes | known_certainty(span, certainties)
    if span.kind is SpanKind.PERSON and element.tag == TEI + "byline":
        name = "docAuthor"
    return add(element, name, "", attributes)


def known_certainty(span: Span, certainties: Certainties) -> dict[str, str]:
    """Give `@cert` of a span that the metadata rest on."""
    known = certainties.get((span.kind, span.start, span.end))
    return {"cert": known.value} if known else {}


def _append(element: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        element.text = text or None
    else:
        last.tail = text or None
