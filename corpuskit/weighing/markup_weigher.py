"""The weigher of marked-up pages: what the text says, then each block, then blocks together."""

from collections.abc import Mapping, Sequence
from math import log

from corpuskit.errors import PluginFailed
from corpuskit.reader import Element, Layout
from corpuskit.text.lines import Line, Piece, make_lines
from corpuskit.weighing.adding import Spoken, added_up
from corpuskit.weighing.columns import Column
from corpuskit.weighing.elements import ClassWords, Elements
from corpuskit.weighing.markup import Markup
from corpuskit.weighing.markup_features import ALONE, FAMILIES, TOGETHER, MarkupFeature
from corpuskit.weighing.weights import Layer, MarkupWeights

SURELY = 1e-6
"""A likelihood nearer to 0 or 1 counts for no more."""


class MarkupWeigher:
    """Weighs the blocks of pages with markup; immutable once made.

    Raises PluginFailed when the weights are not for the features of this version.
    """

    def __init__(self, weights: MarkupWeights, words: ClassWords) -> None:
        self.weights = weights
        self.words = words
        _check(weights)

    def families(self, lines: Sequence[Line], likelihoods: Sequence[float]) -> list[list[float]]:
        """Give what each family of features adds for each block, in log-odds.

        `likelihoods` say how likely each block is text by its words alone.
        """
        elements = Elements(lines, self.words)
        markup = Markup(elements, [log_odds(each) for each in likelihoods])
        fixed = {each.name: each.ask(markup) for each in ALONE if not each.weighs}
        first = summed(self.weights.alone, ALONE, markup, fixed)
        odds = [sum(values) + self.weights.alone.bias for values in zip(*first, strict=True)]
        return summed(self.weights.together, TOGETHER, Markup(elements, odds), fixed)


def log_odds(likelihood: float) -> float:
    """Give the log-odds of a likelihood, never infinite."""
    sure = min(max(likelihood, SURELY), 1 - SURELY)
    return log(sure / (1 - sure))


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
