import time

import pytest

from corpuskit.errors import SourceRefused
from corpuskit.languages import corpuskit_language_packs
from corpuskit.reader import Guess, RawDocument, RawFile
from corpuskit.text.charset import Choice, choose_encoding
from corpuskit.text.decode import decode_file, restore_bytes
from corpuskit.text.detection import make_detector
from tests.blown_up import BLOWN_UP
from tests.text.writing import FRENCH, RUSSIAN, SENTENCES, written

CAFE = "Un café à la crème, s'il vous plaît. "
detect = make_detector(corpuskit_language_packs())


def read(
    data: bytes, declared: str = "", *, charset: str = "", encoding: str = "", looks: bool = True
) -> RawDocument:
    found = detect if looks else None
    return decode_file(RawFile("p", data, encoding, charset=charset, detect=found), declared)


def codes(raw: RawDocument) -> list[str]:
    return [warning.code for warning in raw.warnings]


def test_what_the_user_forces_is_asked_before_the_bytes() -> None:
    raw = read("Đại hội".encode(), "utf-8", encoding="latin-1")
    assert (raw.source.encoding, raw.warnings) == ("iso8859-1", ())


def test_a_byte_order_mark_is_obeyed_before_all() -> None:
    raw = read(b"\xef\xbb\xbf" + "Đại hội".encode(), "cp1258", charset="viscii", encoding="tcvn3")
    assert (raw.text, raw.source.encoding, raw.warnings) == ("Đại hội", "utf-8", ())


def test_valid_utf_8_is_utf_8_whatever_is_stated() -> None:
    raw = read("Đại hội".encode(), "iso-8859-1")
    assert (raw.text, raw.source.encoding) == ("Đại hội", "utf-8")
    (warning,) = raw.warnings
    assert warning.code == "charset-declared"
    assert warning.message == "the encoding 'iso-8859-1' is stated: it was read as utf-8"


@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1", "windows-1258", "x-nothing"])
def test_ascii_is_utf_8_and_nobody_is_contradicted(declared: str) -> None:
    raw = read(b"plain text", declared)
    assert (raw.source.encoding, raw.warnings) == ("utf-8", ())


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (CAFE, "cp1252", "iso-8859-1"),
        (CAFE, "cp1252", "Windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        ("日本語の文章です。", "cp932", "Shift_JIS"),
        ("日本語の文章です。", "iso2022_jp", "iso-2022-jp"),
        ("한국어 문장입니다.", "cp949", "euc-kr"),
        (SENTENCES, "vni", "vni-win"),
        (SENTENCES, "viqr", "viqr"),
        ("Đại hội của chúng ta", "utf-16-le", "utf-16"),
        ("plain text", "utf-16-be", "utf-16be"),
    ],
)
def test_what_is_stated_is_believed_when_the_bytes_fit(
    text: str, encoding: str, label: str
) -> None:
    data = written(text, encoding)
    raw = read(data, charset=label, looks=False)
    assert (raw.text, raw.source.encoding, raw.warnings) == (text, encoding, ())
    assert read(data, charset=label) == read(data, label, looks=False) == raw
    assert restore_bytes(raw.source, raw.text) == data


def test_a_container_is_asked_before_the_file_itself() -> None:
    raw = read(RUSSIAN.encode("koi8-r"), "windows-1251", charset="koi8-r")
    assert raw.text == RUSSIAN
    assert [warning.message for warning in raw.warnings] == [
        "the encoding 'windows-1251' is stated: it was read as koi8-r"
    ]


@pytest.mark.parametrize(
    ("data", "label"),
    [
        ((FRENCH * 4).encode("cp1252"), "utf-8"),
        ((FRENCH * 4).encode("cp1252"), "shift_jis"),
        ((FRENCH * 4).encode("cp1252"), "utf-16"),
        ((FRENCH * 4 + "“quoted”").encode("cp1252"), "iso-8859-2"),
        ((FRENCH * 4).encode("cp1252"), "x-user-defined"),
    ],
)
def test_what_is_stated_is_not_believed_when_it_makes_no_sense(data: bytes, label: str) -> None:
    raw = read(data, label)
    assert raw.text == data.decode("cp1252")
    assert codes(raw) == ["charset-declared", "encoding-detected"]
    assert label in raw.warnings[0].message


def test_an_unknown_label_is_called_so_and_a_long_one_is_cut() -> None:
    raw = read((FRENCH * 4).encode("cp1252"), "e" * 1000)
    assert raw.warnings[0].message == (
        f"the encoding '{'e' * 40}…' is stated, which is none that is known: it was read as cp1252"
    )


def test_what_servers_say_by_default_is_overruled_by_clear_evidence() -> None:
    raw = read(written(SENTENCES, "tcvn3"), "iso-8859-1")
    assert (raw.source.encoding, raw.text.split()[0]) == ("tcvn3", "Sáng")
    assert codes(raw) == ["charset-declared", "encoding-detected"]
    assert read(written(SENTENCES, "tcvn3"), "iso-8859-1", looks=False).source.encoding == "cp1252"


def test_what_servers_say_by_default_needs_no_second_opinion_that_agrees() -> None:
    page = f"<meta charset=iso-8859-1>{FRENCH * 4}".encode("cp1252")
    assert codes(read(page)) == ["encoding-detected"]
    assert codes(read(page, "iso-8859-1")) == []


def test_what_is_only_likely_overrules_nothing() -> None:
    polish = "Zażółć gęślą jaźń, rzekł źrebak i pobiegł na łąkę pełną świeżych ziół. " * 5
    raw = read(polish.encode("cp1250"), "windows-1252")
    assert raw.source.encoding == "cp1252"


def test_a_few_invalid_bytes_in_utf_8_are_damage_and_no_other_encoding() -> None:
    data = (SENTENCES * 4).encode() + b"\xe9t\xe9\n"
    raw = read(data, "windows-1252")
    assert (raw.source.encoding, raw.source.replaced) == ("utf-8", 2)
    assert codes(raw) == ["charset-declared", "invalid-bytes"]


def test_one_foreign_letter_in_ascii_is_what_the_source_says_it_is() -> None:
    data = b"plain text " * 50 + b"caf\xe9"
    assert read(data, "iso-8859-1").text.endswith("café")
    assert read(data).text.endswith("caf\ufffd")


def test_a_stated_encoding_may_be_a_little_damaged() -> None:
    data = ("日本語の文章です。" * 100).encode("cp932") + b"\x81"
    raw = read(data, "shift_jis")
    assert (raw.source.encoding, raw.source.replaced) == ("cp932", 1)
    assert restore_bytes(raw.source, raw.text) == data


def test_without_evidence_a_source_is_refused_with_a_hint() -> None:
    data = b"".join(bytes([byte]) + b" \x81 " for byte in range(0xA0, 0x100)) * 2
    with pytest.raises(SourceRefused, match="name its encoding with --encoding"):
        read(data)


def test_a_guess_that_is_not_sure_is_not_taken() -> None:
    def unsure(data: bytes) -> Guess:
        return Guess("cp1251", 0.5, "a coin")

    file = RawFile("p", RUSSIAN.encode("cp1251"), detect=unsure)
    assert choose_encoding(file) == Choice("utf-8", hint="cp1251")
    with pytest.raises(SourceRefused, match="such as --encoding cp1251"):
        decode_file(file)


@pytest.mark.parametrize("label", ["iso-8859-1", "gb18030", "big5", "viqr", "utf-16", "e" * 99_999])
@pytest.mark.parametrize(
    "data", [b"\xe1\xba" * 1_000_000, b"a\xff" * 1_000_000, b"\x81" * 3_000_000]
)
def test_hostile_bytes_take_linear_time(data: bytes, label: str) -> None:
    start = time.process_time()
    choose_encoding(RawFile("p", data, charset=label, detect=detect), label)
    assert time.process_time() - start < BLOWN_UP
