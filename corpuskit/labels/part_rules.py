"""Rules about a block that stands in a part of a page which its markup names, or a heading."""

from collections.abc import Container

from corpuskit.labels.markup_rules import layout_of
from corpuskit.labels.page import EVEN, Page, Verdict
from corpuskit.labels.rule import ANY_LENGTH, LabelRule
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Line

SURE_BY_NAME, SURE_BY_SIGNS = 0.85, 0.65
"""How sure a line of a post is text that weighing calls furniture, by the name of its element and
by the signs beside it: two thirds of the characters of 29 threads of unseen sites are."""


def is_comment(line: Line, page: Page) -> Verdict | None:
    """The line stands where readers comment on the text above."""
    return _apart("comments", "comment", line, page)


def tells_of_author(line: Line, page: Page) -> Verdict | None:
    """The line tells of who wrote the text above, in a box of its own."""
    return _apart("author", "author", line, page)


def asks_for_consent(line: Line, page: Page) -> Verdict | None:
    """The line stands in a banner or dialog that asks for consent to cookies."""
    return _apart("consent", "cookie", line, page)


def is_of_another_article(line: Line, page: Page) -> Verdict | None:
    """The line stands in another article than the stated title, and that one has its text."""
    return _apart("article", "related", line, page)


def is_in_post(line: Line, page: Page) -> Verdict | None:
    """The line stands in one of several posts, and is none of what frames them."""
    confidence = SURE_BY_NAME if page.thread is None else SURE_BY_SIGNS
    return _text("paragraph.post", confidence, page.posts, line, page)


def is_in_manual(line: Line, page: Page) -> Verdict | None:
    """The line stands in the text of documentation, by the name that programs give to it."""
    return _text("paragraph.manual", 0.8, page.manual, line, page)


def is_in_notes(line: Line, page: Page) -> Verdict | None:
    """The line stands in the notes of a text, by the name that programs give to them."""
    return _text("paragraph.notes", 0.85, page.notes, line, page)


def is_in_table(line: Line, page: Page) -> Verdict | None:
    """The line stands in a table of figures, and much of the table is no furniture."""
    return _text("paragraph.table", 0.8, page.tables, line, page)


def is_stated_text(line: Line, page: Page) -> Verdict | None:
    """The source says the line once more where it states its text, seen or behind a paywall."""
    return _text("paragraph.stated", 0.9, page.stated, line, page)


def _text(
    rule: str, confidence: float, places: Container[int], line: Line, page: Page
) -> Verdict | None:
    """Judge a line that weighing calls furniture; what it calls text has other reasons."""
    if line.place not in places or page.likelihood(line, 1) >= EVEN:
        return None
    return Verdict(Label.PARAGRAPH, Reason(rule, confidence, layout_of(line).tag))


def _apart(kind: str, detail: str, line: Line, page: Page) -> Verdict | None:
    part = page.apart.get(line.place)
    if part is None or part.kind != kind:
        return None
    return Verdict(Label.CHROME, Reason(f"chrome.{kind}", 0.9, part.evidence), detail)


BELOW_TEXT_RULES: tuple[LabelRule, ...] = (
    LabelRule("chrome.comments", is_comment, "page", longest=ANY_LENGTH),
    LabelRule("chrome.author", tells_of_author, "page", longest=ANY_LENGTH),
)
"""What pages without markup have too."""
PART_RULES: tuple[LabelRule, ...] = (
    LabelRule("chrome.consent", asks_for_consent, "page", longest=ANY_LENGTH),
    LabelRule("chrome.article", is_of_another_article, "page", longest=ANY_LENGTH),
)
POST_RULES: tuple[LabelRule, ...] = (
    LabelRule("paragraph.post", is_in_post, "page", longest=ANY_LENGTH),
)
"""What threads without markup have too."""
LISTED_RULES: tuple[LabelRule, ...] = (
    LabelRule("paragraph.manual", is_in_manual, "page", longest=ANY_LENGTH),
    LabelRule("paragraph.notes", is_in_notes, "page", longest=ANY_LENGTH),
    LabelRule("paragraph.table", is_in_table, "page", longest=ANY_LENGTH),
    LabelRule("paragraph.stated", is_stated_text, "page", longest=ANY_LENGTH),
)
