"""The chain of roles is fitted: the likelihood of what people say, with an L2 penalty.

Exact and deterministic: all stretches of open lines are walked side by side, the longest first, so
that the lines of one step are the first rows of the step before. A line of which nobody says what
it is may be anything.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from corpuskit.labels.role_weights import OTHER
from corpuskit.labels.role_weights import ROLES as STATES
from training.fitting import Numbers
from training.role_samples import UNKNOWN, Stretch

PENALTY = 4.0
MOST_STEPS = 150
OPEN, ALL = len(STATES), OTHER + 1
BIAS = "bias"


class FittedRoles(NamedTuple):
    """Three numbers for each feature by "name=answer", "bias" among them, and the steps."""

    weights: dict[str, Numbers]
    transitions: Numbers


class _Walk(NamedTuple):
    """Log-likelihood of all stretches, the likelihoods of states by step, sums of pairs."""

    total: float
    states: list[Numbers]
    pairs: Numbers


class Arranged(NamedTuple):
    """Stretches, the longest first, as matrices; the lines of all first steps come first.

    `counts` says how many stretches have a line at each step, `allowed` which states a line has in
    the gold; `last` is the row of the last line of each stretch.
    """

    answers: csr_matrix
    allowed: Numbers
    counts: list[int]
    above: NDArray[np.int64]
    below: NDArray[np.int64]
    last: NDArray[np.int64]


def fit_roles(stretches: Sequence[Stretch]) -> FittedRoles:
    """Fit the weights of all answers that the stretches give."""
    seen = {feature for s in stretches for features in s.features for feature in features}
    names = [*sorted(seen), BIAS]
    data = arrange(stretches, {name: place for place, name in enumerate(names)})
    size = len(names) * OPEN

    def loss(point: Numbers) -> tuple[float, Numbers]:
        value, slope = loss_of(data, point[:size].reshape(-1, OPEN), point[size:].reshape(ALL, ALL))
        return value + PENALTY * float(point @ point) / 2, slope + PENALTY * point

    start = np.zeros(size + ALL * ALL)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS}).x
    weights = _centred(found[:size].reshape(-1, OPEN), names, data)
    return FittedRoles(weights, found[size:].reshape(ALL, ALL))


def _centred(weights: Numbers, names: Sequence[str], data: Arranged) -> dict[str, Numbers]:
    """Let each feature speak for nothing in the mean over the lines, and the bias for the rest."""
    shares = np.asarray(data.answers.mean(axis=0)).ravel()
    features = [name.partition("=")[0] for name in names]
    middles = {feature: np.zeros(OPEN) for feature in features}
    for feature, numbers, share in zip(features, weights, shares, strict=True):
        middles[feature] = middles[feature] + numbers * share
    rest = sum((middles[feature] for feature in middles if feature != BIAS), np.zeros(OPEN))
    middles[BIAS] = -rest
    return {
        name: numbers - middles[feature]
        for name, feature, numbers in zip(names, features, weights, strict=True)
    }


def arrange(stretches: Sequence[Stretch], columns: dict[str, int]) -> Arranged:
    """Put stretches side by side; `columns` has the place of each feature and of the bias."""
    longest_first = sorted(stretches, key=lambda stretch: -len(stretch.states))
    lengths = np.array([len(stretch.states) for stretch in longest_first])
    counts = [int((lengths > step).sum()) for step in range(lengths.max())]
    steps = [[(s, t) for s in longest_first[:count]] for t, count in enumerate(counts)]
    places = [
        [*(columns[f] for f in s.features[t]), columns[BIAS]] for step in steps for s, t in step
    ]
    ends = np.cumsum([0, *map(len, places)])
    answers = csr_matrix(
        (np.ones(ends[-1]), np.concatenate(places), ends), (len(places), len(columns))
    )
    states = np.array([s.states[t] for step in steps for s, t in step])
    starts = np.cumsum([0, *counts])
    return Arranged(
        answers,
        ((states[:, None] == np.arange(OPEN)) | (states[:, None] == UNKNOWN)).astype(float),
        counts,
        np.array([stretch.above for stretch in longest_first]),
        np.array([stretch.below for stretch in longest_first]),
        starts[lengths - 1] + np.arange(len(lengths)),
    )


def loss_of(data: Arranged, weights: Numbers, transitions: Numbers) -> tuple[float, Numbers]:
    """Give what the gold is less likely than anything, and how that changes with the weights."""
    edged = np.zeros((ALL + 1, ALL + 1))
    edged[:ALL, :ALL] = transitions
    scores = data.answers @ weights
    scores[: data.counts[0]] += edged[data.above, :OPEN]
    scores[data.last] += edged[:OPEN, data.below].T
    scores -= scores.max(axis=1, keepdims=True)
    free = _walk(np.exp(scores), data.counts, np.exp(transitions[:OPEN, :OPEN]))
    gold = _walk(np.exp(scores) * data.allowed, data.counts, np.exp(transitions[:OPEN, :OPEN]))
    pulls = np.concatenate(free.states) - np.concatenate(gold.states)
    steps = np.zeros((ALL + 1, ALL + 1))
    np.add.at(steps[:, :OPEN], data.above, pulls[: data.counts[0]])
    np.add.at(steps.T[:, :OPEN], data.below, pulls[data.last])
    steps[:OPEN, :OPEN] += free.pairs - gold.pairs
    slope = np.concatenate([(data.answers.T @ pulls).ravel(), steps[:ALL, :ALL].ravel()])
    return free.total - gold.total, slope


def _walk(weights: Numbers, counts: Sequence[int], steps: Numbers) -> _Walk:
    """Walk all stretches down and up, line by line, each line normalised."""
    rows = np.split(weights, np.cumsum(counts)[:-1])
    down: list[Numbers] = []
    total = 0.0
    for row in rows:
        said = row * (down[-1][: len(row)] @ steps) if down else row
        sums = said.sum(axis=1, keepdims=True)
        down.append(said / sums)
        total += float(np.log(sums).sum())
    up, pairs = np.ones_like(rows[-1]), np.zeros_like(steps)
    states = [down[-1]]
    for row, above in zip(rows[:0:-1], down[-2::-1], strict=True):
        here = row * up
        both = ((above[: len(row)] @ steps) * here).sum(axis=1, keepdims=True)
        pairs += steps * ((above[: len(row)] / both).T @ here)
        up = np.ones_like(above)
        up[: len(row)] = _normal(here @ steps.T)
        states.append(_normal(above * up))
    return _Walk(total, states[::-1], pairs)


def _normal(rows: Numbers) -> Numbers:
    return np.asarray(rows / rows.sum(axis=1, keepdims=True))
