"""The second look as it is trained, and pages that other tools label."""

import json
import zipfile
from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="the trainer needs the extra 'training'")
pytest.importorskip("scipy", reason="the trainer needs the extra 'training'")

from corpuskit.weighing.second_look import MEASURES  # noqa: E402 - needs numpy
from corpuskit.weighing.weigher import Weigher  # noqa: E402 - needs numpy
from corpuskit.weighing.weights import parse_weights  # noqa: E402 - needs numpy
from quality.folds import fold_of  # noqa: E402 - as above
from tests.benchmarks.training_pages import articles, write_set  # noqa: E402 - needs numpy
from tests.weighing.pages import FINDER, lines_of  # noqa: E402 - needs numpy
from training import taught  # noqa: E402 - needs numpy
from training.crossing import Calibration  # noqa: E402 - needs numpy
from training.fitting import answer_counts, fit, scores  # noqa: E402 - needs numpy
from training.looking import fit_again, look, look_again_unseen  # noqa: E402 - needs numpy
from training.markup_pages import read_pages  # noqa: E402 - needs numpy
from training.samples import FURNITURE, TEXT, UNKNOWN, Sample, read_samples  # noqa: E402 - as above
from training.taught import flattened, read_flat_samples  # noqa: E402 - needs numpy
from training.writing import weights_toml  # noqa: E402 - needs numpy

PAGE = (
    "<nav><a href=/a>Trang chủ</a> <a href=/b>Thời sự</a></nav><h1>Thêm cầu mới</h1>"
    "<p>Sáng 12/6, xã Mẫu Sơn khánh thành cây cầu dân sinh bắc qua suối.</p>"
    "<p>Học sinh hai thôn trên không phải nghỉ mỗi khi nước lũ tràn về.</p>"
    "<p hidden>Đăng ký nhận bản tin của chúng tôi mỗi sáng.</p><p>Chia sẻ bài này</p>"
)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    path = write_set(tmp_path_factory.mktemp("set") / "flat_aeb.jsonl.gz", articles())
    return list(read_samples("aeb", path))


def marked(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "html_traf.zip", "w") as pages:
        pages.writestr("a.html", PAGE)
        pages.writestr(
            "gold.jsonl", json.dumps({"id": "a", "file": "a.html", "site": "bao.example"})
        )
    return folder / "html_traf.zip"


def keeping(*texts: str) -> object:
    return lambda *_: list(texts)


def test_a_page_without_gold_is_flat_text_that_teachers_agree_on(tmp_path: Path) -> None:
    first, second = (
        "Sáng 12/6, xã Mẫu Sơn khánh thành cây cầu dân sinh bắc qua suối.",
        "Học sinh hai thôn trên không phải nghỉ mỗi khi nước lũ tràn về.",
    )
    teachers = [keeping(first, second), keeping(first)]
    (page,) = read_pages("traf", marked(tmp_path), teachers)  # type: ignore[arg-type]  # peers
    record = flattened(page)
    found = [(record.text[start:end], label) for start, end, label in record.lines]
    assert found == [
        ("Trang chủ", "chrome"),
        ("Thời sự", "chrome"),
        ("Thêm cầu mới", "unlabelled"),
        (first, "main"),
        (second, "unlabelled"),
        ("Chia sẻ bài này", "chrome"),
    ]


def test_taught_pages_are_in_the_fold_of_their_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked(tmp_path)
    write_set(tmp_path / "flat_aeb.jsonl.gz", articles()[:1])
    monkeypatch.setattr(taught, "find_teachers", lambda: [keeping("Học sinh hai thôn trên")])
    found = list(read_flat_samples(tmp_path))
    assert {sample.name for sample in found} == {"aeb", "traf taught"}
    (page,) = [sample for sample in found if sample.name == "traf taught" and not sample.variant]
    assert page.group == "bao.example"
    assert set(page.gold.tolist()) <= {TEXT, FURNITURE, UNKNOWN}


def test_the_second_look_is_what_is_written_and_read(samples: list[Sample]) -> None:
    fitted = fit(samples, answer_counts())
    ends = np.cumsum([sample.line_count for sample in samples])[:-1]
    odds = np.split(scores(fitted, samples, answer_counts()), ends)
    again = fit_again(look(samples, odds))
    assert list(again.measures) == list(MEASURES)
    text = weights_toml(fitted, again, Calibration(1.0, 0.0), (0.0,) * 8)
    weights = parse_weights("trained", text)
    assert weights.again.alone == pytest.approx(again.alone, abs=1e-4)
    lines = lines_of("Trang chủ", "Sáng 12/6, xã Mẫu Sơn khánh thành cây cầu.", "Liên hệ")
    found = Weigher(weights).weigh(lines, [None] * 3, FINDER)
    assert all(0 < each < 1 for each in found.likelihoods)


def test_a_second_look_never_saw_the_site_that_it_judges(samples: list[Sample]) -> None:
    rng = np.random.default_rng(1)
    odds = [
        np.where(s.gold > FURNITURE, 2.0, -2.0) + rng.normal(size=s.line_count) for s in samples
    ]
    pages = look(samples, odds)
    unseen = look_again_unseen(pages)
    held = fold_of(pages[0].sample.group)
    others = [page for page in pages if fold_of(page.sample.group) != held]
    again = fit_again(others)
    usual = np.array([again.measures[name] for name in MEASURES])
    rows = pages[0].rows
    expected = again.bias + again.alone * rows[:, 0] + (rows[:, 1:] - usual[:, 1]) @ usual[:, 0]
    assert unseen[0] == pytest.approx(expected)
