"""Hostile sizes: memory stays small, and the work stays in proportion to the file."""

import gzip
import io
import tracemalloc

import pytest
from fastwarc.stream_io import BrotliWriter

from corpuskit.reader import Limits
from corpuskit_warc.packed import KEPT, Packed
from tests.plugins.warc.archives import (
    HTML,
    OneWay,
    Told,
    as_members,
    crawl,
    outcome,
    packed,
    record,
    response,
)

MEBIBYTE = 1 << 20
SMALL = Limits(member=2 * MEBIBYTE)
LAST = response(b"<p>last")
GZIPPED = HTML + b"Content-Encoding: gzip\r\n"


def brotli_bomb(size: int) -> bytes:
    stream = io.BytesIO()
    with BrotliWriter(stream) as writer:
        writer.write(bytes(size))
    return stream.getvalue()


def test_a_gzip_member_that_grows_too_much_is_refused_and_the_rest_is_read() -> None:
    bomb = response(bytes(40 * MEBIBYTE))
    assert outcome(packed([bomb, LAST])) == [Told("00000001", "too large"), b"<p>last"]


@pytest.mark.parametrize("layers", [1, 2])
def test_packed_content_that_grows_too_much_is_refused_and_the_rest_is_read(layers: int) -> None:
    body = bytes(40 * MEBIBYTE)
    for _ in range(layers):
        body = gzip.compress(body)
    head = HTML + b"Content-Encoding: " + b", ".join([b"gzip"] * layers) + b"\r\n"
    assert outcome(response(body, head) + LAST) == [Told("00000001", "too large"), b"<p>last"]


def test_a_brotli_bomb_is_refused() -> None:
    bomb = response(brotli_bomb(40 * MEBIBYTE), HTML + b"Content-Encoding: br\r\n")
    assert outcome(bomb + LAST) == [Told("00000001", "too large"), b"<p>last"]


def test_content_that_is_packed_many_times_is_refused() -> None:
    bomb = response(b"x", HTML + b"Content-Encoding: gzip" + b", gzip" * 5000 + b"\r\n")
    assert outcome(bomb + LAST) == [Told("00000001", "too large"), b"<p>last"]


@pytest.mark.parametrize("size", [2 * MEBIBYTE, 2 * MEBIBYTE + 1])
def test_unpacked_content_may_be_as_large_as_the_limit(size: int) -> None:
    body = gzip.compress(b"".join(b"%07d " % n for n in range(size // 8 + 1))[:size])
    (found,) = outcome(response(body, GZIPPED), SMALL)
    assert (found == Told("00000001", "too large")) is (size > SMALL.member)


@pytest.mark.parametrize("kind", ["plain", "members"])
def test_a_record_over_the_limit_is_refused_only_when_somebody_would_read_it(kind: str) -> None:
    body = b"".join(b"%07d " % n for n in range(400_000))
    records = [response(body), response(body, b"Content-Type: video/mp4\r\n"), LAST]
    data = packed(records) if kind == "members" else b"".join(records)
    assert outcome(data, SMALL) == [Told("00000001", "too large"), b"<p>last"]


def test_memory_does_not_grow_with_the_length_that_a_record_claims() -> None:
    bomb = packed([record(bytes(60 * MEBIBYTE), Content_Length="62914560"), LAST])
    tracemalloc.start()
    outcome(bomb, SMALL)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * MEBIBYTE


def test_memory_does_not_grow_with_the_number_of_records() -> None:
    peaks = []
    for count in (50, 500):
        data = as_members(crawl(count))
        tracemalloc.start()
        assert sum(1 for _ in outcome(data)) == count
        peaks.append(tracemalloc.get_traced_memory()[1] - count * 1500)
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 2 * MEBIBYTE


def test_bytes_are_never_read_again_more_often_than_once() -> None:
    packed_bytes = Packed(OneWay(bytes(MEBIBYTE)))
    taken = 0
    while data := packed_bytes.read():
        taken += len(data)
        packed_bytes.go_back(0)
    assert taken <= 2 * MEBIBYTE


def test_only_the_last_few_mebibytes_of_a_file_are_held() -> None:
    packed_bytes = Packed(OneWay(bytes(4 * KEPT)))
    tracemalloc.start()
    while packed_bytes.read():
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * KEPT
    packed_bytes.go_back(0)
    assert packed_bytes.at >= packed_bytes.end - 2 * KEPT - MEBIBYTE
