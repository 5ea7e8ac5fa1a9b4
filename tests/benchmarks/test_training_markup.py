"""Pages of HTML as the trainer sees them."""

import json
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the trainer needs the extra 'training'")

from corpuskit import UsageError
from corpuskit.languages import corpuskit_language_packs
from corpuskit.pipeline import Pipeline
from training.markup_pages import MarkedPage, find_teachers, read_pages
from training.samples import FRONT, FURNITURE, SHORT, TEXT, UNKNOWN

TEXTS = [
    "Sáng 12/6, xã Mẫu Sơn khánh thành cây cầu dân sinh bắc qua suối Bản Khoai.",
    "Công trình dài hai mươi bốn mét do bà con đóng góp hơn ba trăm ngày công.",
    "Học sinh hai thôn trên từ nay không phải nghỉ mỗi khi nước lũ tràn về.",
    "Ông Lý Văn Hải, người hiến đất làm đường dẫn, nói cả làng mong đã lâu.",
    "Tỉnh hứa sẽ cấp xi măng cho đoạn đường còn lại trước mùa mưa sang năm.",
    "Hai cây cầu khác đang được khảo sát ở phía thượng nguồn con suối này.",
]
MENU = "<nav><a href=/a>Trang chủ</a> <a href=/b>Thời sự</a></nav>"
BODY = "".join(f"<p>{text}</p>" for text in TEXTS)
PAGE = f"{MENU}<h1>Thêm cầu mới</h1>{BODY}<p>Chia sẻ bài này</p>"


def archive(folder: Path, **gold: object) -> Path:
    path = folder / "html_aeb.zip"
    with zipfile.ZipFile(path, "w") as pages:
        pages.writestr("a.html", PAGE)
        record = {"id": "a", "file": "a.html", "site": "bao.example", **gold}
        pages.writestr("gold.jsonl", json.dumps(record))
    return path


def classes(page: MarkedPage) -> dict[str, int]:
    found = Pipeline(tuple(corpuskit_language_packs())).page(page.raw)
    open_lines = [False] * len(found.lines)
    sample = page.sample(found, open_lines)  # type: ignore[arg-type]  # any row of flags will do
    pairs = zip(found.lines, sample.gold, strict=True)
    return {line.text: int(value) for line, value in pairs}


def test_a_page_has_its_gold_and_its_headline_is_not_judged(tmp_path: Path) -> None:
    whole, *_ = read_pages("aeb", archive(tmp_path, gold="\n".join(TEXTS)))
    found = classes(whole)
    assert [found[text] for text in TEXTS] == [TEXT] * 6
    assert found["Chia sẻ bài này"] == FURNITURE
    assert found["Thêm cầu mới"] == UNKNOWN


def test_a_missing_teacher_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    monkeypatch.setitem(sys.modules, "readability", None)
    with pytest.raises(UsageError, match=r"(lity|tura)\S* is not installed; benchmarks"):
        find_teachers()


def test_a_page_is_also_seen_short_and_without_its_article(tmp_path: Path) -> None:
    _, short, front = read_pages("aeb", archive(tmp_path, gold="\n".join(TEXTS)))
    assert (short.variant, front.variant) == (SHORT, FRONT)
    assert [text for text in TEXTS if text in classes(short)] == TEXTS[:4]
    assert not any(text in classes(front) for text in TEXTS)


def test_without_gold_a_block_is_known_by_strings_or_where_all_teachers_agree(
    tmp_path: Path,
) -> None:
    path = archive(tmp_path, **{"with": [TEXTS[0]], "without": ["Thời sự"]})
    most, few = "\n".join(TEXTS[:4]), "\n".join(TEXTS[:2])
    (page,) = read_pages("traf", path, [lambda *_: [most], lambda *_: [few]])
    found = classes(page)
    assert [found[text] for text in TEXTS] == [TEXT, TEXT, UNKNOWN, UNKNOWN, FURNITURE, FURNITURE]
    assert found["Thời sự"] == FURNITURE


def test_a_teacher_that_fails_on_a_page_keeps_nothing_of_it(tmp_path: Path) -> None:
    def failing(page: str, language: str) -> list[str]:
        raise ZeroDivisionError

    (page,) = read_pages("traf", archive(tmp_path, **{"with": [TEXTS[0]]}), [failing])
    assert classes(page)[TEXTS[1]] == FURNITURE
