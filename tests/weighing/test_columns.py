"""Columns: each answer by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.weighing.columns import (
    Answer,
    Column,
    PageColumn,
    above,
    answered,
    below,
    both,
    capped,
    coarse,
    crossed,
    flagged,
    graded,
    regraded,
    same,
    steps_of,
)

DIGITS = st.lists(st.integers(0, 4), max_size=12)


def test_a_value_is_graded_by_the_edges_that_it_reaches() -> None:
    assert graded([-1, 0, 0.5, 1, 9], (0, 1)) == Column([0, 1, 1, 2, 2], 3)


def test_a_flag_is_one_and_nothing_is_zero() -> None:
    assert flagged([True, False, "", "word", None]) == Column([1, 0, 0, 1, 0], 2)


def test_numbers_are_kept_up_to_the_most() -> None:
    assert capped([0, 2, 3.0, 3.9, 4, 10**9], 4) == Column([0, 2, 3, 3, 4, 4], 5)


@pytest.mark.parametrize(("count", "values"), [(0, []), (1, [1]), (3, [1, 1, 1])])
def test_an_answer_about_the_page_is_given_to_each_line(count: int, values: list[int]) -> None:
    assert same(0.5, count, (0.5, 0.9)) == Column(values, 3)


def test_neighbouring_answers_are_taken_together_and_the_last_group_may_be_smaller() -> None:
    assert coarse(Column([0, 1, 2, 3, 4], 5), 2) == Column([0, 0, 1, 1, 2], 3)
    assert coarse(Column([5], 6), 3) == Column([1], 2)


def test_two_columns_are_crossed_row_by_row() -> None:
    assert crossed(Column([0, 1, 1], 2), Column([2, 0, 2], 3)) == Column([2, 3, 5], 6)


def test_three_columns_are_crossed_like_the_figures_of_a_number() -> None:
    ten = [Column([digit], 10) for digit in (4, 0, 7)]
    assert crossed(*ten) == Column([407], 1000)


def test_a_column_by_itself_is_not_changed_by_crossing() -> None:
    assert crossed(Column([0, 1], 2)) == Column([0, 1], 2)


def test_columns_of_different_lengths_are_never_crossed() -> None:
    with pytest.raises(ValueError, match="zip"):
        crossed(Column([0, 1], 2), Column([0], 2))


def test_the_line_above_and_the_line_below_answer_for_a_line() -> None:
    column = Column([2, 0, 1], 3)
    assert above(column) == Column([3, 2, 0], 4)
    assert below(column) == Column([0, 1, 3], 4)


@pytest.mark.parametrize("neighbour", [above, below])
def test_a_line_alone_has_no_neighbour(neighbour: object) -> None:
    assert neighbour(Column([1], 2)) == Column([2], 3)  # type: ignore[operator] # above or below


def test_steps_grade_every_whole_number() -> None:
    assert steps_of((1, 2, 5), 6) == (0, 1, 2, 2, 2, 3, 3)
    assert list(steps_of((0, 3), 9)) == graded(range(10), (0, 3)).values


@given(st.lists(st.floats(-2, 2)), st.sets(st.sampled_from((0.0, 0.1, 0.5, 1.0))))
def test_what_is_graded_by_many_edges_can_be_graded_by_fewer(
    values: list[float], fewer: set[float]
) -> None:
    edges, kept = (0.0, 0.1, 0.5, 1.0), sorted(fewer)
    assert regraded(graded(values, edges), edges, kept) == graded(values, kept)


def test_two_answers_about_the_page_are_one() -> None:
    assert answered(0.5, (0.5, 0.9)) == Answer(1, 3)
    assert both(Answer(1, 3), Answer(0, 2)) == Answer(2, 6)


@given(DIGITS, st.integers(0, 2))
def test_lines_answer_for_a_page_as_if_the_page_had_answered_for_each(
    digits: list[int], value: int
) -> None:
    lines = Column(digits, 5)
    column = PageColumn(Answer(value, 3), lines)
    full = crossed(Column([value] * len(digits), 3), lines)
    assert (column.values, column.answers) == (full.values, full.answers)


@given(DIGITS, st.integers(0, 2))
def test_the_answer_of_the_page_chooses_the_weights_of_the_lines(
    digits: list[int], value: int
) -> None:
    column = PageColumn(Answer(value, 3), Column(digits, 5))
    full = Column(column.values, column.answers)
    weights = [float(n) for n in range(15)]
    chosen, answers = column.spoken(weights)
    assert full.spoken(weights) == (weights, full.values)
    assert [chosen[n] for n in answers] == [weights[n] for n in full.values]


@given(DIGITS, st.integers(1, 3))
def test_coarse_answers_are_in_range(digits: list[int], step: int) -> None:
    column = coarse(Column(digits, 5), step)
    assert all(0 <= value < column.answers for value in column.values)
    assert [value // step for value in digits] == column.values


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2), st.integers(0, 1))))
def test_each_combination_has_one_answer_of_its_own(rows: list[tuple[int, int, int]]) -> None:
    first, second, third = ([row[at] for row in rows] for at in range(3))
    column = crossed(Column(first, 5), Column(second, 3), Column(third, 2))
    assert column.answers == 30
    assert all(0 <= value < 30 for value in column.values)
    pairs = set(zip(rows, column.values, strict=True))
    assert len(pairs) == len(set(rows)) == len(set(column.values))


@given(DIGITS.filter(bool))
def test_what_stands_above_the_line_below_is_the_line_itself(digits: list[int]) -> None:
    column = Column(digits, 5)
    assert above(below(column)).values[1:] == digits[1:]
    assert below(above(column)).values[:-1] == digits[:-1]
