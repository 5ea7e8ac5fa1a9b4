"""Laws of decoding: no byte is lost, and what is not valid is what Python says it is."""

import unicodedata
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.errors import SourceRefused
from corpuskit.reader import RawDocument
from corpuskit.text.decode import BYTE_ORDER_MARKS, canonical_encoding, decode, restore_bytes
from corpuskit.text.encodings import to_bytes
from corpuskit.text.legacy import LEGACY
from corpuskit.text.marks import longest_mark_run

ENCODINGS = [
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-be",
    "utf-7",
    "ascii",
    "latin-1",
    "cp1252",
    "cp1258",
    "koi8-r",
    "cp037",
    "shift_jis",
    "shift_jisx0213",
    "euc_kr",
    "big5hkscs",
    "gb18030",
    "hz",
    "iso2022_jp",
    "iso2022_kr",
    *LEGACY,
]
SHIFTING = ("utf-7", "hz", "iso2022_jp", "iso2022_kr")
STATELESS = [name for name in ENCODINGS if name not in (*SHIFTING, *LEGACY)]
MARKS = (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff")

encodings = st.sampled_from(ENCODINGS)
anything = st.builds(bytes.__add__, st.sampled_from(MARKS), st.binary(max_size=200))
filler = "Đại hội đại biểu Đảng bộ quân khu. " * 40


def decoded_or_refused(data: bytes, encoding: str) -> RawDocument | None:
    try:
        return decode(data, "page.txt", encoding)
    except SourceRefused:
        return None


def written(text: str, encoding: str) -> bytes:
    return to_bytes(text, encoding) if encoding in LEGACY else text.encode(encoding, "ignore")


def slightly_damaged(data: st.DataObject, encoding: str) -> bytes:
    """Give a long valid text with a few bytes put into it at random places."""
    body = bytearray(written(filler, encoding) * 3)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(body)))
        body[place:place] = data.draw(st.binary(min_size=1, max_size=4))
    return bytes(body)


@given(anything, encodings)
def test_what_is_decoded_can_be_undone(data: bytes, encoding: str) -> None:
    raw = decoded_or_refused(data, encoding)
    assert raw is None or restore_bytes(raw.source, raw.text) == data


@given(st.data(), encodings)
def test_a_damaged_text_can_be_undone(data: st.DataObject, encoding: str) -> None:
    damaged = slightly_damaged(data, encoding)
    raw = decoded_or_refused(damaged, encoding)
    assert raw is None or restore_bytes(raw.source, raw.text) == damaged


@given(st.data(), st.sampled_from(SHIFTING), st.integers(0, 9000))
def test_a_long_damaged_text_with_shifts_can_be_undone_or_is_refused(
    data: st.DataObject, encoding: str, padding: int
) -> None:
    body = b"a" * padding + "日本語 + 한국어 ".encode(encoding, "ignore") * 700
    place = data.draw(st.integers(0, len(body)))
    damaged = body[:place] + data.draw(st.binary(min_size=1, max_size=3)) + body[place:]
    raw = decoded_or_refused(damaged, encoding)
    assert raw is None or restore_bytes(raw.source, raw.text) == damaged


@given(st.data(), st.sampled_from(STATELESS))
def test_invalid_bytes_become_what_pythons_replace_makes_of_them(
    data: st.DataObject, encoding: str
) -> None:
    damaged = slightly_damaged(data, encoding)
    raw = decoded_or_refused(damaged, encoding)
    if raw is not None:
        marks = {encoding: mark for mark, encoding in BYTE_ORDER_MARKS}
        body = damaged[len(marks[raw.source.encoding]) :] if raw.source.bom else damaged
        assert raw.text == body.decode(raw.source.encoding, "replace")


@given(st.data(), st.sampled_from(STATELESS))
def test_each_invalid_stretch_is_where_it_says(data: st.DataObject, encoding: str) -> None:
    damaged = slightly_damaged(data, encoding)
    raw = decoded_or_refused(damaged, encoding)
    for stretch in raw.source.invalid if raw else ():
        stretch_bytes = bytes.fromhex(stretch.hex)
        assert damaged[stretch.byte_offset :].startswith(stretch_bytes)
        assert raw is not None
        assert raw.text[stretch.start :].startswith("\ufffd" * stretch.count)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(MARKS))
def test_valid_utf_8_is_decoded_as_it_is(text: str, mark: bytes) -> None:
    if text.startswith("\ufeff") or "\0" in text:
        return
    raw = decoded_or_refused(text.encode(), "")
    assert raw is None or (raw.text, raw.source.encoding, raw.source.invalid) == (text, "utf-8", ())


@given(anything, encodings)
def test_a_decoded_text_holds_no_half_of_a_character(data: bytes, encoding: str) -> None:
    raw = decoded_or_refused(data, encoding)
    assert raw is None or raw.text.encode().decode() == raw.text


@given(anything)
def test_the_source_knows_its_bytes(data: bytes) -> None:
    raw = decoded_or_refused(data, "")
    if raw is not None:
        assert raw.source.size == len(data)
        assert raw.source.sha256 == sha256(data).hexdigest()


@given(anything, encodings)
def test_the_encoding_of_a_source_is_a_canonical_name(data: bytes, encoding: str) -> None:
    raw = decoded_or_refused(data, encoding)
    assert raw is None or canonical_encoding(raw.source.encoding) == raw.source.encoding


@given(st.text("ae\u0301\u0323\u0f73 ", max_size=120), st.integers(1, 6))
def test_the_longest_run_of_marks_is_found(text: str, longer_than: int) -> None:
    runs = "".join("m" if c in "\u0301\u0323\u0f73" else " " for c in text).split(" ")
    longest = max(map(len, runs))
    start, length = longest_mark_run(text, longer_than)
    assert length == (longest if longest > longer_than else 0)
    assert set(text[start : start + length]) <= set("\u0301\u0323\u0f73")


def test_every_character_that_canonical_order_moves_counts_as_a_mark() -> None:
    moved = [
        character
        for character in map(chr, range(0x110000))
        if unicodedata.combining(unicodedata.normalize("NFD", character)[0])
    ]
    for character in moved:
        assert longest_mark_run("a" + character * 3, 2) == (1, 3)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_vietnamese_survives_every_encoding_that_can_write_it(encoding: str) -> None:
    data = written(filler, encoding)
    raw = decode(data, "page.txt", encoding)
    assert restore_bytes(raw.source, raw.text) == data
