"""Boosted trees over the doubtful lines of pages, and how they are written down."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from corpuskit.errors import UsageError
from corpuskit.weighing.forest import Split, Tree
from training.fitting import Numbers

TREES = 80
LEAVES = 16
RATE = 0.12
FEWEST_LINES = 100
"""Lines in a leaf at least."""
PENALTY = 5.0
ASKED = 0.5
"""How many of the measures each split chooses from."""


class Doubts(NamedTuple):
    """Lines that are not sure: their measures, whether they are text, what they count for."""

    rows: NDArray[np.float64]
    is_text: NDArray[np.bool_]
    counts: Numbers
    folds: NDArray[np.int64]

    def part(self, chosen: NDArray[np.bool_]) -> "Doubts":
        """Give those of the lines that are chosen."""
        return Doubts(
            self.rows[chosen], self.is_text[chosen], self.counts[chosen], self.folds[chosen]
        )


def boost(doubts: Doubts) -> HistGradientBoostingClassifier:
    """Fit trees one after another; one thread, since several add up in an order of their own.

    Raises UsageError where all lines are text, or all furniture.
    """
    if len(set(doubts.is_text.tolist())) < len((True, False)):
        raise UsageError("the doubtful lines are all of one kind; give sets with more pages")
    trees = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=FEWEST_LINES,
        l2_regularization=PENALTY,
        max_features=ASKED,
        early_stopping=False,
        random_state=0,
    )
    counts = doubts.counts * len(doubts.counts) / doubts.counts.sum()
    with threadpool_limits(1):
        return trees.fit(doubts.rows, doubts.is_text, sample_weight=counts)


def sums(trees: HistGradientBoostingClassifier, doubts: Doubts) -> Numbers:
    """Give what the trees add up to for each line, by the library."""
    found: Numbers = trees.decision_function(doubts.rows)
    return found


def trees_of(fitted: HistGradientBoostingClassifier) -> tuple[float, list[Tree]]:
    """Give what every line comes to, and the trees; those that ask nothing are part of the first.

    A test compares what ours and those of the library add up to.
    """
    every = float(fitted._baseline_prediction.item())  # noqa: SLF001 - there is no public way
    trees: list[Tree] = []
    for (predictor,) in fitted._predictors:  # noqa: SLF001 - as above
        names = predictor.nodes.dtype.names
        nodes = [dict(zip(names, node, strict=True)) for node in predictor.nodes.tolist()]
        if len(nodes) > 1:
            trees.append(_tree(nodes))
        else:
            every += nodes[0]["value"]
    return every, trees


def _tree(nodes: Sequence[dict[str, float]]) -> Tree:
    """Number splits and leaves apart."""
    splits = [place for place, node in enumerate(nodes) if not node["is_leaf"]]
    leaves = [place for place, node in enumerate(nodes) if node["is_leaf"]]
    numbers = {place: number for number, place in enumerate(splits)}
    numbers |= {place: ~number for number, place in enumerate(leaves)}
    return Tree(
        tuple(_split(nodes[place], numbers) for place in splits),
        tuple(round(nodes[place]["value"], 4) for place in leaves),
    )


def _split(node: dict[str, float], numbers: dict[int, int]) -> Split:
    return Split(
        int(node["feature_idx"]),
        float(f"{node['num_threshold']:.6g}"),
        numbers[int(node["left"])],
        numbers[int(node["right"])],
        round(node["value"], 4),
    )
