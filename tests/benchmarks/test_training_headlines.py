"""How the weights of headlines are trained: which lines are compared, and what is fitted."""

import json
from pathlib import Path

import pytest

from corpuskit.labels.headline import HEADLINE_FEATURES
from corpuskit.languages import corpuskit_language_packs
from corpuskit.pipeline import Pipeline
from corpuskit.weighing.weigher import Weigher
from corpuskit.weights import load_weights
from quality.records import Record
from tests.benchmarks.training_pages import article, articles, write_set

np = pytest.importorskip("numpy", reason="only training needs it")
pytest.importorskip("scipy", reason="only training needs it")

from training.headlines import (  # noqa: E402 - needs numpy
    Choice,
    fit_headlines,
    read_choices,
    unseen_hits,
)

PIPELINE = Pipeline(tuple(corpuskit_language_packs()), weigher=Weigher(load_weights()))
WIDTH = len(HEADLINE_FEATURES)


def choices_of(folder: Path, *records: Record, name: str = "aeb") -> list[Choice]:
    return list(read_choices(name, write_set(folder / "set.jsonl.gz", records), PIPELINE))


def choice(right: int, *rows: tuple[float, ...], group: str = "an") -> Choice:
    """Make a choice between rows that differ in the first features only."""
    wide = np.array([(*row, *[0.0] * (WIDTH - len(row))) for row in rows])
    return Choice("aeb", group, 1.0, wide, np.arange(len(rows)) == right)


def test_the_choice_of_a_page_has_a_row_for_each_candidate_and_says_which_is_right(
    tmp_path: Path,
) -> None:
    (found,) = choices_of(tmp_path, article("en", "an", "an.example"))
    assert (found.name, found.group) == ("aeb", "an.example")
    assert found.rows.shape == (len(found.right), WIDTH)
    assert found.right.tolist() == [0.0] * (len(found.right) - 1) + [1.0]


def test_a_page_whose_headline_is_not_known_gives_no_choice(tmp_path: Path) -> None:
    record = article("en", "an", "an.example")
    lines = tuple((s, e, label.replace("title", "chrome")) for s, e, label in record.lines)
    assert choices_of(tmp_path, Record("an", record.text, lines)) == []


def test_sets_that_know_no_headlines_are_not_read(tmp_path: Path) -> None:
    assert choices_of(tmp_path, article("en", "an", "an.example"), name="traf") == []


@pytest.mark.parametrize(
    ("title", "right"),
    [
        ("THE COUNCIL: opens a library!", [0, 1]),
        ("The council opens a library and closes a bath", [0, 1]),
        ("council opens a library", [0, 1]),
        ("Library news", [1, 0]),
        ("Library", None),
        ("Library opens the council", None),
        ("", None),
    ],
)
def test_the_title_of_the_metadata_is_found_in_the_page(
    title: str, right: list[int] | None, tmp_path: Path
) -> None:
    text = "Library news\nThe Council opens a library\n" + "Text of the page. " * 9
    path = tmp_path / "set.jsonl"
    record = {"id": "1", "text": text, "lines": [], "meta": {"title": title}}
    path.write_text(json.dumps(record), encoding="utf-8")
    found = [found.right.tolist() for found in read_choices("mha", path, PIPELINE)]
    assert found == ([right] if right else [])


def test_the_fit_of_a_choice_of_two_is_that_of_their_difference() -> None:
    both = [choice(0, (1.0,), (0.0,)), choice(0, (1.0,), (0.0,)), choice(1, (1.0,), (0.0,))]
    weight = fit_headlines(both)["likely"] * 0.5
    missed = 2 - 3 / (1 + np.exp(-2 * weight))
    assert missed * 2 == pytest.approx(weight, abs=1e-3)


def test_what_all_candidates_have_speaks_for_none() -> None:
    weights = fit_headlines([choice(0, (1.0, 5.0), (0.0, 5.0))])
    assert weights["likely"] > 0
    assert weights["doubtful"] == pytest.approx(0, abs=1e-6)


def test_the_right_headline_is_the_likeliest_after_the_fit(tmp_path: Path) -> None:
    choices = choices_of(tmp_path, *articles())
    weights = np.array(list(fit_headlines(choices).values()))
    assert len(choices) == 12
    assert all(found.right[np.argmax(found.rows @ weights)] for found in choices)


def test_hits_are_counted_on_sites_that_the_weights_have_not_seen(tmp_path: Path) -> None:
    rows = list(unseen_hits(choices_of(tmp_path, *articles())))
    assert rows == [f"{'aeb':26}headline 12 of 12 in reach"]
