"""Rules are asked only where they may decide at all, and that changes no answer."""

from pathlib import Path

import pytest

from corpuskit.labels import label
from corpuskit.language import LanguagePack
from corpuskit.languages import corpuskit_language_packs
from corpuskit.model import Document
from corpuskit.pipeline import Pipeline
from corpuskit.text.decode import decode

PACKS: tuple[LanguagePack, ...] = tuple(corpuskit_language_packs())
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
LEAD = "Thư viện xã Mẫu mở ngày hội đọc sách dành cho học sinh các trường tiểu học trên địa bàn xã."
PAGES = {
    "dates": f"Nhật ký\n\n05/02/2024\n\n{LEAD}\n\nVăn An - 10:30, 05/02/2024\n\n05/02/2024\n",
    "slug": f"{LEAD}\n\nhoi cho xuan khai mac tai ha noi\n\nHội chợ xuân khai mạc\n\n{LEAD}\n",
    "fused": f"2024-02-05Kinh tếXuất khẩu gạo tăng mạnhHNN - Sáng 05/02, {LEAD}\n",
    "again": f"Ngày hội đọc sách\nNgày hội đọc sách\n\n{LEAD}\n\nHình mẫu\nHình mẫu\n\nVăn Bình",
    "one line": LEAD,
    "empty": "",
}


def read(text: str) -> Document:
    return Pipeline(PACKS).document(decode(text.encode(), "page.txt"))


@pytest.mark.parametrize(
    "text",
    [*PAGES.values(), *(seed.read_text("utf-8") for seed in SEEDS)],
    ids=[*PAGES, *(seed.name for seed in SEEDS)],
)
def test_a_rule_that_is_asked_everywhere_says_nothing_more(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = read(text)
    monkeypatch.setattr(label, "PLACES", {})
    assert read(text) == document
