"""The second look: what lines were found to be counts for the lines around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.weighing.article import LONGEST_COUNTED
from corpuskit.weighing.second_look import (
    LINE_MEASURES,
    PAGE_MEASURES,
    SUREST,
    FirstLook,
    look_again,
)
from corpuskit.weighing.weights import Again
from tests.weighing.pages import AS_BEFORE

FAMILIES = ("text nearby", "place", "length", "kind of page", "signs")
SIZES, ODDS = [100.0, 100.0, 400.0], [-2.0, 1.0, 4.0]


def again(**measures: tuple[float, float]) -> Again:
    return Again(0.0, 1.0, {**AS_BEFORE.measures, **measures})


def looked(weights: Again, first: FirstLook) -> dict[str, list[float]]:
    return look_again(weights, {name: [0.0] * len(first.sizes) for name in FAMILIES}, first)


def test_long_lines_count_for_more_in_the_mean_around_a_line() -> None:
    found = FirstLook(SIZES, ODDS).mean_within(1)
    assert found == pytest.approx([-0.5, (-20 + 10 + 80) / 40, (10 + 80) / 30])


@given(
    st.lists(st.tuples(st.floats(1, 3000), st.floats(-20, 20)), min_size=1, max_size=30),
    st.integers(1, 40),
)
def test_the_mean_around_a_line_is_that_of_the_lines_in_reach(
    lines: list[tuple[float, float]], reach: int
) -> None:
    first = FirstLook([size for size, _ in lines], [odds for _, odds in lines])
    for place, found in enumerate(first.mean_within(reach)):
        within = slice(max(place - reach, 0), place + reach + 1)
        weights = [size**0.5 for size in first.sizes[within]]
        sums = sum(w * each for w, each in zip(weights, first.odds[within], strict=True))
        assert found == pytest.approx(sums / sum(weights), abs=1e-6)


def test_a_line_is_as_deep_in_the_text_as_there_is_likely_text_on_its_thinner_side() -> None:
    first = FirstLook([300.0, 100.0, 300.0, 300.0], [50.0] * 4)
    assert first.depth() == pytest.approx([0.0, 0.3, 0.3, 0.0])


def test_no_line_is_longer_or_surer_than_the_page_can_bear() -> None:
    first = FirstLook([1e6, 10.0], [1000.0, -1000.0])
    assert (first.sizes, first.odds) == ([LONGEST_COUNTED, 10.0], [SUREST, -SUREST])


def test_the_best_lines_and_the_spread_describe_the_page() -> None:
    first = FirstLook([10.0] * 7, [-4.0, -4.0, 1.0, 2.0, 3.0, 4.0, 5.0])
    assert first.best() == 3.0
    assert FirstLook([10.0, 10.0], [-3.0, 3.0]).spread() == pytest.approx(3.0)
    assert FirstLook([0.0], [1.0]).spread() == 0.0


@pytest.mark.parametrize("measure", [*LINE_MEASURES, *PAGE_MEASURES], ids=lambda each: each.name)
def test_a_measure_speaks_in_its_family_for_what_is_beyond_the_usual(measure: object) -> None:
    name, family = measure.name, measure.family  # type: ignore[attr-defined]  # of both kinds
    first = FirstLook(SIZES, ODDS)
    value = measure.measure(first)  # type: ignore[attr-defined]  # of both kinds
    values = value if isinstance(value, list) else [value] * len(SIZES)
    found = looked(again(**{name: (2.0, 0.5)}), first)
    assert found[family] == pytest.approx([2 * (each - 0.5) for each in values])
    assert not any(any(each) for other, each in found.items() if other != family)


def test_what_the_first_look_added_up_counts_less_in_all_families() -> None:
    weights = Again(0.0, 0.5, AS_BEFORE.measures)
    first = FirstLook(SIZES, ODDS)
    found = look_again(weights, {name: [2.0, -1.0, 0.0] for name in FAMILIES}, first)
    assert set(map(tuple, found.values())) == {(1.0, -0.5, 0.0)}
