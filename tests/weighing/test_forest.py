"""Trees: where a row leads, what each family moved, and which files are refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.errors import PluginFailed
from corpuskit.weighing import markup_third_look, third_look
from corpuskit.weighing.forest import Forest, Split, Tree, parse_forest
from corpuskit.weights import load_forest, load_markup_forest

LONG = Tree(
    (Split(0, 10.0, ~0, 1, 0.25), Split(1, 0.5, ~1, ~2, 0.75)),
    (-1.0, 0.5, 1.5),
)
"""Asks for the first measure, and where it is beyond 10 for the second."""
SHORT = Tree((Split(1, 0.0, ~1, ~0, -0.5),), (1.0, -2.0))
FOREST = Forest(("size", "share"), scale=0.5, shift=1.0, trees=(LONG, SHORT))
GOOD = {
    "measures": ["size", "share"],
    "scale": 0.5,
    "shift": 1.0,
    "trees": [
        [[[0, 10.0, -1, 1, 0.25], [1, 0.5, -2, -3, 0.75]], [-1.0, 0.5, 1.5]],
        [[[1, 0.0, -2, -1, -0.5]], [1.0, -2.0]],
    ],
}


@pytest.mark.parametrize(
    ("row", "leaves"),
    [
        ((10.0, 9.0), (-1.0, 1.0)),
        ((10.5, 0.5), (0.5, 1.0)),
        ((11.0, 0.6), (1.5, 1.0)),
        ((11.0, 0.0), (0.5, -2.0)),
    ],
)
def test_a_row_goes_low_where_its_measure_is_at_most_the_border(
    row: tuple[float, float], leaves: tuple[float, float]
) -> None:
    assert (LONG.leaf(row), SHORT.leaf(row)) == leaves
    assert FOREST.odds(row) == pytest.approx(0.5 * sum(leaves) + 1.0)


numbers = st.floats(-100, 100)


@given(st.tuples(numbers, numbers))
def test_what_families_moved_and_the_mean_add_up_to_the_odds(row: tuple[float, float]) -> None:
    mean = 0.5 * (0.25 - 0.5) + 1.0
    said = FOREST.said(row, ("length", "place"))
    assert sum(said.values()) + mean == pytest.approx(FOREST.odds(row))
    together = FOREST.said(row, ("length", "length"))
    assert together == pytest.approx({"length": sum(said.values())})


def test_trees_are_read_from_json() -> None:
    assert parse_forest("own.json", json.dumps(GOOD)) == FOREST


def changed(**parts: object) -> str:
    return json.dumps({**GOOD, **parts})


NOWHERE = "a tree leads nowhere"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("{", "truncated"),
        (changed(colour=1), "unknown field `colour`"),
        (changed(scale="much"), r"Expected `float`, got `str` - at `\$.scale`"),
        (changed(trees=[[[], [1.0]]]), NOWHERE),
        (changed(trees=[[[[0, 1.0, 0, -1, 0.0]], [1.0]]]), NOWHERE),
        (changed(trees=[[[[0, 1.0, 1, -1, 0.0]], [1.0]]]), NOWHERE),
        (changed(trees=[[[[0, 1.0, -2, -1, 0.0]], [1.0]]]), NOWHERE),
        (changed(trees=[[[[2, 1.0, -1, -1, 0.0]], [1.0]]]), NOWHERE),
        (changed(trees=[[[[-1, 1.0, -1, -1, 0.0]], [1.0]]]), NOWHERE),
        (changed(shift=101), "a number is beyond 100"),
        (changed(trees=[[[[0, 1.0, -1, -1, 0.0]], [-101.0]]]), "a number is beyond 100"),
        (changed(trees=[[[[0, 1.0, -1, -1, 101.0]], [1.0]]]), "a number is beyond 100"),
    ],
)
def test_text_that_is_no_trees_is_refused_and_the_file_is_named(text: str, cause: str) -> None:
    with pytest.raises(PluginFailed, match=rf"^weights own\.json: .*{cause}.*; train them again$"):
        parse_forest("own.json", text)


@pytest.mark.parametrize(
    ("forest", "names", "most"),
    [
        (load_forest(), third_look.NAMES, 0.9),
        (load_markup_forest(), markup_third_look.NAMES, 0.8),
    ],
)
def test_the_trees_that_ship_fit_the_measures_and_ask_for_most_of_them(
    forest: Forest, names: tuple[str, ...], most: float
) -> None:
    assert forest.measures == names
    asked = {split.measure for tree in forest.trees for split in tree.splits}
    assert len(asked) > most * len(names)
    assert forest.scale > 0
