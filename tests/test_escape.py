import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.errors import SourceRefused
from corpuskit.escape import safe, unicode_of


def test_ordinary_text_is_shown_as_it_is() -> None:
    assert safe("Hội nghị 'tốt' \\ 100 % [bold red] {0}") == (
        "Hội nghị 'tốt' \\ 100 % [bold red] {0}"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", "a\\nb"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\x9b31m", "\\x9b31m"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("\u2028", "\\u2028"),
        ("\udcff", "\\udcff"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_could_steer_a_terminal_is_escaped(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text(st.characters(codec=None)))
def test_what_is_recorded_has_no_lone_surrogate_and_is_else_as_it_was(text: str) -> None:
    refused = SourceRefused("a.txt", text, text)
    assert refused.cause == refused.advice == unicode_of(text)
    assert unicode_of(text).encode("utf-8").decode("utf-8") == unicode_of(text)
    assert text.isprintable() is False or unicode_of(text) == text


@given(st.text(st.characters(codec=None)))
def test_the_result_is_always_one_printable_line(text: str) -> None:
    assert safe(text).isprintable()
