"""The second look at a page, trained on what the first says of sites that it has not seen."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from corpuskit.weighing.second_look import LINE_MEASURES, MEASURES, PAGE_MEASURES, FirstLook
from corpuskit.weighing.weights import Again
from quality.folds import FOLDS, fold_of
from training.fitting import Numbers, line_weights, logistic
from training.samples import FURNITURE, UNKNOWN, Sample


class Looked(NamedTuple):
    """A page after the first look: a row for each line with its odds and its measures."""

    sample: Sample
    rows: NDArray[np.float64]


def look(samples: Sequence[Sample], unseen: Sequence[Numbers]) -> list[Looked]:
    """Measure pages by the log-odds that weights give which have not seen their sites."""
    return [Looked(s, _rows(s, odds)) for s, odds in zip(samples, unseen, strict=True)]


def look_again_unseen(pages: Sequence[Looked]) -> list[Numbers]:
    """Give the log-odds of each line after a second look that has not seen its site."""
    folds = [fold_of(page.sample.group) for page in pages]
    fitted = [
        fit_again([p for p, of_page in zip(pages, folds, strict=True) if of_page != fold])
        for fold in range(FOLDS)
    ]
    return [_scores(fitted[fold], page.rows) for fold, page in zip(folds, pages, strict=True)]


def fit_again(pages: Sequence[Looked]) -> Again:
    """Fit the second look on the lines that no rule decides."""
    known = np.concatenate([(p.sample.gold != UNKNOWN) & ~p.sample.decided for p in pages])
    rows = np.concatenate([page.rows for page in pages])[known]
    gold = np.concatenate([page.sample.gold for page in pages])[known]
    counts = np.concatenate([line_weights(page.sample) for page in pages])[known]
    usual = np.average(rows, axis=0, weights=counts)
    spread = np.sqrt(np.average((rows - usual) ** 2, axis=0, weights=counts))
    matrix = csr_matrix((rows - usual) / spread)
    weights, bias = logistic(matrix, gold > FURNITURE, counts)
    return _again(weights / spread, usual, bias)


def _again(weights: Numbers, usual: Numbers, bias: float) -> Again:
    """Name the numbers; the odds of the first look have no usual value, the measures have."""
    pairs = zip(weights[1:].tolist(), usual[1:].tolist(), strict=True)
    measures = dict(zip(MEASURES, pairs, strict=True))
    return Again(bias - float(weights[0] * usual[0]), float(weights[0]), measures)


def _rows(sample: Sample, odds: Numbers) -> NDArray[np.float64]:
    first = FirstLook(sample.lengths, odds.tolist())
    of_lines = [each.measure(first) for each in LINE_MEASURES]
    of_page = [[each.measure(first)] * sample.line_count for each in PAGE_MEASURES]
    return np.array([odds.tolist(), *of_lines, *of_page]).T


def _scores(again: Again, rows: NDArray[np.float64]) -> Numbers:
    weights, usual = np.array([again.measures[name] for name in MEASURES]).T
    found: Numbers = again.bias + again.alone * rows[:, 0] + (rows[:, 1:] - usual) @ weights
    return found
