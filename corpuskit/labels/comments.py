"""Comments of readers below a text without markup.

They are running text as the article is, so what their own lines say tells them apart: a heading
that counts them, and below it names, each with a day and a time.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from corpuskit.labels.below_text import lines_below_article
from corpuskit.labels.date_rules import FIGURE
from corpuskit.labels.page import Apart, Page
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.text.lines import Line

CLOCK = re.compile(r"(?<![0-9])[0-9]{1,2}[:.h][0-5][0-9](?![0-9])")
LONGEST_STAMP = 60
"""Characters of a line with a day and a time, the name of who wrote included."""
LONGEST_HEADING = 200
FEWEST_STAMPS = 2
MOST_STAMPS_ABOVE = 2
"""An article has its own dates above; posts of a thread have one each."""
NEAR = 8
"""Lines between the heading and the first day and time."""
APART = 30
"""Lines that a comment has at most; among development pages none so far below another is text."""


def find_comments(page: Page) -> dict[int, Apart]:
    """Give the places of all lines of comments below a text, headed by what counts them."""
    stamps = [line.place for line in page.lines if is_stamp(line)]
    if len(stamps) < FEWEST_STAMPS:
        return {}
    for heading in (
        line for line in lines_below_article(page) if heads_comments(line, page.lexicon)
    ):
        own = _stamps_below(heading.place, stamps)
        if len(own) >= FEWEST_STAMPS:
            last = _last_line(own, page)
            part = Apart("comments", heading.text[:40])
            return dict.fromkeys(range(heading.place, last + 1), part)
    return {}


def is_stamp(line: Line) -> bool:
    """Say whether a line says a day and a time, and little else."""
    clock = CLOCK.search(line.text) if len(line.text) <= LONGEST_STAMP else None
    if clock is None or line.stopped:
        return False
    rest = line.text[: clock.start()] + line.text[clock.end() :]
    return bool(FIGURE.search(rest))


def heads_comments(line: Line, lexicon: Lexicon) -> bool:
    """Say whether a line heads what readers say."""
    is_short = len(line.text) <= LONGEST_HEADING
    return is_short and lexicon.comment_heading.fullmatch(line.key) is not None


def _stamps_below(heading: int, stamps: Sequence[int]) -> list[int]:
    """Give the stamps that follow each other below a heading; none on a page of a thread."""
    above = bisect_left(stamps, heading)
    if above > MOST_STAMPS_ABOVE or above == len(stamps) or stamps[above] - heading > NEAR:
        return []
    below = stamps[above:]
    ends = (n for n, (one, two) in enumerate(pairwise(below), start=1) if two - one > APART)
    return list(below[: next(ends, len(below))])


def _last_line(stamps: Sequence[int], page: Page) -> int:
    """Give the last line of the last comment: running text, no more lines than another has."""
    longest = max(two - one for one, two in pairwise(stamps)) - 1
    end = min(stamps[-1] + longest, len(page.lines))
    last = min(stamps[-1] + 1, len(page.lines) - 1)
    while last + 1 < end and page.lines[last + 1].running and page.is_open(last + 1):
        last += 1
    return last
