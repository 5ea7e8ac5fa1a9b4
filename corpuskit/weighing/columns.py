"""Columns: one answer for each line of a page, as a small number from 0."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Column(NamedTuple):
    """The answers of all lines, each from 0 up to but without `answers`."""

    values: Sequence[int]
    answers: int


def graded(values: Iterable[float], edges: Sequence[float]) -> Column:
    """Give each value the number of edges that it reaches."""
    return Column([bisect_right(edges, value) for value in values], len(edges) + 1)


def flagged(flags: Iterable[object]) -> Column:
    """Give 1 where a flag is set and 0 where it is not."""
    return Column([1 if flag else 0 for flag in flags], 2)


def capped(values: Iterable[float], most: int) -> Column:
    """Give whole numbers as they are, and `most` for higher ones."""
    return Column([int(value) if value < most else most for value in values], most + 1)


def same(value: float, count: int, edges: Sequence[float]) -> Column:
    """Give one answer about the whole page to each of its lines."""
    return Column([bisect_right(edges, value)] * count, len(edges) + 1)


def coarse(column: Column, step: int) -> Column:
    """Take `step` neighbouring answers together."""
    return Column([value // step for value in column.values], -(-column.answers // step))


def crossed(first: Column, *others: Column) -> Column:
    """Give each combination of answers an answer of its own."""
    for other in others:
        pairs = zip(first.values, other.values, strict=True)
        n = other.answers
        first = Column([a * n + b for a, b in pairs], first.answers * n)
    return first


def above(column: Column) -> Column:
    """Give each line the answer of the line above it; the first has one of its own."""
    return Column([column.answers, *column.values[:-1]], column.answers + 1)


def below(column: Column) -> Column:
    """Give each line the answer of the line below it; the last has one of its own."""
    return Column([*column.values[1:], column.answers], column.answers + 1)
