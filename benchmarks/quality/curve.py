"""How much chrome could be left out at a given loss of main text, if blocks were taken by rank.

The rank of a block is how surely it is left out: its confidence when the default selection leaves
it out, minus its confidence when it is kept. Blocks are taken from the top; equal ranks are taken
together, since nothing tells them apart. Everything is counted in characters, white space not
counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from corpuskit.model import Block, Selection
from quality.judging import leaves_out
from quality.records import Record
from quality.tools import Answer

BUDGETS = (0.001, 0.0025, 0.005, 0.01, 0.02, 0.05)
"""Shares of the main text that may be lost."""
SELECTION = Selection()


class Sizes(NamedTuple):
    """Characters of main text and of chrome."""

    main: int = 0
    chrome: int = 0

    def plus(self, other: "Sizes") -> "Sizes":
        """Add two."""
        return Sizes(self.main + other.main, self.chrome + other.chrome)


class Curve:
    """Takes documents one by one."""

    def __init__(self) -> None:
        self._by_rank: dict[float, Sizes] = {}

    def add(self, record: Record, answer: Answer) -> None:
        """Take a document."""
        for line in answer.judged:
            for part in line.parts:
                sizes = Sizes(part.size * line.gold.is_main, part.size * line.gold.is_chrome)
                rank = rank_of(part.block)
                self._by_rank[rank] = self._by_rank.get(rank, Sizes()).plus(sizes)

    def points(self) -> dict[float, float | None]:
        """Give the share of chrome that is left out, for each share of main text that may go."""
        return {budget: chrome_at(self._by_rank, budget) for budget in BUDGETS}


def rank_of(block: Block) -> float:
    """Say how surely a block is left out, from -1 to 1."""
    confidence = block.reason.confidence
    return confidence if leaves_out(block, SELECTION) else -confidence


def chrome_at(by_rank: Mapping[float, Sizes], budget: float) -> float | None:
    """Give the share of chrome above the lowest rank that costs no more than the budget.

    None where there is no chrome or no main text to lose.
    """
    whole = _sum(by_rank.values())
    if not (whole.main and whole.chrome):
        return None
    done = Sizes()
    for rank in sorted(by_rank, reverse=True):
        more = done.plus(by_rank[rank])
        if more.main > budget * whole.main:
            break
        done = more
    return done.chrome / whole.chrome


def _sum(sizes: Iterable[Sizes]) -> Sizes:
    columns: Sequence[tuple[int, ...]] = list(zip(*sizes, strict=True))
    return Sizes(*map(sum, columns))
