import pytest

from corpuskit.model import Certainty, Date, Metadata, Precision
from corpuskit_tei.dates import datable, published

UNKNOWN = {"cert": "unknown"}


def date(value: str, role: str, precision: Precision = Precision.DAY) -> Date:
    return Date(value, precision, Certainty.MEDIUM, "explicit", role, "as printed", 0, 10)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-01-09", {"when": "2024-01-09"}),
        ("2023-05", {"when": "2023-05"}),
        ("2023", {"when": "2023"}),
        ("--05-18", {"when": "--05-18"}),
        ("--02-29", {"when": "--02-29"}),
        ("2020/2025", {"from": "2020", "to": "2025"}),
        ("2023-05-18T14:30", {"when": "2023-05-18", "when-iso": "2023-05-18T14:30"}),
        ("", {}),
        ("2023-02-30", {}),
        ("--02-30", {}),
        ("2023-13", {}),
        ("0000", {}),
        ("2020/", {}),
        ("2020/hôm nay", {}),
        ("2023-02-30T14:30", {}),
        ("2023-05-18T24:00", {}),
        ("20230518", {}),
        ("２０２３", {}),
        ("2023\n", {}),
    ],
)
def test_only_a_date_of_the_calendar_becomes_an_attribute(
    value: str, expected: dict[str, str]
) -> None:
    assert datable(value) == expected


@pytest.mark.parametrize(
    ("stated", "others", "expected"),
    [
        (None, (), UNKNOWN),
        (date("2023-05-18", "text"), (), UNKNOWN),
        (date("--05-18", "dateline"), (), UNKNOWN),
        (date("hôm qua", "dateline"), (), UNKNOWN),
        (date("2023-05", "dateline", Precision.MONTH), (), UNKNOWN),
        (date("2023-05-18", "timestamp"), (), {"when": "2023-05-18", "cert": "medium"}),
        (date("2025-07", "crawl_field"), (), {"when": "2025-07", "cert": "medium"}),
        (date("2023/2024", "url"), (), {"notBefore": "2023", "notAfter": "2024", "cert": "medium"}),
        (date("2023-05-18", "dateline"), (), {"notBefore": "2023-05-18", "cert": "medium"}),
        (
            date("2024-02-18", "dateline"),
            (date("2024-02", "url"),),
            {"notBefore": "2024-02-18", "notAfter": "2024-02-29", "cert": "medium"},
        ),
        (
            date("2023-05-18", "dateline"),
            (date("2023-05-20", "url"), date("2023", "url"), date("2030-01", "text")),
            {"notBefore": "2023-05-18", "notAfter": "2023-05-20", "cert": "medium"},
        ),
        (
            date("2023-05-18", "dateline"),
            (date("2023-04", "url"),),
            {"notBefore": "2023-05-18", "cert": "medium"},
        ),
    ],
)
def test_the_day_of_an_event_only_bounds_the_day_of_publication(
    stated: Date | None, others: tuple[Date, ...], expected: dict[str, str]
) -> None:
    assert published(Metadata(date=stated, dates=others)).attributes == expected


@pytest.mark.parametrize(
    ("stated", "others", "expected"),
    [
        (date("2023-05-18", "stated"), (), {"when": "2023-05-18", "cert": "medium"}),
        (date("2023-05-18", "address"), (), {"when": "2023-05-18", "cert": "medium"}),
        (
            date("2023-05-18", "dateline"),
            (date("2023-05", "address"), date("2024-01-01", "crawled")),
            {"notBefore": "2023-05-18", "notAfter": "2023-05-31", "cert": "medium"},
        ),
        (None, (date("2024-01-01", "crawled"), date("2023-12-01", "modified")), UNKNOWN),
    ],
)
def test_statements_and_addresses_tell_the_day_of_publication_and_crawls_do_not(
    stated: Date | None, others: tuple[Date, ...], expected: dict[str, str]
) -> None:
    assert published(Metadata(date=stated, dates=others)).attributes == expected
