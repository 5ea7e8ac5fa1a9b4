"""Pages of documentation: what programs name as their text is text, however short its lines are."""

import pytest

from corpuskit.model import Label
from tests.labels.test_markup_rules import MENU, PARAGRAPHS, rules

LINES = ("int open(path, mode)", "path", "where the file lies", "mode", "r, w or a", "since 2.1")
TABLE = (
    "<h1>Opening a file</h1><p>{}</p><dl><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>"
    "<div>{}</div><table><tr><td><a href=/a>close</a></td><td>closes it again</td></tr></table>"
).format(*LINES)
SEE_ALSO = (
    "<div class=toc><ul><li><a href=#a>Opening</a></li><li><a href=#b>Modes</a></li></ul></div>"
)


def page(text: str) -> str:
    return (
        f"<html lang=en><body><nav><ul>{MENU}</ul></nav>{text}<footer><p>Built daily</p></footer>"
    )


def manual(opening: str, closing: str) -> str:
    """Give a page with the text in these elements, between lines that are none of it."""
    running = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    beside = "<div class=links><p>Edit on the hub</p><p>Ask a question</p></div>"
    return page(f"{beside}{opening}{SEE_ALSO}{TABLE}{running}{closing}{beside}")


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('<div class="rst-content"><div itemprop=articleBody>', "</div></div>"),
        ('<div class="documentwrapper"><div class="body" role="main">', "</div></div>"),
        ('<article class="md-content__inner md-typeset">', "</article>"),
        ('<div class="theme-doc-markdown markdown">', "</div>"),
        ('<div id="mw-content-text"><div class="mw-parser-output">', "</div></div>"),
        ('<div class="class-declaration-page"><main role="main">', "</main></div>"),
        ('<div id="doc-content"><div class="contents">', "</div></div>"),
        ('<div class="refentry"><div class="refsect1">', "</div></div>"),
    ],
    ids=[
        "Read the Docs",
        "Sphinx",
        "MkDocs",
        "Docusaurus",
        "MediaWiki",
        "javadoc",
        "Doxygen",
        "man",
    ],
)
def test_all_of_a_text_that_is_named_is_text(opening: str, closing: str) -> None:
    found = rules(manual(opening, closing))
    assert {found[text][0] for text in LINES} <= {Label.PARAGRAPH, Label.LEAD, Label.HEADING}
    assert "paragraph.manual" in {found[text][1] for text in LINES}


def test_what_leads_through_a_text_and_what_stands_around_it_is_not_of_it() -> None:
    found = rules(manual('<div class="rst-content">', "</div>"))
    others = ("Modes", "Edit on the hub", "Ask a question", "Built daily")
    assert "paragraph.manual" not in {found[text][1] for text in others}


def test_a_name_with_low_lines_in_a_manual_is_not_that_of_a_picture() -> None:
    named = "<div class=rst-content><p>exec_prefix_of_base</p>"
    assert rules(manual(named, "</div>"))["exec_prefix_of_base"][0] is not Label.ALT_TEXT


def test_an_element_of_that_name_with_hardly_any_text_is_something_else() -> None:
    running = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    found = rules(
        page(f'<div>{running}</div><div class="markdown-body"><p>Built nightly</p></div>')
    )
    assert found["Built nightly"][1] != "paragraph.manual"


def test_what_nobody_sees_is_not_of_a_text() -> None:
    hidden = '<div class="rst-content"><p hidden>Old signature</p>'
    found = rules(manual(hidden, "</div>"))
    assert found["Old signature"][1] != "paragraph.manual"


def test_a_text_is_found_however_deep_it_stands() -> None:
    opening, closing = "<div class='a b'>" * 3000, "</div>" * 3000
    found = rules(page(f"{opening}{manual('<div class=rst-content>', '</div>')}{closing}"))
    assert "paragraph.manual" in {found[text][1] for text in LINES}
