import pytest

from corpuskit_html.references import resolved


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("&amp;", "&"),
        ("&eacute;", "é"),
        ("&eacute", "é"),
        ("&copyright", "©right"),
        ("&notin;", "∉"),
        ("&notit;", "¬it;"),
        ("&nosuch;", "&nosuch;"),
        ("&NotEqualTilde;", "≂̸"),
        ("&#7879;", "ệ"),
        ("&#x1EC7", "ệ"),
        ("&#XA0;", "\u00a0"),
        ("&#150;", "–"),
        ("&#x80;", "€"),
        ("&#x81;", "\x81"),
        ("&#0;", "\ufffd"),
        ("&#xD800;", "\ufffd"),
        ("&#x110000;", "\ufffd"),
        ("&#x0000000000041;", "A"),
        ("&#x1F;", "\x1f"),
        ("&#xFFFE;", "\ufffe"),
    ],
)
def test_references_are_what_the_standard_says(reference: str, expected: str) -> None:
    assert resolved(reference) == expected


def test_a_number_of_any_length_is_no_character() -> None:
    assert resolved("&#" + "9" * 100_000 + ";") == "\ufffd"
