"""What each part of the benchmark is given, and what it gives."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from measuring import Cost

PAGE_SIZE = 3_000
"""Bytes that a page has before its caption, byline and chrome: pages are then 3 to 5 kB."""
MISSING = "–"


class Setting(NamedTuple):
    """How to measure.

    `folder` is for files that are thrown away, `sizes` the sizes of corpora in documents, `pages`
    the documents where the size does not matter, and `datatrove` a Python that has it, "" for none.
    """

    folder: Path
    sizes: Sequence[int]
    pages: int
    turns: int
    datatrove: str = ""


class Target(NamedTuple):
    """A figure that is wanted: what it is, the most or least that is good, each turn."""

    what: str
    wanted: float
    turns: Sequence[float]
    at_most: bool = False

    @property
    def found(self) -> float:
        """The median of the turns."""
        return median(self.turns)

    @property
    def is_met(self) -> bool:
        """Whether the median is good enough; how far the turns lie apart says how sure that is."""
        return self.found <= self.wanted if self.at_most else self.found >= self.wanted

    @property
    def cells(self) -> list[str]:
        """What a table says of it."""
        wanted = f"{'≤' if self.at_most else '≥'} {self.wanted:g}"
        spread = f"{min(self.turns):.3g} to {max(self.turns):.3g}"
        return [self.what, wanted, f"{self.found:.3g}", spread, "yes" if self.is_met else "no"]


class Section(NamedTuple):
    """One part of the answer: Markdown below a heading, figures for machines, and a drawing."""

    title: str
    lines: Sequence[str]
    figures: object
    targets: Sequence[Target] = ()
    drawing: str = ""


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lay out a table in Markdown: the first column is text, the others are figures."""
    lines = [["---", *["---:"] * (len(columns) - 1)], *rows]
    return [f"| {' | '.join(cells)} |" for cells in [columns, *lines]]


def raw_figures(costs: Mapping[str, Sequence[Cost]]) -> dict[str, list[dict[str, float]]]:
    """Give all costs turn by turn, as JSON can hold them."""
    return {name: [cost._asdict() for cost in each] for name, each in costs.items()}


def target_lines(targets: Sequence[Target]) -> list[str]:
    """Lay out what is wanted beside what was found."""
    columns = ["target", "wanted", "found", "least to most", "met"]
    return table(columns, [each.cells for each in targets])


Part = Callable[[Setting], Section]
