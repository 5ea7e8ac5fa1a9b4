"""The marks inside a block element, as places in its text."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from corpuskit import Certainty, SpanKind
from corpuskit_tei.names import TEI, web_address
from corpuskit_tei.reading_values import certainty, text_of

_KINDS: Mapping[tuple[str, str], SpanKind] = {
    ("seg", "dateline"): SpanKind.DATELINE,
    ("orgName", "newsroom"): SpanKind.AGENCY,
    ("placeName", ""): SpanKind.PLACE,
    ("date", ""): SpanKind.DATE,
    ("persName", ""): SpanKind.PERSON,
    ("docAuthor", ""): SpanKind.PERSON,
    ("ref", ""): SpanKind.URL,
    ("abbr", ""): SpanKind.ABBREVIATION,
    ("seg", "end-mark"): SpanKind.END_MARK,
}


class Found(NamedTuple):
    """A marked stretch of a text, what it stands for, and how sure what rests on it is.

    `length` is how long the stretch is in the original source; `certainty` is None where no
    metadata rest on it.
    """

    kind: SpanKind
    start: int
    text: str
    value: str
    certainty: Certainty | None
    length: int

    @property
    def end(self) -> int:
        """The offset behind the last character in the text."""
        return self.start + len(self.text)


def found_marks(element: etree._Element, start: int = 0) -> Iterator[Found]:
    """Give the marks inside an element, outer before inner; its text begins at `start`."""
    place = start
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if inner is not element:
                yield from _mark(inner, place)
            place += len(inner.text or "")
        elif inner is not element:
            place += len(inner.tail or "")


def sureness(element: etree._Element) -> Certainty | None:
    """Give how sure the metadata that rest on a mark are."""
    return certainty(element) if element.get("cert") else None


def _mark(element: etree._Element, start: int) -> Iterator[Found]:
    name = str(element.tag).removeprefix(TEI)
    kind = _KINDS.get((name, element.get("type", "")))
    if kind:
        text = text_of(element)
        value = _value(kind, element, text)
        yield Found(kind, start, text, value, sureness(element), len(text))


def _value(kind: SpanKind, element: etree._Element, text: str) -> str:
    if kind is SpanKind.DATE:
        return stated_date(element)
    if kind is SpanKind.URL:
        target = element.get("target", "")
        return text if web_address(text) == target and target else target
    return element.get("key", "")


def stated_date(element: etree._Element) -> str:
    """Give the date that the attributes of an element state, "" for none."""
    start, end = element.get("from"), element.get("to")
    if start and end:
        return f"{start}/{end}"
    return element.get("when-iso") or element.get("when") or ""
