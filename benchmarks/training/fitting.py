"""Logistic regression over the answers, with an L2 penalty; deterministic, no random start."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from corpuskit.pipeline import Pipeline
from corpuskit.weighing.basics import Basics
from corpuskit.weighing.features import FEATURES
from corpuskit.weighing.form import Form
from corpuskit.weighing.traits import measure
from training.samples import FURNITURE, UNKNOWN, Sample, flat

STRENGTH = 0.1
"""How far the data may move the weights; results hardly change between 0.03 and 0.3."""
LENGTH_POWER = 0.75
"""A long line counts for more than a short one, but not in proportion to its characters."""
LONGEST_COUNTED = 1000
MOST_STEPS = 300

Numbers = NDArray[np.float64]


class Fitted(NamedTuple):
    """The weights of all answers, feature after feature, the constant, and how often each is given.

    `shares` are of all lines that were looked at, by what they count for.
    """

    weights: Numbers
    bias: float
    shares: Numbers


def answer_counts() -> list[int]:
    """Give how many answers each feature has."""
    page = Pipeline(()).page(flat("text"))
    basics = Basics(Form(measure(page.lines, [None], page.lexicon.furniture)))
    return [feature.ask(basics).answers for feature in FEATURES]


def indicator_matrix(samples: Sequence[Sample], counts: Sequence[int]) -> csr_matrix:
    """Give a row for each line with a 1 for each answer that it gives."""
    answers = np.concatenate([sample.answers for sample in samples])
    columns = answers + np.concatenate([[0], np.cumsum(counts)[:-1]])
    rows, features = columns.shape
    ends = np.arange(0, rows * features + 1, features)
    return csr_matrix((np.ones(rows * features), columns.ravel(), ends), (rows, sum(counts)))


def line_weights(sample: Sample) -> Numbers:
    """Give what each line counts for: the lines of a page together count what the page does."""
    weights = np.minimum(sample.sizes, LONGEST_COUNTED) + 5.0
    weights = np.where(sample.gold == UNKNOWN, 0.0, weights**LENGTH_POWER)
    counts: Numbers = sample.counts * weights / max(weights.sum(), 1.0)
    return counts


def fit(samples: Sequence[Sample], answers: Sequence[int]) -> Fitted:
    """Fit the weights; an average line then speaks for what `bias` says.

    `answers` are how many each feature has.
    """
    gold = np.concatenate([sample.gold for sample in samples])
    known = gold != UNKNOWN
    counts = np.concatenate([line_weights(sample) for sample in samples])[known]
    matrix = indicator_matrix(samples, answers)[known]
    weights, bias = logistic(matrix, gold[known] > FURNITURE, counts)
    shares: Numbers = matrix.T @ counts / counts.sum()
    return Fitted(weights, bias, shares)


def evened(counts: Numbers) -> Numbers:
    """Let rows count 1 in the mean, so that a penalty weighs the same in any set."""
    found: Numbers = counts * len(counts) / counts.sum()
    return found


def logistic(
    matrix: csr_matrix, truth: NDArray[np.bool_], counts: Numbers
) -> tuple[Numbers, float]:
    """Minimise the log-loss, weighted by what rows count beside each other, plus the penalty."""
    signs = np.where(truth, 1.0, -1.0)
    counts = evened(counts)

    def loss(point: Numbers) -> tuple[float, Numbers]:
        margins = signs * (matrix @ point[:-1] + point[-1])
        pulls = -counts * signs * expit(-margins)
        value = counts @ np.logaddexp(0, -margins) + point[:-1] @ point[:-1] / (2 * STRENGTH)
        slope = np.append(matrix.T @ pulls + point[:-1] / STRENGTH, pulls.sum())
        return float(value), slope

    start = np.zeros(matrix.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS})
    return found.x[:-1], float(found.x[-1])


def scores(fitted: Fitted, samples: Sequence[Sample], answers: Sequence[int]) -> Numbers:
    """Give the log-odds of each line of the samples, one after the other."""
    found: Numbers = indicator_matrix(samples, answers) @ fitted.weights + fitted.bias
    return found
