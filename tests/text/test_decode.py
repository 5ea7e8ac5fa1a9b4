import time
from contextlib import suppress

import pytest

from corpuskit.errors import SourceRefused, UsageError
from corpuskit.model import Invalid
from corpuskit.text.decode import canonical_encoding, decode, restore_bytes
from tests.blown_up import BLOWN_UP

PAGE = "Đại hội đại biểu Đảng bộ Quân khu 1, lần thứ XV.\n"


def codes(data: bytes) -> list[str]:
    return [warning.code for warning in decode(data, "page.txt").warnings]


def refusal(data: bytes, encoding: str = "") -> SourceRefused:
    with pytest.raises(SourceRefused) as caught:
        decode(data, "page.txt", encoding)
    return caught.value


def test_a_source_is_utf_8_unless_it_says_otherwise() -> None:
    raw = decode(PAGE.encode(), "a/page.txt", name_hex="61ff")
    assert (raw.text, raw.warnings) == (PAGE, ())
    assert (raw.source.name, raw.source.name_hex) == ("a/page.txt", "61ff")
    assert (raw.source.encoding, raw.source.bom, raw.source.size) == ("utf-8", False, 69)
    assert raw.source.sha256.startswith("f06d4d55")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
    ],
)
@pytest.mark.parametrize("forced", ["", "utf-8", "utf-16-be", "cp1258"])
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(
    mark: bytes, encoding: str, forced: str
) -> None:
    data = mark + PAGE.encode(encoding)
    raw = decode(data, "page.txt", forced)
    assert (raw.text, raw.source.encoding, raw.source.bom) == (PAGE, encoding, True)
    assert restore_bytes(raw.source, raw.text) == data


def test_a_forced_utf_16_is_not_taken_for_utf_32() -> None:
    raw = decode(b"\xff\xfe\0\0a\0" + b"b\0" * 400, "page.txt", "utf-16-le")
    assert (raw.source.encoding, raw.text[:3]) == ("utf-16-le", "\0ab")


def test_only_the_first_byte_order_mark_is_taken_off() -> None:
    raw = decode(b"\xef\xbb\xbf" * 2 + b"a", "page.txt")
    assert raw.text == "\ufeffa"


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("UTF8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("UTF-16", "utf-16-le"),
        ("windows-1258", "cp1258"),
        ("latin1", "iso8859-1"),
        ("U32", "utf-32-le"),
    ],
)
def test_an_encoding_has_one_name(name: str, canonical: str) -> None:
    assert canonical_encoding(name) == canonical


@pytest.mark.parametrize(
    "name",
    [
        "hex",
        "rot13",
        "base64",
        "zlib",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "mbcs",
        "x-nothing",
        "a\0b",
        "đ",
    ],
)
def test_a_codec_that_is_no_encoding_is_wrong_usage(name: str) -> None:
    with pytest.raises(UsageError, match="is not an encoding of text"):
        decode(b"a", "page.txt", name)


def test_cp1258_is_decoded_when_it_is_named() -> None:
    data = b"\xd0a\xf2i h\xf4\xf2i"
    raw = decode(data, "page.txt", "windows-1258")
    assert raw.text == "Đa\u0323i hô\u0323i"
    assert restore_bytes(raw.source, raw.text) == data


def test_invalid_bytes_become_marks_and_are_kept() -> None:
    data = b"\xef\xbb\xbf" + b"a" * 300 + b"\xff\xe1\xbb" + "ế".encode() + b"\x80"
    raw = decode(data, "page.txt")
    assert raw.text == "a" * 300 + "\ufffd\ufffdế\ufffd"
    assert raw.source.invalid == (Invalid(303, 300, 2, "ffe1bb"), Invalid(309, 303, 1, "80"))
    assert raw.source.replaced == 3
    assert restore_bytes(raw.source, raw.text) == data


def test_a_few_invalid_bytes_are_a_warning_that_says_where() -> None:
    (warning,) = decode(b"a" * 10 + b"\xff", "page.txt").warnings
    assert warning.code == "invalid-bytes"
    assert warning.message == "1 byte is not valid and became U+FFFD, the first at byte offset 10"


SMALL = b"A small page in plain letters, which fits into a hundred and seventy bytes or so. " * 2


@pytest.mark.parametrize(
    "words",
    ["Caf\u00e9, cr\u00e8me, fianc\u00e9 and d\u00e9j\u00e0", "\u041a\u0438\u0435\u0432"],
    ids=["letters here and there", "a word"],
)
def test_a_small_page_in_another_encoding_is_refused_as_a_long_one_is(words: str) -> None:
    data = SMALL + words.encode("cp1251" if "\u0438" in words else "cp1252")
    for page in (data[-120:], data, data + b"plain" * 10):
        assert refusal(page).cause == "not text"
        assert "more than 1 % of its bytes are not utf-8: name its enc" in refusal(page).advice
        assert refusal(page, "ascii").cause == "not text"


@pytest.mark.parametrize("bad", [b"\xff", b"\xe1\xba", b"\x9f\x98\x80", b"\xa0"])
@pytest.mark.parametrize("text", [b"", SMALL[:10], SMALL[:99], SMALL])
def test_one_broken_character_never_costs_a_page(bad: bytes, text: bytes) -> None:
    for data in (text + bad, bad + text, text + bad + text):
        if data.count(bad) == 1:
            assert codes(data)[0] == "invalid-bytes"
            assert restore_bytes(decode(data, "a").source, decode(data, "a").text) == data


def test_a_small_page_with_good_characters_around_two_broken_ones_is_utf_8() -> None:
    text = "Đại hội đại biểu".encode()
    assert decode(text + b"\xe1 " + text + b"\xff", "a").source.replaced == 2
    assert refusal(b"plain \xe1 text \xff").cause == "not text"


def test_a_file_cut_inside_a_character_keeps_the_text_before_the_cut() -> None:
    raw = decode("Đại hội".encode()[:-2], "page.txt")
    assert raw.text == "Đại h\ufffd"
    assert len(raw.source.invalid) == 1


def test_a_replacement_character_in_the_source_is_no_new_damage() -> None:
    raw = decode("a\ufffdb".encode(), "page.txt")
    assert (raw.text, raw.source.invalid, raw.warnings) == ("a\ufffdb", (), ())


def test_an_overlong_form_is_not_decoded() -> None:
    assert decode(b"a\xc0\xaeb", "page.txt").text == "a\ufffd\ufffdb"


def test_a_half_of_a_character_in_utf_8_is_invalid() -> None:
    assert decode(b"a\xed\xa0\x80b", "page.txt").text == "a\ufffd\ufffd\ufffdb"


def test_halves_of_characters_that_a_codec_lets_through_are_refused() -> None:
    assert (
        str(refusal(b"+2AA-", "utf-7"))
        == "page.txt: not text; as utf-7 it holds halves of characters"
    )


def test_more_than_one_in_a_hundred_invalid_bytes_is_refused_with_advice() -> None:
    error = refusal(
        "Đảng bộ quân khu, tỉnh ủy Hà Nội".encode("latin-1", "replace") + b"\xd0\xf2" * 9
    )
    assert error.cause == "not text"
    assert "--encoding cp1258" in error.advice


def test_one_in_a_hundred_invalid_bytes_is_accepted() -> None:
    assert decode(b"a" * 990 + b"\xff" * 10, "page.txt").source.replaced == 10
    assert refusal(b"a" * 989 + b"\xff" * 11).cause == "not text"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"a" * 900, "a PNG image"),
        (b"%PDF-1.7\n" + b"a" * 900, "a PDF file"),
        (b"\x1f\x8b\x08" + b"a" * 900, "a gzip archive"),
        (b"PK\x03\x04" + b"a" * 900, "a zip archive"),
        (bytes(range(256)) * 20, "looks like a binary file"),
        (b"\0" * 5000, "5000 of its 5000 characters are NUL"),
    ],
)
def test_what_is_binary_is_refused_by_its_kind(data: bytes, kind: str) -> None:
    error = refusal(data)
    assert error.cause == "not text"
    assert kind in error.advice


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [PAGE, "In this page\n" * 9])
def test_utf_16_without_its_mark_is_refused_with_its_name(encoding: str, text: str) -> None:
    assert f"--encoding {encoding}" in refusal(text.encode(encoding)).advice
    assert decode(text.encode(encoding), "page.txt", encoding).text == text


def test_a_nul_in_a_text_is_a_warning() -> None:
    raw = decode(b"Trang ch\0u", "page.txt")
    assert raw.text == "Trang ch\0u"
    assert [warning.code for warning in raw.warnings] == ["nul"]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\t\n", "\u3000\xa0".encode(), b"\0"])
def test_a_source_without_text_is_a_document_with_a_warning(data: bytes) -> None:
    assert "no-text" in codes(data)


def test_thirty_marks_in_a_row_are_ordinary_and_more_are_a_warning() -> None:
    assert codes(("a" + "\u0301" * 30).encode()) == []
    (warning,) = decode(("ab" + "\u0301" * 31 + "c").encode(), "page.txt").warnings
    assert (warning.code, warning.message) == (
        "mark-run",
        "31 combining marks in a row at character 2",
    )


def test_more_than_a_thousand_marks_in_a_row_are_refused() -> None:
    assert codes(("a" + "\u0301" * 1000).encode()) == ["mark-run"]
    assert refusal(("a" + "\u0301" * 1001).encode()).cause == "too many combining marks"


def test_a_stateful_encoding_with_invalid_bytes_can_still_be_written_again() -> None:
    data = "日本".encode("iso2022_jp") + b"\xff" + "語".encode("iso2022_jp")
    raw = decode(data, "page.txt", "iso2022_jp")
    assert raw.text == "日本\ufffd語"
    assert restore_bytes(raw.source, raw.text) == data


def test_bytes_that_decoding_forgets_are_kept_whole() -> None:
    data = b"\x1b$B\x1b(Bplain"
    raw = decode(data, "page.txt", "iso2022_jp")
    assert (raw.text, raw.source.base64) == ("plain", "GyRCGyhCcGxhaW4=")
    assert restore_bytes(raw.source, raw.text) == data


def test_the_same_bytes_give_the_same_document() -> None:
    assert decode(PAGE.encode(), "page.txt") == decode(PAGE.encode(), "page.txt")


@pytest.mark.parametrize(
    "data",
    [
        (b"x" * 240 + b"\xff\xc3") * 20_000,
        b"\xff" * 5_000_000,
        ("a\u0301" * 1_000_000).encode(),
        (("a" + "\u0301" * 40) * 50_000).encode(),
    ],
    ids=["1 % damaged", "all damaged", "decomposed", "runs of marks"],
)
def test_hostile_bytes_take_linear_time(data: bytes) -> None:
    start = time.process_time()
    with suppress(SourceRefused):
        decode(data, "page.txt")
    assert time.process_time() - start < BLOWN_UP
