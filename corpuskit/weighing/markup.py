"""What the elements around the blocks of a page hold: text, links, characters, and where it is.

The elements of a page are a tree, and an article is a branch of it: what stands in the same element
as much text is likely text itself, and the more so the nearer the element is.
"""

from collections.abc import Hashable, Sequence
from functools import cached_property
from math import exp

from corpuskit.reader import Element, Layout
from corpuskit.text.lines import Line
from corpuskit.weighing.elements import Elements, Nearness, nearest

MOST_COUNTED = 1500
"""Characters: a longer block says no more about where the text is."""
ARTICLE_SHARE = 0.6
"""An element with so much of the text of a page holds the article."""
PAGE_SHARE = 0.9
"""What an element says of itself by its class holds for a part of a page, not for the whole."""
HEADLINE = "h1"
NEAR_HEADLINE = 3
"""Elements: a headline may have so many more inside."""


class Markup:
    """The blocks of one page with the elements around them.

    `odds` are log-odds that each block is text, by which its characters count as text.
    """

    def __init__(self, elements: Elements, odds: Sequence[float]) -> None:
        self.elements = elements
        self.odds = odds
        self.lines, self.layouts, self.sizes = elements.lines, elements.layouts, elements.sizes
        self.masses = list(map(self._mass, self.lines, self.layouts, self.sizes, odds))
        self.total = sum(self.masses) + 1.0
        self.mass_in = dict.fromkeys(elements.size_in, 0.0)
        for layout, mass in zip(self.layouts, self.masses, strict=True):
            if mass:
                for element in layout.elements:
                    self.mass_in[element.number] += mass

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
    def distances(self) -> list[int]:
        """How far from the stretch of the article each block stands, 0 inside it."""
        first, last = self.block
        return [max(first - place, place - last, 0) for place in range(len(self.lines))]

    @cached_property
    def headline(self) -> int:
        """The place of the first block in a main headline, -1 for none."""
        for place, layout in enumerate(self.layouts):
            if any(element.tag == HEADLINE for element in layout.elements[-NEAR_HEADLINE:]):
                return place
        return -1

    @cached_property
    def kinds_near(self) -> list[Nearness]:
        """How near an element of each kind is that does not hold the whole page."""
        most = PAGE_SHARE * self.total
        return self.elements.by_chain(
            lambda layout: nearest(
                each for each in self.elements.named(layout) if self.mass_in[each.number] <= most
            )
        )

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

    def other_text_alike(self, kinds: Sequence[Hashable]) -> list[float]:
        """Give how much of the text of the page stands in other blocks of the kind of each."""
        pairs = zip(sums_alike(kinds, self.masses), self.masses, strict=True)
        return [(total - own) / self.total for total, own in pairs]

    def _mass(self, line: Line, layout: Layout, size: float, odds: float) -> float:
        if not line.running or layout.hidden or layout.attribute:
            return 0.0
        return min(size, MOST_COUNTED) * (1 - layout.links) / (1 + exp(-odds))


def sums_alike(kinds: Sequence[Hashable], values: Sequence[float]) -> list[float]:
    """Add up the values of all blocks of a kind; give the sum for each block."""
    found: dict[Hashable, float] = {}
    for kind, value in zip(kinds, values, strict=True):
        found[kind] = found.get(kind, 0.0) + value
    return [found[kind] for kind in kinds]


def _depth(layout: Layout, number: int) -> int:
    for depth, element in enumerate(reversed(layout.elements)):
        if element.number == number:
            return depth
    return -1
