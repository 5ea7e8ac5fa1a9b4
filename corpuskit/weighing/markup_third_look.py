"""A third look at the doubtful blocks of a marked-up page: boosted trees over both rounds before.

Rounds add up what elements say. Trees learn when to believe which: where the second round is sure
of the article, an element that holds no other text says more than on a page of short items.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from typing import NamedTuple

from corpuskit.weighing.elements import HEADINGS, Elements
from corpuskit.weighing.markup import Markup, sums_alike
from corpuskit.weighing.second_look import FirstLook
from corpuskit.weighing.third_look import LOOK_MEASURES, LookMeasure, capitals, last_signs

LEAST, MOST = -3.0, 4.0
"""Log-odds of the second round: of blocks beyond, trees change nothing that a page would show."""
INNERMOST = 3
"""Elements: blocks with the same so many around them, by name and class, are of one kind."""
NO_HEADING = 999.0
"""How far above a block its heading stands where there is none."""


class MarkedOdds(NamedTuple):
    """How likely each block is text, in log-odds: by its words, the first round, the second."""

    words: Sequence[float]
    alone: Sequence[float]
    together: Sequence[float]


class Blocks:
    """The blocks of one page with what two rounds say of them."""

    def __init__(self, elements: Elements, odds: MarkedOdds) -> None:
        self.elements = elements
        self.odds = odds

    @cached_property
    def markup(self) -> Markup:
        """What the elements hold, by the odds of the second round."""
        return Markup(self.elements, self.odds.together)

    @cached_property
    def look(self) -> FirstLook:
        """How sure the second round is of blocks and of those around them."""
        return FirstLook(self.elements.sizes, self.odds.together)

    @cached_property
    def texts(self) -> list[str]:
        """What the blocks say."""
        return [line.text for line in self.elements.lines]

    @cached_property
    def kinds(self) -> list[Hashable]:
        """The elements around each block by name and class: what is alike there is of one kind."""
        return self.elements.by_chain(
            lambda layout: tuple((tag, words) for _, tag, words in layout.elements[-INNERMOST:])
        )

    def alike_counts(self) -> list[float]:
        """Give how many blocks are of the kind of each."""
        return sums_alike(self.kinds, [1.0] * len(self.kinds))

    def alike_densities(self) -> list[float]:
        """Give how much of all blocks of the kind of each is text."""
        masses = sums_alike(self.kinds, self.markup.masses)
        pairs = zip(masses, sums_alike(self.kinds, self.elements.sizes), strict=True)
        return [mass / (size + 1) for mass, size in pairs]


class BlockMeasure(NamedTuple):
    """A number for each block by both rounds: its name, and the family that explains it."""

    name: str
    family: str
    measure: Callable[[Blocks], Sequence[float]]


def _since_heading(blocks: Blocks) -> list[float]:
    """Give how many blocks above each the nearest heading stands."""
    found: list[float] = []
    heading: int | None = None
    for at, layout in enumerate(blocks.markup.layouts):
        found.append(NO_HEADING if heading is None else at - heading)
        heading = at if layout.tag in HEADINGS else heading
    return found


def _other_text(blocks: Blocks, steps: int) -> list[float]:
    return [blocks.markup.other_text(place, steps) for place in range(len(blocks.texts))]


def _looked(each: LookMeasure) -> BlockMeasure:
    family = "markup" if each.name == "odds" else each.family
    return BlockMeasure(each.name, family, lambda blocks: each.measure(blocks.look))


MEASURES = (
    *map(_looked, LOOK_MEASURES),
    BlockMeasure("odds_words", "text", lambda b: b.odds.words),
    BlockMeasure("odds_alone", "markup", lambda b: b.odds.alone),
    BlockMeasure("size", "length", lambda b: b.markup.sizes),
    BlockMeasure("capitals", "signs", lambda b: capitals(b.texts)),
    BlockMeasure("last", "signs", lambda b: last_signs(b.texts)),
    BlockMeasure("links", "links", lambda b: [layout.links for layout in b.markup.layouts]),
    BlockMeasure("text_1_out", "container", lambda b: _other_text(b, 1)),
    BlockMeasure("text_3_out", "container", lambda b: _other_text(b, 3)),
    BlockMeasure("alike", "siblings", lambda b: b.markup.other_text_alike(b.kinds)),
    BlockMeasure("alike_count", "siblings", Blocks.alike_counts),
    BlockMeasure("alike_density", "siblings", Blocks.alike_densities),
    BlockMeasure("article_depth", "article", lambda b: b.markup.depths),
    BlockMeasure("article_side", "article", lambda b: b.markup.sides),
    BlockMeasure("article_distance", "article", lambda b: b.markup.distances),
    BlockMeasure("since_heading", "headline", _since_heading),
)
NAMES = tuple(each.name for each in MEASURES)
FAMILIES = tuple(each.family for each in MEASURES)


def is_doubtful(odds: float) -> bool:
    """Say whether the second round leaves a doubt about a block."""
    return LEAST < odds < MOST


def measure_doubtful(blocks: Blocks, undecided: Sequence[bool]) -> dict[int, list[float]]:
    """Measure the blocks that no rule decides and that the second round is not sure of.

    Gives a row of all measures for each of them, by its place.
    """
    pairs = enumerate(zip(blocks.odds.together, undecided, strict=True))
    places = [place for place, (odds, is_open) in pairs if is_open and is_doubtful(odds)]
    columns = [each.measure(blocks) for each in MEASURES] if places else []
    return {place: [column[place] for column in columns] for place in places}
