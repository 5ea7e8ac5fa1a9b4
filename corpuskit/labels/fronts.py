"""Section fronts in flat text: teasers of other pages, each with a title and the date of its page.

Teasers are sentences, so by their words and features they are the text of an article.
"""

from collections.abc import Sequence

from corpuskit.labels.page import Page
from corpuskit.model import Label
from corpuskit.text.lines import Line

FEWEST_TEASERS = 4
MOSTLY = 0.75
"""How much of the text of a front is teasers, by lines."""
LONGEST_TEASER = 320
SHORTEST_TEXT = 40
FEWEST_WORDS_OF_A_TITLE = 4


def is_front(page: Page) -> bool:
    """Say whether nearly all text of a flat page is single paragraphs below a title and a date."""
    if page.marked:
        return False
    texts = [line for line in page.lines if _is_text(line, page)]
    teasers = sum(_is_teaser(line, page) for line in texts)
    return teasers >= FEWEST_TEASERS and teasers >= MOSTLY * len(texts)


def _is_text(line: Line, page: Page) -> bool:
    return line.stopped and len(line.text) >= SHORTEST_TEXT and page.may_be_text(line)


def _is_teaser(line: Line, page: Page) -> bool:
    """Whether a title and a date, in whichever order, stand above a line with no text below it."""
    head = page.lines[max(line.place - 2, 0) : line.place]
    is_alone = not (page.is_running(line.place + 1) or len(line.text) > LONGEST_TEASER)
    dated = [above for above in head if page.label_at(above.place) is Label.DATE_LINE]
    return is_alone and len(dated) == 1 and _has_title(head, page)


def _has_title(head: Sequence[Line], page: Page) -> bool:
    return any(
        not line.stopped and len(line.text.split()) >= FEWEST_WORDS_OF_A_TITLE
        for line in head
        if page.is_open(line.place)
    )
