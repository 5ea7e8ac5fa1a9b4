"""Lists and tables that a page embeds in its text.

Their lines are short and end without a stop, as those of menus do; only where they stand tells
them apart.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from statistics import fmean
from typing import NamedTuple

from corpuskit.labels.markup_rules import MOSTLY_TEXT, layout_of, stands_in
from corpuskit.labels.page import Page
from corpuskit.reader import Element
from corpuskit.text.lines import Line
from corpuskit.weighing.elements import HEADINGS
from corpuskit.weighing.markup import ARTICLE_SHARE
from corpuskit.weighing.traits import is_shown

TABLE, ROW = "table", "tr"
LIST_SIGNS = ("-", "–", "+", "•", "*")
PARTS = frozenset({"ul", "ol", TABLE})
"""Not `dl`: forums tell with it who wrote, and papers when."""
TERMS, DEFINITION = "dl", "dd"
FEWEST_WORDS_OF_A_DEFINITION = 5
BESIDE_TEXT = frozenset({"aside", "nav", "header", "footer", "form"})
FEWEST_ITEMS = 2
FEWEST_CELLS = 2
"""Cells of a row; a table with one cell in each row lays out a picture and its caption."""
FEWEST_ROWS = 2
MOST_LINKS = 0.3
"""How much of a list may be links, by characters; an embedded list of other pages has more."""
MOST_FURNITURE = 0.25
"""How much of a list may be words of furniture."""
MAYBE_TEXT = 0.1
"""How likely lines of a list below all paragraphs are text in the mean; comments are not so."""
NOWHERE = -1
"""The number of an element that is not there."""
Ends = dict[int, tuple[int, int]]
"""The places of the first and the last paragraph in an element, by its number."""


class _Part(NamedTuple):
    """A list or table, and whether it stands below all paragraphs around it."""

    element: Element
    below: bool


class Around:
    """What stands around the lines of a page: elements with paragraphs in them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.shown = [line for line in page.lines if is_shown(line)]
        self._ends = _paragraph_ends(
            [line for line in self.shown if line.running and page.may_be_text(line)]
        )
        self._held = Counter(e.number for line in self.shown for e in layout_of(line).elements)

    def part_of(self, line: Line) -> _Part | None:
        """Give the list or table around a line that stands in a text, the outermost if several."""
        elements = layout_of(line).elements
        for place, element in enumerate(elements):
            if element.tag in PARTS:
                outer = elements[:place]
                if self._is_between(line, outer, element):
                    return _Part(element, below=False)
                if self._is_below(line, outer, self._held[element.number]):
                    return _Part(element, below=True)
        return None

    def _is_between(self, line: Line, outer: Sequence[Element], part: Element) -> bool:
        """Whether an element around a part has paragraphs above it, and below where it begins."""
        for element in reversed(outer):
            first, last = self._ends.get(element.number, (line.place, line.place))
            if element.tag in BESIDE_TEXT or first < line.place < last:
                begins_text = stands_in(self.page.lines[first], (part.number,))
                return not begins_text and element.tag not in BESIDE_TEXT
        return False

    def is_amid(self, line: Line) -> bool:
        """Whether an element right around a line without links has paragraphs on both sides."""
        layout = layout_of(line)
        if layout.links or any(element.tag in BESIDE_TEXT for element in layout.elements):
            return False
        around = (self._ends.get(e.number, (line.place, line.place)) for e in layout.elements[-2:])
        return any(first < line.place < last for first, last in around)

    def _is_below(self, line: Line, outer: Sequence[Element], size: int) -> bool:
        """Whether paragraphs stand beside it, all above; what holds nothing else only wraps it."""
        beside = (element for element in reversed(outer) if self._held[element.number] > size)
        element = next(beside, None)
        first, last = self._ends.get(element.number, (0, 0)) if element else (0, 0)
        return element is not None and element.tag not in BESIDE_TEXT and first < last < line.place


def find_embedded(around: Around) -> frozenset[int]:
    """Give the places of lines in lists and tables between paragraphs of a text, or below them."""
    parts = groupby(around.shown, key=around.part_of)
    groups = ((part, tuple(lines)) for part, lines in parts if part)
    return frozenset(
        line.place
        for part, lines in groups
        if _is_embedded(part, lines, around.page)
        for line in lines
    )


def find_defined(around: Around) -> frozenset[int]:
    """Give the places of lines in lists of terms whose definitions are texts."""
    lists = groupby(around.shown, key=_list_of_terms)
    groups = (tuple(lines) for number, lines in lists if number != NOWHERE)
    found = (lines for lines in groups if _defines(lines, around.page))
    free = (line for lines in found for line in lines if layout_of(line).links <= MOST_LINKS)
    return frozenset(line.place for line in free)


def _list_of_terms(line: Line) -> int:
    """Give the number of the outermost list of terms around a line, NOWHERE for none."""
    terms = (element.number for element in layout_of(line).elements if element.tag == TERMS)
    return next(terms, NOWHERE)


def _defines(lines: Sequence[Line], page: Page) -> bool:
    texts = [line for line in lines if _is_definition(line) and page.may_be_text(line)]
    share = sum(len(line.text) for line in texts) / sum(len(line.text) for line in lines)
    is_text = len(texts) >= FEWEST_ITEMS and share >= MOSTLY_TEXT
    return is_text and not leads_away(lines) and not is_furnished(lines, page)


def _is_definition(line: Line) -> bool:
    """Whether a line of a list of terms is running text, or says in a sentence what a term is."""
    says = line.stopped and len(line.text.split()) >= FEWEST_WORDS_OF_A_DEFINITION
    return line.running or (says and layout_of(line).tag == DEFINITION)


def find_amid(around: Around) -> frozenset[int]:
    """Give the places of running text and items between paragraphs of the same element."""
    long = (line for line in around.shown if line.running or line.text.startswith(LIST_SIGNS))
    return frozenset(line.place for line in long if around.is_amid(line))


def _paragraph_ends(texts: Sequence[Line]) -> Ends:
    """Find the ends for elements that hold paragraphs directly, and for that of the article."""
    article, ends = _article(texts), Ends()
    for line in texts:
        elements = layout_of(line).elements
        for element in {*elements[-2:], *(e for e in elements if e.number == article)}:
            first, _ = ends.get(element.number, (line.place, 0))
            ends[element.number] = first, line.place
    return ends


def _article(texts: Sequence[Line]) -> int:
    """Give the number of the innermost element with most of the text, NOWHERE for none."""
    sizes = Counter[int]()
    for line in texts:
        for element in layout_of(line).elements:
            sizes[element.number] += len(line.text)
    most = ARTICLE_SHARE * sum(len(line.text) for line in texts)
    chains = ([e.number for e in layout_of(t).elements if sizes[e.number] >= most] for t in texts)
    return [NOWHERE, *max(chains, key=len, default=[])][-1]


def _is_embedded(part: _Part, lines: Sequence[Line], page: Page) -> bool:
    if not _has_form(part, lines) or leads_away(lines) or is_furnished(lines, page):
        return False
    return not part.below or fmean(page.likelihood(line, 1) for line in lines) >= MAYBE_TEXT


def _has_form(part: _Part, lines: Sequence[Line]) -> bool:
    is_long = len(lines) >= FEWEST_ITEMS
    return is_table(lines, FEWEST_ROWS) if part.element.tag == TABLE else is_long


def is_furnished(lines: Sequence[Line], page: Page) -> bool:
    """Say whether much of a list is words of furniture, as where a text can be shared."""
    found = [page.furniture_words(line) for line in lines]
    return sum(amount for amount, _ in found) > MOST_FURNITURE * sum(words for _, words in found)


def is_table(lines: Sequence[Line], fewest: int) -> bool:
    """Say whether so many rows of what stands in a table have several cells."""
    rows = [len(list(cells)) for _, cells in groupby(lines, key=_row_of)]
    return sum(cells >= FEWEST_CELLS for cells in rows) >= fewest


def _row_of(line: Line) -> int:
    rows = (element.number for element in reversed(layout_of(line).elements) if element.tag == ROW)
    return next(rows, NOWHERE)


def leads_away(lines: Sequence[Line], most: float = MOST_LINKS) -> bool:
    """Say whether more of the lines are links, or some are headings: teasers have both."""
    layouts = [layout_of(line) for line in lines]
    size = sum(len(line.text) for line in lines)
    linked = sum(e.links * len(line.text) for e, line in zip(layouts, lines, strict=True))
    return linked > most * size or any(layout.tag in HEADINGS for layout in layouts)
