"""Rules about the pieces of a fused first line: each says what showed its border."""

from corpuskit.labels.date_rules import TIMESTAMP as DATE_AND_NOTHING_ELSE
from corpuskit.labels.page import Page, Verdict
from corpuskit.labels.rule import LabelRule
from corpuskit.model import Label, Reason
from corpuskit.text.fused import HEADLINE, SECTION, TIMESTAMP
from corpuskit.text.lines import Line


def is_fused_timestamp(line: Line, page: Page) -> Verdict | None:
    """A date at the beginning of the page was run together with what follows it."""
    if line.piece.detail != TIMESTAMP:
        return None
    reason = Reason("date_line.fused", 0.9, line.piece.evidence)
    return Verdict(Label.DATE_LINE, reason, DATE_AND_NOTHING_ELSE)


def is_fused_section(line: Line, page: Page) -> Verdict | None:
    """The name of a section was run together with what follows it."""
    if line.piece.detail != SECTION:
        return None
    return Verdict(Label.CHROME, Reason("chrome.fused", 0.9, line.piece.evidence), "section")


def is_fused_headline(line: Line, page: Page) -> Verdict | None:
    """The headline was run together with the text behind it."""
    if line.piece.detail != HEADLINE or page.shape.title not in (-1, line.place):
        return None
    return Verdict(Label.TITLE, Reason("title.fused", 0.95, line.piece.evidence))


FUSED_RULES: tuple[LabelRule, ...] = (
    LabelRule("date_line.fused", is_fused_timestamp),
    LabelRule("chrome.fused", is_fused_section),
    LabelRule("title.fused", is_fused_headline, "page"),
)
