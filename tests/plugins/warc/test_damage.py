"""Damaged archives: whatever is lost is told, and whatever is not damaged is given."""

import gzip
from collections.abc import Callable, Iterable

import pytest
from fastwarc.warc import WarcRecord
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.errors import SourceRefused
from corpuskit.reader import Limits
from tests.plugins.warc.archives import (
    FORMS,
    Told,
    as_members,
    as_one_stream,
    as_plain,
    crawl,
    outcome,
    packed,
    page,
    pieces,
    record,
    response,
)

RECORDS = crawl(4)
STREAM = as_one_stream(RECORDS)
PAGES = [page(number) for number in range(1, 5)]
FIRST, LAST = response(b"<p>first"), response(b"<p>last") + response(b"<p>tail")
REST = [b"<p>last", b"<p>tail"]


def _shorter(form: Callable[[Iterable[WarcRecord]], bytes]) -> set[bytes]:
    """Give the archives of fewer records, which nobody can tell from cut ones."""
    return {form(RECORDS[:count]) for count in range(1, len(RECORDS) + 1)}


def _outcome_or_refusal(data: bytes) -> list[bytes | Told]:
    try:
        return outcome(data)
    except SourceRefused as refused:
        return [Told(refused.source, refused.cause)]


def _split(found: list[bytes | Told]) -> tuple[list[bytes], list[Told]]:
    told = [piece for piece in found if isinstance(piece, Told)]
    return [piece for piece in found if not isinstance(piece, Told)], told


@pytest.mark.parametrize("form", FORMS)
def test_an_archive_that_is_cut_anywhere_is_never_read_in_silence(
    form: Callable[[Iterable[WarcRecord]], bytes],
) -> None:
    data, whole = form(RECORDS), _shorter(form)
    for cut in [*range(0, len(data), 101), *range(len(data) - 40, len(data))]:
        given_pages, told = _split(_outcome_or_refusal(data[:cut]))
        assert given_pages == PAGES[: len(given_pages)], cut
        assert bool(told) is (data[:cut] not in whole), cut


def test_all_whole_records_of_a_cut_archive_are_given() -> None:
    for form in (as_plain, as_members):
        before = len(form(RECORDS[:6]))
        pages, told = _split(outcome(form(RECORDS)[: before + 400]))
        assert (pages, [piece.cause for piece in told]) == (PAGES[:3], ["cut short"])


def test_a_cut_archive_says_where() -> None:
    data = as_members(RECORDS)
    *_, refused = pieces(data[:-30])
    assert str(refused) == (
        f"crawl.warc.gz!/00000008: cut short; the file ends at byte {len(data) - 30}"
    )


@pytest.mark.parametrize("step", range(0, 256, 51))
def test_no_flipped_bit_in_a_gzip_member_goes_unnoticed(step: int) -> None:
    data = as_members(RECORDS)
    for place in range(step, len(data), 37):
        damaged = bytearray(data)
        damaged[place] ^= 1 << (place % 8)
        pages, told = _split(_outcome_or_refusal(bytes(damaged)))
        assert set(pages) <= set(PAGES), place
        assert len(pages) >= len(PAGES) - 1, place
        assert told or pages == PAGES, place


@given(place=st.integers(0, len(STREAM) - 1), bit=st.integers(0, 7))
def test_no_flipped_bit_in_one_gzip_stream_goes_unnoticed(place: int, bit: int) -> None:
    damaged = bytearray(STREAM)
    damaged[place] ^= 1 << bit
    pages, told = _split(_outcome_or_refusal(bytes(damaged)))
    assert told or pages == PAGES


def test_the_pages_before_damage_in_one_gzip_stream_are_given() -> None:
    pages = [page(number) for number in range(200)]
    data = bytearray(gzip.compress(b"".join(map(response, pages)), mtime=0))
    data[-2000:-1000] = bytes(1000)
    found, told = _split(outcome(bytes(data)))
    assert found[:150] == pages[:150]
    assert told[-1].cause == "damaged"


@given(st.binary(max_size=300), st.integers(0, 3))
def test_junk_between_gzip_members_is_told_and_costs_no_record(junk: bytes, place: int) -> None:
    members = [packed([response(data)]) for data in PAGES]
    data = b"".join([*members[:place], b"!" + junk, *members[place:]])
    if place == 0:
        return  # what the file begins with says how it is packed
    found, told = _split(outcome(data))
    assert (found, len(told)) == (PAGES, 1)


def test_junk_between_plain_records_is_told_and_costs_no_record_but_the_one_before() -> None:
    data = response(PAGES[0]) + response(PAGES[1]) + b"junk\r\n\r\n" + response(PAGES[2])
    found = outcome(data)
    assert found == [PAGES[0], Told("00000002", "wrong length"), PAGES[2]]


def test_a_foreign_gzip_member_is_told_and_costs_no_record() -> None:
    data = packed([FIRST, b"a text that is no record", LAST])
    assert outcome(data) == [b"<p>first", Told("00000002", "not a WARC record"), *REST]


LENGTHS = {
    "far too long": "99999",
    "a little too long": "70",
    "too short": "50",
    "nothing": "0",
    "negative": "-5",
    "of 41 digits": "9" * 41,
    "of 13 digits": "0000000000071",
    "no number": "many",
    "other digits": "٥",
    "twice": "71\r\nContent-Length: 72",
    "half missing": "71\r\nContent-Length: ",
}


@pytest.mark.parametrize("length", LENGTHS.values(), ids=LENGTHS.keys())
@pytest.mark.parametrize("form", [b"".join, packed], ids=["plain", "members"])
def test_a_lying_length_costs_its_own_record_only(
    length: str, form: Callable[[Iterable[bytes]], bytes]
) -> None:
    liar = record(
        b"HTTP/1.1 200 OK\r\n\r\n<html>the text of a page\n that lies", Content_Length=length
    )
    found = outcome(form([FIRST, liar, response(b"<p>last"), response(b"<p>tail")]))
    assert found[0] == b"<p>first"
    assert found[2:] == REST
    assert isinstance(found[1], Told)
    assert found[1].cause in {"wrong length", "cut short"}


def test_a_length_over_the_limit_costs_the_records_of_its_own_gzip_member_only() -> None:
    liar = record(b"<p>x", Content_Length="999999999999")
    data = packed([FIRST, liar, response(b"<p>last"), response(b"<p>tail")])
    assert outcome(data) == [b"<p>first", Told("00000002", "wrong length"), *REST]


def test_a_record_without_a_length_is_told() -> None:
    liar = response(b"<p>x").replace(b"Content-Length", b"Content-Width", 1)
    assert outcome(FIRST + liar + LAST) == [b"<p>first", Told("00000002", "wrong length"), *REST]


def test_a_record_that_is_longer_than_the_file_is_told_at_once() -> None:
    liar = record(b"<p>x", Content_Length="999999999999")
    data = FIRST + liar + LAST
    found = pieces(data, size=len(data))
    assert [getattr(piece, "cause", "") for piece in found] == ["", "cut short", "", ""]


@pytest.mark.parametrize("form", [b"".join, packed], ids=["plain", "members"])
def test_a_header_of_70_kilobytes_is_told(form: Callable[[Iterable[bytes]], bytes]) -> None:
    large = response(b"<p>x", WARC_Target_URI="http://a/" + "x" * 70_000)
    found = outcome(form([FIRST, large, LAST]))
    assert found == [b"<p>first", Told("00000002", "too large"), *REST]


def test_a_header_that_never_ends_is_told() -> None:
    assert outcome(FIRST + b"WARC/1.0\r\nA: b") == [b"<p>first", Told("00000002", "cut short")]


def test_a_page_about_web_archives_does_not_become_a_record_of_its_own() -> None:
    text = b"<p>x\r\n\r\n" + response(b"<p>inner") + b"</p>"
    assert outcome(response(text) + LAST) == [text, *REST]
    broken = response(text).replace(b"Content-Length", b"Content-Width", 1)
    assert outcome(packed([broken, LAST])) == [Told("00000001", "wrong length"), *REST]


def test_a_record_in_segments_is_told_once() -> None:
    head = response(b"<p>x", WARC_Segment_Number="1")
    tail = record(b"y", "continuation", WARC_Segment_Number="2")
    assert outcome(head + tail + LAST) == [Told("00000001", "in segments"), *REST]


def test_what_says_that_it_is_http_and_is_not_is_told() -> None:
    assert outcome(record(b"<p>x") + LAST) == [Told("00000001", "damaged"), *REST]


@given(st.binary(max_size=400))
def test_nothing_that_begins_like_an_archive_breaks_the_reader(junk: bytes) -> None:
    for start in (
        b"",
        b"WARC/1.0\r\n",
        FIRST,
        packed([FIRST]),
        b"\x1f\x8b\x08\0",
        b"\x28\xb5\x2f\xfd",
    ):
        _split(_outcome_or_refusal(start + junk))


@given(st.data())
def test_no_damage_to_a_plain_archive_breaks_the_reader(data: st.DataObject) -> None:
    damaged = bytearray(as_plain(RECORDS))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    _split(_outcome_or_refusal(bytes(damaged)))


def test_more_members_than_the_limit_refuse_the_rest() -> None:
    with pytest.raises(SourceRefused, match="too many members; 3 are allowed; see --max-members"):
        pieces(as_plain(RECORDS), Limits(members=3))
    assert len(outcome(as_plain(RECORDS), Limits(members=4))) == 4
