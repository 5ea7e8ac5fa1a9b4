"""The weigher: sums up what the features of each line speak for, family by family."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from math import exp
from operator import add
from typing import NamedTuple

from corpuskit.errors import PluginFailed
from corpuskit.lexicon.furniture import FurnitureFinder
from corpuskit.model import Label
from corpuskit.text.lines import Line, Piece, make_lines
from corpuskit.weighing.article import is_article, measure_article
from corpuskit.weighing.basics import Basics
from corpuskit.weighing.features import FEATURES, Feature
from corpuskit.weighing.form import Form
from corpuskit.weighing.markup_features import FAMILIES as MARKUP_FAMILIES
from corpuskit.weighing.markup_weigher import MarkupWeigher
from corpuskit.weighing.traits import is_shown, measure
from corpuskit.weighing.weights import MarkupWeights, Weights

FAMILIES = tuple(dict.fromkeys(feature.family for feature in FEATURES))
MOST_REASONS = 3
EVEN = 0.5
"""How likely a line is text that nobody sees, as far as its words say."""
FARTHEST = 30.0
"""Log-odds: beyond, a probability is 0 or 1 in floating point."""


class Weighed(NamedTuple):
    """What weighing found about the lines of a page.

    `likelihoods` has for each line how likely it is text, 0 to 1; `families` for each family of
    features, in the order of `names`, what it adds to that, in log-odds; `article` says whether the
    page has an article.
    """

    likelihoods: Sequence[float]
    families: Sequence[Sequence[float]]
    article: bool
    names: Sequence[str] = FAMILIES

    def reasons(self, place: int) -> str:
        """Name the families that speak most against text, with their log-odds."""
        said = (
            (values[place], name) for name, values in zip(self.names, self.families, strict=True)
        )
        against = [(value, name) for value, name in said if value < 0]
        return ", ".join(f"{name} {value:+.1f}" for value, name in nsmallest(MOST_REASONS, against))


class Weigher:
    """Weighs the lines of pages; immutable once made.

    Raises PluginFailed when the weights are not for the features of this version.
    """

    def __init__(self, weights: Weights, markup: MarkupWeigher | None = None) -> None:
        _check(weights)
        self._weights = weights
        self._markup = markup

    @property
    def headline_weights(self) -> Mapping[str, float]:
        """The weights by which lines above the text are compared as headlines."""
        return self._weights.headline

    def weigh(
        self, lines: Sequence[Line], labels: Sequence[Label | None], finder: FurnitureFinder
    ) -> Weighed:
        """Weigh the lines of one page; `labels` are those that rules have decided already."""
        shown = [place for place, line in enumerate(lines) if is_shown(line)]
        if not shown:
            unweighed = [[0.0] * len(lines)] * len(FAMILIES)
            return Weighed([EVEN] * len(lines), unweighed, article=False)
        of_shown = [lines[place] for place in shown]
        basics = Basics(Form(measure(of_shown, [labels[place] for place in shown], finder)))
        families = self._sum_up(basics)
        found = [self._likelihood(sum(values)) for values in zip(*families, strict=True)]
        likelihoods = _spread(found, shown, len(lines), EVEN)
        sizes = _spread([trait.size for trait in basics.form.traits], shown, len(lines), 0.0)
        if self._markup and any(line.piece.layout for line in lines):
            return _with_markup(self._markup, lines, likelihoods, sizes)
        spread = [_spread(values, shown, len(lines), 0.0) for values in families]
        return Weighed(likelihoods, spread, is_article(sizes, likelihoods, self._weights.article))

    def _sum_up(self, basics: Basics) -> list[list[float]]:
        zero = [0.0] * basics.form.count
        totals = dict.fromkeys(FAMILIES, zero)
        for feature in FEATURES:
            spoken = self._spoken(feature, basics)
            totals[feature.family] = list(map(add, totals[feature.family], spoken))
        return list(totals.values())

    def _spoken(self, feature: Feature, basics: Basics) -> Iterator[float]:
        return map(self._weights.features[feature.name].__getitem__, feature.ask(basics).values)

    def _likelihood(self, total: float) -> float:
        return _likelihood(total + self._weights.bias, self._weights)


def _spread(
    values: Sequence[float], places: Sequence[int], count: int, otherwise: float
) -> list[float]:
    """Put values in their places among all lines of a page."""
    found = [otherwise] * count
    for place, value in zip(places, values, strict=True):
        found[place] = value
    return found


def _with_markup(
    weigher: MarkupWeigher,
    lines: Sequence[Line],
    likelihoods: Sequence[float],
    sizes: Sequence[float],
) -> Weighed:
    """Weigh a page again by its markup; its words are one family then."""
    weights = weigher.weights
    families = weigher.families(lines, likelihoods)
    totals = [sum(values) + weights.together.bias for values in zip(*families, strict=True)]
    found = [_likelihood(total, weights) for total in totals]
    return Weighed(found, families, is_article(sizes, found, weights.article), MARKUP_FAMILIES)


def _likelihood(total: float, weights: Weights | MarkupWeights) -> float:
    odds = total * weights.scale + weights.shift
    return 1 / (1 + exp(-max(-FARTHEST, min(odds, FARTHEST))))


def _check(weights: Weights) -> None:
    if sorted(weights.features) != sorted(feature.name for feature in FEATURES):
        raise PluginFailed("the weights are for other features; train them again")
    lines = make_lines([Piece(0, "a", "a", 0)])
    basics = Basics(Form(measure(lines, [None], FurnitureFinder(()))))
    for feature in FEATURES:
        answers = feature.ask(basics).answers
        _check_length(f"feature '{feature.name}'", weights.features[feature.name], answers)
    _check_length("article", weights.article, len(measure_article([1.0], [1.0])) + 1)


def _check_length(name: str, numbers: Sequence[float], needed: int) -> None:
    if len(numbers) != needed:
        found = f"{len(numbers)} numbers where {needed} are asked for"
        raise PluginFailed(f"the weights of the {name} do not fit: {found}; train them again")
