from typing import NamedTuple

import pytest

from corpuskit.evaluation.spread import overlaps, pairs


class Place(NamedTuple):
    start: int
    end: int


def places(*given: tuple[int, int]) -> list[Place]:
    return [Place(*each) for each in given]


def test_overlaps_are_where_both_sides_have_a_stretch() -> None:
    left, right = places((0, 4), (5, 9), (12, 14)), places((0, 2), (3, 6), (6, 13))
    assert [tuple(each) for each in overlaps(left, right)] == [
        (0, 0, 0, 2),
        (0, 1, 3, 4),
        (1, 1, 5, 6),
        (1, 2, 6, 9),
        (2, 2, 12, 13),
    ]


def test_stretches_that_only_meet_do_not_overlap() -> None:
    assert list(overlaps(places((0, 4), (4, 4)), places((4, 8)))) == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (places((0, 4)), places((3, 9)), [(0, 0)]),
        (places((0, 4)), places((4, 9)), []),
        (places((0, 4), (5, 9)), places((3, 6)), [(0, 0)]),
        (places((0, 2), (5, 9)), places((3, 6), (20, 21)), [(1, 0)]),
        (places((3, 3)), places((3, 3)), [(0, 0)]),
        (places((1, 9), (2, 3)), places((1, 9), (2, 3)), [(0, 0), (1, 1)]),
    ],
)
def test_each_stretch_is_paired_with_one_other_at_most(
    left: list[Place], right: list[Place], expected: list[tuple[int, int]]
) -> None:
    assert list(pairs(left, right)) == expected
