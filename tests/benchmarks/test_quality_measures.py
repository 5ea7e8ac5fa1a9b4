"""The measures, with figures computed by hand."""

from collections import Counter

import pytest

from corpuskit.evaluation.tally import Tally
from quality.measures import Outcome, Row, Share, gold_shingles, measure, row, shingle_f1, shingles
from quality.records import Record
from quality.tools import Answer
from tests.benchmarks.samples import record_of


def outcome(record: Record, kept: list[bool]) -> Outcome:
    lines = record.gold_lines()
    return measure(record, lines, Answer(kept), gold_shingles(record, lines))


def test_shingles_are_runs_of_four_words_with_their_counts() -> None:
    expected = Counter({("a", "b", "a", "b"): 2, ("b", "a", "b", "a"): 1})
    assert expected == shingles("a b, a b a - b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", []), ("– !", []), ("one", [("one",)]), ("one two three", [("one", "two", "three")])],
)
def test_a_shorter_text_is_one_shingle(text: str, expected: list[tuple[str, ...]]) -> None:
    assert Counter(expected) == shingles(text)


def test_what_one_document_adds() -> None:
    record = record_of(
        ("menu one two", "chrome"),
        ("share", "chrome"),
        ("A title", "title"),
        ("a b c d e", "main"),
        ("f g", "main"),
        with_=("b c", "g"),
        without=("share", "menu"),
    )
    expected = Outcome(
        lines=Tally(right=1, predicted=2, gold=2),  # “a b …” and “menu …” are kept
        main=7,
        lost=2,
        chrome=15,
        chrome_left_out=5,
        shingles=Tally(2, 5, 4),  # of “menu one two a b c d e”, “abcd” and “bcde” are right
        all_shingles=Tally(2, 7, 4),  # the title makes it two words longer
        snippets=Tally(1, 2, 2),  # “b c” is right, “menu” should not be there, “g” is missing
    )
    assert expected == outcome(record, [True, False, True, True, False])


def test_the_main_text_of_a_set_goes_before_its_lines() -> None:
    record = record_of(("a b c d", "main"), gold="e f g h")
    assert shingles("e f g h") == gold_shingles(record, record.gold_lines())


def test_without_a_label_for_every_line_the_main_text_is_not_known() -> None:
    record = record_of(("a b c d", "main"), ("e f", "unlabelled"))
    assert not gold_shingles(record, record.gold_lines())


def test_shingle_f1_is_the_harmonic_mean_of_two_means() -> None:
    # precision (1 + 1/2) / 2 = 3/4, recall (1/2 + 1) / 2 = 3/4 and with a third document 1/2
    assert shingle_f1([Share(1.0, 0.5), Share(0.5, 1.0)]) == pytest.approx(0.75)
    assert shingle_f1([Share(1.0, 0.5), Share(0.5, 1.0), Share(None, 0.0)]) == pytest.approx(0.6)


def test_nothing_kept_anywhere_is_zero_and_nothing_to_keep_is_no_figure() -> None:
    assert shingle_f1([Share(None, 0.0)]) == 0
    assert shingle_f1([]) is None


def test_the_figures_of_a_set() -> None:
    good = record_of(("menu", "chrome"), ("a b c d", "main"))
    bad = record_of(("links", "chrome"), ("e f g h", "main"), ("i", "main"))
    found = row([outcome(good, [False, True]), outcome(bad, [True, True, False])], samples=0)
    expected = Row(
        documents=2,
        # bad: “links e f g”, “e f g h” against “e f g h”, “f g h i”: one right of two and two
        shingle_f1=0.75,
        shingle_interval=None,
        all_shingle_f1=0.75,
        line_f1=2 / 3,  # two right of three kept and three wanted
        chrome_out=4 / 9,
        main_lost=1 / 9,
        badly_lost=1 / 2,
        snippet_f1=None,
    )
    assert expected == found


def test_losing_exactly_a_twentieth_is_not_yet_bad() -> None:
    record = record_of(("a" * 19, "main"), ("b", "main"))
    assert row([outcome(record, [True, False])], 0).badly_lost == 0


def test_a_set_without_gold_for_a_figure_has_none() -> None:
    found = row([outcome(record_of(("x", "unlabelled")), [True])], samples=10)
    assert Row(1, None, None, None, None, None, None, None, None) == found


def test_intervals_hold_the_figure_and_are_the_same_each_time() -> None:
    records = [record_of(("menu", "chrome"), (f"a b c d {'e ' * at}", "main")) for at in range(9)]
    outcomes = [outcome(record, [at % 2 == 0, True]) for at, record in enumerate(records)]
    first, second = row(outcomes, 200), row(outcomes, 200)
    assert first == second
    assert first.shingle_f1 is not None
    assert first.shingle_interval is not None
    assert first.shingle_interval.low < first.shingle_f1 < first.shingle_interval.high


def test_failures_and_strange_characters_are_counted() -> None:
    record = record_of(("a", "main"))
    lines = record.gold_lines()
    answers = [Answer([True], strange=3), Answer([False], failed=True)]
    outcomes = [measure(record, lines, answer, shingles("a")) for answer in answers]
    assert (row(outcomes, 0).strange, row(outcomes, 0).failed) == (3, 1)
