"""The weights of each fold of sites, from tiny sets to the table of the unseen."""

import json
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the trainer needs the extra 'training'")
pytest.importorskip("scipy", reason="the trainer needs the extra 'training'")
pytest.importorskip("sklearn", reason="the trainer needs the extra 'training'")

from corpuskit import Selection
from corpuskit.weights import CHROME, FOREST
from quality.folds import FOLDS, fold_of, pipelines
from tests.benchmarks.training_pages import SITES, articles, write_set
from training import boosting, markup, third
from training.chrome import train_chrome
from training.folds import train_folds

BODY = ("Sáng nay xã khánh thành cây cầu mới qua suối.", "Học sinh không phải nghỉ mùa nước lũ.")


def write_pages(folder: Path) -> None:
    """Write a set of HTML, a page of each site."""
    with zipfile.ZipFile(folder / "html_aeb.zip", "w") as archive:
        rows = []
        for site in SITES:
            paragraphs = "".join(f"<p>{site}: {text * 3}</p>" for text in BODY)
            menu = "<nav><a href=/a>Trang chủ</a> <a href=/b>Thời sự</a></nav>"
            archive.writestr(site, f"{menu}<h1>Cầu mới</h1>{paragraphs}<p>Chia sẻ bài này</p>")
            gold = "\n".join(f"{site}: {text * 3}" for text in BODY)
            rows.append(json.dumps({"id": site, "file": site, "site": site, "gold": gold}))
        archive.writestr("gold.jsonl", "\n".join(rows))


def test_each_fold_has_weights_of_all_other_sites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(markup, "find_teachers", tuple)
    monkeypatch.setattr(boosting, "TREES", 3)
    monkeypatch.setattr(boosting, "FEWEST_LINES", 3)
    monkeypatch.setattr(third, "is_doubtful", lambda _: True)
    write_set(tmp_path / "flat_aeb.jsonl.gz", articles())
    write_pages(tmp_path)
    train_folds(tmp_path, tmp_path / "out")
    assert capsys.readouterr().out.count("wrote ") == FOLDS
    assert len({id(pipelines(Selection(), tmp_path / "out")(site)) for site in SITES}) > 1
    train_chrome(tmp_path, tmp_path / CHROME)
    third.train_third_look(tmp_path, tmp_path / FOREST)
    with_sites = {fold_of(site) for site in SITES}
    for name in (CHROME, FOREST):
        every = (tmp_path / name).read_bytes()
        seen = [(tmp_path / "out" / str(fold) / name).read_bytes() for fold in range(FOLDS)]
        assert [found != every for found in seen] == [fold in with_sites for fold in range(FOLDS)]
