"""The weigher of marked-up pages: what the text says, each block, blocks together, the doubtful."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corpuskit.errors import PluginFailed
from corpuskit.reader import Element, Layout
from corpuskit.text.lines import Line, Piece, make_lines
from corpuskit.weighing.adding import Spoken, added_up
from corpuskit.weighing.columns import Column
from corpuskit.weighing.elements import ClassWords, Elements
from corpuskit.weighing.forest import Forest
from corpuskit.weighing.markup import Markup
from corpuskit.weighing.markup_features import ALONE, FAMILIES, TOGETHER, MarkupFeature
from corpuskit.weighing.markup_third_look import FAMILIES as THIRD_FAMILIES
from corpuskit.weighing.markup_third_look import NAMES, Blocks, MarkedOdds, measure_doubtful
from corpuskit.weighing.odds import calibrated, log_odds, totals
from corpuskit.weighing.third_look import Doubtful
from corpuskit.weighing.weights import Layer, MarkupWeights


class MarkedLook(NamedTuple):
    """What two rounds say of the blocks of a page, and trees of those that they are not sure of.

    `families` has for each family of features what it adds for each block in the second round,
    `odds` what they come to, in log-odds that come true. `doubtful` is None without trees.
    """

    families: Sequence[Sequence[float]]
    odds: Sequence[float]
    doubtful: Doubtful | None


class MarkupWeigher:
    """Weighs the blocks of pages with markup; immutable once made.

    Raises PluginFailed when the weights or the trees are not for the features of this version.
    """

    def __init__(
        self, weights: MarkupWeights, words: ClassWords, forest: Forest | None = None
    ) -> None:
        self.weights = weights
        self.words = words
        self._forest = forest
        _check(weights)
        if forest and forest.measures != NAMES:
            raise PluginFailed("the trees of markup are for other measures; train them again")

    def weigh(
        self, lines: Sequence[Line], likelihoods: Sequence[float], undecided: Sequence[bool]
    ) -> MarkedLook:
        """Weigh the blocks of one page.

        `likelihoods` say how likely each block is text by its words alone, `undecided` whether no
        rule has decided about it.
        """
        weights, elements = self.weights, Elements(lines, self.words)
        words = [log_odds(each) for each in likelihoods]
        markup = Markup(elements, words)
        fixed = {each.name: each.ask(markup) for each in ALONE if not each.weighs}
        alone = totals(summed(weights.alone, ALONE, markup, fixed), weights.alone.bias)
        families = summed(weights.together, TOGETHER, Markup(elements, alone), fixed)
        odds = calibrated(totals(families, weights.together.bias), weights)
        blocks = Blocks(elements, MarkedOdds(words, alone, odds))
        return MarkedLook(families, odds, self._look_closer(blocks, undecided))

    def _look_closer(self, blocks: Blocks, undecided: Sequence[bool]) -> Doubtful | None:
        if self._forest is None:
            return None
        return Doubtful(measure_doubtful(blocks, undecided), self._forest, THIRD_FAMILIES)


def summed(
    layer: Layer,
    features: Sequence[MarkupFeature],
    markup: Markup,
    fixed: Mapping[str, Column],
) -> list[list[float]]:
    """Add up what features speak for, family by family; `fixed` are answers that are known."""
    spoken: dict[str, list[Spoken]] = {family: [] for family in FAMILIES}
    for feature in features:
        column = fixed.get(feature.name) or feature.ask(markup)
        spoken[feature.family].append((layer.features[feature.name], column.values))
    return [added_up(each, len(markup.lines)) for each in spoken.values()]


def answer_counts(features: Sequence[MarkupFeature]) -> list[int]:
    """Give how many answers each feature has."""
    layout = Layout((Element(0, "p"),))
    markup = Markup(Elements(make_lines([Piece(0, "a", "a", 0, layout=layout)]), {}), [0.0])
    return [feature.ask(markup).answers for feature in features]


def _check(weights: MarkupWeights) -> None:
    for layer, features in ((weights.alone, ALONE), (weights.together, TOGETHER)):
        needed = zip((f.name for f in features), answer_counts(features), strict=True)
        if {name: len(numbers) for name, numbers in layer.features.items()} != dict(needed):
            raise PluginFailed("the weights of markup are for other features; train them again")
