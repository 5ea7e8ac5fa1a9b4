"""How the weights of lines and of articles are fitted, cross-validated and written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpuskit.errors import UsageError
from corpuskit.languages import corpuskit_language_packs
from corpuskit.pipeline import Pipeline
from corpuskit.weighing.weigher import Weigher
from corpuskit.weighing.weights import parse_weights
from tests.benchmarks.training_pages import articles, write_set
from tests.weighing.pages import AS_BEFORE

np = pytest.importorskip("numpy", reason="only training needs it")
pytest.importorskip("scipy", reason="only training needs it")

from scipy.sparse import csr_matrix  # noqa: E402 - needs numpy
from scipy.special import expit  # noqa: E402 - needs numpy

from quality.folds import fold_of  # noqa: E402 - as above
from training import crossing  # noqa: E402 - needs numpy
from training.article import fit_article  # noqa: E402 - needs numpy
from training.chrome import train_chrome  # noqa: E402 - needs numpy
from training.crossing import (  # noqa: E402 - needs numpy
    Calibration,
    Fits,
    calibrate,
    cross_validate,
    losses,
)
from training.fitting import (  # noqa: E402 - needs numpy
    STRENGTH,
    Fitted,
    answer_counts,
    evened,
    fit,
    indicator_matrix,
    line_weights,
    logistic,
    scores,
)
from training.samples import (  # noqa: E402 - needs numpy
    COUNTS,
    FURNITURE,
    TEXT,
    UNKNOWN,
    Sample,
    flat,
    read_samples,
)
from training.writing import headline_toml, weights_toml  # noqa: E402 - needs numpy

COMMAND = Path(__file__).parents[2] / "benchmarks" / "training"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    path = write_set(tmp_path_factory.mktemp("set") / "flat_aeb.jsonl.gz", articles())
    return list(read_samples("aeb", path))


def test_no_page_is_judged_by_weights_that_have_seen_its_site(
    samples: list[Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[set[str]] = []
    judged: list[set[str]] = []
    places = {id(sample): place for place, sample in enumerate(samples)}

    def remember_fit(chosen: list[Sample], answers: object) -> Fitted:
        seen.append({sample.group for sample in chosen})
        return Fitted(np.zeros(sum(answer_counts())), 0.0, np.zeros(1))

    def remember_scores(fitted: Fitted, chosen: list[Sample], answers: object) -> object:
        judged.append({sample.group for sample in chosen})
        return np.concatenate([np.full(s.line_count, float(places[id(s)])) for s in chosen])

    monkeypatch.setattr(crossing, "fit", remember_fit)
    monkeypatch.setattr(crossing, "scores", remember_scores)
    unseen = cross_validate(Fits(samples, answer_counts()))
    assert all(map(set.isdisjoint, seen, judged))
    assert set.union(*judged) == {sample.group for sample in samples}
    assert sum(map(len, judged)) == len(set.union(*judged))
    own = [np.full(s.line_count, float(n)).tolist() for n, s in enumerate(samples)]
    assert [part.tolist() for part in unseen] == own


def test_nothing_is_fitted_twice(samples: list[Sample], monkeypatch: pytest.MonkeyPatch) -> None:
    fitted: list[tuple[str, ...]] = []

    def remember_fit(chosen: list[Sample], answers: object) -> Fitted:
        fitted.append(tuple(sample.group for sample in chosen))
        return Fitted(np.zeros(sum(answer_counts())), 0.0, np.zeros(1))

    monkeypatch.setattr(crossing, "fit", remember_fit)
    every = Fits(samples, answer_counts())
    for fold in {fold_of(sample.group) for sample in samples}:
        fits = every.leaving_out(fold)
        fits.without()
        cross_validate(fits)
        assert fold not in {fold_of(sample.group) for sample in fits.samples}
    assert len(fitted) == len(set(fitted))


def test_sites_that_are_all_in_one_fold_are_too_few(samples: list[Sample]) -> None:
    fold = fold_of(samples[0].group)
    alone = [sample for sample in samples if fold_of(sample.group) == fold]
    with pytest.raises(UsageError, match=f"all sites are in fold {fold}; give sets with"):
        cross_validate(Fits(alone, answer_counts()))


def test_the_constant_alone_is_the_log_odds_of_the_truth() -> None:
    nothing = csr_matrix(np.zeros((4, 1)))
    truth, counts = np.array([True, False, False, True]), np.array([1.0, 2.0, 1.0, 5.0])
    weights, bias = logistic(nothing, truth, counts)
    assert weights.tolist() == pytest.approx([0.0], abs=1e-6)
    assert bias == pytest.approx(np.log(6 / 3), abs=1e-4)


def test_the_slope_is_nought_where_the_fit_ends() -> None:
    rows = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [1, 1]], float)
    truth, counts = np.array([True, False, False, False, True]), np.array([3.0, 1.0, 2.0, 1.0, 1.0])
    weights, bias = logistic(csr_matrix(rows), truth, counts)
    missed = evened(counts) * (truth - expit(rows @ weights + bias))
    assert missed.sum() == pytest.approx(0, abs=1e-3)
    assert (missed @ rows).tolist() == pytest.approx((weights / STRENGTH).tolist(), abs=1e-3)


def test_what_is_separable_is_told_apart_by_weights_that_stay_small() -> None:
    rows = np.repeat(np.eye(2), 50, axis=0)
    weights, bias = logistic(csr_matrix(rows), np.arange(100) < 50, np.ones(100))
    assert weights[0] == pytest.approx(-weights[1], abs=1e-4)
    assert bias == pytest.approx(0, abs=1e-4)
    assert 50 * expit(-weights[0]) == pytest.approx(weights[0] / STRENGTH, abs=1e-3)


def test_each_line_gives_one_answer_of_each_feature(samples: list[Sample]) -> None:
    matrix, counts = indicator_matrix(samples[:2], answer_counts()).toarray(), answer_counts()
    parts = np.split(matrix, np.cumsum(counts)[:-1], axis=1)
    assert matrix.shape == (samples[0].line_count + samples[1].line_count, sum(counts))
    assert all((part.sum(axis=1) == 1).all() for part in parts)
    given = np.array([part.argmax(axis=1) for part in parts]).T
    assert (given == np.concatenate([samples[0].answers, samples[1].answers])).all()


def test_the_lines_of_a_page_count_together_what_the_page_does(samples: list[Sample]) -> None:
    sample = samples[0]
    assert line_weights(sample).sum() == pytest.approx(sample.counts)
    unknown = sample._replace(gold=np.where(np.arange(sample.line_count) < 3, UNKNOWN, sample.gold))
    assert line_weights(unknown)[:3].tolist() == [0, 0, 0]
    nothing = sample._replace(gold=np.full(sample.line_count, UNKNOWN))
    assert line_weights(nothing).sum() == 0


def test_what_is_fitted_tells_text_and_furniture_of_its_pages_apart(samples: list[Sample]) -> None:
    found = scores(fit(samples, answer_counts()), samples, answer_counts())
    gold = np.concatenate([sample.gold for sample in samples])
    assert found[gold == TEXT].mean() > 1 > -1 > found[gold == FURNITURE].mean()


def test_calibration_turns_sums_into_log_odds_that_come_true(samples: list[Sample]) -> None:
    flat = samples[0]._replace(
        gold=np.array([TEXT, TEXT, TEXT, FURNITURE, TEXT, FURNITURE, FURNITURE, FURNITURE] * 50),
        decided=np.zeros(400, bool),
        answers=np.zeros((400, len(answer_counts())), int),
    )
    odds = np.array([8.0] * 4 + [-8.0] * 4)
    scale, shift = calibrate([flat], [np.tile(odds, 50)])
    assert scale * 8 + shift == pytest.approx(np.log(3), abs=0.01)
    assert -scale * 8 + shift == pytest.approx(-np.log(3), abs=0.01)


def test_lines_that_rules_have_decided_do_not_calibrate(samples: list[Sample]) -> None:
    half = samples[0]._replace(
        gold=np.array([TEXT, FURNITURE] * 10), decided=np.arange(20) >= 10, counts=1.0
    )
    odds = np.array([2.0, -2.0] * 10)
    turned = np.where(half.decided, -odds, odds)
    assert calibrate([half], [odds]) == calibrate([half], [turned])


def test_losses_are_said_set_by_set_with_and_without_articles(samples: list[Sample]) -> None:
    sure = [np.where(s.gold == FURNITURE, -9.0, 9.0) for s in samples]
    rows = list(losses(samples, sure))
    assert [row.split("  ")[0] for row in rows] == [
        "aeb",
        "aeb beginning alone",
        "aeb text alone",
        "aeb without article",
    ]
    assert "p<0.1: 0.00 % text, 1.000 chrome" in rows[0]
    assert "p<0.1: 100.00 % text, 0.000 chrome" in next(losses(samples, [-odds for odds in sure]))


def test_articles_are_told_from_fronts(samples: list[Sample]) -> None:
    sure = [np.where(s.gold == FURNITURE, -5.0, 5.0) for s in samples]
    weights = fit_article(samples, sure, Calibration(1.0, 0.0))
    assert len(weights) == 8
    assert all(np.isfinite(weights))
    likeliest = weights[3] * 0.99 + weights[-1]
    assert likeliest > weights[3] * 0.01 + weights[-1]


def test_weights_that_are_written_and_read_weigh_lines_as_before(tmp_path: Path) -> None:
    path = write_set(tmp_path / "flat_traf.jsonl.gz", articles())
    samples = list(read_samples("traf", path))
    whole = [sample for sample in samples if sample.counts == COUNTS["traf"]]
    fitted, calibration = fit(samples, answer_counts()), Calibration(0.8, -0.1)
    weights = parse_weights("trained", weights_toml(fitted, AS_BEFORE, calibration, (0.0,) * 8))
    pipeline, weigher = Pipeline(tuple(corpuskit_language_packs())), Weigher(weights)
    for record, sample in zip(articles(), whole, strict=True):
        page = pipeline.page(flat(record.text))
        labels = [page.label_at(line.place) for line in page.lines]
        found = weigher.weigh(page.lines, labels, page.lexicon.furniture).likelihoods
        expected = expit(
            scores(fitted, [sample], answer_counts()) * calibration.scale + calibration.shift
        )
        assert found == pytest.approx(expected.tolist(), abs=0.01)


def test_an_average_line_gives_nought_for_each_feature(samples: list[Sample]) -> None:
    fitted = fit(samples, answer_counts())
    written_toml = weights_toml(fitted, AS_BEFORE, Calibration(1.0, 0.0), (0.0,) * 8)
    weights = parse_weights("trained", written_toml)
    written = np.concatenate(list(map(np.array, weights.features.values())))
    parts = np.split(written * fitted.shares, np.cumsum(answer_counts())[:-1])
    assert [float(part.sum()) for part in parts] == pytest.approx([0.0] * len(parts), abs=0.001)


def test_the_weights_of_headlines_are_a_table_of_their_own() -> None:
    assert headline_toml({"likely": 0.70049, "figures": -1.0}) == (
        "\n[headline]\nlikely = 0.700\nfigures = -1.000\n"
    )


@pytest.mark.long
def test_the_command_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    write_set(tmp_path / "flat_aeb.jsonl.gz", articles())
    train_chrome(tmp_path, tmp_path / "first.toml")
    done = subprocess.run(  # noqa: S603 - this interpreter, with the command of the checkout
        [sys.executable, COMMAND, tmp_path, tmp_path / "second.toml"],
        env={**os.environ, "PYTHONHASHSEED": "77"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    first = (tmp_path / "first.toml").read_bytes()
    assert first == (tmp_path / "second.toml").read_bytes()
    assert isinstance(Weigher(parse_weights("first.toml", first.decode())), Weigher)
