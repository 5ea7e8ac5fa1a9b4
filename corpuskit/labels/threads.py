"""Threads: posts of several people, by what forums print beside each of them.

Posts are short, so that weighing finds no article, and what stands between them is as long as they
are. Signs of posts, again and again, tell where a thread stands: its sentences are text, short
lines that come with many posts are none, and what stands below the last post is something else.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpuskit.labels.below_text import SHORTEST_ARTICLE
from corpuskit.labels.page import EVEN, Page, Verdict
from corpuskit.labels.posts_said import (
    find_frames,
    is_day_and_time,
    said_in_short,
    says_something,
)
from corpuskit.labels.rule import ANY_LENGTH, LabelRule
from corpuskit.lexicon.post_signs import NUMBER, PostSigns
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Line

FEWEST_SIGNS = 3
"""Of one kind, that prove a thread; beside another kind two do."""
FEWEST_KINDS = 2
"""Signs that other pages have too prove a thread when so many different ones come often. On 1,900
development pages that are no thread it is so on none."""
WALL = 3
"""Lines that are no text, in a row, below the last post."""
NEAR = 4
"""Lines: so near the number of a post stands its time (rankings number their items without), and
so near the first and the last line of posts what frames them."""
SURELY_A_FRAME, SURELY_BELOW = 0.9, 0.9
"""How sure both are: in 29 threads of unseen sites 93 % of the lines that frame posts are
furniture, and all below the last one."""
SURE_TEXT = 0.8
"""So likely text, a running line below the posts is weighed like any other."""
LONGEST_RE = 4
"""Letters."""


class Thread(NamedTuple):
    """What posts of a thread say, and what frames them; places of lines.

    `sign` is the first sign of a post, below the headline, `last` the last line of posts; `said`
    holds their text. `frames` gives for lines between posts how often they are said there, and
    `posts` how many posts there are; `subjects` are what answers name: “Re: …”.
    """

    sign: int
    last: int
    posts: int
    said: frozenset[int]
    frames: Mapping[int, int]
    subjects: frozenset[str]


def find_thread(page: Page) -> Thread | None:
    """Give the thread of a page that has been weighed, if it has one."""
    signs = _signs(page)
    if not _are_enough(signs, page.lexicon.post_signs):
        return None
    places = sorted(place for own in signs.values() for place in own)
    often = max(signs.values(), key=len)
    around = page.lines[max(places[0] - NEAR, 0) : places[-1] + 1 + NEAR]
    frames, again = find_frames(around, often, page)
    first = _reach(reversed(page.lines[: places[0]]), places[0], frames, page)
    last = _reach(page.lines[places[-1] + 1 :], places[-1], frames, page)
    if _is_below_an_article(places[0], last, page):
        return None
    inside = [line for line in page.lines[first : last + 1] if line.place not in frames]
    said = again | {line.place for line in inside if says_something(line)}
    said |= set(said_in_short(inside, said, often, page))
    subjects = frozenset(_subjects(page.lines))
    return Thread(places[0], last, len(often), frozenset(said), frames, subjects)


def is_frame_of_posts(line: Line, page: Page) -> Verdict | None:
    """The line stands between the posts of a thread, and comes with many of them."""
    if page.thread is None or line.place not in page.thread.frames:
        return None
    often = f"{page.thread.frames[line.place]} times between posts"
    return Verdict(Label.CHROME, Reason("chrome.post", SURELY_A_FRAME, often), "forum")


def is_below_posts(line: Line, page: Page) -> Verdict | None:
    """The line stands below the last post of a thread, and below the wall that ends it.

    What is likely running text may be the rest of a post with a list, or another text.
    """
    if page.thread is None or line.place <= page.thread.last + WALL:
        return None
    if line.running and line.stopped and page.likelihood(line, EVEN) >= SURE_TEXT:
        return None
    reason = Reason("chrome.below_posts", SURELY_BELOW, f"last of {page.thread.posts} posts above")
    return Verdict(Label.CHROME, reason, "forum")


def _subjects(lines: Iterable[Line]) -> Iterator[str]:
    """Give the words, two or more, behind one as short as “Re:” and “Odp:”."""
    for line in lines:
        word, _, subject = line.key.partition(": ")
        if len(word) <= LONGEST_RE and " " in subject:
            yield subject


def _signs(page: Page) -> Mapping[str, Sequence[int]]:
    """Give the places of the signs that come more than once, by their names."""
    found: dict[str, list[int]] = defaultdict(list)
    for line in page.lines:
        name = "" if line.stopped else page.lexicon.post_signs.find(line.key)
        if name and (name != NUMBER or _is_dated(line, page)):
            found[name].append(line.place)
    return {name: places for name, places in found.items() if len(places) > 1}


def _is_dated(line: Line, page: Page) -> bool:
    """Whether a day stands in a line or near it, as beside the number of a post."""
    near = page.lines[max(line.place - NEAR, 0) : line.place + NEAR + 1]
    return any(
        page.label_at(each.place) is Label.DATE_LINE or is_day_and_time(each) for each in near
    )


def _are_enough(signs: Mapping[str, Sequence[int]], known: PostSigns) -> bool:
    """Whether a sign that proves something comes often, or several others that no text says.

    Beside another sign that comes again, twice is often; so it is for one kind more.
    """
    least = FEWEST_SIGNS if len(signs) == 1 else 2
    often = {name for name, places in signs.items() if len(places) >= least}
    oftener = {name for name, places in signs.items() if len(places) >= FEWEST_SIGNS}
    kinds, more_kinds = (len(names & known.whole_lines) for names in (oftener, set(signs)))
    return bool(often - known.beside_others) or kinds >= FEWEST_KINDS or more_kinds > FEWEST_KINDS


def _reach(lines: Iterable[Line], sign: int, frames: Container[int], page: Page) -> int:
    """Give the farthest line of text beside a sign that no wall parts from it, or the sign."""
    last, wall = sign, 0
    for line in (each for each in lines if each.place not in frames):
        is_text = _is_text(line, page)
        last, wall = (line.place, 0) if is_text else (last, wall + 1)
        if wall == WALL:
            break
    return last


def _is_text(line: Line, page: Page) -> bool:
    if not says_something(line):
        return page.likelihood(line, EVEN) >= EVEN and page.is_open(line.place)
    return page.names_little_furniture(line)


def _is_below_an_article(sign: int, last: int, page: Page) -> bool:
    """Whether more text stands above the first sign than below it, and enough for an article."""
    above = (line for line in page.lines[:sign] if line.running)
    size = sum(len(line.text) for line in above if page.likelihood(line, EVEN) >= EVEN)
    inside = (line for line in page.lines[sign : last + 1] if says_something(line))
    return size >= max(SHORTEST_ARTICLE, sum(len(line.text) for line in inside))


THREAD_RULES: tuple[LabelRule, ...] = (
    LabelRule("chrome.post", is_frame_of_posts, "page", running=False),
    LabelRule("chrome.below_posts", is_below_posts, "page", longest=ANY_LENGTH),
)
