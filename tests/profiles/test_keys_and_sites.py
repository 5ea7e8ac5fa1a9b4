"""What lines are compared by, and which site a source belongs to."""

import pytest

from corpuskit.errors import PluginFailed
from corpuskit.language import Formula, LanguagePack
from corpuskit.model import Source
from corpuskit.profiles.keys import LineKeys
from corpuskit.profiles.sites import site_of
from tests.profiles.planted import KEYS


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        ("Lượt xem: 1.234", "lượt xem: {number}"),
        ("Lượt xem: 7", "lượt xem: {number}"),
        ("Thứ Bảy, ngày 7 tháng 3", "{weekday}, ngày {number} tháng {number}"),
        ("Cập nhật 07/03/2026 10:20", "cập nhật {date} {time}"),
        ("Updated: Mon, March 3, at 9:05", "updated: {weekday}, {month} {number}, at {time}"),
        ("3 comments", "{number} comments"),
        ("In trang này", ""),
        ("12 345", ""),
        ("7/3/2026 - 10:20", ""),
        ("x" * 300 + " 1", ""),
    ],
)  # fmt: skip
def test_figures_and_dates_are_generalised(line: str, pattern: str) -> None:
    assert KEYS.pattern(line) == pattern


@pytest.mark.parametrize("line", ["IN TRANG NÀY", " in  trang này", "In trang na\u0300y"])
def test_case_blanks_and_composition_make_no_difference(line: str) -> None:
    assert KEYS.key(line) == "in trang này"


@pytest.mark.parametrize(
    "line",
    ["Điều 1. Phạm vi điều chỉnh", "Chương II", "Kết quả:", "Abstract", "KÍNH GỬI: Các xã",
     "Nơi nhận:", "Hỏi: Vì sao?", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "2.1. Tình hình chung"],
)  # fmt: skip
def test_formulas_are_known(line: str) -> None:
    assert KEYS.is_formula(line)


@pytest.mark.parametrize("line", ["In trang này", "Trang nhất", "Xem thêm", "Kết quả xổ số"])
def test_furniture_is_no_formula(line: str) -> None:
    assert not KEYS.is_formula(line)


@pytest.mark.parametrize(
    "line",
    ["q. " + "a" * 280, "a" * 1_000_000, "1 " * 500_000, "điều " * 200_000, "số " + "1" * 250,
     "x, ngày" + " " * 250, "- " + "a b " * 60, "1." * 120],
)  # fmt: skip
def test_no_line_is_too_long_or_too_odd_to_be_compared(line: str) -> None:
    """A pattern that backtracks without end would keep this test from ending."""
    assert isinstance(KEYS.is_formula(line), bool)
    assert len(KEYS.pattern(line)) <= 300
    assert KEYS.key(line)


def test_a_faulty_formula_is_named() -> None:
    pack = LanguagePack("xx", "Test", formulas=(Formula("(", "seen", "pattern"),))
    with pytest.raises(PluginFailed, match=r"language pack formula '\('"):
        LineKeys([pack])


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("crawl/www.BaoHaGiang.vn/2023/1.txt", "baohagiang.vn"),
        ("baohagiang.vn/1.txt", "baohagiang.vn"),
        ("hagiang/2023/1.txt", "hagiang"),
        ("1.txt", ""),
        ("page.vn.txt", ""),
        ("v1.2/1.txt", "v1.2"),
        ("crawl.warc/https://www.baohagiang.vn/tin/1.html", "baohagiang.vn"),
        ("crawl.warc/http:/ten:mat@bao.vn:8080/1", "bao.vn"),
    ],
)
def test_the_name_of_a_source_tells_its_site(name: str, site: str) -> None:
    assert site_of(Source(name, "", 0, "utf-8")) == site


def test_the_user_has_the_last_word_about_the_site() -> None:
    assert site_of(Source("a.vn/1.txt", "", 0, "utf-8"), "b.vn") == "b.vn"


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("pages.zip!/a.html", ""),
        ("pages.zip!/bao.example/a.html", "bao.example"),
        ("b.gz!/a/c", "a"),
    ],
)
def test_a_container_is_no_site(name: str, site: str) -> None:
    assert site_of(Source(name, "", 0, "utf-8")) == site
