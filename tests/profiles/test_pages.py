"""What learning sees of a page: what other rules know of a line, not what they guess."""

import pytest

from corpuskit.model import Block, Document, Label, Reason, Source
from corpuskit.profiles.pages import LearnedPage, PageLine, Role, page_of

SOURCE = Source("a.vn/1.txt", "", 0, "utf-8")


def block(label: Label, rule: str) -> Block:
    return Block(0, "x\n", "x", label, Reason(rule, 0.9))


@pytest.mark.parametrize(
    ("label", "rule", "role"),
    [
        (Label.PARAGRAPH, "paragraph.default", Role.TEXT),
        (Label.CAPTION, "caption.unstopped", Role.TEXT),
        (Label.CAPTION, "caption.photo_credit", Role.SETTLED),
        (Label.BYLINE, "byline.last_line", Role.SETTLED),
        (Label.DATE_LINE, "date_line.timestamp", Role.SETTLED),
        (Label.TITLE, "title.above_text", Role.TITLE),
        (Label.CHROME, "chrome.phrase", Role.CHROME),
        (Label.CHROME, "chrome.weighed", Role.TEXT),
    ],
)
def test_a_line_has_the_role_that_its_rule_gives(label: Label, rule: str, role: Role) -> None:
    page = page_of(Document("d", SOURCE, (block(label, rule),)))
    assert page.lines == (PageLine("x", role, running=False),)


def test_blank_blocks_are_no_lines() -> None:
    page = page_of(Document("d", SOURCE, (block(Label.BLANK, "blank"),)), "b.vn", names=True)
    assert page == LearnedPage("b.vn", page.mark, (), names=True)


def test_each_document_has_a_mark_of_its_own() -> None:
    other = Source("a.vn/2.txt", "", 0, "utf-8")
    marks = {page_of(Document("d", source, ())).mark for source in (SOURCE, other, SOURCE)}
    assert len(marks) == 2
