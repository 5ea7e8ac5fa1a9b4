"""Boosted trees: a row of numbers goes in, log-odds come out, and what they were made of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec import Struct

from corpuskit.errors import PluginFailed
from corpuskit.weighing.weights import check_numbers


class Split(NamedTuple):
    """A question of a tree: whether a measure of the row is at most `border`.

    `low` is where the answer yes leads to, `high` where no does: a later split of the tree by its
    number, or a leaf by the number `~leaf`. `mean` is what the rows that come here add up to.
    """

    measure: int
    border: float
    low: int
    high: int
    mean: float


class Tree(Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """Splits, the first of which is asked first, and what the leaves add, in log-odds."""

    splits: tuple[Split, ...]
    leaves: tuple[float, ...]

    def leaf(self, row: Sequence[float]) -> float:
        """Give what a row comes to."""
        splits, at = self.splits, 0
        while at >= 0:
            measure, border, low, high, _ = splits[at]
            at = low if row[measure] <= border else high
        return self.leaves[~at]

    def steps(self, row: Sequence[float]) -> Iterator[tuple[int, float]]:
        """Give the measures that were asked for, each with how far its answer moved the mean."""
        at = 0
        while at >= 0:
            measure, border, low, high, mean = self.splits[at]
            at = low if row[measure] <= border else high
            yield measure, (self.splits[at].mean if at >= 0 else self.leaves[~at]) - mean


class Forest(Struct, frozen=True, forbid_unknown_fields=True):
    """Trees over named measures; `scale` and `shift` turn sums into log-odds that come true."""

    measures: tuple[str, ...]
    scale: float
    shift: float
    trees: tuple[Tree, ...]

    def odds(self, row: Sequence[float]) -> float:
        """Give the log-odds of a row, whose numbers are in the order of `measures`."""
        return self.scale * sum([tree.leaf(row) for tree in self.trees]) + self.shift

    def said(self, row: Sequence[float], families: Sequence[str]) -> Mapping[str, float]:
        """Give how far the measures of each family move the log-odds of a row from the mean."""
        found = dict.fromkeys(families, 0.0)
        for tree in self.trees:
            for measure, moved in tree.steps(row):
                found[families[measure]] += self.scale * moved
        return found


def parse_forest(name: str, text: str) -> Forest:
    """Read trees from JSON; raises PluginFailed naming the file for text that is none."""
    try:
        forest = msgspec.json.decode(text, type=Forest)
    except msgspec.DecodeError as error:
        raise PluginFailed(f"weights {name}: {error}; train them again") from error
    _check(name, forest)
    return forest


def _check(name: str, forest: Forest) -> None:
    for tree in forest.trees:
        if not _leads_to_leaves(tree, len(forest.measures)):
            raise PluginFailed(f"weights {name}: a tree leads nowhere; train them again")
    check_numbers(name, _numbers(forest))


def _leads_to_leaves(tree: Tree, measures: int) -> bool:
    """Whether every child of every split is there, and none leads back."""
    children = ((n, child) for n, split in enumerate(tree.splits) for child in split[2:4])
    is_there = all(n < child < len(tree.splits) or _is_leaf(child, tree) for n, child in children)
    asked = all(0 <= split.measure < measures for split in tree.splits)
    return bool(tree.splits) and is_there and asked


def _is_leaf(child: int, tree: Tree) -> bool:
    return 0 <= ~child < len(tree.leaves)


def _numbers(forest: Forest) -> Iterator[float]:
    yield from (forest.scale, forest.shift)
    for tree in forest.trees:
        yield from tree.leaves
        yield from (split.mean for split in tree.splits)
