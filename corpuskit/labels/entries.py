"""Days that head the entries of a diary, a chronicle or a list of changes.

One such line below a headline is the date of the publication; several, each with text below it,
belong to the text, and none of them says when it was published.
"""

from collections import defaultdict
from collections.abc import Sequence

from corpuskit.labels.date_rules import TIMESTAMP, is_moment
from corpuskit.labels.page import Page, Verdict
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Line

ENTRY = "heading.entry"
FEWEST_ENTRIES = 3
"""A page has two dates of its own, of the publication and of an update."""
LONGEST_OPENING = 2
"""Lines of text above the first entry; comments and other articles have a whole text above."""
BELOW_A_DAY = frozenset({Label.LEAD, Label.PARAGRAPH})
SURE = 0.8


def mark_entries(page: Page) -> None:
    """Call days headings where several of the same form stand directly above text."""
    for days in _alike(page):
        if _are_entries(days, page):
            for line in days:
                reason = Reason(ENTRY, SURE, f"{len(days)} days above text")
                page.verdicts[line.place] = Verdict(Label.HEADING, reason)


def _are_entries(days: Sequence[Line], page: Page) -> bool:
    """Whether several days follow each other from the beginning of the text on."""
    is_early = days[0].place <= page.shape.first_running + LONGEST_OPENING
    return is_early and len({line.key for line in days}) >= FEWEST_ENTRIES


def _alike(page: Page) -> Sequence[Sequence[Line]]:
    """Give the days above text that are written in the same way, if the page has an article."""
    found: dict[tuple[bool, ...], list[Line]] = defaultdict(list)
    for line in page.lines if page.has_article else ():
        if _is_day_above_text(line, page):
            found[tuple(map(str.isalpha, line.text.split()))].append(line)
    return list(found.values())


def _is_day_above_text(line: Line, page: Page) -> bool:
    """Readers and news agencies write the hour too; diaries are kept day by day."""
    verdict = page.verdicts[line.place]
    is_date = verdict is not None and verdict.detail == TIMESTAMP
    if not is_date or page.label_at(line.place + 1) not in BELOW_A_DAY:
        return False
    return not is_moment(line.text, page.lexicon, timed=True)
