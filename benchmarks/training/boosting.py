"""Boosted trees over the open lines of pages, and how they are written down."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from corpuskit.errors import UsageError
from corpuskit.weighing.forest import Forest, Split, Tree
from quality.folds import fold_of
from training.fitting import Numbers, evened, line_weights, logistic
from training.samples import FURNITURE, UNKNOWN, Sample

FEWEST_LINES = 100
"""Lines in a leaf at least."""
ASKED = 0.5
"""How many of the measures each split chooses from."""


class Growth(NamedTuple):
    """How trees grow: how many, with how many leaves at most, and what each of them adds.

    `rate` is the share of what a tree has learned that it adds, `penalty` that on what leaves say.
    """

    trees: int
    leaves: int
    rate: float
    penalty: float


class Doubts(NamedTuple):
    """Lines that trees learn from: their measures, whether they are text, what they count for."""

    rows: NDArray[np.float64]
    is_text: NDArray[np.bool_]
    counts: Numbers
    folds: NDArray[np.int64]

    def part(self, chosen: NDArray[np.bool_]) -> "Doubts":
        """Give those of the lines that are chosen."""
        return Doubts(
            self.rows[chosen], self.is_text[chosen], self.counts[chosen], self.folds[chosen]
        )


def open_lines(sample: Sample, rows: NDArray[np.float64]) -> Doubts:
    """Give the lines of a page that no rule decides and the gold knows; each has a row."""
    every = Doubts(
        rows,
        sample.gold > FURNITURE,
        line_weights(sample),
        np.full(sample.line_count, fold_of(sample.group)),
    )
    return every.part((sample.gold != UNKNOWN) & ~sample.decided)


def joined(parts: Iterable[Doubts]) -> Doubts:
    """Join the lines of pages."""
    return Doubts(*(np.concatenate(values) for values in zip(*parts, strict=True)))


def fit_forest(doubts: Doubts, names: tuple[str, ...], growth: Growth) -> Forest:
    """Fit trees over measures of these names, and what makes their sums come true on unseen sites.

    Raises UsageError where all lines are text, or all furniture.
    """
    unseen = np.zeros(len(doubts.is_text))
    for fold in set(doubts.folds.tolist()):
        held_out = doubts.folds == fold
        unseen[held_out] = sums(boost(doubts.part(~held_out), growth), doubts.part(held_out))
    weights, shift = logistic(csr_matrix(unseen[:, None]), doubts.is_text, doubts.counts)
    every, trees = trees_of(boost(doubts, growth))
    scale = round(float(weights[0]), 4)
    return Forest(names, scale, round(shift + scale * every, 4), tuple(trees))


def forest_json(forest: Forest) -> str:
    """Write trees, one in a line."""
    head = msgspec.json.encode(forest.measures).decode()
    trees = ",\n".join(msgspec.json.encode(tree).decode() for tree in forest.trees)
    numbers = f'"scale":{forest.scale},\n"shift":{forest.shift}'
    return f'{{"measures":{head},\n{numbers},\n"trees":[\n{trees}\n]}}\n'


def boost(doubts: Doubts, growth: Growth) -> HistGradientBoostingClassifier:
    """Fit trees one after another; one thread, since several add up in an order of their own.

    Raises UsageError where all lines are text, or all furniture.
    """
    if len(set(doubts.is_text.tolist())) < len((True, False)):
        raise UsageError("the doubtful lines are all of one kind; give sets with more pages")
    trees = HistGradientBoostingClassifier(
        max_iter=growth.trees,
        learning_rate=growth.rate,
        max_leaf_nodes=growth.leaves,
        min_samples_leaf=FEWEST_LINES,
        l2_regularization=growth.penalty,
        max_features=ASKED,
        early_stopping=False,
        random_state=0,
    )
    with threadpool_limits(1):
        return trees.fit(doubts.rows, doubts.is_text, sample_weight=evened(doubts.counts))


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
