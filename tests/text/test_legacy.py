import time
from unicodedata import normalize

import pytest

from corpuskit.text.decode import decode, restore_bytes
from corpuskit.text.legacy import LEGACY, TONES, VOWELS, legacy_name
from corpuskit.text.legacy_tables import TCVN3, VISCII, VPS, WINDOWS_1252
from tests.blown_up import BLOWN_UP

LETTERS = [normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ("", *TONES)] + ["đ", "Đ"]
HANDWRITTEN = {
    "tcvn3": ["a7b96920 68e969", "41b56f", "a2ca6e", "7472ad ea6e67"],
    "vni": ["d161ef69 20686fe469", "41d86f", "41c16e", "7472f6 f4f86e67"],
    "viscii": ["d0d56920 68b569", "c06f", "846e", "7472dfb66e67"],
    "vps": ["f1e56920 68b669", "806f", "836e", "7472dca96e67"],
    "viqr": [b"DDa.i ho^.i".hex(), b"A`o".hex(), b"A^'n".hex(), b"tru+o+`ng".hex()],
}
WORDS = ["Đại hội", "Ào", "Ấn", "trường"]


@pytest.mark.parametrize("name", LEGACY)
def test_known_bytes_are_known_words(name: str) -> None:
    data = [bytes.fromhex(stretch) for stretch in HANDWRITTEN[name]]
    assert [LEGACY[name].decode(stretch) for stretch in data] == WORDS
    assert [LEGACY[name].encode(word) for word in WORDS] == data


@pytest.mark.parametrize("name", LEGACY)
def test_every_letter_of_vietnamese_goes_both_ways(name: str) -> None:
    assert len({letter for letter in LETTERS if not letter.isascii()}) == 134
    text = " ".join(LETTERS)
    assert LEGACY[name].decode(LEGACY[name].encode(text)) == text


@pytest.mark.parametrize("table", [TCVN3, VISCII, VPS, WINDOWS_1252])
def test_a_table_has_a_sign_of_its_own_for_every_byte(table: str) -> None:
    assert len(set(table)) == 128


@pytest.mark.parametrize("name", LEGACY)
def test_every_byte_is_decoded_and_restored(name: str) -> None:
    data = bytes(range(256)) + b"a\xb5A\xe1a\xd9A\xf9 u+. u*. \\. C:\\dir ddd Dd dD"
    raw = decode(data.replace(b"\0", b""), "page.txt", name)
    assert restore_bytes(raw.source, raw.text) == data.replace(b"\0", b"")


def test_the_soft_hyphen_of_tcvn3_is_a_letter() -> None:
    assert decode(b"n\xad\xedc", "page.txt", "tcvn3").text == "nước"


def test_a_capital_before_its_small_letter_is_one_letter_in_tcvn3() -> None:
    decode_tcvn3 = LEGACY["tcvn3"].decode
    assert decode_tcvn3(b"\xa2\xca A\xca") == "Ấ Ấ"
    assert decode_tcvn3(b"A\xe9 a\xb8") == "Aộ aá"


def test_a_mark_of_the_other_case_is_read_and_its_bytes_are_kept() -> None:
    raw = decode(b"A\xf9 a\xd9", "page.txt", "vni")
    assert (raw.text, raw.source.base64 != "") == ("Á á", True)
    assert restore_bytes(raw.source, raw.text) == b"A\xf9 a\xd9"


@pytest.mark.parametrize(
    ("spelled", "text"),
    [
        (b"ta\\. d\\d a\\^ \\\\.", "ta. dd a^ \\."),
        (b"C:\\temp", "C:\\temp"),
        (b"u*o*' a^.. o't.", "ướ ậ. ót."),
        (b"D-d dd Dd DD", "D-d đ Đ Đ"),
    ],
)
def test_viqr_spells_letters_and_a_backslash_keeps_signs(spelled: bytes, text: str) -> None:
    assert LEGACY["viqr"].decode(spelled) == text
    assert LEGACY["viqr"].decode(LEGACY["viqr"].encode(text)) == text


@pytest.mark.parametrize("name", LEGACY)
def test_what_has_no_byte_cannot_be_encoded(name: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        LEGACY[name].encode("日")


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("TCVN3", "tcvn3"),
        ("x-viet-tcvn5712", "tcvn3"),
        ("ABC", "tcvn3"),
        ("VNI-Win", "vni"),
        ("csVISCII", "viscii"),
        ("x-viet-vps", "vps"),
        ("viqr", "viqr"),
        ("utf-8", ""),
        ("", ""),
    ],
)
def test_an_old_encoding_has_several_names(alias: str, name: str) -> None:
    assert legacy_name(alias) == name


@pytest.mark.parametrize("name", LEGACY)
@pytest.mark.parametrize("data", [b"a\xf9" * 500_000, b"\\" * 1_000_000, b"A\xb5\xe1+^." * 200_000])
def test_hostile_bytes_take_linear_time(name: str, data: bytes) -> None:
    start = time.process_time()
    LEGACY[name].encode(LEGACY[name].decode(data))
    assert time.process_time() - start < BLOWN_UP
