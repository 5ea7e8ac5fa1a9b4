"""The trees for marked-up pages as they are trained: which blocks they learn from, and by what."""

import pytest

np = pytest.importorskip("numpy", reason="the trainer needs the extra 'training'")
pytest.importorskip("scipy", reason="the trainer needs the extra 'training'")
pytest.importorskip("sklearn", reason="the trainer needs the extra 'training'")

from corpuskit.weighing.markup_third_look import NAMES  # noqa: E402 - needs numpy
from corpuskit.weights import load_weights  # noqa: E402 - as above
from tests.benchmarks.training_pages import write_pages  # noqa: E402 - as above
from training import boosting, markup_rounds, markup_third  # noqa: E402 - as above
from training.fitting import line_weights  # noqa: E402 - as above
from training.markup_rounds import Rounds, play_rounds  # noqa: E402 - as above
from training.samples import FURNITURE, UNKNOWN  # noqa: E402 - as above


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    folder = tmp_path_factory.mktemp("sets")
    write_pages(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup_rounds, "find_teachers", tuple)
        return play_rounds(folder, load_weights())


def test_the_odds_of_a_page_are_those_of_its_words_and_of_both_rounds(rounds: Rounds) -> None:
    scale, shift = rounds.calibration
    found = list(rounds.odds())
    assert len(found) == len(rounds.alone) > 0
    for page, words, alone, unseen in zip(
        found, rounds.alone, rounds.together, rounds.unseen, strict=True
    ):
        assert list(page.words) == list(words.odds)
        assert list(page.alone) == list(alone.odds)
        assert page.together == pytest.approx((scale * unseen + shift).tolist())


def test_it_learns_from_all_blocks_that_no_rule_decides_and_the_gold_knows(rounds: Rounds) -> None:
    blocks = markup_third.gather(rounds)
    expected = [
        (bool(sample.gold[n] > FURNITURE), float(counts[n]), odds.together[n])
        for page, odds in zip(rounds.alone, rounds.odds(), strict=True)
        for sample, counts in [(page.sample, line_weights(page.sample))]
        for n in range(sample.line_count)
        if sample.gold[n] != UNKNOWN and not sample.decided[n]
    ]
    assert {is_text for is_text, _, _ in expected} == {True, False}
    assert blocks.is_text.tolist() == [is_text for is_text, _, _ in expected]
    assert blocks.counts.tolist() == [count for _, count, _ in expected]
    assert blocks.rows[:, NAMES.index("odds")].tolist() == [odds for _, _, odds in expected]


def test_the_trees_are_of_the_measures_and_the_same_each_time(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup_third, "GROWTH", markup_third.GROWTH._replace(trees=3))
    monkeypatch.setattr(boosting, "FEWEST_LINES", 3)
    forest = markup_third.fit_markup_third_look(rounds)
    assert forest.measures == NAMES
    assert 0 < len(forest.trees) <= 3
    again = markup_third.fit_markup_third_look(rounds)
    assert boosting.forest_json(forest) == boosting.forest_json(again)
