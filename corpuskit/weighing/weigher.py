"""The weigher: sums up what the features of each line speak for, family by family."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from corpuskit.errors import PluginFailed
from corpuskit.lexicon.furniture import FurnitureFinder
from corpuskit.model import Label
from corpuskit.text.lines import Line, Piece, make_lines
from corpuskit.weighing.adding import added_up
from corpuskit.weighing.article import is_article, measure_article
from corpuskit.weighing.basics import Basics
from corpuskit.weighing.features import FEATURES
from corpuskit.weighing.forest import Forest
from corpuskit.weighing.form import Form
from corpuskit.weighing.markup_features import FAMILIES as MARKUP_FAMILIES
from corpuskit.weighing.markup_weigher import MarkedLook, MarkupWeigher
from corpuskit.weighing.odds import calibrated, likelihood_of, log_odds, totals
from corpuskit.weighing.second_look import MEASURES, FirstLook, look_again
from corpuskit.weighing.third_look import FURNITURE, NAMES, Doubtful, measure_doubtful, takes_much
from corpuskit.weighing.traits import is_shown, measure
from corpuskit.weighing.weights import MarkupWeights, Weights

FAMILIES = tuple(dict.fromkeys(feature.family for feature in FEATURES))
MOST_REASONS = 3
EVEN = 0.5
"""How likely a line is text that nobody sees, as far as its words say."""


class Weighed(NamedTuple):
    """What weighing found about the lines of a page.

    `likelihoods` has for each line how likely it is text, 0 to 1; `families` for each family of
    features, in the order of `names`, what it adds to that, in log-odds; `article` says whether the
    page has an article. `doubtful` are the lines whose likelihood comes from a third look.
    """

    likelihoods: Sequence[float]
    families: Sequence[Sequence[float]]
    article: bool
    names: Sequence[str] = FAMILIES
    doubtful: Doubtful | None = None

    def reasons(self, place: int) -> str:
        """Name the families that speak most against text, with their log-odds."""
        said = sorted(self._said(place))
        return ", ".join(
            [f"{name} {value:+.1f}" for value, name in said[:MOST_REASONS] if value < 0]
        )

    def _said(self, place: int) -> Iterable[tuple[float, str]]:
        if self.doubtful and place in self.doubtful.rows:
            return [(value, name) for name, value in self.doubtful.said(place).items()]
        return zip([values[place] for values in self.families], self.names, strict=True)


class Weigher:
    """Weighs the lines of pages; immutable once made.

    Raises PluginFailed when the weights are not for the features of this version.
    """

    def __init__(
        self,
        weights: Weights,
        markup: MarkupWeigher | None = None,
        forest: Forest | None = None,
    ) -> None:
        _check(weights)
        if forest and forest.measures != NAMES:
            raise PluginFailed("the trees are for other measures; train them again")
        self._forest = forest
        self._weights = weights
        self._markup = markup
        self._asked = [
            [(f.ask, weights.features[f.name]) for f in FEATURES if f.family == family]
            for family in FAMILIES
        ]

    @property
    def headline_weights(self) -> Mapping[str, float]:
        """The weights by which lines above the text are compared as headlines."""
        return self._weights.headline

    def weigh(
        self, lines: Sequence[Line], labels: Sequence[Label | None], finder: FurnitureFinder
    ) -> Weighed:
        """Weigh the lines of one page; `labels` are those that rules have decided already."""
        if any(line.piece.layout for line in lines):
            return self._weigh_marked(lines, labels, finder)
        if not lines:
            return _unweighed(0)
        found, basics = self._weigh_flat(lines, labels, finder)
        return _look_closer(self._forest, found, basics, labels) if self._forest else found

    def _weigh_flat(
        self, lines: Sequence[Line], labels: Sequence[Label | None], finder: FurnitureFinder
    ) -> tuple[Weighed, Basics]:
        """Weigh lines by their text alone, and give what was measured about them too."""
        weights = self._weights
        basics = Basics(Form(measure(lines, labels, finder)))
        sizes = basics.form.sizes
        families = self._look_twice(self._sum_up(basics), sizes)
        bias = weights.again.bias + weights.again.alone * weights.bias
        likelihoods = _likelihoods(calibrated(totals(families, bias), weights))
        article = is_article(sizes, likelihoods, weights.article)
        return Weighed(likelihoods, families, article), basics

    def _weigh_marked(
        self, lines: Sequence[Line], labels: Sequence[Label | None], finder: FurnitureFinder
    ) -> Weighed:
        """Weigh the lines that are shown by their text, then all of them by their markup."""
        shown = [place for place, line in enumerate(lines) if is_shown(line)]
        count = len(lines)
        if not shown:
            return _unweighed(count)
        of_shown = [lines[place] for place in shown], [labels[place] for place in shown]
        found, basics = self._weigh_flat(*of_shown, finder)
        likelihoods = _spread(found.likelihoods, shown, count, EVEN)
        sizes = _spread(basics.form.sizes, shown, count, 0.0)
        if self._markup:
            undecided = [label is None for label in labels]
            look = self._markup.weigh(lines, likelihoods, undecided)
            return _with_markup(self._markup.weights, look, sizes)
        families = [_spread(values, shown, count, 0.0) for values in found.families]
        return Weighed(likelihoods, families, is_article(sizes, likelihoods, self._weights.article))

    def _sum_up(self, basics: Basics) -> list[list[float]]:
        """Add up what the features of each family speak for, in their order."""
        count = basics.form.count
        return [
            added_up([ask(basics).spoken(weights) for ask, weights in asked], count)
            for asked in self._asked
        ]

    def _look_twice(
        self, families: Sequence[Sequence[float]], sizes: Sequence[float]
    ) -> list[list[float]]:
        """Give what families add up to once what lines were found to be counts for each other."""
        weights = self._weights
        first = FirstLook(sizes, totals(families, weights.bias))
        named = dict(zip(FAMILIES, families, strict=True))
        return [*look_again(weights.again, named, first).values()]


def _look_closer(
    forest: Forest, found: Weighed, basics: Basics, labels: Sequence[Label | None]
) -> Weighed:
    """Weigh the doubtful lines again; what trees call furniture is as likely as they say."""
    odds = [log_odds(each) for each in found.likelihoods]
    undecided = [label is None for label in labels]
    doubtful = Doubtful(measure_doubtful(basics, odds, undecided), forest)
    again = doubtful.likelihoods()
    lower = {place: each for place, each in again.items() if each < FURNITURE}
    if takes_much(basics.form.sizes, found.likelihoods, lower):
        return found
    return _decided_by_trees(found, doubtful, lower)


def _decided_by_trees(found: Weighed, doubtful: Doubtful, again: Mapping[int, float]) -> Weighed:
    """Take other likelihoods for some of the doubtful lines, which trees explain then."""
    rows = {place: doubtful.rows[place] for place in again}
    likelihoods = [again.get(place, each) for place, each in enumerate(found.likelihoods)]
    return found._replace(likelihoods=likelihoods, doubtful=doubtful._replace(rows=rows))


def _unweighed(count: int) -> Weighed:
    """Say nothing of lines of which none is shown."""
    return Weighed([EVEN] * count, [[0.0] * count] * len(FAMILIES), article=False)


def _spread(
    values: Sequence[float], places: Sequence[int], count: int, otherwise: float
) -> list[float]:
    """Put values in their places among all lines of a page."""
    found = [otherwise] * count
    for place, value in zip(places, values, strict=True):
        found[place] = value
    return found


def _with_markup(weights: MarkupWeights, look: MarkedLook, sizes: Sequence[float]) -> Weighed:
    """Take what a page was found to be by its markup; its words are one family then."""
    second = _likelihoods(look.odds)
    article = is_article(sizes, second, weights.article)
    found = Weighed(second, look.families, article, MARKUP_FAMILIES)
    return _believe_trees(found, look.doubtful) if look.doubtful else found


def _believe_trees(found: Weighed, doubtful: Doubtful) -> Weighed:
    """Take the likelihoods that trees give to doubtful blocks.

    They learn from articles: of a page without one they must be sure of furniture to find more.
    """
    again = doubtful.likelihoods()
    if not found.article:
        seconds = found.likelihoods
        again = {at: each for at, each in again.items() if each < FURNITURE or each >= seconds[at]}
    return _decided_by_trees(found, doubtful, again)


def _likelihoods(odds: Sequence[float]) -> list[float]:
    return [likelihood_of(each) for each in odds]


def _check(weights: Weights) -> None:
    is_same = sorted(weights.features) == sorted(feature.name for feature in FEATURES)
    if not is_same or sorted(weights.again.measures) != sorted(MEASURES):
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
