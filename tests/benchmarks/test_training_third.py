"""The third look as it is trained: whom it learns from, and that its trees are the library's."""

from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="the trainer needs the extra 'training'")
pytest.importorskip("scipy", reason="the trainer needs the extra 'training'")
pytest.importorskip("sklearn", reason="the trainer needs the extra 'training'")

from corpuskit.errors import UsageError  # noqa: E402 - as below
from corpuskit.weighing.forest import parse_forest  # noqa: E402 - needs numpy
from corpuskit.weighing.third_look import FORM_MEASURES, NAMES, is_doubtful  # noqa: E402 - as above
from tests.benchmarks.training_pages import articles, write_set  # noqa: E402 - needs numpy
from training import boosting, third  # noqa: E402 - needs numpy
from training.crossing import Fits  # noqa: E402 - needs numpy
from training.fitting import Numbers, answer_counts, line_weights  # noqa: E402 - needs numpy
from training.samples import (  # noqa: E402 - needs numpy
    FURNITURE,
    UNKNOWN,
    Sample,
    read_samples,
)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    path = write_set(tmp_path_factory.mktemp("set") / "flat_aeb.jsonl.gz", articles())
    return list(read_samples("aeb", path))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(third, "GROWTH", third.GROWTH._replace(trees=5))
    monkeypatch.setattr(boosting, "FEWEST_LINES", 5)


def odds_of(samples: list[Sample]) -> list[Numbers]:
    """Give what a second look may say that is sometimes wrong."""
    rng = np.random.default_rng(1)
    return [np.where(s.gold > FURNITURE, 1.5, 0.0) + rng.normal(size=s.line_count) for s in samples]


def test_a_sample_has_the_measures_that_need_no_other_look(samples: list[Sample]) -> None:
    for sample in samples:
        assert sample.measures.shape == (sample.line_count, len(FORM_MEASURES))


def test_it_learns_from_doubtful_lines_that_the_gold_knows(samples: list[Sample]) -> None:
    odds = odds_of(samples)
    doubts = third.gather(samples, odds)
    expected = [
        (bool(sample.gold[n] > FURNITURE), float(counts[n]))
        for sample, of_lines in zip(samples, odds, strict=True)
        for counts in [line_weights(sample)]
        for n, each in enumerate(of_lines.tolist())
        if is_doubtful(each) and sample.gold[n] != UNKNOWN and not sample.decided[n]
    ]
    assert doubts.is_text.tolist() == [is_text for is_text, _ in expected]
    assert doubts.counts.tolist() == [count for _, count in expected]
    assert doubts.rows.shape == (len(expected), len(NAMES))


def test_the_trees_add_up_to_what_the_library_says(samples: list[Sample]) -> None:
    doubts = third.gather(samples, odds_of(samples))
    fitted = boosting.boost(doubts, third.GROWTH)
    every, trees = boosting.trees_of(fitted)
    assert len(trees) > 1
    found = [every + sum(tree.leaf(row) for tree in trees) for row in doubts.rows.tolist()]
    assert found == pytest.approx(boosting.sums(fitted, doubts).tolist(), abs=1e-3)


def test_what_is_written_is_read_again_and_the_same_each_time(samples: list[Sample]) -> None:
    odds = odds_of(samples)
    text = boosting.forest_json(third.fit_third_look(samples, odds))
    assert boosting.forest_json(parse_forest("trained", text)) == text
    assert boosting.forest_json(third.fit_third_look(samples, odds)) == text


def test_no_line_is_calibrated_by_trees_that_have_seen_its_site(
    samples: list[Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[set[int]] = []
    judged: list[set[int]] = []
    boost, sums = boosting.boost, boosting.sums

    def remember_boost(doubts: boosting.Doubts, growth: boosting.Growth) -> object:
        seen.append(set(doubts.folds.tolist()))
        return boost(doubts, growth)

    def remember_sums(fitted: object, doubts: boosting.Doubts) -> Numbers:
        judged.append(set(doubts.folds.tolist()))
        return sums(fitted, doubts)

    monkeypatch.setattr(boosting, "boost", remember_boost)
    monkeypatch.setattr(boosting, "sums", remember_sums)
    third.fit_third_look(samples, odds_of(samples))
    *held_out, whole = seen
    assert all(map(set.isdisjoint, held_out, judged))
    assert set.union(*judged) == whole


def test_the_command_trains_it_from_sets(
    tmp_path: Path, samples: list[Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(third, "is_doubtful", lambda _: True)
    monkeypatch.setattr(third, "read_flat_fits", lambda _: Fits(samples, answer_counts()))
    third.train_third_look(tmp_path, tmp_path / "trees.json")
    text = (tmp_path / "trees.json").read_text(encoding="utf-8")
    assert parse_forest("trees.json", text).measures == NAMES


def test_lines_of_one_kind_teach_nothing(samples: list[Sample]) -> None:
    texts = [sample._replace(gold=np.abs(sample.gold) + 1) for sample in samples]
    with pytest.raises(UsageError, match="the doubtful lines are all of one kind; give sets"):
        third.fit_third_look(texts, odds_of(texts))
