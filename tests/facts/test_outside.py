"""Dates outside the text: how they are read, which one is the document's, and what they prove."""

import pytest

from corpuskit.facts.outside import parse_date
from corpuskit.model import Certainty, Date, Precision, Stated
from tests.facts.told import HEADLINE, LEAD, UND, VI, read, said

JSON_LD = "NewsArticle.datePublished"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-05-18", "2023-05-18"),
        ("2023-05-18T07:30", "2023-05-18 07:30"),
        ("2023-05-18T07:30:00Z", "2023-05-18 07:30"),
        ("2023-05-18t07:30:00.000+07:00", "2023-05-18 07:30"),
        ("2023-05-18 07:30:00 +0700", "2023-05-18 07:30"),
        ("2023-05-18T23:59:59-11:00", "2023-05-18 23:59"),
        ("2023-05-18T07:30:00+07:00[Asia/Ho_Chi_Minh]", "2023-05-18 07:30"),
        ("2023/5/8", "2023-05-08"),
        ("20230518", "2023-05-18"),
        ("20230518073000", "2023-05-18 07:30"),
        ("20230518T073000Z", "2023-05-18 07:30"),
        ("2023-05", "2023-05"),
        ("2023", "2023"),
        ("Thu, 18 May 2023 07:30:00 +0700", "2023-05-18 07:30"),
        ("Thu, 18 May 2023 07:30:00 GMT", "2023-05-18 07:30"),
        ("8 May 2023", "2023-05-08"),
        ("18/05/2023 07:30", "2023-05-18 07:30"),
        ("Thứ Năm, 18/5/2023, 07:30 (GMT+7)", "2023-05-18 07:30"),
        ("18 tháng 5 năm 2023", "2023-05-18"),
        ("0001-01-01T00:00:00", "0001-01-01 00:00"),
    ],
)
def test_a_date_is_read_as_the_day_that_is_printed(value: str, expected: str) -> None:
    stated = parse_date(value, VI)
    assert stated is not None
    assert stated.value + (f" {stated.clock}" if stated.clock else "") == expected


@pytest.mark.parametrize(
    "value",
    [
        "", "null", "undefined", "Invalid date", "NaN", "0000-00-00", "0000-00-00 00:00:00",
        "2023-02-30", "2023-13-01", "2023-00-18", "2023-05-00", "2023-05-18T25:00", "12 giờ trước",
        "hôm nay", "1684368000", "1684368000000", "2023-W20", "2023-138", "18 Mai 2023",
        "31 Feb 2023", "May", "18/05", "2020-2025", "2023-05-18 và 2023-05-19", "２０２３-05-18",
        "2023-05-18\x00", "2023-05-18" + " " * 100, "1" * 1_000_000, "9" * 79,
    ],
)  # fmt: skip
def test_what_is_no_single_date_is_none(value: str) -> None:
    assert parse_date(value, VI) is None


def test_an_ambiguous_order_of_day_and_month_is_read_by_no_pack_but_its_own() -> None:
    assert parse_date("05/06/2023", UND) is None


def shown(date: Date | None) -> str:
    return f"{date.value} {date.role} {date.method} {date.certainty}" if date else "none"


def day(value: str, name: str = JSON_LD, kind: str = "published") -> Stated:
    return said(kind, value, name)


PAGE = f"{HEADLINE}\n{LEAD}\n"
CLOCK = f"Thứ Sáu, 22/11/2024, 16:08 (GMT+7)\n{PAGE}"
STAMP = f"{HEADLINE}\n12/01/2016 08:15\n{LEAD}\n"
YEARLESS = f"{HEADLINE}\nSáng 9/1, {LEAD}\n"
DATED = f"{HEADLINE}\nNgày 12/1/2016, {LEAD}\n"
TUOI_TRE = Stated("url", "WARC-Target-URI", "https://tuoitre.vn/xa-mau-100260112083000123.htm")
MONTHLY = Stated("url", "WARC-Target-URI", "https://baomau.vn/tin/201601/xa-mau-to-chuc-1/")


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        # what is stated of the publication, before all that the page shows
        (PAGE, [day("2016-01-12")], "2016-01-12 stated explicit high"),
        (PAGE, [day("2016-01-12", "date")], "2016-01-12 stated explicit medium"),
        (STAMP, [day("2016-01-12T23:00:00Z")], "2016-01-12T23:00 stated explicit high"),
        (STAMP, [day("2016-01-13T00:30:00Z")], "2016-01-13T00:30 stated explicit high"),
        (STAMP, [day("2024-11-22")], "2024-11-22 stated explicit medium"),
        (STAMP, [day("2024-11-22", "date")], "2016-01-12T08:15 timestamp explicit high"),
        (DATED, [day("2016-01-13")], "2016-01-13 stated explicit high"),
        (DATED, [day("2019-01-13")], "2019-01-13 stated explicit medium"),
        (DATED, [day("2016-01-13", "date")], "2016-01-13 stated explicit medium"),
        # sources that disagree
        (PAGE, [day("2016-01-13"), day("2016-01-12", "date")], "2016-01-13 stated explicit medium"),
        (PAGE, [day("2016-01-13", "date"), day("2016-01-12")], "2016-01-12 stated explicit medium"),
        (PAGE, [day("2016-01-13"), day("2016-01", "date")], "2016-01-13 stated explicit high"),
        (PAGE, [day("2016"), day("2016-01-12", "dc.date")], "2016-01-12 stated explicit high"),
        # a clock of the site is found out
        (CLOCK, [], "2024-11-22T16:08 timestamp explicit low"),
        (CLOCK, [day("2016-01-12")], "2016-01-12 stated explicit high"),
        (CLOCK, [TUOI_TRE], "2026-01-12 address explicit high"),
        # days that programs write for none
        (PAGE, [day("1970-01-01T00:00:00Z")], "1970-01-01T00:00 stated explicit low"),
        (PAGE, [day("0001-01-01")], "0001-01-01 stated explicit low"),
        (PAGE, [day("1970-01-01"), day("2016-01-12", "date")], "2016-01-12 stated explicit medium"),
        (STAMP, [day("1970-01-01")], "2016-01-12T08:15 timestamp explicit high"),
        (YEARLESS, [day("1970-01-01")], "--01-09 dateline none unknown"),
        # addresses
        (PAGE, [TUOI_TRE], "2026-01-12 address explicit high"),
        (PAGE, [MONTHLY], "2016-01 address explicit high"),
        (DATED, [MONTHLY], "2016-01-12 dateline explicit high"),
        (DATED.replace("2016", "2026"), [TUOI_TRE], "2026-01-12 address explicit high"),
        (DATED, [TUOI_TRE], "2026-01-12 address explicit medium"),
        (STAMP, [TUOI_TRE], "2016-01-12T08:15 timestamp explicit medium"),
        # neither a crawl nor a change is a publication
        (PAGE, [day("2016-01-12", "WARC-Date", "crawled")], "none"),
        (PAGE, [day("2016-01-12", "article:modified_time", "modified")], "none"),
        (PAGE, [day("null"), day("Invalid date", "date"), day("hôm nay", "pubdate")], "none"),
    ],
)  # fmt: skip
def test_the_date_of_the_document_is_that_of_the_best_source(
    text: str, stated: list[Stated], expected: str
) -> None:
    assert shown(read(text, *stated).date) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([], "--01-09 dateline none unknown"),
        ([day("2016-01-12")], "2016-01-09 dateline stated high"),
        ([day("2016-01-12", "date")], "2016-01-09 dateline stated medium"),
        ([day("2015-12-29")], "2016-01-09 dateline stated high"),
        ([day("2016-01")], "2016-01-09 dateline stated high"),
        ([day("2016-06-30")], "2016-01-09 dateline stated low"),
        ([day("0001-01-01")], "--01-09 dateline none unknown"),
        ([day("2016-01-12"), MONTHLY], "2016-01-09 dateline stated high"),
        ([MONTHLY], "2016-01-09 dateline address high"),
        ([day("2016-01-20", "WARC-Date", "crawled")], "2016-01-09 dateline crawled medium"),
        ([day("2016-06-30", "WARC-Date", "crawled")], "2016-01-09 dateline crawled low"),
        ([day("2015-12-01", "WARC-Date", "crawled")], "2015-01-09 dateline crawled low"),
        ([day("2015-12-30", "WARC-Date", "crawled")], "2016-01-09 dateline crawled medium"),
        ([day("2016-01-20", "Last-Modified", "modified")], "2016-01-09 dateline modified medium"),
    ],
)
def test_a_date_outside_the_text_tells_the_year_of_a_dateline(
    stated: list[Stated], expected: str
) -> None:
    dateline = read(YEARLESS, *stated).dateline
    assert dateline is not None
    assert shown(dateline.date) == expected


def test_the_address_of_the_original_tells_the_years_of_a_text_that_was_taken_over() -> None:
    text = f"{YEARLESS}Nguồn: http://bao-mau.example/tin/201901/ngay-hoi-doc-sach-1234/\n"
    found = read(text, day("2023-05-18"))
    assert found.dateline is not None
    assert shown(found.dateline.date) == "2019-01-09 dateline url high"
    assert shown(found.date) == "2023-05-18 stated explicit medium"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Thứ Hai, 12/05/2025 | 14:30 GMT+7", "2025-05-12T14:30"),
        ("Cập nhật lúc: 08h05, 12/05/2025", "2025-05-12T08:05"),
        ("12/05/2025 02:30 PM", "2025-05-12T14:30"),
        ("12/05/2025 12:30 AM", "2025-05-12T00:30"),
        ("12/05/2025 13:30 AM", "2025-05-12"),
        ("12/05/2025 | 14:55 PM", "2025-05-12T14:55"),
        ("12/05/2025 0:15 AM", "2025-05-12T00:15"),
        ("12/05/2025 0:15 PM", "2025-05-12"),
        ("Cập nhật lúc 21:05, thứ hai, 12/05/2025 (GMT+7)", "2025-05-12T21:05"),
        ("14/06/2022 10:22:00 SA", "2022-06-14T10:22"),
        ("14/06/2022 2:22 CH", "2022-06-14T14:22"),
        ("12/05/2025", "2025-05-12"),
    ],
)
def test_a_timestamp_has_the_time_of_day_that_is_printed(line: str, expected: str) -> None:
    (date,) = read(f"{HEADLINE}\n{line}\n{LEAD}\n").dates
    assert (date.value, date.precision == "minute") == (expected, "T" in expected)


def test_all_days_that_are_stated_are_given_each_once_and_in_its_role() -> None:
    dates = read(
        PAGE,
        day("2016-01-12T08:15:00+07:00"),
        day("2016-01-12", "date"),
        day("2016-01-13", "pubdate"),
        day("2016-02-01", "article:modified_time", "modified"),
        day("2017-03-04T05:06:07Z", "WARC-Date", "crawled"),
        MONTHLY,
    ).dates
    assert [shown(date) for date in dates] == [
        "2016-01-12T08:15 stated explicit medium",
        "2016-01-13 stated explicit medium",
        "2016-02-01 modified explicit high",
        "2017-03-04T05:06 crawled explicit high",
        "2016-01 address explicit high",
    ]
    assert [date.text for date in dates][:2] == ["2016-01-12T08:15:00+07:00", "2016-01-13"]
    assert dates[0].precision is Precision.MINUTE


def test_a_stated_date_says_where_it_stands() -> None:
    stated = Stated("published", "article:published_time", "2016-01-12", 120, 130)
    date = read(PAGE, stated).date
    assert date == Date(
        "2016-01-12", Precision.DAY, Certainty.HIGH, "explicit", "stated", "2016-01-12", 120, 130
    )


def test_many_stated_days_are_settled_in_linear_time() -> None:
    days = [day(f"{1000 + n // 12}-{n % 12 + 1:02}", f"date{n}") for n in range(9000 * 12)]
    assert len(read(PAGE, *days).dates) == 9000 * 12
