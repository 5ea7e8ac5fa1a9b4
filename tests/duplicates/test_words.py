"""Words as copies are compared by: case and punctuation do not count, everything else does."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.duplicates.words import WordHashes, digest_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" …—! ", []),
        ("Má ơi, mà… MÁ!", ["má", "ơi", "mà", "má"]),
        ("ngày 31-12, 5.000đ", ["ngày", "31", "12", "5", "000đ"]),
        ("hoà hòa", ["hoà", "hòa"]),
        ("Đ Ð", ["đ", "ð"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        ("İ", ["i̇"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("ọ̀kan m̀bà", ["ọ̀kan", "m̀bà"]),
        ("❤️ a\u0301\u0300b", ["á\u0300b"]),
        ("a\ud800b", ["a", "b"]),
        ("a\nb\u2028c", ["a", "b", "c"]),
    ],
)
def test_words_are_letters_digits_and_their_marks(text: str, words: list[str]) -> None:
    assert words_of(text) == [normalize("NFC", word) for word in words]


@pytest.mark.parametrize("pair", ["má mà", "ma má", "mả mã", "mạ ma", "đa da", "ô o", "ơ o", "ư u"])
def test_tones_and_letters_of_vietnamese_are_never_folded_together(pair: str) -> None:
    one, other = pair.split()
    assert digest_of(words_of(one)) != digest_of(words_of(other))
    assert digest_of(words_of(one.upper())) == digest_of(words_of(one))


@given(st.text())
def test_the_form_of_normalisation_does_not_count(text: str) -> None:
    assert words_of(normalize("NFD", text)) == words_of(text)


@given(st.text())
def test_no_letter_and_no_digit_is_lost(text: str) -> None:
    folded = normalize("NFC", normalize("NFC", text).casefold())
    kept = "".join(words_of(text))
    assert [each for each in folded if each.isalnum()] == [each for each in kept if each.isalnum()]


@given(st.lists(st.text(), max_size=5))
def test_the_words_of_lines_are_the_words_of_the_text(lines: list[str]) -> None:
    assert words_of("\n".join(lines)) == [word for line in lines for word in words_of(line)]


def test_the_order_of_words_counts_and_no_words_have_no_hash() -> None:
    assert digest_of(["a", "b"]) != digest_of(["b", "a"])
    assert digest_of([]) == b""


def test_remembered_hashes_are_those_of_a_new_start(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [[f"w{n}" for n in range(start, start + 8)] for start in (0, 3, 40, 0)]
    monkeypatch.setattr("corpuskit.duplicates.words.MOST_KNOWN", 10)
    hashes = WordHashes()
    assert [hashes.of(words) for words in texts] == [WordHashes().of(words) for words in texts]
