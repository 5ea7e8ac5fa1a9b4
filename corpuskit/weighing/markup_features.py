"""The features of marked-up pages, asked twice: of each block alone, then of blocks together.

The first round says where text seems to be; the second counts by that what the elements hold.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from corpuskit.reader import Layout
from corpuskit.weighing.columns import Column, capped, crossed, flagged, graded, same
from corpuskit.weighing.elements import KINDS
from corpuskit.weighing.markup import Markup

Ask = Callable[[Markup], Column]
TAGS = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "div", "span", "a", "figcaption",
    "blockquote", "pre", "dt", "dd", "time", "button", "option", "label", "section", "article",
    "em", "strong", "b", "ul", "img", "body", "br",
)  # fmt: skip
REGIONS = (
    "nav", "header", "footer", "aside", "form", "figure", "article", "main", "table", "blockquote",
    "a", "figcaption", "button", "select", "dl",
)  # fmt: skip
ODDS = (-6, -4, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4, 6)
SIZES = (5, 15, 30, 60, 100, 200, 400)
SHARES = (0.001, 0.03, 0.1, 0.25, 0.5, 0.8)
DENSITIES = (0.01, 0.1, 0.3, 0.5, 0.7, 0.9)
DISTANCES = (1, 2, 3, 5, 9, 17, 40)
STEPS_OUT = (1, 2, 3, 5)
LONG_ITEM = 80
DEEPEST = 6


class MarkupFeature(NamedTuple):
    """A feature: its name, the family under which it is explained, and its answers for a page.

    `weighs` says that the answers depend on what was weighed before; others are the same twice.
    """

    name: str
    family: str
    ask: Ask
    weighs: bool = False


def odds(m: Markup) -> Column:
    """How likely the block is text by what was weighed before."""
    return graded(m.odds, ODDS)


def tag_and_end(m: Markup) -> Column:
    """The element that makes the block, and whether the block ends like a sentence."""
    names = {tag: number for number, tag in enumerate(TAGS)}
    tags = [names.get(layout.tag, len(TAGS)) for layout in m.layouts]
    return crossed(Column(tags, len(TAGS) + 1), _stopped(m))


def size_and_end(m: Markup) -> Column:
    """Text is long and stops; entries of menus are short and do not."""
    return crossed(graded(m.sizes, SIZES), _stopped(m))


def list_item(m: Markup) -> Column:
    """Whether the block stands in a list, as an item, and whether it is long and stops."""
    in_list = [any(e.tag in ("ul", "ol") for e in layout.elements) for layout in m.layouts]
    is_item = flagged(layout.tag == "li" for layout in m.layouts)
    is_long = flagged(size > LONG_ITEM for size in m.sizes)
    form = crossed(is_item, _stopped(m), is_long)
    values = [
        value + 1 if listed else 0 for value, listed in zip(form.values, in_list, strict=True)
    ]
    return Column(values, form.answers + 1)


def links(m: Markup) -> Column:
    """How much of the block stands in links, and how long it is."""
    shares = graded((layout.links for layout in m.layouts), (0.001, 0.1, 0.3, 0.6, 0.95))
    return crossed(shares, graded(m.sizes, (15, 40, 100)))


def hidden(m: Markup) -> Column:
    """Whether a browser would not show the block."""
    return flagged(layout.hidden for layout in m.layouts)


def attribute(m: Markup) -> Column:
    """Whether the block is the value of an attribute."""
    return flagged(layout.attribute for layout in m.layouts)


def stated_text(m: Markup) -> Column:
    """Whether the source repeats the block where it states its text, if it states most of it."""
    known = {None: 0, False: 1, True: 2}
    answers = Column([known[layout.stated] for layout in m.layouts], len(known))
    pairs = zip(m.layouts, m.masses, strict=True)
    repeated = sum(mass for layout, mass in pairs if layout.stated) / m.total
    return crossed(answers, same(repeated, len(m.lines), (0.1, 0.4, 0.7)))


def region(m: Markup, tag: str) -> Column:
    """Whether an element of this name is around the block, and how near."""
    return Column([found.get(tag, 0) for found in m.elements.regions], 4)


def kind(m: Markup, name: str) -> Column:
    """Whether an element of this kind, by its class, is around the block, and how near."""
    return Column([found.get(name, 0) for found in m.kinds_near], 4)


def nearest_kind(m: Markup) -> Column:
    """What the nearest element with a known class is: a comment has a body of its own."""
    known = {name: number + 1 for number, name in enumerate(KINDS)}
    return Column([known.get(found, 0) for found in m.elements.nearest_kinds], len(KINDS) + 1)


def content_anywhere(m: Markup) -> Column:
    """The same of elements that say that they are the content, even of the whole page."""
    return Column([found.get("content", 0) for found in m.elements.kinds], 4)


def text_around(m: Markup, steps: int) -> Column:
    """How much of the text of the page stands in the element so many steps outside."""
    shares = (m.other_text(place, steps) for place in range(len(m.lines)))
    return crossed(graded(shares, SHARES), _has_text(m))


def density_around(m: Markup, steps: int) -> Column:
    """How much of that element is text, and how much of it is links."""
    texts, shares = [], []
    for layout in m.layouts:
        element = m.around(layout, steps)
        size = max(m.elements.size_in[element.number], 1.0) if element else 1.0
        texts.append(m.mass_in[element.number] / size if element else 0.0)
        shares.append(m.elements.links_in[element.number] / size if element else 0.0)
    return crossed(graded(texts, DENSITIES), graded(shares, (0.2, 0.6)))


def alike(m: Markup) -> Column:
    """How much of the text of the page stands in elements of the same name and class."""
    return _sharing(m, [_signature(layout) for layout in m.layouts])


def siblings(m: Markup) -> Column:
    """The same, of elements in the same element as that of the block."""
    outer = (m.around(layout, 1) for layout in m.layouts)
    pairs = zip(m.layouts, outer, strict=True)
    return _sharing(m, [(_signature(one), e.number if e else -1) for one, e in pairs])


def article_depth(m: Markup) -> Column:
    """How deep the block stands in the element with most of the text."""
    return capped((depth + 1 for depth in m.depths), DEEPEST + 1)


def article_depth_and_size(m: Markup) -> Column:
    """The same, and how long the block is and whether it stops."""
    return crossed(article_depth(m), graded(m.sizes, SIZES), _stopped(m))


def article_side(m: Markup) -> Column:
    """Above, in or below the stretch of the article, and whether in its element."""
    return crossed(Column(m.sides, 3), _inside(m))


def article_odds(m: Markup) -> Column:
    """How likely the block is text, outside the article's element, in it, or deep in it."""
    depths = [0 if d < 0 else 1 if d <= STEPS_OUT[1] else 2 for d in m.depths]
    return crossed(graded(m.odds, ODDS), Column(depths, 3))


def article_distance(m: Markup) -> Column:
    """How far from the stretch of the article the block stands."""
    return crossed(Column(m.sides, 3), graded(m.distances, DISTANCES))


def headline_side(m: Markup) -> Column:
    """Before or after the main headline, where there is one."""
    known = m.headline >= 0
    after = [1 + (place >= m.headline) if known else 0 for place in range(len(m.lines))]
    return crossed(Column(after, 3), Column(m.sides, 3))


def _stopped(m: Markup) -> Column:
    return flagged(line.stopped for line in m.lines)


def _has_text(m: Markup) -> Column:
    return flagged(mass > 0 for mass in m.masses)


def _inside(m: Markup) -> Column:
    return flagged(depth >= 0 for depth in m.depths)


def _signature(layout: Layout) -> Hashable:
    return layout.elements[-1][1:] if layout.elements else ()


def _sharing(m: Markup, signatures: Sequence[Hashable]) -> Column:
    shares = m.other_text_alike(signatures)
    return crossed(graded(shares, (0.001, 0.05, 0.2, 0.5, 0.8)), _has_text(m))


def _alone() -> Iterator[MarkupFeature]:
    yield MarkupFeature("odds", "text", odds, weighs=True)
    yield MarkupFeature("size_and_end", "length", size_and_end)
    yield MarkupFeature("tag_and_end", "element", tag_and_end)
    yield MarkupFeature("list_item", "element", list_item)
    yield MarkupFeature("links", "links", links)
    yield MarkupFeature("hidden", "hidden", hidden)
    yield MarkupFeature("attribute", "element", attribute)
    for tag in REGIONS:
        yield MarkupFeature(f"in_{tag}", "region", partial(region, tag=tag))
    for name in KINDS:
        yield MarkupFeature(f"class_{name}", "class", partial(kind, name=name), weighs=True)
    yield MarkupFeature("class_content_anywhere", "class", content_anywhere)
    yield MarkupFeature("class_nearest", "class", nearest_kind)


def _together() -> Iterator[MarkupFeature]:
    for steps in STEPS_OUT:
        yield MarkupFeature(f"text_{steps}_out", "container", partial(text_around, steps=steps))
    for steps in STEPS_OUT[:3]:
        ask = partial(density_around, steps=steps)
        yield MarkupFeature(f"density_{steps}_out", "container", ask)
    yield MarkupFeature("alike", "siblings", alike)
    yield MarkupFeature("siblings", "siblings", siblings)
    yield MarkupFeature("article_depth", "article", article_depth)
    yield MarkupFeature("article_depth_and_size", "article", article_depth_and_size)
    yield MarkupFeature("article_side", "article", article_side)
    yield MarkupFeature("article_odds", "article", article_odds)
    yield MarkupFeature("article_distance", "article", article_distance)
    yield MarkupFeature("headline_side", "headline", headline_side)
    yield MarkupFeature("stated_text", "stated text", stated_text)


ALONE = tuple(_alone())
"""What is asked in the first round; `odds` are those of the text by itself."""
TOGETHER = (*ALONE, *_together())
"""What is asked in the second round; `odds` are those of the first."""
FAMILIES = tuple(dict.fromkeys(feature.family for feature in TOGETHER))
