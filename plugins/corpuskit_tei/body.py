"""The body: each kept block once and in order, an empty `gap` where one was left out.

The text of the body is the text of the kept blocks and line ends between them, nothing else.
"""

import re
from collections.abc import Callable, Mapping

from lxml import etree

from corpuskit import SpanKind
from corpuskit_tei.layout import Slot, bottom_start, lay_out
from corpuskit_tei.marks import Mark, Stretch, fill, find_marks, known_certainty
from corpuskit_tei.names import TEI, XML_ID, add
from corpuskit_tei.pieces import Page, Piece

_SEPARATOR = re.compile(r"(?:\s*[,:\N{EN DASH}\N{EM DASH}-]+(?=\s))?\s*")


def add_body(text: etree._Element, page: Page, *, inline_dateline: bool) -> None:
    """Add the body of one document to its `text`."""
    body = add(text, "body", "\n")
    article = add(body, "div", "\n", {"type": "article", XML_ID: page.id("article")})
    article.tail = "\n"
    slots = lay_out(page.pieces)
    bottom = bottom_start(slots)
    parent = article
    for index, (slot, piece) in enumerate(zip(slots, page.pieces, strict=True)):
        if slot is Slot.SECTION:
            parent = add(article, "div", "\n", {"type": "section"})
            parent.tail = "\n"
        elif index == bottom:
            parent = article
        if slot is Slot.FIRST_PARAGRAPH and not inline_dateline:
            _first_paragraph(parent, page, piece)
        else:
            _BUILDERS[slot](parent, page, piece)


def _block(name: str, kind: str = "") -> Callable[[etree._Element, Page, Piece], None]:
    def build(parent: etree._Element, page: Page, piece: Piece) -> None:
        element = _open(parent, name, page, piece)
        if kind:
            element.set("type", kind)
        _fill_whole(element, page, piece)

    return build


def _neutral(parent: etree._Element, page: Page, piece: Piece) -> None:
    element = _open(parent, "ab", page, piece)
    element.set("type", piece.block.label.value)
    _fill_whole(element, page, piece)


def _figure(parent: etree._Element, page: Page, piece: Piece) -> None:
    figure = _open(parent, "figure", page, piece)
    _fill_whole(add(figure, "head", "", {"type": "caption"}), page, piece)


def _description(parent: etree._Element, page: Page, piece: Piece) -> None:
    add(_open(parent, "figure", page, piece), "figDesc", piece.block.text)


def _gap(parent: etree._Element, page: Page, piece: Piece) -> None:
    said = page.attributes(piece)
    attributes = {
        "reason": "editorial",
        "unit": "chars",
        "quantity": str(len(piece.block.text)),
        "corresp": f"#{said[XML_ID]}",
        "ana": said["ana"],
    }
    add(parent, "gap", "", attributes).tail = "\n"


def _first_paragraph(parent: etree._Element, page: Page, piece: Piece) -> None:
    marks = find_marks(piece.block)
    end = _dateline_end(piece.block.text, marks)
    if not 0 < end < len(piece.block.text):
        _BUILDERS[Slot.PARAGRAPH](parent, page, piece)
        return
    text, dateline = piece.block.text, marks[0]
    said = page.attributes(piece)
    middle = min(piece.end, piece.start + _source_length(piece, dateline) + end - dateline.end)
    own = {XML_ID: f"{said[XML_ID]}.dateline", "corresp": page.place(piece.start, middle)}
    element = add(parent, "dateline", "", own | known_certainty(dateline.span, page.certainties))
    fill(element, Stretch(text, 0, end, dateline.inner), page.certainties)
    # no line end between the two: together they are one line of the source
    paragraph = _open(parent, "p", page, piece)
    paragraph.set("corresp", page.place(middle, piece.end))
    fill(paragraph, Stretch(text, end, len(text), marks[1:]), page.certainties)


def _dateline_end(text: str, marks: tuple[Mark, ...]) -> int:
    """Give the end of the dateline that opens the text, its separator and blank included."""
    if not marks or marks[0].span.kind is not SpanKind.DATELINE or marks[0].start:
        return 0
    end = separator_end(text, marks[0].end)
    return min(end, marks[1].start) if len(marks) > 1 else end


def separator_end(text: str, start: int) -> int:
    """Give the end of the separator and the blank that follow a dateline, which ends at `start`."""
    separator = _SEPARATOR.match(text, start)
    return separator.end() if separator else start


def _source_length(piece: Piece, dateline: Mark) -> int:
    length = dateline.span.end - dateline.span.start
    return length - piece.block.raw.strip().count("\r\n", 0, length)


def _open(parent: etree._Element, name: str, page: Page, piece: Piece) -> etree._Element:
    element = etree.SubElement(parent, TEI + name, page.attributes(piece))
    element.tail = "\n"
    return element


def _fill_whole(element: etree._Element, page: Page, piece: Piece) -> None:
    text = piece.block.text
    fill(element, Stretch(text, 0, len(text), find_marks(piece.block)), page.certainties)


_BUILDERS: Mapping[Slot, Callable[[etree._Element, Page, Piece], None]] = {
    Slot.HEAD: _block("head", "main"),
    Slot.SECTION: _block("head"),
    Slot.FIRST_PARAGRAPH: _block("p"),
    Slot.PARAGRAPH: _block("p"),
    Slot.FIGURE: _figure,
    Slot.DESCRIPTION: _description,
    Slot.BYLINE: _block("byline"),
    Slot.DATELINE: _block("dateline"),
    Slot.TRAILER: _block("trailer", "source"),
    Slot.NEUTRAL: _neutral,
    Slot.GAP: _gap,
}
