"""What a marked-up page says twice: teasers of other pages, hidden copies, its summary, its text.

All read like an article, so that words and features of a line cannot tell which are of it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from corpuskit.labels.markup_rules import layout_of, stands_in
from corpuskit.text.echoes import slug_of
from corpuskit.text.lines import Line
from corpuskit.weighing.traits import is_shown

FEWEST_TEASERS = 3
MOSTLY_LINK = 0.5
HEADLINE, HEADING = "h1", "h"
LONGEST_BETWEEN = 40
"""Characters: a date or a counter may stand between the link and its text."""
SHORTEST_DESCRIPTION = 60
"""Characters: shorter ones name the site, or the page."""
SHORTEST_COPY = 20
"""Characters: shorter lines are said again by chance."""


def find_teasers(lines: Sequence[Line]) -> frozenset[int]:
    """Give the places of all lines in elements whose texts all stand below links to other pages.

    Of an article at least the first text stands below something else.
    """
    texts, teased = Counter[int](), Counter[int]()
    above: frozenset[int] = frozenset()
    for line in filter(is_shown, lines):
        elements = frozenset(element.number for element in layout_of(line).elements)
        if layout_of(line).links >= MOSTLY_LINK:
            above = elements
        elif line.running:
            texts.update(elements)
            teased.update(elements & above)
            above = frozenset()
        elif not _may_stand_between(line):
            above = frozenset()
    headed = {e.number for line in lines if _is_headline(line) for e in layout_of(line).elements}
    found = {n for n, count in texts.items() if count >= FEWEST_TEASERS and teased[n] == count}
    return frozenset(line.place for line in lines if stands_in(line, found - headed))


def is_all_teasers(lines: Sequence[Line], teasers: Collection[int]) -> bool:
    """Say whether most running text that a page shows stands in its teasers."""
    texts = [line for line in filter(is_shown, lines) if line.running]
    inside = sum(len(line.text) for line in texts if line.place in teasers)
    return 2 * inside > sum(len(line.text) for line in texts)


def find_copies(lines: Sequence[Line]) -> frozenset[int]:
    """Give the places of lines that nobody sees and that others say which everybody sees."""
    shown = {line.key for line in lines if is_shown(line)}
    return frozenset(
        line.place
        for line in lines
        if len(line.text) >= SHORTEST_COPY and layout_of(line).hidden and line.key in shown
    )


def find_described(lines: Sequence[Line], descriptions: Iterable[str]) -> int:
    """Give the place of the first line that is what the source states as its description, or -1.

    A description may be cut short, and so may be what stands on the page.
    """
    stated = [slug_of(each) for each in descriptions if len(each) >= SHORTEST_DESCRIPTION]
    for line in filter(is_shown, lines) if stated else ():
        if len(line.text) >= SHORTEST_DESCRIPTION and layout_of(line).links < MOSTLY_LINK:
            slug = slug_of(line.text)
            if any(each.startswith(slug) or slug.startswith(each) for each in stated):
                return line.place
    return -1


def find_stated_text(lines: Iterable[Line]) -> frozenset[int]:
    """Give the places of running text that the source repeats where it states its text.

    A browser may hide it behind a paywall. On 353 development pages all of it is text, but for the
    transcript of a speech that the gold leaves out.
    """
    running = ((line.place, layout_of(line)) for line in lines if line.running)
    return frozenset(
        place for place, layout in running if layout.stated and layout.links < MOSTLY_LINK
    )


def _may_stand_between(line: Line) -> bool:
    """Whether a line is a date or a counter by its look, and no heading."""
    plain = len(line.text) <= LONGEST_BETWEEN and any(map(str.isdigit, line.text))
    return plain and not layout_of(line).tag.startswith(HEADING)


def _is_headline(line: Line) -> bool:
    return any(element.tag == HEADLINE for element in layout_of(line).elements)
