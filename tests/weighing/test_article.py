"""Whether a page has an article: what is measured, and how it is weighed."""

from math import log1p

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.weighing.article import is_article, measure_article
from tests.weighing.pages import TEXT, traits_of

LIKELIHOODS = st.floats(0, 1)
LINES = st.lists(st.tuples(st.floats(1, 5000), LIKELIHOODS), min_size=1, max_size=30)


def test_a_page_is_measured_by_its_likely_text() -> None:
    measured = measure_article([100, 10, 300, 50], [0.9, 0.1, 0.5, 0.2])
    assert measured == pytest.approx(
        (
            log1p(90 + 1 + 150 + 10),
            log1p(400),
            log1p(100 - 40 + 300),
            0.9,
            (0.9 + 0.5 + 0.2 + 0.1) / 4,
            400 / 460,
            log1p(460),
        )
    )


def test_a_page_of_furniture_has_no_stretch_of_text() -> None:
    measured = measure_article([10.0] * 8, [0.0] * 8)
    assert measured == pytest.approx((0, 0, 0, 0, 0, 0, log1p(80)))


def test_the_five_likeliest_lines_are_looked_at_together() -> None:
    assert measure_article([1.0] * 7, [1, 1, 1, 1, 1, 0, 0])[4] == 1


def test_one_long_line_counts_no_more_than_its_limit() -> None:
    assert measure_article([10**6], [1.0]) == measure_article([2000.0], [1.0])


@given(LINES)
def test_measures_are_finite_and_shares_are_shares(lines: list[tuple[float, float]]) -> None:
    sizes, likelihoods = ([line[at] for line in lines] for at in (0, 1))
    measured = measure_article(sizes, likelihoods)
    assert all(0 <= value < 20 for value in measured)
    assert max(measured[3:6]) <= 1


def test_the_sum_of_measures_decides_and_the_constant_is_last() -> None:
    nothing = (0.0,) * 7
    assert is_article([200], [0.5], (*nothing, 0.1))
    assert not is_article([200], [0.5], (*nothing, 0.0))
    likeliest = (0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0)
    assert is_article([200], [0.9], (*likeliest, -0.8))
    assert not is_article([200], [0.7], (*likeliest, -0.8))


def test_a_page_without_a_stretch_of_likely_text_has_none() -> None:
    always = (*(0.0,) * 7, 1.0)
    assert is_article([60, 5, 80], [0.9, 0.1, 0.9], always)
    assert not is_article([60, 5, 500, 30], [0.9, 0.1, 0.4, 0.9], always)


def test_weights_of_another_number_of_measures_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        is_article([t.size for t in traits_of(TEXT)], [0.5], (0.0,) * 7)
