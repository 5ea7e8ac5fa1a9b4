"""Patterns of language packs: pieces, and what is wrong with a pattern in words."""

import re

import pytest

from corpuskit.errors import PluginFailed
from corpuskit.language import Form, LanguagePack, Word
from corpuskit.lexicon.patterns import Forms, number_or_word, pieces_of

PACK = LanguagePack("xx", "made for a test", parts_of_day=(Word("Morgens", "morning"),))
PIECES = pieces_of([PACK])


def form(pattern: str) -> Form:
    return Form(pattern, "made for a test")


def test_the_first_form_that_fits_comes_first() -> None:
    forms = Forms([form("{day}{sep}{month}"), form("{day}.*")], PIECES)
    assert [m.groupdict().get("month") for m in forms.fullmatch("5/7")] == ["7", None]


def test_two_forms_may_use_the_same_piece_twice() -> None:
    forms = Forms([form("{day}{sep}{month}{same_sep}{year}"), form("{day}{sep}{month}")], PIECES)
    assert [m[0] for m in forms.match("5/7/2024")] == ["5/7/2024", "5/7"]
    assert [m[0] for m in forms.match("5/7-2024")] == ["5/7"]


def test_a_form_may_ask_whether_its_own_piece_was_there() -> None:
    forms = Forms([form("x"), form(r"(?P<open>\()?{day}(?(open)\))")], PIECES)
    assert [m["day"] for text in ("5", "(5)", "(5") for m in forms.fullmatch(text)] == ["5", "5"]


def test_numbers_and_words_are_found_from_left_to_right_the_longest_first() -> None:
    found = number_or_word(["May", "Mar.", "March", "tháng Ba"]).findall(
        "12May 3 March tháng Ba Ma"
    )
    assert found == ["12", "May", "3", "March", "tháng Ba"]


def test_without_words_only_numbers_are_found() -> None:
    assert number_or_word([]).findall("May 5, 2024") == ["5", "2024"]


def test_words_of_the_pack_are_pieces() -> None:
    assert [m["part"] for m in Forms([form("{part}")], PIECES).fullmatch("Morgens")] == ["Morgens"]


def test_a_piece_without_words_matches_nothing() -> None:
    assert list(Forms([form("{agency}?")], pieces_of([])).fullmatch("ABC")) == []


def test_no_forms_match_nothing() -> None:
    assert list(Forms([], PIECES).match("5/7")) == []


@pytest.mark.parametrize(
    ("pattern", "cause"),
    [("{dya}", "unknown piece 'dya'"), ("{day}(", "missing ), unterminated subpattern")],
)
def test_a_wrong_pattern_is_named_with_its_fault(pattern: str, cause: str) -> None:
    with pytest.raises(
        PluginFailed,
        match=f"^{re.escape(f'language pack pattern {pattern!r}: ')}.*{re.escape(cause)}",
    ):
        Forms([form(pattern)], PIECES)
