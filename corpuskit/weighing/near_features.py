"""Features of the place of a line, and of the text and the furniture near it."""

from bisect import bisect_right
from collections.abc import Sequence
from math import log, sqrt
from operator import sub

from corpuskit.weighing.basics import DISTANCES, Basics
from corpuskit.weighing.columns import (
    Column,
    PageColumn,
    above,
    below,
    crossed,
    graded,
    steps_of,
)
from corpuskit.weighing.form import FAR, Number, sums

AMOUNTS = (0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99)
FEW = (1, 2, 3, 5, 9)
AROUND = 8
"""Lines on each side that are counted together."""
NEAR = steps_of((0, 1, 2, 3, 5), FAR)
COUNTS = steps_of(FEW, 2 * AROUND)
NEAR_COUNTS = (0, 1, 2, 3, 3)
STOPS = tuple(bisect_right((0.01, 0.2, 0.4, 0.6, 0.8), n / 6) for n in range(7))
TEXTS = tuple(bisect_right((0.01, 0.07, 0.15, 0.3, 0.5, 0.7), n / 17) for n in range(18))


def distance_from_block(b: Basics) -> Column:
    """How far above or below the block of text the line stands."""
    first, last = b.form.block
    above_it, below_it = range(first, 0, -1), range(1, b.form.count - last)
    away = [*above_it, *[0] * (last - first + 1), *below_it]
    return crossed(b.side, graded(away, DISTANCES))


def side_and_length(b: Basics) -> Column:
    """Short lines in the block may be headings, outside it hardly."""
    return crossed(b.side, b.rough_size)


def text_near(b: Basics) -> Column:
    """How much running text the two lines on each side have."""
    return graded(_text_of_others(b, 2), (1.0, 100.0, 300.0, 800.0, 2000.0))


def text_in_reach(b: Basics) -> Column:
    """How much running text the twelve lines on each side have."""
    return graded(_text_of_others(b, 12), (1.0, 200.0, 600.0, 1500.0, 3000.0, 6000.0))


def density_of_text(b: Basics) -> Column:
    """How many of the eight lines on each side are running text."""
    around = b.form.around(b.form.text_sums, 8)
    return crossed(Column([TEXTS[n] for n in around], 7), b.text)


def stops_around(b: Basics) -> Column:
    """How many of the three lines on each side end like sentences."""
    others = _others(b, b.form.stop_sums, b.form.stopped, 3)
    return Column([STOPS[n] for n in others], 6)


def evenness(b: Basics) -> Column:
    """Lists have lines of like length, texts do not."""
    logs = [log(size + 1) for size in b.form.sizes]
    counts = b.form.around(list(range(b.form.count + 1)), 4)
    first = b.form.around(sums(logs), 4)
    second = b.form.around(sums([x * x for x in logs]), 4)
    means = [x / n for x, n in zip(first, counts, strict=True)]
    squares = zip(second, counts, means, strict=True)
    variances = [x / n - mean * mean for x, n, mean in squares]
    spread = [sqrt(variance) if variance > 0 else 0.0 for variance in variances]
    steps = graded(spread, (0.15, 0.25, 0.35, 0.5, 0.7, 0.9, 1.2))
    return crossed(steps, graded(means, (2.5, 3.2, 3.8, 4.3, 4.8, 5.5)))


def form_above(b: Basics) -> Column:
    """The length, end and furniture of the line above."""
    return above(b.shape)


def form_below(b: Basics) -> Column:
    """The length, end and furniture of the line below."""
    return below(b.shape)


def text_before(b: Basics) -> Column:
    """How much of the running text of the page comes before the line."""
    total = b.form.total + 1
    return graded([x / total for x in b.form.mass_sums[:-1]], AMOUNTS)


def text_after(b: Basics) -> Column:
    """How much of the running text of the page comes after the line."""
    total = b.form.total
    return graded([(total - x) / (total + 1) for x in b.form.mass_sums[1:]], AMOUNTS)


def place_on_page(b: Basics) -> Column:
    """In which tenth of the page the line stands."""
    return Column([10 * i // b.form.count for i in range(b.form.count)], 10)


def lines_above(b: Basics) -> Column:
    """How many lines stand above."""
    return graded(range(b.form.count), (1, 2, 3, 5, 9, 16, 31, 61))


def text_distances(b: Basics) -> PageColumn:
    """How far running text above and below is, on pages with more or less of it."""
    pairs = zip(b.form.since_text, b.form.until_text, strict=True)
    return PageColumn(
        b.wordy, Column([6 * NEAR[since] + NEAR[until] for since, until in pairs], 36)
    )


def furniture_near(b: Basics) -> Column:
    """How much furniture the two lines on each side are."""
    return crossed(Column([NEAR_COUNTS[n] for n in _furniture_of_others(b, 2)], 4), b.place)


def furniture_around(b: Basics) -> Column:
    """How much furniture the eight lines on each side are."""
    return Column([COUNTS[n] for n in _furniture_of_others(b, 8)], 6)


def furniture_between(b: Basics) -> Column:
    """How much furniture stands between the line and the block of text."""
    between: list[int] = b.form.from_block(b.form.furnished_sums)
    return crossed(b.side, crossed(graded(between, FEW), b.text))


def _others(b: Basics, total: list[Number], own: Sequence[Number], reach: int) -> list[Number]:
    """Sum over the lines around each line, without itself."""
    return list(map(sub, b.form.around(total, reach), own))


def _text_of_others(b: Basics, reach: int) -> list[float]:
    return _others(b, b.form.mass_sums, b.form.mass, reach)


def _furniture_of_others(b: Basics, reach: int) -> list[int]:
    return _others(b, b.form.furnished_sums, b.form.furnished, reach)
