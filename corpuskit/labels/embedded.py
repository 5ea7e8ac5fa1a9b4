"""Lists and tables that a page embeds between the paragraphs of its text.

Their lines are short and end without a stop, as those of menus do; only where they stand tells
them apart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from corpuskit.labels.markup_rules import layout_of
from corpuskit.labels.page import Page
from corpuskit.reader import Element
from corpuskit.text.lines import Line
from corpuskit.weighing.traits import is_shown

LISTS = frozenset({"ul", "ol", "dl"})
TABLE, ROW = "table", "tr"
PARTS = LISTS | {TABLE}
BESIDE_TEXT = frozenset({"aside", "nav", "header", "footer", "form"})
FEWEST_ITEMS = 2
FEWEST_CELLS = 2
"""Cells of a row; a table with one cell in each row lays out a picture and its caption."""
FEWEST_ROWS = 2
MOST_LINKS = 0.3
"""How much of a list may be links, by characters; an embedded list of other pages has more."""
Ends = dict[int, tuple[int, int]]
"""The places of the first and the last paragraph directly in an element, by its number."""


def find_embedded(page: Page) -> frozenset[int]:
    """Give the places of lines in lists and tables between paragraphs of the same element."""
    shown = [line for line in page.lines if is_shown(line)]
    ends = _paragraph_ends(shown, page)
    held = Counter(element.number for line in shown for element in layout_of(line).elements)
    embedded: set[int] = set()
    for part, group in groupby(shown, key=lambda line: _part_between(line, ends, held)):
        lines = list(group)
        if part and _FORMS[part.tag == TABLE](lines) and not _leads_away(lines):
            embedded.update(line.place for line in lines)
    return frozenset(embedded)


def _paragraph_ends(lines: Iterable[Line], page: Page) -> Ends:
    ends: Ends = {}
    for line in lines:
        if line.running and page.is_open(line.place) and not page.seems_furniture(line.place):
            for element in layout_of(line).elements[-2:]:
                first, _ = ends.get(element.number, (line.place, 0))
                ends[element.number] = first, line.place
    return ends


def _part_between(line: Line, ends: Ends, held: Mapping[int, int]) -> Element | None:
    """Give the list or table around a line that stands by itself between paragraphs."""
    elements = layout_of(line).elements
    for place, part in enumerate(elements):
        if part.tag in PARTS:
            around = _around(elements[:place], held, held[part.number])
            first, last = ends.get(around, (line.place, line.place))
            if first < line.place < last:
                return part
    return None


def _around(elements: Sequence[Element], held: Mapping[int, int], lines: int) -> int:
    """Give the number of the innermost element that holds more than so many lines, or -1.

    Elements that only wrap a list are no part of the page's order, but for boxes beside the text.
    """
    for element in reversed(elements):
        if held[element.number] > lines:
            return element.number
        if element.tag in BESIDE_TEXT:
            return -1
    return -1


def _is_list(lines: Sequence[Line]) -> bool:
    return len(lines) >= FEWEST_ITEMS


def _is_table(lines: Sequence[Line]) -> bool:
    rows = [len(list(cells)) for _, cells in groupby(lines, key=_row_of)]
    return sum(cells >= FEWEST_CELLS for cells in rows) >= FEWEST_ROWS


def _row_of(line: Line) -> int:
    rows = (element.number for element in reversed(layout_of(line).elements) if element.tag == ROW)
    return next(rows, -1)


def _leads_away(lines: Sequence[Line]) -> bool:
    size = sum(len(line.text) for line in lines)
    return sum(layout_of(line).links * len(line.text) for line in lines) > MOST_LINKS * size


_FORMS = {False: _is_list, True: _is_table}
