"""Dates in text, and the year that a day without one is in, by anchor and certainty."""

import pytest

from corpuskit.facts.dates import Anchor, Stated, find_dates, find_year, sentence_year
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon

PACKS = {pack.language: pack for pack in corpuskit_language_packs()}
VI = Lexicon([PACKS["und"], PACKS["vi"]])
EN = Lexicon([PACKS["und"], PACKS["en"]])


def found(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    return [(text[d.start : d.end], d.value) for d in find_dates(text, lexicon)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("từ 1/7/2025 và 7-5-1954", [("1/7/2025", "2025-07-01"), ("7-5-1954", "1954-05-07")]),
        ("ngày 15 tháng 10 năm 1945", [("15 tháng 10 năm 1945", "1945-10-15")]),
        ("tháng 10-2018 (5-2019)", [("10-2018", "2018-10"), ("5-2019", "2019-05")]),
        ("tháng 5 năm 2023", [("5 năm 2023", "2023-05")]),
        ("năm 2023, Năm 2024", [("2023", "2023"), ("2024", "2024")]),
        ("nhiệm kỳ 2009- 2019", [("2009- 2019", "2009/2019")]),
        ("giai đoạn 2021 – 2025.", [("2021 – 2025", "2021/2025")]),
        ("ngày 27/3 và sáng 9-1", [("27/3", "--03-27"), ("9-1", "--01-09")]),
        ("ngày 8 tháng 3", [("8 tháng 3", "--03-08")]),
        ("ngày 29/2", [("29/2", "--02-29")]),
        ("mã 2024-05-06", [("2024-05-06", "2024-05-06")]),
        ("ngày 30/2/2024 và 31-4-2024", []),
        ("đạt 1.720 ha, 7,776km, bận 24/7, 71/KL/TW, 1736/QĐ-TTg", []),
        ("Covid – 19, 18.5 tỷ đồng, tỷ số 2-1", []),
        ("Nghị định 12/2024/NĐ-CP, Thông tư 05/2024", []),
        ("từ 2025-2020 là ngược", []),
        ("dân số 2023 người", []),
    ],
)
def test_vietnamese_text_states_these_dates(text: str, dates: list[tuple[str, str]]) -> None:
    assert found(text, VI) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on July 1, 2025", [("July 1, 2025", "2025-07-01")]),
        ("on 2 Aug. 2024", [("2 Aug. 2024", "2024-08-02")]),
        ("by March 2021", [("March 2021", "2021-03")]),
        ("in 2019", [("2019", "2019")]),
        ("3/4/2024 is one of two days", []),
        ("February 30, 2024", []),
    ],
)  # fmt: skip
def test_english_text_states_these_dates(text: str, dates: list[tuple[str, str]]) -> None:
    assert found(text, EN) == dates


def day(month: int, number: int) -> Stated:
    return Stated(0, 1, 0, month, number)


def anchor(method: str, year: int, month: int = 0, number: int = 0) -> Anchor:
    return Anchor(method, Stated(0, 1, year, month, number))


@pytest.mark.parametrize(
    ("stated", "anchors", "year", "method", "certainty"),
    [
        (day(5, 18), [anchor("url", 2023, 5)], 2023, "url", "high"),
        (day(12, 31), [anchor("url", 2024, 1)], 2023, "url", "high"),
        (day(1, 2), [anchor("url", 2023, 12)], 2024, "url", "high"),
        (day(2, 1), [anchor("url", 2023, 5)], 2023, "url", "low"),
        (day(9, 2), [anchor("timestamp", 2019, 9, 3)], 2019, "timestamp", "high"),
        (day(1, 21), [anchor("crawl_field", 2020, 1)], 2020, "crawl_field", "medium"),
        (day(7, 21), [anchor("crawl_field", 2020, 1)], 2019, "crawl_field", "low"),
        (day(12, 27), [anchor("document", 2024, 1, 5)], 2023, "document", "medium"),
        (day(2, 29), [anchor("url", 2023, 3)], 2024, "url", "low"),
        (day(5, 1), [anchor("url", 2023, 5), anchor("timestamp", 2019, 5, 1)], 2023, "url", "high"),
    ],
)  # fmt: skip
def test_a_day_is_of_the_year_in_which_it_lies_nearest_to_the_first_anchor(
    stated: Stated, anchors: list[Anchor], year: int, method: str, certainty: str
) -> None:
    assert find_year(stated, anchors) == (year, method, certainty)


def test_without_an_anchor_the_year_stays_unknown() -> None:
    assert find_year(day(5, 18), []) is None


def test_a_leap_day_far_from_any_leap_year_stays_unknown() -> None:
    assert find_year(day(2, 29), [anchor("url", 2022, 3)]) is None


@pytest.mark.parametrize(
    ("month", "sentence", "year"),
    [
        (1, "hội nghị tổng kết công tác năm 2023", 2024),
        (12, "hội nghị tổng kết công tác năm 2023", 2023),
        (6, "hội nghị tổng kết công tác năm 2023", 0),
        (1, "hội nghị triển khai nhiệm vụ năm 2024", 2024),
        (12, "hội nghị triển khai nhiệm vụ năm 2024", 2023),
        (1, "tổng kết năm 2023, triển khai nhiệm vụ năm 2024", 2024),
        (1, "tổng kết năm 2019, triển khai nhiệm vụ năm 2024", 0),
        (7, "sơ kết 6 tháng đầu năm 2022", 2022),
        (1, "sơ kết 6 tháng đầu năm 2022", 0),
        (1, "khai mạc lễ hội năm 2023", 0),
        (1, "vụ án năm 2019 được tổng kết", 0),
        (4, "tổng kết 20 năm thực hiện Nghị quyết từ năm 2003", 0),
        (11, "nhìn lại chặng đường từ năm 1986 đến nay", 0),
        (1, "tổng kết giai đoạn đầu năm 2019", 0),
    ],
)
def test_words_of_review_and_plan_imply_a_year(month: int, sentence: str, year: int) -> None:
    assert sentence_year(day(month, 9), sentence, VI) == year
