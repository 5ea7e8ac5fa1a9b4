"""What counts as a copy, how it is banded, and which copy is kept."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.duplicates.comparison import SURE_ENOUGH, Banding, Comparison
from corpuskit.duplicates.keeping import PREFERENCES, keeping_order
from corpuskit.duplicates.record import Entry
from corpuskit.errors import UsageError


@pytest.mark.parametrize(
    ("threshold", "banding"),
    [(1, (20, 6)), (0.8, (20, 6)), (0.7, (24, 5)), (0.6, (30, 4)), (0.5, (40, 3)), (0.1, (120, 1))],
)
def test_a_lower_threshold_has_more_and_shorter_bands(
    threshold: float, banding: tuple[int, int]
) -> None:
    assert Comparison(threshold=threshold).banding == banding


@given(st.floats(0.1, 1))
def test_a_pair_at_the_threshold_becomes_a_candidate_surely_enough(threshold: float) -> None:
    assert Comparison(threshold=threshold).banding.chance(threshold) >= SURE_ENOUGH


def test_the_chance_is_that_of_any_band() -> None:
    assert Banding(1, 1).chance(0.3) == pytest.approx(0.3)
    assert Banding(20, 6).chance(0.8) == pytest.approx(1 - (1 - 0.8**6) ** 20)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"threshold": 0.05}, "the threshold cannot be 0.05; give a number from 0.1 to 1"),
        ({"threshold": float("nan")}, "the threshold cannot be nan; give a number from 0.1 to 1"),
        ({"prefer": "best"}, "choose from first, longest, oldest, newest"),
        ({"paragraphs": -1}, "paragraphs cannot have -1 words; give 0 for none"),
    ],
)
def test_what_means_nothing_is_refused(words: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Comparison(**words)  # type: ignore[arg-type]  # a row of a table


def entry(name: str, characters: int = 9, days: str = "") -> Entry:
    first, _, last = days.partition(" ")
    return Entry(f"d-{name}", name, b"", 2, 0, characters, first, last)


COPIES = [
    entry("a", 10, "2023-01-01 2023-12-31"),
    entry("b", 30, "2023-05-18 2023-05-18"),
    entry("c", 30),
    entry("d", 20, "2024-02-29 2024-02-29"),
    entry("e", 20, "2022-03-01 2022-03-31"),
]
ORDERS = {"first": "abcde", "longest": "bcdea", "oldest": "ebadc", "newest": "dbaec"}


@pytest.mark.parametrize("prefer", PREFERENCES)
def test_each_preference_is_a_total_order(prefer: str) -> None:
    for copies in permutations(COPIES):
        names = [each.name for each in sorted(copies, key=keeping_order(prefer))]
        assert "".join(names) == ORDERS[prefer]


@pytest.mark.parametrize("prefer", PREFERENCES)
def test_documents_of_one_source_are_told_apart_by_their_ids(prefer: str) -> None:
    one, other = (Entry(f"d-a-000{n}", "a", b"", 2, 0, 9) for n in (1, 2))
    assert keeping_order(prefer)(one) < keeping_order(prefer)(other)
