"""Raw blocks: where a decoded source is cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.text.segment import split_stretches


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\nb", ["a\n", "b"]),
        ("a\r\nb\rc\n", ["a\r\n", "b\r", "c\n"]),
        ("a\n\n \n\tb\n\n", ["a\n", "\n \n", "\tb\n", "\n"]),
        ("\r\r\n\n", ["\r\r\n\n"]),
        ("a\x85b\u2028c\x0bd\x0ce\n", ["a\x85b\u2028c\x0bd\x0ce\n"]),
    ],
)
def test_a_text_is_cut_at_line_ends_only(text: str, stretches: list[str]) -> None:
    assert [stretch.raw for stretch in split_stretches(text)] == stretches


@given(st.text(alphabet="a \t\r\n\x85\u2028"))
def test_stretches_tile_the_text(text: str) -> None:
    stretches = split_stretches(text)
    assert "".join(stretch.raw for stretch in stretches) == text
    assert [text[s.start :][: len(s.raw)] for s in stretches] == [s.raw for s in stretches]


@given(st.text(alphabet="a \r\n"))
def test_no_two_blank_stretches_follow_each_other(text: str) -> None:
    blank = [stretch.raw.isspace() for stretch in split_stretches(text)]
    assert not any(one and other for one, other in pairwise(blank))
