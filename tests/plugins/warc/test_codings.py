"""Chunks and content encodings: undone when they are there, told when they lie."""

import gzip
import io
import sys
import zlib

import pytest
from fastwarc.stream_io import BrotliWriter, ZstdWriter, zstd_train_dictionary_from_samples

from corpuskit.errors import SourceRefused
from tests.plugins.warc.archives import (
    HTML,
    Told,
    as_zstandard,
    crawl,
    files,
    outcome,
    page,
    pieces,
    remarks,
    response,
)

PAGE = page(1)


def chunked(data: bytes, size: int = 300, last: bytes = b"0\r\n\r\n") -> bytes:
    parts = (data[start : start + size] for start in range(0, len(data), size))
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + last


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def brotli(data: bytes) -> bytes:
    stream = io.BytesIO()
    with BrotliWriter(stream) as writer:
        writer.write(data)
    return stream.getvalue()


def zstandard(data: bytes) -> bytes:
    stream = io.BytesIO()
    with ZstdWriter(stream) as writer:
        writer.write(data)
    return stream.getvalue()


def coded(coding: str, body: bytes) -> bytes:
    return response(body, HTML + f"Content-Encoding: {coding}\r\n".encode())


def in_chunks(body: bytes, more: bytes = b"") -> bytes:
    return response(body, HTML + b"Transfer-Encoding: chunked\r\n" + more)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE[:99], mtime=0) + gzip.compress(PAGE[99:], mtime=0)),
        ("GZIP", gzip.compress(PAGE, mtime=0) + bytes(9)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", deflated(PAGE)),
        ("br", brotli(PAGE)),
        ("zstd", zstandard(PAGE)),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE), mtime=0)),
        ("identity", PAGE),
        ("UTF-8", PAGE),
        ("", PAGE),
    ],
)
def test_a_content_encoding_is_undone(coding: str, body: bytes) -> None:
    (file,) = files(coded(coding, body))
    assert (file.data, remarks(file)) == (PAGE, [])


def test_a_page_larger_than_what_is_unpacked_at_once_is_whole() -> None:
    large = b"".join(page(number) for number in range(300))
    for body in (gzip.compress(large), zlib.compress(large), brotli(large), zstandard(large)):
        name = {0x1F: "gzip", 0x78: "deflate", 0x28: "zstd"}.get(body[0], "br")
        (file,) = files(coded(name, body))
        assert file.data == large


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_page_that_is_stored_without_its_content_encoding_is_left_as_it_is(coding: str) -> None:
    (file,) = files(coded(coding, PAGE))
    assert file.data == PAGE
    note = f"announced as {coding}, but stored without"
    assert remarks(file) == [("content-coding", note)]


def test_an_unknown_content_encoding_is_left_as_it_is_and_told() -> None:
    (file,) = files(coded("sdch", PAGE))
    assert (file.data, remarks(file)) == (
        PAGE,
        [("content-coding", "the content coding 'sdch' is not known, left as it is")],
    )


@pytest.mark.parametrize(
    ("coding", "body", "cause"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)[:-30], "cut short"),
        ("gzip", gzip.compress(PAGE, mtime=0)[:-4], "cut short"),
        ("gzip", gzip.compress(PAGE, mtime=0)[:20], "cut short"),
        ("gzip", gzip.compress(PAGE, mtime=0)[:-8] + bytes(8), "damaged"),
        ("deflate", zlib.compress(PAGE)[:-30], "cut short"),
        ("deflate", b"\x00\xff\x07\x01" * 9, "damaged"),
        ("br", brotli(PAGE)[:-30], "damaged"),
        ("zstd", zstandard(PAGE)[:-30], "damaged"),
    ],
)
def test_content_that_breaks_off_or_is_damaged_is_refused(
    coding: str, body: bytes, cause: str
) -> None:
    assert outcome(coded(coding, body) + response(b"<p>y")) == [Told("00000001", cause), b"<p>y"]


@pytest.mark.parametrize("size", [1, 300, 1 << 20])
def test_chunks_are_joined(size: int) -> None:
    (file,) = files(in_chunks(chunked(PAGE, size)))
    assert (file.data, remarks(file)) == (PAGE, [])


def test_chunks_may_carry_extensions_line_feeds_and_trailers() -> None:
    body = b"3;name=x\r\nabc\r\n 2 \nde\n0\r\nExpires: never\r\n\r\n"
    assert outcome(in_chunks(body)) == [b"abcde"]


def test_chunks_are_undone_before_the_content_encoding() -> None:
    body = chunked(gzip.compress(PAGE, mtime=0))
    assert outcome(in_chunks(body, b"Content-Encoding: gzip\r\n")) == [PAGE]


@pytest.mark.parametrize("body", [PAGE, b"face the facts", b"0\r\nis a number", b"-5\r\nhello"])
def test_a_page_that_is_stored_without_its_chunks_is_left_as_it_is(body: bytes) -> None:
    (file,) = files(in_chunks(body))
    note = ("transfer-coding", "announced as chunked, but stored without")
    assert (file.data, remarks(file)) == (body, [note])


def test_a_missing_last_chunk_is_told_and_an_empty_body_is_not() -> None:
    (file,) = files(in_chunks(chunked(PAGE, last=b"")))
    assert (file.data, remarks(file)) == (
        PAGE,
        [("transfer-coding", "its last chunk is missing")],
    )
    assert [remarks(file) for file in files(in_chunks(b"") + in_chunks(b"0\r\n\r\n"))] == [[], []]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (chunked(PAGE)[:-50], "cut short"),
        (b"ffffffffffff\r\nhello", "cut short"),
        (b"5\r\nhello\r\nsix\r\nworld\r\n0\r\n\r\n", "damaged"),
        (b"5\r\nhello\r\n3\r\nworld\r\n0\r\n\r\n", "damaged"),
    ],
)
def test_chunks_that_break_off_or_lie_are_refused(body: bytes, cause: str) -> None:
    assert outcome(in_chunks(body) + response(b"<p>y")) == [Told("00000001", cause), b"<p>y"]


def test_bytes_that_the_server_announced_and_the_record_lacks_are_told() -> None:
    (file,) = files(response(b"<p>x", HTML + b"Content-Length: 10\r\n"))
    assert remarks(file) == [
        ("bytes-missing", "6 of the 10 bytes that the server announced are missing")
    ]
    (file,) = files(response(b"<p>x", HTML + b"Content-Length: " + b"9" * 41 + b"\r\n"))
    assert remarks(file) == []


def test_a_zstandard_archive_may_bring_its_dictionary() -> None:
    samples = [response(page(number)) for number in range(200)]
    dictionary = zstd_train_dictionary_from_samples(samples, 4096)
    stream = io.BytesIO()
    with ZstdWriter(stream, dictionary=dictionary) as writer:
        writer.write(samples[1])
    assert outcome(stream.getvalue()) == [PAGE]


def test_without_the_library_only_what_needs_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    data = coded("br", brotli(PAGE)) + coded("gzip", gzip.compress(PAGE, mtime=0))
    refused, _ = pieces(data)
    assert str(refused) == (
        "crawl.warc!/00000001: library missing; it is packed with Brotli: "
        "install FastWARC, the extra `warc` of corpuskit-core"
    )
    assert outcome(data)[1] == PAGE
    with pytest.raises(SourceRefused, match=r"crawl\.warc: library missing; .* Zstandard"):
        pieces(as_zstandard(crawl(1)))
