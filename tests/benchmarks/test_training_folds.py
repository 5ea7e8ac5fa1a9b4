"""The weights of each fold of sites, from tiny sets to the table of the unseen."""

from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the trainer needs the extra 'training'")
pytest.importorskip("scipy", reason="the trainer needs the extra 'training'")
pytest.importorskip("sklearn", reason="the trainer needs the extra 'training'")

from corpuskit import Selection
from corpuskit.weighing.weights import parse_weights
from corpuskit.weights import CHROME, FOREST, MARKUP, MARKUP_FOREST
from quality.folds import FOLDS, fold_of, pipelines
from tests.benchmarks.training_pages import SITES, articles, write_pages, write_set
from training import boosting, markup, markup_rounds, markup_third, third
from training.chrome import train_chrome
from training.folds import train_folds


@pytest.mark.long
def test_each_fold_has_weights_of_all_other_sites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(markup_rounds, "find_teachers", tuple)
    for trained in (third, markup_third):
        monkeypatch.setattr(trained, "GROWTH", trained.GROWTH._replace(trees=3))
    monkeypatch.setattr(boosting, "FEWEST_LINES", 3)
    monkeypatch.setattr(third, "is_doubtful", lambda _: True)
    write_set(tmp_path / "flat_aeb.jsonl.gz", articles())
    write_pages(tmp_path)
    train_folds(tmp_path, tmp_path / "out")
    assert capsys.readouterr().out.count("wrote ") == FOLDS
    assert len({id(pipelines(Selection(), tmp_path / "out")(site)) for site in SITES}) > 1
    train_chrome(tmp_path, tmp_path / CHROME)
    third.train_third_look(tmp_path, tmp_path / FOREST)
    words = parse_weights(CHROME, (tmp_path / CHROME).read_text(encoding="utf-8"))
    markup.write_markup(tmp_path, tmp_path, words)
    with_sites = {fold_of(site) for site in SITES}
    for name in (CHROME, FOREST, MARKUP, MARKUP_FOREST):
        every = (tmp_path / name).read_bytes()
        seen = [(tmp_path / "out" / str(fold) / name).read_bytes() for fold in range(FOLDS)]
        assert [found != every for found in seen] == [fold in with_sites for fold in range(FOLDS)]
