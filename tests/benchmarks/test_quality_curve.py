"""How much chrome could go at a given loss of main text."""

import pytest

from corpuskit.model import Label
from quality.curve import BUDGETS, Curve, Sizes, chrome_at
from quality.judging import judge
from quality.tools import Answer
from tests.benchmarks.samples import answer_of, block, document_of, record_of

# The rank goes from chrome that is sure to text that is sure: 100 characters of each kind in all.
BY_RANK = {
    0.9: Sizes(main=0, chrome=40),
    0.5: Sizes(main=1, chrome=20),
    -0.6: Sizes(main=4, chrome=30),
    -0.95: Sizes(main=95, chrome=10),
}


@pytest.mark.parametrize(
    ("budget", "expected"),
    [(0.0, 0.4), (0.0099, 0.4), (0.01, 0.6), (0.0499, 0.6), (0.05, 0.9), (1.0, 1.0)],
)
def test_whole_ranks_are_taken_as_long_as_the_loss_allows(budget: float, expected: float) -> None:
    assert chrome_at(BY_RANK, budget) == expected


def test_equal_ranks_go_together_or_not_at_all() -> None:
    assert chrome_at({0.5: Sizes(main=10, chrome=10)}, 0.5) == 0


@pytest.mark.parametrize("sizes", [Sizes(main=1), Sizes(chrome=1), Sizes()])
def test_there_is_no_curve_without_chrome_or_without_main_text(sizes: Sizes) -> None:
    assert chrome_at({0.5: sizes}, 0.5) is None


def test_blocks_count_by_their_confidence_and_whether_they_are_left_out() -> None:
    record = record_of(
        ("x" * 50, "chrome"), ("y" * 50, "chrome"), ("z" * 999, "main"), ("t" * 10, "title"),
        ("v", "main"),
    )  # fmt: skip
    curve = Curve()
    sure, unsure = (Label.CHROME, 0.9), (Label.PARAGRAPH, 0.6)
    curve.add(record, answer_of(record, sure, unsure, (Label.PARAGRAPH, 0.95), unsure, unsure))
    assert curve.points() == dict.fromkeys(BUDGETS, 1.0)  # “v” is a thousandth of the main text


def test_the_least_loss_may_already_be_too_much() -> None:
    record = record_of(("menu", "chrome"), ("links", "chrome"), ("z" * 8, "main"), ("v", "main"))
    curve = Curve()
    unsure, text = (Label.PARAGRAPH, 0.6), (Label.PARAGRAPH, 0.95)
    curve.add(record, answer_of(record, (Label.DATE_LINE, 0.7), unsure, text, unsure))
    assert curve.points() == dict.fromkeys(BUDGETS, 4 / 9)


def test_a_line_in_two_blocks_counts_in_parts() -> None:
    record = record_of(("menutext", "chrome"), ("z", "main"))
    blocks = [
        block(0, "menu", Label.CHROME),
        block(4, "text\n", Label.PARAGRAPH, 0.95),
        block(9, "z\n", Label.PARAGRAPH, 0.95),
    ]
    curve = Curve()
    judged = judge(record, record.gold_lines(), document_of(blocks))
    curve.add(record, Answer([True, True], judged))
    assert curve.points() == dict.fromkeys(BUDGETS, 0.5)
