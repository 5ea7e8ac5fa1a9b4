"""Lines that a tool gave back are found again in the text."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.aligning import Pair, align, find_output

KEYS = st.lists(st.sampled_from(["", "a", "bb", "ccc", "dddd"]), max_size=9)


@pytest.mark.parametrize(
    ("lines", "output", "shares"),
    [
        (["Menu", "Họ đi chợ."], ["Họ đi chợ."], (0, 1)),
        (["Home", "Text", "Home"], ["Text", "Home"], (0, 1, 1)),
        (["Home", "Text", "Home"], ["Home", "Text"], (1, 1, 0)),
        (["a  b", "c"], [" a b\t"], (1, 0)),
        (["H\u1ecd"], ["Ho\u0323"], (1,)),
        (["one", "two", "three"], ["one two three"], (1, 1, 1)),
        (["one", "two", "menu"], ["two menu"], (0, 1, 1)),
        (["By Ann, 3 May", "x"], ["By Ann", "x"], (0.5, 1)),
        (["By Ann, 3 May"], ["By Ann", "3 May"], (0.9,)),
        (["first", "second"], ["second", "first"], (1, 1)),
        (["", "a"], ["a", "", " "], (0, 1)),
        ([], [], ()),
    ],
)
def test_the_share_of_a_line_that_was_given_back(
    lines: list[str], output: list[str], shares: tuple[float, ...]
) -> None:
    assert shares == find_output(lines, output).shares


def test_what_is_not_in_the_text_is_counted() -> None:
    found = find_output(["one", "two"], ["one", "added by the tool"])
    assert ((1, 0), len("addedbythetool")) == found


def test_a_line_said_once_by_the_text_is_found_once() -> None:
    assert find_output(["one", "two"], ["one", "one"]) == ((1, 0), 3)


def test_more_characters_go_before_more_lines() -> None:
    here, there = ["a", "b", "long line"], ["long line", "a", "b"]
    assert [Pair(2, 0)] == align(here, there)


@given(KEYS, KEYS)
def test_pairs_are_equal_in_order_and_the_heaviest(here: list[str], there: list[str]) -> None:
    pairs = align(here, there)
    assert all(here[pair.here] == there[pair.there] != "" for pair in pairs)
    assert all(one.here < other.here and one.there < other.there for one, other in pairwise(pairs))
    assert _heaviest(here, there) == sum(len(here[pair.here]) for pair in pairs)


def _heaviest(here: list[str], there: list[str]) -> int:
    @cache
    def best(i: int, j: int) -> int:
        if i == len(here) or j == len(there):
            return 0
        both = len(here[i]) + best(i + 1, j + 1) if here[i] == there[j] else 0
        return max(both, best(i + 1, j), best(i, j + 1))

    return best(0, 0)
