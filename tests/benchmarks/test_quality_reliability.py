"""Whether rules are right as often as they say, with figures computed by hand."""

import pytest

from corpuskit.model import Label
from quality.reliability import (
    ROLE,
    SIDE,
    Amount,
    Key,
    Reliability,
    bin_of,
    by_bin,
    by_rule,
    calibration_error,
    wilson,
)
from tests.benchmarks.samples import answer_of, record_of

AMOUNTS = {
    Key(SIDE, "sure", 0.96): Amount(lines=10, right_lines=9, characters=200, right_characters=100),
    Key(SIDE, "sure", 0.98): Amount(lines=10, right_lines=10, characters=100, right_characters=100),
    Key(SIDE, "unsure", 0.6): Amount(lines=20, right_lines=4, characters=100, right_characters=90),
    Key(ROLE, "sure", 0.96): Amount(lines=1, right_lines=0, characters=5, right_characters=0),
}


@pytest.mark.parametrize(
    ("gold", "label", "is_right"),
    [
        ("main", Label.TITLE, True),
        ("lead", Label.PARAGRAPH, True),
        ("subhead", Label.BYLINE, True),
        ("main", Label.CAPTION, True),
        ("main", Label.CHROME, False),
        ("main", Label.ALT_TEXT, False),
        ("chrome", Label.CHROME, True),
        ("related", Label.DATE_LINE, True),
        ("tags", Label.PARAGRAPH, False),
    ],
)
def test_the_side_of_a_label_is_what_the_default_selection_does(
    gold: str, label: Label, *, is_right: bool
) -> None:
    record = record_of(("some words", gold))
    seen = Reliability()
    seen.add(record, answer_of(record, (label, 0.9)))
    assert seen.amounts[Key(SIDE, f"{label}.rule", 0.9)] == Amount(1, is_right, 9, 9 * is_right)


@pytest.mark.parametrize("gold", ["title", "unsure", "caption"])
def test_neutral_lines_have_no_side(gold: str) -> None:
    record = record_of(("some words", gold))
    seen = Reliability()
    seen.add(record, answer_of(record, (Label.CHROME, 0.9)))
    assert seen.amounts == {}


def test_a_role_must_be_the_very_label() -> None:
    record = record_of(("A title", "title"), ("Words.", "paragraph"), ("Below", "caption"))
    seen = Reliability()
    seen.add(record, answer_of(record, (Label.TITLE, 0.9), (Label.LEAD, 0.8), (Label.CAPTION, 0.7)))
    roles = {key.rule: amount for key, amount in seen.amounts.items() if key.question == ROLE}
    assert roles == {
        "title.rule": Amount(1, 1, 6, 6),
        "lead.rule": Amount(1, 0, 6, 0),
        "caption.rule": Amount(1, 1, 5, 5),
    }


def test_a_rule_is_the_mean_of_what_it_stated() -> None:
    sure, unsure = by_rule(AMOUNTS, SIDE)
    assert (sure.name, sure.amount) == ("sure", Amount(20, 19, 300, 200))
    assert sure.confidence == pytest.approx(0.97)
    assert sure.right == pytest.approx(0.95)
    assert sure.character_confidence == pytest.approx((0.96 * 200 + 0.98 * 100) / 300)
    assert sure.right_characters == pytest.approx(2 / 3)
    assert (unsure.name, unsure.right, unsure.right_characters) == ("unsure", 0.2, 0.9)


def test_bins_are_in_order_and_hold_what_was_stated() -> None:
    assert [(row.name, row.amount.lines) for row in by_bin(AMOUNTS, SIDE)] == [
        ("0.60–0.70", 20),
        ("0.95–0.99", 20),
    ]


@pytest.mark.parametrize(
    ("confidence", "name"),
    [
        (0.0, "0.00–0.50"),
        (0.4999, "0.00–0.50"),
        (0.5, "0.50–0.60"),
        (0.95, "0.95–0.99"),
        (0.99, "0.99–1.00"),
        (1.0, "0.99–1.00"),
    ],
)
def test_a_bin_begins_with_its_lower_end(confidence: float, name: str) -> None:
    assert bin_of(confidence) == name


def test_the_calibration_error_is_weighted_by_what_lies_in_the_bins() -> None:
    # by lines: half of them are off by 0.6 - 0.2, half by 0.97 - 0.95
    # by characters: a quarter is off by 0.9 - 0.6, the rest by 0.9666… - 0.6666…
    error = calibration_error(by_bin(AMOUNTS, SIDE))
    assert error == pytest.approx((0.21, 0.3))


def test_without_any_line_there_is_no_calibration_error() -> None:
    assert calibration_error([]) is None


@pytest.mark.parametrize(
    ("right", "whole", "low", "high"),
    [(0, 10, 0.0, 0.27753), (10, 10, 0.72247, 1.0), (5, 10, 0.23659, 0.76341), (1, 1, 0.20654, 1)],
)
def test_the_interval_of_wilson(right: int, whole: int, low: float, high: float) -> None:
    assert wilson(right, whole) == pytest.approx((low, high), abs=1e-5)


def test_two_counts_add_up() -> None:
    one, other = Reliability(), Reliability()
    record = record_of(("some words", "main"))
    for each in (one, other):
        each.add(record, answer_of(record, (Label.CHROME, 0.9)))
    one.absorb(other)
    assert one.amounts == {Key(SIDE, "chrome.rule", 0.9): Amount(2, 0, 18, 0)}
