import pytest

from corpuskit.evaluation.scores import add_up, figures, scores
from corpuskit.evaluation.tally import Count, Key, Measure, Tally, tally

LINES = Measure.LINES


def key(name: str) -> Key:
    return Key(LINES, name)


def test_figures_are_shares_of_what_was_predicted_and_of_what_is_in_the_gold() -> None:
    """Six of eight predicted are right, and six of twelve found: F1 is 12 of 20."""
    assert figures(Tally(right=6, predicted=8, gold=12)) == (0.75, 0.5, 0.6)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Tally(0, 0, 4), (None, 0.0, 0.0)),
        (Tally(0, 4, 0), (0.0, None, 0.0)),
        (Tally(0, 0, 0), (None, None, None)),
        (Tally(0, 4, 4), (0.0, 0.0, 0.0)),
    ],
)
def test_a_division_by_zero_gives_no_figure(
    counts: Tally, expected: tuple[float | None, ...]
) -> None:
    assert figures(counts) == expected


def test_micro_figures_are_of_the_sums_and_macro_figures_the_mean_of_the_classes() -> None:
    """Micro: 9 right of 12 predicted and 12 in the gold. Macro: the plain means of two rows."""
    found = scores({key("caption"): Tally(1, 4, 2), key("paragraph"): Tally(8, 8, 10)})
    assert found[key("caption")] == (0.25, 0.5, 2 / 6)
    assert found[key("paragraph")] == (1.0, 0.8, 16 / 18)
    assert found[key("micro")] == (9 / 12, 9 / 12, 18 / 24)
    assert found[key("macro")] == pytest.approx((0.625, 0.65, (1 / 3 + 8 / 9) / 2))


def test_a_figure_that_a_class_does_not_have_is_left_out_of_the_mean() -> None:
    """The title was never predicted and chrome is not in the gold."""
    found = scores(
        {
            key("title"): Tally(0, 0, 1),
            key("chrome"): Tally(0, 2, 0),
            key("paragraph"): Tally(3, 4, 6),
        }
    )
    assert found[key("macro")] == pytest.approx(((0 + 0.75) / 2, (0 + 0.5) / 2, (0 + 0 + 0.6) / 3))


def test_measures_do_not_mix() -> None:
    other = Key(Measure.DATES, "day")
    found = scores({key("title"): Tally(1, 1, 1), other: Tally(0, 1, 1)})
    assert found[key("micro")] == (1.0, 1.0, 1.0)
    assert found[Key(Measure.DATES, "micro")] == (0.0, 0.0, 0.0)


def test_counts_are_added_up_by_class() -> None:
    counts = [
        Count(LINES, "lead", "lead", 2),
        Count(LINES, "lead", "paragraph"),
        Count(LINES, "lead", ""),
        Count(LINES, "", "title", 3),
        Count(LINES, "", ""),
        Count(LINES, "chrome", "chrome", 0),
    ]
    assert tally(counts) == {
        key("lead"): Tally(2, 2, 4),
        key("paragraph"): Tally(0, 1, 0),
        key("title"): Tally(0, 3, 0),
    }


def test_documents_are_added_up_in_one_order() -> None:
    one, other = {key("title"): Tally(1, 1, 1)}, {key("lead"): Tally(0, 1, 2)}
    both = add_up([one, other, one])
    assert list(both.items()) == [(key("lead"), (0, 1, 2)), (key("title"), (2, 2, 2))]
