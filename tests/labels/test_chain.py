"""The chain of states: its likelihoods are those of all ways to label a page, added up."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.labels.chain import Chain

Lines = list[int | tuple[float, ...]]

OPEN, ALL = 2, 3
NUMBERS = st.floats(-4, 4)
TRANSITIONS = st.lists(st.lists(NUMBERS, min_size=ALL, max_size=ALL), min_size=ALL, max_size=ALL)
LINES = st.lists(st.integers(0, ALL - 1) | st.tuples(*[NUMBERS] * OPEN), max_size=6)


def likelihoods_one_by_one(
    lines: Lines, transitions: Sequence[Sequence[float]]
) -> Mapping[int, list[float]]:
    """Add up the likelihood of every way to label a page."""
    choices = [[line] if isinstance(line, int) else range(OPEN) for line in lines]
    found = {place: [0.0] * OPEN for place, line in enumerate(lines) if not isinstance(line, int)}
    for states in product(*choices):
        steps = sum(transitions[above][below] for above, below in pairwise(states))
        pairs = zip(lines, states, strict=True)
        own = sum(line[state] for line, state in pairs if not isinstance(line, int))
        for place, shares in found.items():
            shares[states[place]] += exp(steps + own)
    return {place: [one / sum(shares) for one in shares] for place, shares in found.items()}


@given(LINES, TRANSITIONS)
def test_a_line_is_as_likely_in_a_state_as_all_ways_to_label_the_page_say(
    lines: Lines, transitions: list[list[float]]
) -> None:
    found = Chain(transitions, OPEN).marginals(lines)
    expected = likelihoods_one_by_one(lines, transitions)
    assert sorted(found) == sorted(expected)
    for place, shares in expected.items():
        assert found[place] == pytest.approx(shares, abs=1e-9)


@given(LINES, TRANSITIONS, st.floats(-600, 600))
def test_what_all_states_of_a_line_get_alike_changes_nothing(
    lines: Lines, transitions: list[list[float]], more: float
) -> None:
    raised = [line if isinstance(line, int) else tuple(s + more for s in line) for line in lines]
    found = Chain(transitions, OPEN).marginals(raised)
    for place, shares in Chain(transitions, OPEN).marginals(lines).items():
        assert found[place] == pytest.approx(shares, abs=1e-9)


def test_a_settled_line_says_something_of_its_neighbours_and_has_no_likelihood_itself() -> None:
    alike = Chain([[2.0, 0.0, 0.0], [0.0, 2.0, 0.0], [0.0, 0.0, 0.0]], OPEN)
    assert alike.marginals([0, (0.0, 0.0)])[1] == pytest.approx([0.881, 0.119], abs=1e-3)
    assert alike.marginals([(0.0, 0.0), 1])[0] == pytest.approx([0.119, 0.881], abs=1e-3)
    assert alike.marginals([2, (0.0, 0.0), 2])[1] == [0.5, 0.5]
    assert list(alike.marginals([2, (0.0, 0.0), 2])) == [1]


def test_a_page_of_a_hundred_thousand_lines_neither_overflows_nor_underflows() -> None:
    chain = Chain([[30.0, -30.0, 0.0], [-30.0, 30.0, 0.0], [0.0, 0.0, 0.0]], OPEN)
    lines = [(90.0, -90.0), *[(-0.01, 0.01)] * 99_998, (-90.0, 90.0)]
    found = chain.marginals(lines)
    assert len(found) == 100_000
    assert found[0] == pytest.approx([1.0, 0.0])
    assert found[99_999] == pytest.approx([0.0, 1.0])
    assert all(sum(shares) == pytest.approx(1.0) for shares in found.values())


def test_a_page_without_open_lines_has_nothing_to_say() -> None:
    chain = Chain([[0.0] * ALL] * ALL, OPEN)
    assert chain.marginals([]) == {}
    assert chain.marginals([0, 2]) == {}
