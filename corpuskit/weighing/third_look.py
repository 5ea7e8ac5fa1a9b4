"""A third look at the doubtful lines of a page: boosted trees over what is known about all of it.

The first two looks add up, so that a sign says the same everywhere. Trees ask one thing after
another: a short line between two posts of a thread says something else than one below an article.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import accumulate
from statistics import fmean
from typing import NamedTuple

from corpuskit.weighing.basics import Basics
from corpuskit.weighing.forest import Forest
from corpuskit.weighing.form import Form, sums
from corpuskit.weighing.odds import likelihood_of
from corpuskit.weighing.second_look import PAGE_MEASURES, FirstLook, PageMeasure

LONGEST_LOOKED_AT = 200
"""Characters: capitals are counted in so much of a line."""
NOTHING = -1.0
"""What a line beyond the ends of a page measures."""


class FormMeasure(NamedTuple):
    """A number for each line by what it says: its name, and the family that explains it."""

    name: str
    family: str
    measure: Callable[[Basics], Sequence[float]]


class LookMeasure(NamedTuple):
    """A number for each line by how sure the second look was: its name, and its family."""

    name: str
    family: str
    measure: Callable[[FirstLook], Sequence[float]]


def capitals(texts: Sequence[str]) -> list[float]:
    """Give what share of the words of each line begin with a capital."""
    words = [text[:LONGEST_LOOKED_AT].split() for text in texts]
    return [sum(word[0].isupper() for word in line) / len(line) for line in words]


def last_signs(texts: Sequence[str]) -> list[float]:
    """Give the code point of the last sign of each line; stops come before letters."""
    return [ord(text[-1]) for text in texts]


def _means(values: Sequence[float], reach: int, form: Form) -> list[float]:
    """Give the mean of the values around each line, its own too."""
    return [total / (2 * reach + 1) for total in form.around(sums(values), reach)]


def _beside(values: Sequence[float], step: int) -> list[float]:
    """Give the value of the line so many places below each line, above it for a negative step."""
    count = len(values)
    nothing = [NOTHING] * min(abs(step), count)
    return [*values[step:], *nothing] if step > 0 else [*nothing, *values[: count + step]]


def _at_page(value: float, form: Form) -> list[float]:
    return [value] * form.count


FORM_MEASURES = (
    FormMeasure("size", "length", lambda b: b.form.sizes),
    FormMeasure("capitals", "signs", lambda b: capitals(b.form.texts)),
    FormMeasure("last", "signs", lambda b: last_signs(b.form.texts)),
    FormMeasure("furniture", "words of furniture", lambda b: [t.share for t in b.form.traits]),
    FormMeasure("shared", "shared words", lambda b: b.shared.values),
    FormMeasure("theme", "shared words", lambda b: b.theme.values),
    FormMeasure("above", "place", lambda b: list(range(b.form.count))),
    FormMeasure("below", "place", lambda b: list(range(b.form.count, 0, -1))),
    FormMeasure("sizes_12", "text nearby", lambda b: _means(b.form.sizes, 12, b.form)),
    FormMeasure("furnished_10", "furniture nearby", lambda b: _means(b.form.furnished, 10, b.form)),
    FormMeasure("gathered", "kind of page", lambda b: _at_page(b.form.gathered(), b.form)),
    FormMeasure("mean", "kind of page", lambda b: _at_page(fmean(b.form.sizes), b.form)),
    FormMeasure("longest", "kind of page", lambda b: _at_page(max(b.form.sizes), b.form)),
)


def _likely_above(look: FirstLook) -> list[float]:
    """What share of the likely text stands above each line or in it."""
    return [through / look.total for through in accumulate(look.likely)]


def _doubtful(look: FirstLook) -> float:
    """How many of the characters of a page are neither sure text nor sure furniture."""
    doubtful = (s for s, odds in zip(look.sizes, look.odds, strict=True) if abs(odds) < 1)
    return sum(doubtful) / (sum(look.sizes) or 1.0)


def _of_page(page: PageMeasure) -> LookMeasure:
    """Give a measure of the page as one of each of its lines."""

    def measure(look: FirstLook) -> list[float]:
        return [page.measure(look)] * len(look.sizes)

    return LookMeasure(f"page_{page.name}", page.family, measure)


LOOK_MEASURES = (
    LookMeasure("odds", "words and signs", lambda look: look.odds),
    LookMeasure("odds_1", "text nearby", lambda look: _beside(look.odds, 1)),
    LookMeasure("odds_-1", "text nearby", lambda look: _beside(look.odds, -1)),
    LookMeasure("within_1", "text nearby", lambda look: look.mean_within(1)),
    LookMeasure("within_2", "text nearby", lambda look: look.mean_within(2)),
    LookMeasure("within_5", "text nearby", lambda look: look.mean_within(5)),
    LookMeasure("within_12", "text nearby", lambda look: look.mean_within(12)),
    LookMeasure("within_30", "text nearby", lambda look: look.mean_within(30)),
    LookMeasure("through", "place", _likely_above),
    _of_page(PageMeasure("doubtful", "kind of page", _doubtful)),
    *(_of_page(each) for each in PAGE_MEASURES),
)
NAMES = (*(each.name for each in FORM_MEASURES), *(each.name for each in LOOK_MEASURES))
FAMILIES = (*(each.family for each in FORM_MEASURES), *(each.family for each in LOOK_MEASURES))
LEAST, MOST = -0.9, 2.2
"""Log-odds of the second look: what it is surer of needs no third one. Less likely text is left out
as it is, and where trees would keep such a line they are wrong too often."""
LONGEST = 600
"""Characters: longer lines are text that their words show. Trees learn from them too, but of what
they call furniture there two thirds of the characters are text on unseen sites, else a tenth."""
MOST_TAKEN = 0.1
"""How much of the likely text of a page trees may call furniture; where they would take more, it is
a catalogue or a list, of which they know too little."""
FURNITURE = 0.25
"""How likely text a line may be at most so that the third look changes what the second says."""


class Doubtful(NamedTuple):
    """The lines that a third look decides about, each with its row of measures; its trees.

    `families` are those of the measures, in their order.
    """

    rows: Mapping[int, Sequence[float]]
    forest: Forest
    families: Sequence[str] = FAMILIES

    def likelihoods(self) -> dict[int, float]:
        """Give how likely each of the lines is text, as the trees say."""
        return {place: likelihood_of(self.forest.odds(row)) for place, row in self.rows.items()}

    def said(self, place: int) -> Mapping[str, float]:
        """Give what the measures of each family moved for a line, in log-odds."""
        return self.forest.said(self.rows[place], self.families)


def is_doubtful(odds: float) -> bool:
    """Say whether the second look leaves a doubt that a line is text."""
    return LEAST < odds < MOST


def measure_doubtful(
    basics: Basics, odds: Sequence[float], undecided: Sequence[bool]
) -> dict[int, list[float]]:
    """Measure the lines that no rule decides, that the second look is not sure of, and not long.

    `odds` are its log-odds. Gives a row of all measures for each of them, by its place.
    """
    sizes = basics.form.sizes
    short = [size < LONGEST and is_open for size, is_open in zip(sizes, undecided, strict=True)]
    places = [at for at, each in enumerate(odds) if short[at] and is_doubtful(each)]
    if not places:
        return {}
    look = FirstLook(sizes, odds)
    columns = [
        *(each.measure(basics) for each in FORM_MEASURES),
        *(each.measure(look) for each in LOOK_MEASURES),
    ]
    return {place: [column[place] for column in columns] for place in places}


def takes_much(
    sizes: Sequence[float], likelihoods: Sequence[float], taken: Collection[int]
) -> bool:
    """Say whether the lines at these places hold too much of what is likely text."""
    likely = [size * each for size, each in zip(sizes, likelihoods, strict=True)]
    return sum(likely[place] for place in taken) > MOST_TAKEN * sum(likely)
