"""Notes below a text are text, however short they are and wherever they stand."""

import pytest

from corpuskit.model import Label
from tests.labels.test_markup_rules import BODY, MENU, REST, rules

NOTES = ("Sách đã dẫn, tr. 12.", "Địa chí huyện, quyển 3, tr. 33–57.", "Xem bản đồ năm 1902.")
ITEMS = "".join(f"<li>{note}</li>" for note in NOTES)


def page(notes: str) -> str:
    article = f"<article><h1>Cầu cũ bên sông</h1>{BODY}{REST}{notes}</article>"
    return f"<html lang=vi><body><nav><ul>{MENU}</ul></nav>{article}<footer>Hội Sử học</footer>"


@pytest.mark.parametrize(
    "notes",
    [
        '<aside class="footnotes"><ol>{}</ol></aside>',
        '<section role="doc-endnotes"><ol>{}</ol></section>',
        '<div id="footnotes"><ol>{}</ol></div>',
        '<ol class="wp-block-footnotes">{}</ol>',
    ],
    ids=["aside", "role", "id", "WordPress"],
)
def test_notes_stay(notes: str) -> None:
    found = rules(page(notes.format(ITEMS)))
    assert {found[note][0] for note in NOTES} == {Label.PARAGRAPH}


def test_the_foot_of_a_site_is_none() -> None:
    found = rules(page("").replace("Hội Sử học", f'<ol class="footnotes">{ITEMS}</ol>'))
    assert "paragraph.notes" not in {found[note][1] for note in NOTES}
