"""Which blocks are text is seen by laying them over a gold that is only a text."""

import pytest

from quality.blocks import gold_of_blocks, sparse_gold

FIRST = "Early on Monday the ferry left the harbour with all of its lamps burning."
SECOND = "Nobody on the quay had seen it go, and nobody was asked about it later."
GOLD = f"{FIRST}\n\nThe crew\n\n{SECOND}\n1. Ropes\n2. Sails"


def test_long_blocks_are_text_where_the_gold_holds_them() -> None:
    teaser = "Another ferry was found on Sunday, far from any harbour"
    assert gold_of_blocks([teaser, FIRST, SECOND], GOLD) == [False, True, True]


def test_white_space_and_case_make_no_difference() -> None:
    block = FIRST.upper().replace(" ", "\n\u00a0")
    assert gold_of_blocks([block], GOLD) == [True]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (FIRST.replace("lamps", "lights"), True),  # nine of eleven runs are those of the gold
        ("Yesterday the ferry left the harbour, and so did most of the fleet behind it.", False),
    ],
)
def test_a_long_block_in_other_words_is_text_by_most_of_its_runs_of_words(
    block: str, *, expected: bool
) -> None:
    assert gold_of_blocks([block], GOLD) == [expected]


def test_a_short_block_is_text_only_where_the_text_goes_on_with_it() -> None:
    blocks = ["The crew", "Sport", FIRST, "Share", "The crew", SECOND, "The crew"]
    assert gold_of_blocks(blocks, GOLD) == [False, False, True, False, True, True, False]


def test_short_blocks_follow_each_other() -> None:
    blocks = [SECOND, "1. Ropes", "2. Sails", "3. Oars"]
    assert gold_of_blocks(blocks, GOLD) == [True, True, True, False]


def test_short_blocks_before_the_text_are_found_backwards() -> None:
    gold = f"The harbour\nMonday\n{SECOND}"
    blocks = ["Monday", "The harbour", "Monday", SECOND]
    assert gold_of_blocks(blocks, gold) == [False, True, True, True]


def test_a_short_block_is_not_looked_for_far_from_text() -> None:
    blocks = [FIRST, "a", "b", "c", "The crew"]
    assert gold_of_blocks(blocks, GOLD) == [True, False, False, False, False]


def test_a_short_block_beside_text_whose_place_is_not_known_stays_outside() -> None:
    other_head = f"But on Monday {FIRST[9:]}"
    assert gold_of_blocks([other_head, "The crew"], GOLD) == [True, False]


@pytest.mark.parametrize(("texts", "gold"), [([], "text"), ([""], ""), (["", " "], "text")])
def test_blocks_without_text_are_no_text(texts: list[str], gold: str) -> None:
    assert gold_of_blocks(texts, gold) == [False] * len(texts)


def test_strings_that_stay_or_go_tell_only_of_the_blocks_that_hold_them() -> None:
    texts = ["The ferry left", "Share the ferry", "Share", "Sport", "the harbour"]
    expected = [True, None, False, None, True]
    assert expected == sparse_gold(texts, ["ferry", "harbour"], ["Share"])
