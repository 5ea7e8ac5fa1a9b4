"""What posts of a thread say, and which lines only frame them.

Posts are parted by the sign that comes with most of them.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from statistics import fmean

from corpuskit.labels.page import EVEN, Page
from corpuskit.lexicon.post_signs import FIGURES
from corpuskit.text.lines import Line

FEWEST_WORDS = 8
"""A line with so many is text without a stop at its end: posts are written in haste."""
FEWEST_AGAIN, OFTEN = 3, 3
"""A line frames posts when it comes so many times, and with one in so many of them at least."""
LONGEST_FRAME = 60
LONGEST_NAME = 2
"""Words; so long a line may also be who wrote the post."""
SURE_TEXT = 0.8
"""How likely text lines may be in the mean that frame posts; code says the same again and again."""
SMILEY = re.compile(r"\w.* (?:[:;=][-^']?[()DPp]+|[\U0001F600-\U0001F64F]+)")
DAY_AND_TIME = re.compile(r"[0-9][^0-9:].{0,30}(?<![0-9])[0-9]{1,2}:[0-5][0-9](?![0-9])")


def says_something(line: Line) -> bool:
    """Say whether a line in a thread is a sentence, long enough for one, or tells who is quoted.

    A smiley ends sentences too.
    """
    if line.stopped or line.text[-1] == ":" or SMILEY.fullmatch(line.text):
        return True
    return len(line.text.split()) >= FEWEST_WORDS


def is_day_and_time(line: Line) -> bool:
    """Say whether a day and a time stand in a line that is no running text."""
    return not line.running and DAY_AND_TIME.search(line.key) is not None


def find_frames(
    lines: Sequence[Line], signs: Sequence[int], page: Page
) -> tuple[dict[int, int], set[int]]:
    """Give how often each line that frames posts is said, by place, and the places of others.

    These are said as often, but they are all that their posts say.
    """
    framing = _framing(lines, len(signs), page)
    again = _said_again(framing, lines, signs, page)
    return {x.place: len(own) for own in framing for x in own if x.place not in again}, again


def _framing(lines: Sequence[Line], posts: int, page: Page) -> Sequence[Sequence[Line]]:
    """Give the short lines that come with many posts, whatever figures are in them."""
    alike: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if not line.running and len(line.text) <= LONGEST_FRAME:
            alike[FIGURES.sub("0", line.key)].append(line)
    least = max(FEWEST_AGAIN, posts // OFTEN)
    return [each for each in alike.values() if len(each) >= least and _may_frame(each, page)]


def _said_again(
    framing: Sequence[Sequence[Line]], lines: Sequence[Line], signs: Sequence[int], page: Page
) -> set[int]:
    """Give the places of what many posts say and nothing else, so that it does not frame them."""
    framed = {line.place for own in framing for line in own}
    telling = {bisect(signs, x.place) for x in lines if x.place not in framed and says_something(x)}
    silent = (own for own in framing if not any(bisect(signs, x.place) in telling for x in own))
    said = (own for own in silent if not page.lexicon.post_signs.find(own[0].key))
    return {line.place for own in said for line in own}


def said_in_short(
    lines: Iterable[Line], said: Container[int], signs: Sequence[int], page: Page
) -> Iterator[int]:
    """Give the longest line of each post that tells nothing else, if it has more than a name."""
    posts: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        posts[bisect(signs, line.place)].append(line)
    silent = (own for own in posts.values() if not any(line.place in said for line in own))
    for own in silent:
        short = [line for line in own if _may_be_a_post(line, page)]
        if short:
            yield max(short, key=lambda line: len(line.text)).place


def _may_be_a_post(line: Line, page: Page) -> bool:
    if not page.is_open(line.place) or len(line.text.split()) <= LONGEST_NAME:
        return False
    is_sign = page.lexicon.post_signs.find(line.key) or is_day_and_time(line)
    return not is_sign and page.names_little_furniture(line)


def _may_frame(lines: Sequence[Line], page: Page) -> bool:
    return fmean(page.likelihood(line, EVEN) for line in lines) < SURE_TEXT
