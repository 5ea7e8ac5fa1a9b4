"""How many sentences a line seems to have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.text.sentences import count_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Quang cảnh hội nghị", 1),
        ("Quang cảnh hội nghị.", 1),
        ("Hội đã bế mạc. Đông vui.", 2),
        ("Ai đến? Cả làng! Vui…  Rất vui.", 4),
        ("“Tôi về.” Bà nói thế.", 2),
        ("(Ảnh minh họa.) Bà nói thế.", 2),
        ("Giá 1.720 đồng, lúc 8.30 sáng", 1),
        ("Ông nói... rồi im lặng.", 1),
        ("1. Bánh bèo", 1),
        ("12. Bánh bèo", 1),
        ("a. Bánh bèo", 1),
        ("Năm 2024. Bánh bèo", 2),
        ("他来了。我走了。", 2),
        ("", 1),
    ],
)
def test_a_stop_before_no_small_letter_ends_a_sentence(text: str, count: int) -> None:
    assert count_sentences(text) == count


@given(st.text(), st.text())
def test_two_texts_have_no_fewer_sentences_than_one(text: str, more: str) -> None:
    assert 1 <= count_sentences(text) <= count_sentences(f"{text}\n{more}")
