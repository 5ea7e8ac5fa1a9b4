"""What the elements around the blocks of a page hold: text, links, characters, and where it is.

The elements of a page are a tree, and an article is a branch of it: what stands in the same element
as much text is likely text itself, and the more so the nearer the element is.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from math import exp
from typing import TypeVar

from corpuskit.reader import Element, Layout
from corpuskit.text.lines import Line

MOST_COUNTED = 1500
"""Characters: a longer block says no more about where the text is."""
ARTICLE_SHARE = 0.6
"""An element with so much of the text of a page holds the article."""
PAGE_SHARE = 0.9
"""What an element says of itself by its class holds for a part of a page, not for the whole."""
HEADLINE = "h1"
NEAR_HEADLINE = 3
"""Elements: a headline may have so many more inside."""
NO_LAYOUT = Layout()
KINDS = (
    "comments", "advertising", "related", "social", "dialog", "navigation", "aside", "frame",
    "caption", "about", "title", "content",
)  # fmt: skip
"""The kinds of element that words of classes speak of (weights/class_words.toml), in the order in
which an element is called by one: what says "comment-body" is a comment."""

_Answer = TypeVar("_Answer")
ClassWords = Mapping[str, Sequence[str]]
"""Words of classes and ids, each with the kinds of element that they speak of."""


class Markup:
    """The blocks of one page with the elements around them.

    `odds` are log-odds that each block is text, by which its characters count as text.
    """

    def __init__(self, lines: Sequence[Line], odds: Sequence[float], words: ClassWords) -> None:
        self.lines = lines
        self.odds = odds
        self.words = words
        self.layouts = [line.piece.layout or NO_LAYOUT for line in lines]
        self.sizes = [float(len("".join(line.text.split()))) for line in lines]
        self.masses = list(map(self._mass, lines, self.layouts, self.sizes, odds))
        self.total = sum(self.masses) + 1.0
        self._known_kinds: dict[int, Sequence[str]] = {}
        self.mass_in: dict[int, float] = {}
        self.size_in: dict[int, float] = {}
        self.links_in: dict[int, float] = {}
        for layout, size, mass in zip(self.layouts, self.sizes, self.masses, strict=True):
            for element in layout.elements:
                number = element.number
                self.mass_in[number] = self.mass_in.get(number, 0.0) + mass
                self.size_in[number] = self.size_in.get(number, 0.0) + size
                self.links_in[number] = self.links_in.get(number, 0.0) + size * layout.links

    @cached_property
    def article(self) -> int:
        """The number of the innermost element with most of the text, -1 for none."""
        deepest, found = -1, -1
        for layout in self.layouts:
            for depth, element in enumerate(layout.elements):
                if depth > deepest and self.mass_in[element.number] >= ARTICLE_SHARE * self.total:
                    deepest, found = depth, element.number
        return found

    @cached_property
    def depths(self) -> list[int]:
        """How many elements lie between a block and that of the article, -1 outside it."""
        return [_depth(layout, self.article) for layout in self.layouts]

    @cached_property
    def block(self) -> tuple[int, int]:
        """The places of the first and the last text in the element of the article."""
        pairs = enumerate(zip(self.masses, self.depths, strict=True))
        places = [place for place, (mass, depth) in pairs if mass > 0 and depth >= 0]
        return (places[0], places[-1]) if places else (len(self.lines), -1)

    @cached_property
    def sides(self) -> list[int]:
        """Whether a block stands in the stretch of the article (0), above it (1), below it (2)."""
        first, last = self.block
        places = range(len(self.lines))
        return [0 if first <= place <= last else 1 if place < first else 2 for place in places]

    @cached_property
    def headline(self) -> int:
        """The place of the first block in a main headline, -1 for none."""
        for place, layout in enumerate(self.layouts):
            if any(element.tag == HEADLINE for element in layout.elements[-NEAR_HEADLINE:]):
                return place
        return -1

    @cached_property
    def regions(self) -> list[Mapping[str, int]]:
        """How near an element of each name is: 1 for the nearest two, 2 for four, 3 beyond."""
        return self._by_chain(_regions)

    @cached_property
    def kinds_near(self) -> list[Mapping[str, int]]:
        """How near an element of each kind is: 3 for the nearest two, 2 for five, 1 beyond."""
        return self._by_chain(lambda layout: self._kinds(layout, PAGE_SHARE * self.total))

    @cached_property
    def nearest_kinds(self) -> list[str]:
        """The kind of the nearest element that has one, "" for none."""
        return self._by_chain(self._nearest_kind)

    @cached_property
    def kinds_anywhere(self) -> list[Mapping[str, int]]:
        """The same, elements that hold the whole page among them."""
        return self._by_chain(lambda layout: self._kinds(layout, self.total))

    def around(self, layout: Layout, steps: int) -> Element | None:
        """Give the element so many steps outside that of a block, or the outermost."""
        elements = layout.elements
        return elements[max(len(elements) - 1 - steps, 0)] if elements else None

    def other_text(self, place: int, steps: int) -> float:
        """Give how much of the text of the page shares that element, without the block itself."""
        element = self.around(self.layouts[place], steps)
        if element is None:
            return 0.0
        return (self.mass_in[element.number] - self.masses[place]) / self.total

    def _by_chain(self, ask: Callable[[Layout], _Answer]) -> list[_Answer]:
        """Ask about the elements of each block, once for all blocks of an element."""
        found: dict[int, _Answer] = {}
        for layout in self.layouts:
            number = _innermost(layout)
            if number not in found:
                found[number] = ask(layout)
        return [found[_innermost(layout)] for layout in self.layouts]

    def _mass(self, line: Line, layout: Layout, size: float, odds: float) -> float:
        if not line.running or layout.hidden or layout.attribute:
            return 0.0
        return min(size, MOST_COUNTED) * (1 - layout.links) / (1 + exp(-odds))

    def _kinds(self, layout: Layout, most: float) -> dict[str, int]:
        found: dict[str, int] = {}
        for distance, element in enumerate(reversed(layout.elements)):
            if self.mass_in[element.number] > most:
                break
            for kind in self._kinds_of(element):
                found.setdefault(kind, 3 if distance < 2 else 2 if distance < 5 else 1)  # noqa: PLR2004  # as said
        return found

    def _nearest_kind(self, layout: Layout) -> str:
        for element in reversed(layout.elements):
            kinds = self._kinds_of(element)
            if kinds:
                return min(kinds, key=KINDS.index)
        return ""

    def _kinds_of(self, element: Element) -> Sequence[str]:
        """Give the kinds that the words of an element speak of, looked up once for a page."""
        found = self._known_kinds.get(element.number)
        if found is None:
            found = tuple(kind for word in element.words for kind in self.words.get(word, ()))
            self._known_kinds[element.number] = found
        return found


def _innermost(layout: Layout) -> int:
    return layout.elements[-1].number if layout.elements else -1


def _regions(layout: Layout) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for distance, element in enumerate(reversed(layout.elements)):
        found.setdefault(element.tag, 1 + min(distance // 2, 2))
    return found


def _depth(layout: Layout, number: int) -> int:
    for depth, element in enumerate(reversed(layout.elements)):
        if element.number == number:
            return depth
    return -1
