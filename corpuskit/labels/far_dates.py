"""Dates far from a headline that has its own: the clock of a site, the days of other pages."""

from corpuskit.labels.page import Page, Verdict
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Line
from corpuskit.text.pieces import CRAWL_FIELD

FAR_DATE = "chrome.far_date"
ABOVE, BELOW = 4, 6
"""Lines: so near the headline its own date stands, and with it authors, sections and buttons."""


def mark_far_dates(page: Page) -> None:
    """Call dates furniture above the head of a page and below its text, if its head has one."""
    title = page.shape.title
    dates = [line for line in page.lines if _is_printed_date(line, page)]
    own = next((each for each in dates if title - ABOVE <= each.place <= title + BELOW), None)
    if title < 0 or own is None:
        return
    for line in dates:
        if line.place < title - ABOVE or 0 <= page.shape.last_running < line.place != own.place:
            reason = Reason(FAR_DATE, 0.85, f"{own.text[:40]} beside the title")
            page.verdicts[line.place] = Verdict(Label.CHROME, reason, "date")


def _is_printed_date(line: Line, page: Page) -> bool:
    verdict = page.verdicts[line.place]
    is_date = verdict is not None and verdict.label is Label.DATE_LINE
    return is_date and line.piece.detail != CRAWL_FIELD
