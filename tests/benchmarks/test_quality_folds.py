"""Folds of sites, and pages that are labelled by weights which have not seen their site."""

from importlib.resources import files
from pathlib import Path

import pytest

from corpuskit import RawDocument, Selection, Source, UsageError
from corpuskit.weights import CHROME, FOREST, MARKUP, MARKUP_FOREST
from quality.folds import FOLDS, fold_of, pipelines
from tests.benchmarks.training_pages import article


def test_the_fold_of_a_site_never_changes() -> None:
    assert [fold_of(site) for site in ("an.example", "binh.example", "", "x")] == [2, 2, 0, 1]


def test_every_fold_gets_about_its_share_of_sites() -> None:
    found = [fold_of(f"site{n}.example") for n in range(1000)]
    assert [150 < found.count(fold) < 250 for fold in range(FOLDS)] == [True] * FOLDS


def weights(folder: Path, **biases: float) -> Path:
    """Write weights for each fold, those of a fold with a constant of their own."""
    shipped = files("corpuskit.weights")
    for fold in map(str, range(FOLDS)):
        (folder / fold).mkdir()
        lines = shipped.joinpath(CHROME).read_text("utf-8").splitlines(keepends=True)
        bias = next(place for place, line in enumerate(lines) if line.startswith("bias"))
        lines[bias] = f"bias = {biases.get(f'fold{fold}', 0.0)}\n"
        (folder / fold / CHROME).write_text("".join(lines), "utf-8")
        for name in (MARKUP, MARKUP_FOREST, FOREST):
            (folder / fold / name).write_text(shipped.joinpath(name).read_text("utf-8"), "utf-8")
    return folder


def test_without_folds_all_sites_share_a_pipeline() -> None:
    pipeline_of = pipelines(Selection())
    assert pipeline_of("an.example") is pipeline_of("x")


def test_each_site_is_labelled_by_the_weights_of_its_fold(tmp_path: Path) -> None:
    pipeline_of = pipelines(Selection(), weights(tmp_path, fold2=-90.0, fold1=90.0))
    page = RawDocument(Source("a", "", 0, "utf-8"), article("vi", "a", "a").text)
    chrome, text = (pipeline_of(site).page(page).weighed for site in ("an.example", "x"))
    assert chrome
    assert text
    assert max(chrome.likelihoods) < min(text.likelihoods)


def test_a_fold_without_weights_is_named(tmp_path: Path) -> None:
    weights(tmp_path)
    (tmp_path / "3" / MARKUP).unlink()
    with pytest.raises(UsageError, match=r"3/markup\.toml: cannot be read .*--folds writes"):
        pipelines(Selection(), tmp_path)
