"""Labels and repeats of tiny pages, with the counts done by hand."""

from typing import Any

import pytest

from corpuskit.evaluation.gold import Gold, Segment
from corpuskit.evaluation.lines import judge_lines, label_counts, repeat_counts
from corpuskit.evaluation.prediction import Prediction, predict_by_hand
from corpuskit.evaluation.tally import Key, Measure, Tally, tally
from tests.evaluation.samples import Row, gold_of, prediction_of


def counted(gold: Gold, prediction: Prediction, measure: Measure) -> dict[str, Tally]:
    lines = list(judge_lines(gold, prediction))
    counts = [count for line in lines for of in (label_counts, repeat_counts) for count in of(line)]
    return {key.name: each for key, each in tally(counts).items() if key.measure is measure}


def test_lines_and_characters_are_counted_by_label() -> None:
    """Of two captions one is found, and a paragraph of 7 letters is taken for a caption.

    Caption by lines: 1 right, 2 predicted, 2 in the gold. By characters that are no space: the
    4 of "cc dd" are right, those and the 7 of "aaaa bbb" predicted, 4 + 3 in the gold.
    """
    texts = ("aaaa bbb", "", "cc dd", "ccc", "eeee")
    gold_roles = ("paragraph", "blank", "caption", "caption", "title")
    said_roles = ("caption", "blank", "caption", "paragraph", "title")
    gold = gold_of(*map(Row, texts, gold_roles))
    said = prediction_of(*map(Row, texts, said_roles))
    assert counted(gold, said, Measure.LINES) == {
        "caption": Tally(right=1, predicted=2, gold=2),
        "paragraph": Tally(right=0, predicted=1, gold=1),
        "title": Tally(right=1, predicted=1, gold=1),
    }
    assert counted(gold, said, Measure.CHARACTERS) == {
        "caption": Tally(right=4, predicted=11, gold=7),
        "paragraph": Tally(right=0, predicted=3, gold=7),
        "title": Tally(right=4, predicted=4, gold=4),
    }


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("lead", {"lead": Tally(1, 1, 1)}),
        ("paragraph", {"lead": Tally(1, 1, 1)}),
        ("source", {"lead": Tally(1, 1, 1)}),
        ("chrome", {"lead": Tally(0, 0, 1), "chrome": Tally(0, 1, 0)}),
    ],
)
def test_an_accepted_label_counts_as_that_of_the_gold(
    said: str, expected: dict[str, Tally]
) -> None:
    gold = gold_of(Row("abc", "lead", {"accept": ["paragraph", "source_line"]}))
    prediction = prediction_of(Row("abc", said))
    assert counted(gold, prediction, Measure.LINES) == expected
    (line,) = judge_lines(gold, prediction)
    assert line.is_accepted == (said in ("paragraph", "source"))


def with_segments(prediction: Prediction, *segments: tuple[int, int, str]) -> Prediction:
    parts = tuple(Segment(1, start, end, role) for start, end, role in segments)
    draft = prediction.draft
    return prediction._replace(draft=Gold(file=draft.file, chars=draft.chars, segments=parts))


def test_a_line_is_what_most_of_its_characters_are() -> None:
    """Ten letters: four of a title, five of a lead, one that nothing covers."""
    gold, whole = gold_of(Row("abcdefghij", "lead")), prediction_of(Row("abcdefghij", "lead"))
    said = with_segments(whole, (0, 4, "title"), (4, 9, "lead"))
    assert counted(gold, said, Measure.LINES) == {"lead": Tally(1, 1, 1)}
    assert counted(gold, said, Measure.CHARACTERS) == {
        "lead": Tally(5, 5, 10),
        "title": Tally(0, 4, 0),
    }


@pytest.mark.parametrize(
    ("segments", "label"),
    [
        (((0, 2, "title"), (2, 4, "lead")), "title"),
        (((0, 1, "title"), (1, 2, "lead"), (2, 4, "chrome")), "chrome"),
        (((0, 1, "title"),), ""),
        (((0, 2, "title"),), "title"),
        ((), ""),
    ],
)
def test_of_two_equal_parts_the_first_decides(
    segments: tuple[tuple[int, int, str], ...], label: str
) -> None:
    gold, whole = gold_of(Row("abcd", "lead")), prediction_of(Row("abcd", "lead"))
    (line,) = judge_lines(gold, with_segments(whole, *segments))
    assert line.label == label


def test_one_predicted_segment_over_two_lines_labels_both() -> None:
    gold = gold_of(Row("abc", "lead"), Row("de", "caption"))
    whole = prediction_of(Row("abc", "lead"), Row("de", "caption"))
    said = with_segments(whole, (0, 6, "lead"))
    assert [line.label for line in judge_lines(gold, said)] == ["lead", "lead"]
    assert counted(gold, said, Measure.CHARACTERS)["lead"] == Tally(3, 5, 3)


def test_blank_lines_are_not_counted_but_text_taken_for_blank_is() -> None:
    gold = gold_of(Row("", "blank"), Row(" \t\u3000", "blank"), Row("abc", "lead"))
    said = prediction_of(Row("", "blank"), Row(" \t\u3000", "blank"), Row("abc", "blank"))
    assert counted(gold, said, Measure.LINES) == {
        "blank": Tally(0, 1, 0),
        "lead": Tally(0, 0, 1),
    }


def test_what_the_gold_leaves_open_is_not_counted() -> None:
    whole = prediction_of(Row("abc", "lead"), Row("de", "caption"))
    gold = with_segments(whole, (0, 3, "lead")).draft
    assert counted(gold, whole, Measure.LINES) == {"lead": Tally(1, 1, 1)}


def test_without_a_text_all_characters_count_and_blank_lines_still_do_not() -> None:
    gold = gold_of(Row("a b", "lead"), Row("  ", "blank"))
    assert counted(gold, predict_by_hand(gold), Measure.CHARACTERS) == {"lead": Tally(3, 3, 3)}


AGAIN = {"duplicate_of": 1}


@pytest.mark.parametrize(
    ("gold", "said", "found", "kinds"),
    [
        ({**AGAIN, "duplicate_kind": "exact"}, {**AGAIN, "duplicate_kind": "exact"},
         {"any": Tally(1, 1, 1)}, {"exact": Tally(1, 1, 1)}),
        ({**AGAIN, "duplicate_kind": "exact"}, {**AGAIN, "duplicate_kind": "folded"},
         {"any": Tally(1, 1, 1)}, {"exact": Tally(0, 0, 1), "folded": Tally(0, 1, 0)}),
        ({**AGAIN, "duplicate_kind": "slug"}, {},
         {"any": Tally(0, 0, 1)}, {"slug": Tally(0, 0, 1)}),
        ({}, {**AGAIN, "duplicate_kind": "refrain"},
         {"any": Tally(0, 1, 0)}, {"refrain": Tally(0, 1, 0)}),
        (AGAIN, {**AGAIN, "duplicate_kind": "exact"}, {"any": Tally(1, 1, 1)}, {}),
        ({}, {}, {}, {}),
    ],
)  # fmt: skip
def test_a_repeat_is_found_or_not_and_has_its_kind(
    gold: dict[str, Any], said: dict[str, Any], found: dict[str, Tally], kinds: dict[str, Tally]
) -> None:
    here = gold_of(Row("abc", "lead"), Row("abc", "lead", gold))
    there = prediction_of(Row("abc", "lead"), Row("abc", "lead", said))
    assert counted(here, there, Measure.REPEATS) == found
    assert counted(here, there, Measure.REPEAT_KINDS) == kinds


def test_keys_of_a_document_name_their_measure() -> None:
    (line,) = judge_lines(gold_of(Row("abc", "lead")), prediction_of(Row("abc", "lead")))
    assert set(tally(label_counts(line))) == {
        Key(Measure.LINES, "lead"),
        Key(Measure.CHARACTERS, "lead"),
    }
