"""Sound archives: what is given, what is passed over, and what is stated."""

import base64
import gzip
import hashlib
from collections.abc import Callable, Iterable

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from corpuskit.errors import SourceRefused
from corpuskit.model import STATED_KINDS, Stated
from corpuskit.reader import Limits, RawFile, RawStream, SourceSkipped, StreamReader
from corpuskit_warc import WarcReader, corpuskit_readers
from tests.plugins.warc.archives import (
    FORMS,
    OneWay,
    as_members,
    conversion,
    crawl,
    files,
    http,
    outcome,
    packed,
    page,
    pieces,
    record,
    remarks,
    response,
    skipped,
    stated,
    written,
)

forms = pytest.mark.parametrize("form", FORMS)
Form = Callable[[Iterable[WarcRecord]], bytes]


def test_the_reader_of_web_archives_is_a_stream_reader() -> None:
    (reader,) = corpuskit_readers()
    assert isinstance(reader, StreamReader)
    assert reader.name == "warc"
    assert {".warc", ".warc.gz", ".wet.gz", ".warc.zst"} < set(reader.suffixes)


@forms
def test_each_response_is_a_member_named_by_its_number(form: Form) -> None:
    found = files(form(crawl(3)))
    assert [file.name[-10:] for file in found] == ["!/00000002", "!/00000004", "!/00000006"]
    assert [file.data for file in found] == [page(1), page(2), page(3)]
    assert {(file.media_type, file.charset) for file in found} == {("text/html", "utf-8")}
    assert [remarks(file) for file in found] == [[], [], []]


@forms
def test_the_same_archive_gives_the_same_members(form: Form) -> None:
    data = form(crawl(2))
    assert pieces(data) == pieces(data)


def test_a_member_states_what_the_record_says_of_it() -> None:
    (file,) = files(as_members([written(7, WarcRecordType.response, http(b"<p>x"))]))
    digest = base64.b32encode(hashlib.sha1(http(b"<p>x"), usedforsecurity=False).digest()).decode()
    assert file.stated == (
        Stated("url", "WARC-Target-URI", "https://bao.example/7.html"),
        Stated("crawled", "WARC-Date", "2023-05-18T09:30:00Z"),
        Stated("id", "WARC-Record-ID", "urn:00000000-0000-4000-8000-000000000007"),
        Stated("digest", "WARC-Block-Digest", f"sha1:{digest}"),
    )


def test_a_member_states_what_the_server_said_of_it() -> None:
    head = (
        b"Content-Type: text/html\r\nLast-Modified: Thu, 18 May 2023 09:30:00 GMT\r\n"
        b"Content-Language: vi\r\n"
        b'Link: <https://a.example/x>; rel="canonical", <https://cc.example/by>; rel=license\r\n'
        b'Link: </next>; rel="next"\r\n'
    )
    (file,) = files(response(b"<p>x", head))
    assert file.stated == (
        Stated("modified", "Last-Modified", "Thu, 18 May 2023 09:30:00 GMT"),
        Stated("language", "Content-Language", "vi"),
        Stated("url", "Link rel=canonical", "https://a.example/x"),
        Stated("licence", "Link rel=license", "https://cc.example/by"),
    )
    assert {statement.kind for statement in file.stated} <= STATED_KINDS


def test_a_wet_record_is_plain_text_in_utf_8_with_its_languages() -> None:
    fields = {"WARC_Refers_To": "<urn:uuid:1>", "WARC_Identified_Content_Language": "vie,eng"}
    (file,) = files(packed([conversion("Hà Nội".encode(), **fields)]))
    assert (file.data.decode(), file.media_type, file.charset) == ("Hà Nội", "text/plain", "utf-8")
    assert file.stated == (
        Stated("language", "WARC-Identified-Content-Language", "vie,eng"),
        Stated("", "WARC-Refers-To", "urn:uuid:1"),
    )


def test_a_resource_of_a_text_type_is_given_and_others_are_passed_over() -> None:
    data = record(b"x", "resource", Content_Type="text/plain; charset=cp1258")
    data += record(b"x", "resource", Content_Type="application/json")
    data += record(b"<HTML>x", "resource", Content_Type="")
    kinds = [(file.name[-1], file.media_type, file.charset) for file in files(data)]
    assert kinds == [("1", "text/plain", "cp1258"), ("3", "text/html", "")]


@pytest.mark.parametrize(
    ("kind", "cause"),
    [
        ("request", "record type request"),
        ("metadata", "record type metadata"),
        ("warcinfo", "record type warcinfo"),
        ("revisit", "record type revisit"),
        ("continuation", "record type continuation"),
        ("Strange", "record type strange"),
        ("", "record type not known"),
        ("\x1b[31m", "record type not known"),
        ("x" * 41, "record type not known"),
    ],
)
def test_records_of_other_types_are_passed_over_by_name_and_have_numbers(
    kind: str, cause: str
) -> None:
    first, second = pieces(record(http(b"<p>x"), kind) + response(b"<p>y"))
    assert first == SourceSkipped("crawl.warc!/00000001", cause)
    assert isinstance(second, RawFile)
    assert (second.name, second.data) == ("crawl.warc!/00000002", b"<p>y")


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (b"404 Not Found", "status 404"),
        (b"301", "status 301"),
        (b"206 Partial Content", "status 206"),
        (b"0200", "no HTTP status"),
        (b"", "no HTTP status"),
    ],
)
def test_answers_other_than_200_are_passed_over(status: bytes, cause: str) -> None:
    data = response(b"<p>x", status=status) + response(b"<p>y")
    assert (outcome(data), skipped(data)) == ([b"<p>y"], [cause])


@pytest.mark.parametrize(
    ("media", "cause"),
    [
        (b"image/png", "media type image/png"),
        (b"application/pdf; x=y", "media type application/pdf"),
        (b"TEXT/Calendar", "media type text/calendar"),
        (b"image/\x1b[31m", "media type not known"),
        (b"image/" + b"x" * 81, "media type not known"),
    ],
)
def test_media_types_that_nobody_reads_are_passed_over(media: bytes, cause: str) -> None:
    data = response(b"x", b"Content-Type: " + media + b"\r\n") + response(b"<p>y")
    assert (outcome(data), skipped(data)) == ([b"<p>y"], [cause])


def test_a_dns_answer_is_passed_over() -> None:
    data = record(b"20230518\nbao.example. 60 IN A 192.0.2.1\n", Content_Type="text/dns")
    assert (outcome(data + response(b"<p>y")), skipped(data)) == (
        [b"<p>y"],
        ["media type text/dns"],
    )


def test_records_that_are_passed_over_do_not_count_as_members() -> None:
    data = record(b"x", "request") * 5 + response(b"<p>y")
    assert len(pieces(data, Limits(members=1))) == 6
    with pytest.raises(SourceRefused, match="1 are allowed; see --max-members"):
        pieces(data + response(b"<p>z"), Limits(members=1))


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (b" \r\n<!DOCTYPE html><p>x", "text/html"),
        (b"\xef\xbb\xbf<!-- x --><p>x", "text/html"),
        (b"Tin nhanh", "text/plain"),
        ("Tin nhanh".encode("utf-16"), "text/plain"),
        (b"", "text/plain"),
        (b"\x89PNG\r\n\x1a\n\0\0", None),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", None),
    ],
)
def test_a_payload_without_a_media_type_is_looked_at(body: bytes, media: str | None) -> None:
    found = files(response(body, b"") + response(b"<p>y"))
    assert [file.media_type for file in found[:-1]] == ([media] if media else [])


def test_the_type_that_the_crawler_found_stands_in_for_that_of_the_server() -> None:
    (file,) = files(response(b"xyz", b"", WARC_Identified_Payload_Type="application/xhtml+xml"))
    assert file.media_type == "application/xhtml+xml"


def test_what_the_user_forces_and_what_detects_is_handed_on() -> None:
    stream = RawStream(
        "a.warc", OneWay(response(b"<p>x")), encoding="cp1258", detect=lambda _: None
    )
    (file,) = WarcReader().read_stream(stream)
    assert isinstance(file, RawFile)
    assert (file.encoding, file.detect) == ("cp1258", stream.detect)


def test_a_record_that_spans_gzip_members_is_read() -> None:
    data = b"".join(response(page(number)) for number in range(5))
    blocks = [data[start : start + 1000] for start in range(0, len(data), 1000)]
    assert outcome(packed(blocks)) == [page(number) for number in range(5)]


def test_line_feeds_alone_end_the_lines_of_a_header_too() -> None:
    block = b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>x"
    data = f"WARC/1.0\nWARC-Type: response\nContent-Length: {len(block)}\n\n".encode() + block
    assert outcome(data + b"\n\n" + data + b"\n\n") == [b"<p>x", b"<p>x"]


def test_zeros_behind_the_last_gzip_member_are_padding() -> None:
    assert outcome(packed([response(b"<p>x")]) + bytes(100_000)) == [b"<p>x"]


def test_a_continued_header_line_is_one_value() -> None:
    data = response(b"<p>x").replace(b"WARC-Type", b"WARC-Target-URI: http://a/\r\n b\r\nWARC-Type")
    (url,) = stated(files(data)[0], "url")
    assert url.value == "http://a/ b"


def test_hostile_addresses_are_data() -> None:
    address = "http://a.example/../../etc/\x1b]0;x\x07/\u202e%00[bold red]"
    (file,) = files(response(b"<p>x", WARC_Target_URI=address))
    assert file.name == "crawl.warc!/00000001"
    assert stated(file, "url")[0].value == address


def test_a_header_that_is_not_utf_8_is_read_as_latin_1() -> None:
    data = response(b"<p>x").replace(b"WARC-Type", b"WARC-Target-URI: http://a/\xe9\r\nWARC-Type")
    assert stated(files(data)[0], "url")[0].value == "http://a/é"


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"\r\n\r\n", b"Tin nhanh\n" * 500, b"<html>\n\n<p>x", b"WARC/9.9\r\n\r\n"),
        *(
            gzip.compress(b"", mtime=0),
            gzip.compress(b"Tin nhanh", mtime=0),
            bytes(1000),
            b"\x1f\x8b",
        ),
    ],
)
def test_what_is_no_web_archive_is_refused_as_a_whole_or_told(data: bytes) -> None:
    with pytest.raises(SourceRefused, match=r"^crawl\.warc(\.gz)?(!/00000001)?: "):
        raise next((p for p in pieces(data) if isinstance(p, SourceRefused)), AssertionError)


def test_an_arc_file_is_refused_with_what_to_do() -> None:
    with pytest.raises(SourceRefused, match=r"ARC file: make a WARC file of it"):
        pieces(b"filedesc://x.arc 0.0.0.0 20070101000000 text/plain 77\n1 0 A\n")
