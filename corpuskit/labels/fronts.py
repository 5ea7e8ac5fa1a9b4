"""Section fronts in flat text: teasers of other pages, each below a title.

Teasers are sentences, so by their words and features they are the text of an article.
"""

from collections.abc import Sequence

from corpuskit.labels.page import Page
from corpuskit.model import Label
from corpuskit.text.lines import Line

FEWEST_TEASERS = 4
MOSTLY = 0.75
"""How much of the text of a front is teasers, by lines."""
FEWEST_UNDATED = 6
NEARLY_ALL = 0.9
"""How much of the text of a front is teasers where no dates stand beside them."""
USUAL_TEASER = 150
"""Characters: the items of a list of advice are longer in the mean."""
FEWEST_BETWEEN = 2
"""Lines: below each teaser stands a name, a section or a time, and then the next title."""
LONGEST_TEASER = 320
SHORTEST_TEXT = 40
FEWEST_WORDS_OF_A_TITLE = 4


def is_front(page: Page) -> bool:
    """Say whether nearly all text of a flat page is single paragraphs below titles.

    A date must stand beside each, unless they are as short and as far apart as teasers are.
    """
    if page.marked:
        return False
    texts = [line for line in page.lines if _is_text(line, page)]
    dated = sum(_is_teaser(line, page) for line in texts)
    if dated >= FEWEST_TEASERS and dated >= MOSTLY * len(texts):
        return True
    return len(texts) >= FEWEST_UNDATED and _are_teasers(texts, page)


def _are_teasers(texts: Sequence[Line], page: Page) -> bool:
    """Whether texts without dates are teasers by their size, their titles and what parts them."""
    count = len(texts)
    span = texts[-1].place - texts[0].place + 1
    is_short = sum(len(line.text) for line in texts) <= USUAL_TEASER * count
    is_wide = span - count >= FEWEST_BETWEEN * (count - 1)
    titled = sum(
        _has_title(page.lines[max(line.place - 1, 0) : line.place], page) for line in texts
    )
    return is_short and is_wide and titled >= NEARLY_ALL * count


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
