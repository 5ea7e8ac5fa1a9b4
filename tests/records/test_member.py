"""What a record becomes: its text, its statements, its refusals."""

from collections.abc import Mapping

import pytest

from corpuskit.errors import SourceRefused
from corpuskit.model import STATED_KINDS, DocumentWarning, Stated
from corpuskit.reader import FieldNames, RawFile
from corpuskit.records.fields import CONVENTIONS, HTML_FIELDS, KIND_OF_FIELD, TEXT_FIELDS
from corpuskit.records.member import record_member
from corpuskit.records.values import Printed

ADVICE = "name the one that holds the text with --text-field"
NO_NAMES = FieldNames()


def stated(record: Mapping[str, object], fields: FieldNames = NO_NAMES) -> list[Stated]:
    return list(file_of(record, fields).stated)


def file_of(record: Mapping[str, object], fields: FieldNames = NO_NAMES) -> RawFile:
    return record_member("c!/1", record, fields)


def warned(record: Mapping[str, object]) -> list[str]:
    member = record_member("c!/1", record)
    return [warning.message for warning in member.warnings]


def refused(record: Mapping[str, object], fields: FieldNames = NO_NAMES) -> str:
    with pytest.raises(SourceRefused) as caught:
        record_member("c!/1", record, fields)
    return str(caught.value)


def test_the_text_is_the_data_of_a_file_of_plain_text() -> None:
    assert file_of({"text": "Đại hội\r\u2028\0"}) == RawFile(
        "c!/1", "Đại hội\r\u2028\0".encode(), encoding="utf-8", media_type="text/plain",
        charset="utf-8",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ({"content": "c", "text": "t"}, "t"),
        ({"body": "b", "content": "c"}, "c"),
        ({"raw_content": "r"}, "r"),
        ({"Text": "t"}, "t"),
        ({"text": "", "content": "c"}, "c"),
        ({"text": None, "body": "b"}, "b"),
        ({"text": Printed("5"), "body": ""}, ""),
        ({"metadata": {"text": "m"}, "text": "t"}, "t"),
        ({"text": "", "title": "x"}, ""),
        ({"text": "Bài".encode()}, "Bài"),
    ],
)
def test_the_field_of_the_text_is_found_by_its_usual_names(
    record: dict[str, object], text: str
) -> None:
    assert file_of(record).data.decode() == text


def test_a_field_of_html_is_for_the_reader_of_html() -> None:
    assert file_of({"raw_html": "<p>a"}).media_type == "text/html"
    assert file_of({"content": "\n<!DOCTYPE html><p>a"}).media_type == "text/html"
    assert file_of({"text": "a < b <html>"}).media_type == "text/plain"


def test_text_goes_before_the_html_that_it_was_taken_from() -> None:
    member = record_member("c!/1", {"html": "<p>a", "text": "a"})
    assert (member.data, member.stated) == (b"a", (Stated("", "html", "<p>a"),))


def test_the_user_names_the_fields_by_dotted_paths() -> None:
    record = {"id": "1", "url": "http://a", "d": {"t": "bài", "k": "7", "at": "http://b"}}
    fields = FieldNames(text="d.t", id="d.k", url="d.at")
    assert stated(record, fields) == [
        Stated("", "id", "1"),
        Stated("", "url", "http://a"),
        Stated("id", "d.k", "7"),
        Stated("url", "d.at", "http://b"),
    ]


def test_every_other_field_is_a_statement_in_the_order_of_the_record() -> None:
    record = {
        "z": True,
        "text": "t",
        "n": Printed("1.10"),
        "list": [Printed("1.0"), None, {"a": "đ"}],
        "meta": {"title": "T", "deep": {"x": Printed("12345678901234567890123")}},
        "bytes": b"\xff",
    }
    assert stated(record) == [
        Stated("", "z", "true"),
        Stated("", "n", "1.10"),
        Stated("", "list", '[1.0,null,{"a":"đ"}]'),
        Stated("title", "meta.title", "T"),
        Stated("", "meta.deep.x", "12345678901234567890123"),
        Stated("", "bytes", "ff"),
    ]


def test_what_is_null_or_empty_states_nothing() -> None:
    assert stated({"text": "t", "a": None, "b": "", "c": [], "d": {}, "authors": [""]}) == []


def test_several_authors_are_several_statements() -> None:
    assert stated({"text": "t", "authors": ["A", "B"]}) == [
        Stated("author", "authors", "A"),
        Stated("author", "authors", "B"),
    ]


def test_a_value_that_is_no_word_has_no_kind() -> None:
    record = {"text": "t", "author": [{"name": "A"}], "title": True}
    assert [statement.kind for statement in stated(record)] == ["", ""]


def test_one_field_alone_is_the_address_and_one_the_id() -> None:
    record = {"text": "t", "_id": "1", "link": "l", "url": "u", "metadata": {"url": "v", "id": "2"}}
    assert [(s.kind, s.name) for s in stated(record)] == [
        ("id", "_id"), ("", "link"), ("url", "url"), ("", "metadata.url"), ("", "metadata.id"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "kinds"),
    [
        (
            {
                "id": "1",
                "source": "cc",
                "added": "2024",
                "created": "2023",
                "metadata": {"url": "u"},
            },
            {"id": "id", "added": "crawled", "created": "published", "metadata.url": "url"},
        ),
        (
            {
                "url": "u",
                "dump": "CC-MAIN-2023-14",
                "date": "2023",
                "language_score": Printed("0.9"),
            },
            {"url": "url", "date": "crawled"},
        ),
        ({"url": "u", "timestamp": "2019"}, {"url": "url", "timestamp": "crawled"}),
        ({"timestamp": "2019"}, {}),
        (
            {"url": "u", "date": "2023", "title": "T", "license": "CC0"},
            {"url": "url", "date": "published", "title": "title", "license": "licence"},
        ),
        (
            {"date_publish": "2020", "date_download": "2021", "date_modify": "2022"},
            {"date_publish": "published", "date_download": "crawled", "date_modify": "modified"},
        ),
        (
            {"source": "http://a/b", "source-hostname": "A", "fingerprint": "f", "date": "2020"},
            {"source": "url", "source-hostname": "publisher", "date": "published"},
        ),
        ({"source": "common-crawl"}, {}),
    ],
    ids=["Dolma", "FineWeb", "C4", "no C4", "plain", "news-please", "trafilatura", "source"],
)
def test_names_mean_what_their_collection_means_by_them(
    record: dict[str, object], kinds: dict[str, str]
) -> None:
    found = {s.name: s.kind for s in stated({"text": "t", **record}) if s.kind}
    assert found == kinds


def test_the_headers_of_oscar_are_understood() -> None:
    headers = {"warc-target-uri": "u", "warc-date": "2022", "warc-record-id": "<urn:uuid:1>"}
    kinds = [s.kind for s in stated({"content": "t", "warc_headers": headers})]
    assert kinds == ["url", "crawled", "id"]


def test_a_statement_is_of_a_kind_that_the_model_has() -> None:
    kinds = {*KIND_OF_FIELD.values(), *(k for c in CONVENTIONS for k in c.kinds.values())}
    assert kinds <= STATED_KINDS


def test_names_of_fields_stand_in_the_table_as_they_are_compared() -> None:
    names = (*KIND_OF_FIELD, *TEXT_FIELDS, *HTML_FIELDS)
    assert [name for name in names if name != name.lower() or {*"_- ."} & {*name}] == []


def test_a_long_value_is_cut_and_the_user_is_told() -> None:
    member = record_member("c!/1", {"text": "t", "a": "x" * 2001})
    assert member.stated == (Stated("", "a", "x" * 2000),)
    assert member.warnings == (
        DocumentWarning(
            "fields-cut",
            "1 field is cut or left out, the first 'a'; 500 statements of 2000 characters are kept",
        ),
    )


def test_of_many_fields_500_are_kept() -> None:
    member = record_member("c!/1", {"text": "t", **{f"k{n}": "v" for n in range(50_000)}})
    assert len(member.stated) == 500
    assert "49500 fields are cut or left out, the first 'k500'" in member.warnings[0].message


def test_a_long_name_does_not_multiply() -> None:
    inner = {f"k{n}": "v" for n in range(1000)}
    member = record_member("c!/1", {"text": "t", "n" * 100_000: inner})
    assert {len(statement.name) for statement in member.stated} == {300}


def test_halves_of_characters_are_replaced_and_counted() -> None:
    assert warned({"text": "a\ud800b", "t\udc00": "\udfff"}) == [
        "3 halves of characters became U+FFFD"
    ]


def test_warnings_of_the_reader_come_first() -> None:
    told = DocumentWarning("duplicate-key", "x")
    member = record_member("c!/1", {"text": "\ud800"}, warnings=[told])
    assert [warning.code for warning in member.warnings] == ["duplicate-key", "lone-surrogate"]


def test_html_keeps_its_warnings() -> None:
    member = record_member("c!/1", {"html": "<p>a\ud800"})
    assert (member.media_type, [w.code for w in member.warnings]) == (
        "text/html",
        ["lone-surrogate"],
    )


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({}, "no text field; it has no fields"),
        (
            {"titel": "x", "a": {"b": "c"}},
            f"no text field; its fields are titel, a.b: {ADVICE}",
        ),
        ({"text": None}, "no text; the field 'text' holds null: name another with --text-field"),
        (
            {"text": Printed("5")},
            "no text; the field 'text' holds a number: name another with --text-field",
        ),
        (
            {"text": ["a"]},
            "no text; the field 'text' holds a list: name another with --text-field",
        ),
        (
            {"text": True},
            "no text; the field 'text' holds true or false: name another with --text-field",
        ),
        (
            {"text": b"ab\xff"},
            "not text; byte 2 of the field 'text' is not UTF-8: mend the record",
        ),
    ],
)
def test_a_record_without_text_is_refused_with_what_it_has(
    record: dict[str, object], message: str
) -> None:
    assert refused(record) == f"c!/1: {message}"


def test_a_field_that_the_user_names_and_that_is_not_there_is_named() -> None:
    assert refused({"text": "t"}, FieldNames(text="body")) == (
        f"c!/1: no text field; it has no field 'body', its fields are text: {ADVICE}"
    )


def test_of_many_fields_twelve_are_named() -> None:
    assert refused({f"k{n}": "v" for n in range(20)}).count("k") == 12


def test_a_field_without_a_name_is_no_text() -> None:
    assert refused({"": "x"}).startswith("c!/1: no text field; its fields are : ")
