"""Connecting a bucket: what all pairs give, for a fraction of their number."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from corpuskit.duplicates.buckets import MOST_CHECKS, Bucket, Member
from corpuskit.duplicates.unions import Unions


class Graph:
    """Documents that are alike where the graph has an edge; what was asked is counted."""

    def __init__(self, edges: set[frozenset[int]]) -> None:
        self.edges, self.asked = edges, 0

    def is_alike(self, one: Member, other: Member) -> bool:
        self.asked += 1
        return frozenset((one.number, other.number)) in self.edges


def sets_of(unions: Unions, count: int) -> set[frozenset[int]]:
    roots = [unions.find(number) for number in range(count)]
    return {frozenset(n for n in range(count) if roots[n] == root) for root in roots}


def all_pairs(edges: set[frozenset[int]], count: int) -> set[frozenset[int]]:
    unions = Unions(count)
    for one, other in edges:
        unions.join(one, other)
    return sets_of(unions, count)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, set[frozenset[int]]]:
    count = draw(st.integers(2, 14))
    pairs = [frozenset(pair) for pair in combinations(range(count), 2)]
    return count, draw(st.sets(st.sampled_from(pairs), max_size=20))


@given(graphs(), st.data())
def test_the_sets_are_those_that_all_pairs_give(
    graph: tuple[int, set[frozenset[int]]], data: st.DataObject
) -> None:
    count, edges = graph
    sizes = data.draw(st.lists(st.integers(1, 5), min_size=count, max_size=count))
    unions, alike = Unions(count), Graph(edges)
    bucket = Bucket(unions, alike.is_alike)
    for size, number in sorted((size, number) for number, size in enumerate(sizes)):
        bucket.add(Member(number, size))
    assert sets_of(unions, count) == all_pairs(edges, count)
    assert bucket.missed == 0
    assert alike.asked <= count * (count - 1) // 2


@given(graphs())
def test_sets_that_were_connected_before_are_joined_whole(
    graph: tuple[int, set[frozenset[int]]],
) -> None:
    count, edges = graph
    unions = Unions(count + 1)
    unions.join(count, 0)
    bucket = Bucket(unions, Graph(edges).is_alike)
    for number in range(count):
        bucket.add(Member(number, 1))
    assert sets_of(unions, count + 1) == all_pairs(edges | {frozenset((0, count))}, count + 1)


def test_ten_thousand_copies_are_compared_once_each() -> None:
    count, asked = 10_000, 0

    def is_alike(one: Member, other: Member) -> bool:
        nonlocal asked
        asked += 1
        return True

    unions = Unions(count)
    for _ in range(3):
        bucket = Bucket(unions, is_alike)
        for number in range(count):
            bucket.add(Member(number, 100))
    assert {unions.find(number) for number in range(count)} == {0}
    assert (asked, bucket.missed) == (count - 1, 0)


def test_a_crowd_that_is_not_alike_costs_so_many_checks_each_and_is_told() -> None:
    count = 1000
    unions, nobody = Unions(count), Graph(set())
    bucket = Bucket(unions, nobody.is_alike)
    for number in range(count):
        bucket.add(Member(number, number))
    assert nobody.asked <= count * MOST_CHECKS
    assert bucket.missed == count - MOST_CHECKS - 1


def test_in_a_crowd_the_nearest_in_size_are_compared() -> None:
    count = 500
    unions, alike = Unions(count), Graph({frozenset((n, n + 1)) for n in range(0, count, 2)})
    bucket = Bucket(unions, alike.is_alike)
    for number in range(count):
        bucket.add(Member(number, number))
    assert sets_of(unions, count) == {frozenset((n, n + 1)) for n in range(0, count, 2)}
