"""Sums of weights: as if the features were added one by one."""

from hypothesis import given
from hypothesis import strategies as st

from corpuskit.weighing.adding import AT_ONCE, Spoken, added_up

ANSWERS = 3
COUNT = 5
WEIGHTS = st.lists(st.floats(-100, 100), min_size=ANSWERS, max_size=ANSWERS)
VALUES = st.lists(st.integers(0, ANSWERS - 1), min_size=COUNT, max_size=COUNT)
FEATURES = st.lists(st.tuples(WEIGHTS, VALUES), max_size=3 * AT_ONCE)


@given(FEATURES)
def test_sums_are_those_of_one_feature_after_the_other_to_the_last_digit(
    spoken: list[Spoken],
) -> None:
    totals = [0.0] * COUNT
    for weights, answers in spoken:
        totals = [total + weights[n] for total, n in zip(totals, answers, strict=True)]
    assert added_up(spoken, COUNT) == totals


def test_no_feature_speaks_for_nothing() -> None:
    assert added_up([], 2) == [0.0, 0.0]
