"""Titles and dates of other pages, below a heading such as “Related news”."""

from corpuskit.labels.page import Page, Verdict
from corpuskit.labels.people import are_names
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Line

LONGEST_TITLE = 160
"""Characters."""
MOST_TITLES = 12
BELOW = "related_title"
"""The detail of what stands in a list of related pages."""
HEADING = "related"
"""The detail of the phrases above such lists."""
MORE = "more"
"""That of a phrase on a button that leads on."""
RELATED_TITLE = "chrome.related_title"
RELATED_DATE = "chrome.related_date"


def mark_related_titles(page: Page) -> None:
    """Decide about the lines below a heading such as “Related news”, up to the next text.

    The date of a related page is furniture as its title is. Only a page that has text has related
    pages, and a list of them is short.
    """
    left = 0
    for line in page.lines:
        verdict = page.verdicts[line.place]
        if left and _is_related_date(line, page):
            _mark(line, RELATED_DATE, page)
        elif verdict is not None:
            left = MOST_TITLES if _heads_titles(line, verdict) else 0
        elif left and page.last_running >= 0 and _may_be_related(line, page):
            _mark(line, RELATED_TITLE, page)
            left -= 1
        else:
            left = 0


def _heads_titles(line: Line, verdict: Verdict) -> bool:
    """Whether a line announces titles: a heading, or a button such as “Read more” with a colon."""
    announces = verdict.detail == MORE and line.text.endswith(":")
    return verdict.detail == HEADING or announces


def _mark(line: Line, rule: str, page: Page) -> None:
    reason = Reason(rule, 0.95, page.lines[line.place - 1].text[:40])
    page.verdicts[line.place] = Verdict(Label.CHROME, reason, BELOW)


def _is_related_date(line: Line, page: Page) -> bool:
    """Whether a date stands in a list of related pages below the text."""
    is_below = 0 <= page.first_running < line.place
    return is_below and page.label_at(line.place) is Label.DATE_LINE


def _may_be_related(line: Line, page: Page) -> bool:
    """Whether a line may be the title of another page; above the text stands that of this one."""
    short = not line.stopped and not line.running and len(line.text) <= LONGEST_TITLE
    above_text = line.place < page.first_running
    if not short or above_text or are_names(line.text, page.lexicon):
        return False
    return not _may_be_a_heading(line, page)


def _may_be_a_heading(line: Line, page: Page) -> bool:
    """Whether the text goes on directly below a line half as long as the title above it."""
    above = page.verdicts[line.place - 1]
    is_later = above is not None and above.detail == BELOW
    is_short = 2 * len(line.text) <= len(page.lines[line.place - 1].text)
    return is_later and is_short and page.is_running(line.place + 1)
