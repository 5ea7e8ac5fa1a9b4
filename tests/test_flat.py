import pytest

from corpuskit.flat import FlatDate, day_range, flat_date, flat_fields
from corpuskit.model import (
    Byline,
    Certainty,
    Date,
    Document,
    Fact,
    Label,
    Metadata,
    Precision,
    Selection,
    Source,
)
from tests.plugins.documents import article, plain_document


def stated(value: str, precision: Precision, role: str) -> Date:
    return Date(value, precision, Certainty.MEDIUM, "explicit", role, "as printed", 3, 9)


def test_every_field_of_a_rich_document_is_filled() -> None:
    fields = flat_fields(article())
    expected = {
        "id": "bao-bai",
        "title": "Quân khu 1 triển khai nhiệm vụ",
        "dateline": "BBK - Sáng 09/01,",
        "date": "2023-01-09",
        "date_raw": "09/01",
        "date_not_before": "",
        "date_not_after": "",
        "date_cert": "medium",
        "date_kind": "event",
        "authors": "Hồng Sáng",
        "byline": "Tin, ảnh: Hồng Sáng",
        "publisher": "Báo Bắc Kạn điện tử",
        "agency": "BBK",
        "source_name": "qdnd.vn",
        "url": "https://baobackan.vn/1.html",
        "licence": "CC BY 4.0",
        "lang": "vi",
        "n_paragraphs": "2",
        "n_left_out": "3",
        "warnings": "invalid-bytes",
        "path": "bao/bai-%FF.txt",
        "source_id": "<urn:uuid:1>",
        "n_chars": str(len(article().text)),
        "text": article().text,
        "sha256": article().source.sha256,
    }
    assert expected == fields._asdict()


def test_what_is_not_known_is_an_empty_string() -> None:
    fields = flat_fields(Document("a", Source("a.txt", "0" * 64, 0, "utf-8"), ()))
    known = {name for name, value in fields._asdict().items() if value}
    assert known == {"id", "n_chars", "n_paragraphs", "n_left_out", "path", "sha256"}
    assert (fields.n_chars, fields.n_paragraphs, fields.n_left_out) == ("0", "0", "0")


def test_blank_blocks_are_neither_kept_nor_left_out() -> None:
    document = plain_document((Label.PARAGRAPH, "a"), (Label.BLANK, ""), (Label.CHROME, "b"))
    fields = flat_fields(document)
    assert (fields.text, fields.n_chars, fields.n_left_out) == ("a", "1", "1")


def test_the_selection_decides_what_is_text() -> None:
    lines = ((Label.PARAGRAPH, "a"), (Label.CHROME, "b"))
    plain = plain_document(*lines)
    document = Document(
        plain.id, plain.source, plain.blocks, selection=Selection(labels=frozenset())
    )
    assert flat_fields(document).text == "a\nb"


def test_characters_are_counted_in_code_points() -> None:
    assert flat_fields(plain_document((Label.PARAGRAPH, "😀ệ"))).n_chars == "2"


def test_an_author_of_words_and_photos_is_named_once() -> None:
    bylines = tuple(
        Byline(name, (role,), 0, 1, "byline.credit", Certainty.HIGH)
        for name, role in (("An", "words"), ("Bình", "words"), ("An", "photo"))
    )
    document = Document("a", Source("a", "", 0, "utf-8"), (), Metadata(bylines=bylines))
    assert flat_fields(document).authors == "An; Bình"


def test_a_publisher_is_not_made_up_from_the_address() -> None:
    url = Fact("https://qdnd.vn/a", "https://qdnd.vn/a", 0, 17, "url", Certainty.HIGH)
    document = Document("a", Source("a", "", 0, "utf-8"), (), Metadata(source_url=url))
    assert (flat_fields(document).publisher, flat_fields(document).url) == ("", "https://qdnd.vn/a")


def test_no_date_is_no_date() -> None:
    assert FlatDate("", "", "", "", "", "") == flat_date(None)


@pytest.mark.parametrize(
    ("value", "precision", "role", "expected"),
    [
        ("2023-05-18", Precision.DAY, "timestamp", ("2023-05-18", "", "", "published")),
        ("2023-05-18T07:30", Precision.MINUTE, "timestamp", ("2023-05-18", "", "", "published")),
        ("2023-05-18", Precision.DAY, "dateline", ("2023-05-18", "", "", "event")),
        ("--05-18", Precision.DAY, "dateline", ("", "", "", "event")),
        ("2025-07", Precision.MONTH, "crawl_field", ("", "2025-07-01", "2025-07-31", "crawl")),
        ("2024-02", Precision.MONTH, "url", ("", "2024-02-01", "2024-02-29", "url")),
        ("2023", Precision.YEAR, "url", ("", "2023-01-01", "2023-12-31", "url")),
        ("2020/2025", Precision.INTERVAL, "text", ("", "2020-01-01", "2025-12-31", "text")),
    ],
)
def test_only_a_whole_day_is_a_date(
    value: str, precision: Precision, role: str, expected: tuple[str, str, str, str]
) -> None:
    flat = flat_date(stated(value, precision, role))
    assert expected == (flat.date, flat.date_not_before, flat.date_not_after, flat.date_kind)
    assert (flat.date_raw, flat.date_cert) == ("as printed", "medium")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2020-05/2020-06-18", ("2020-05-01", "2020-06-18")),
        ("2020-12", ("2020-12-01", "2020-12-31")),
        ("9999-12", ("9999-12-01", "9999-12-31")),
        ("9999", ("9999-01-01", "9999-12-31")),
        ("2025/2020", ("", "")),
        ("2020/", ("", "")),
        ("/2020", ("", "")),
        ("2020/2021/2022", ("", "")),
        ("2023-02-30", ("", "")),
        ("2023-13", ("", "")),
        ("0000", ("", "")),
        ("٢٠٢٣", ("", "")),
        ("yesterday", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_range_of_days_is_given_only_where_both_ends_are_dates(
    value: str, expected: tuple[str, str]
) -> None:
    assert expected == day_range(value)
