"""Columns: one answer for each line of a page, as a small number from 0."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import partial

from msgspec import Struct

from corpuskit.weighing.adding import Spoken


class Column(Struct, frozen=True, gc=False):
    """The answers of all lines, each from 0 up to but without `answers`."""

    values: Sequence[int]
    answers: int

    def spoken(self, weights: Sequence[float]) -> Spoken:
        """Give what the answers of the lines speak for, by the weights of all answers."""
        return weights, self.values


class Answer(Struct, frozen=True, gc=False):
    """One answer about the page as a whole, from 0 up to but without `answers`."""

    value: int
    answers: int


class PageColumn(Struct, frozen=True, gc=False):
    """The answers of all lines, with others for each answer about the page.

    They are numbered as if the page had answered for each line: see `crossed`.
    """

    page: Answer
    lines: Column

    @property
    def answers(self) -> int:
        """How many answers there may be."""
        return self.page.answers * self.lines.answers

    @property
    def values(self) -> Sequence[int]:
        """The answers of all lines."""
        start = self.page.value * self.lines.answers
        return [start + value for value in self.lines.values]

    def spoken(self, weights: Sequence[float]) -> Spoken:
        """Give what they speak for; the answer of the page chooses among the weights."""
        start = self.page.value * self.lines.answers
        return weights[start : start + self.lines.answers], self.lines.values


def graded(values: Iterable[float], edges: Sequence[float]) -> Column:
    """Give each value the number of edges that it reaches."""
    return Column(list(map(partial(bisect_right, edges), values)), len(edges) + 1)


def flagged(flags: Iterable[object]) -> Column:
    """Give 1 where a flag is set and 0 where it is not."""
    return Column([1 if flag else 0 for flag in flags], 2)


def capped(values: Iterable[float], most: int) -> Column:
    """Give whole numbers as they are, and `most` for higher ones."""
    return Column([int(value) if value < most else most for value in values], most + 1)


def same(value: float, count: int, edges: Sequence[float]) -> Column:
    """Give one answer about the whole page to each of its lines."""
    return Column([bisect_right(edges, value)] * count, len(edges) + 1)


def answered(value: float, edges: Sequence[float]) -> Answer:
    """Give the page the number of edges that a value reaches."""
    return Answer(bisect_right(edges, value), len(edges) + 1)


def both(first: Answer, second: Answer) -> Answer:
    """Give each combination of two answers about the page an answer of its own."""
    answers = second.answers
    return Answer(first.value * answers + second.value, first.answers * answers)


def coarse(column: Column, step: int) -> Column:
    """Take `step` neighbouring answers together."""
    return Column([value // step for value in column.values], -(-column.answers // step))


def steps_of(edges: Sequence[float], most: int) -> tuple[int, ...]:
    """Give the number of edges that each whole number from 0 to `most` reaches."""
    return tuple(bisect_right(edges, value) for value in range(most + 1))


def regraded(column: Column, edges: Sequence[float], fewer: Sequence[float]) -> Column:
    """Give what `graded` gives by fewer of the edges by which a column is graded."""
    steps = [0, *(bisect_right(fewer, edge) for edge in edges)]
    return Column([steps[value] for value in column.values], len(fewer) + 1)


def crossed(first: Column, *others: Column) -> Column:
    """Give each combination of answers an answer of its own."""
    values, answers = first.values, first.answers
    for other in others:
        n = other.answers
        values = [a * n + b for a, b in zip(values, other.values, strict=True)]
        answers *= n
    return Column(values, answers)


def above(column: Column) -> Column:
    """Give each line the answer of the line above it; the first has one of its own."""
    return Column([column.answers, *column.values[:-1]], column.answers + 1)


def below(column: Column) -> Column:
    """Give each line the answer of the line below it; the last has one of its own."""
    return Column([*column.values[1:], column.answers], column.answers + 1)
