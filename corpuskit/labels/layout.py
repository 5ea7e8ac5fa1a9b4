"""Layouts that many lines make together: the cells of a table, and the pictures of a series.

They are guessed where flattening took them away; markup shows them itself.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from corpuskit.labels.page import Page
from corpuskit.model import Label
from corpuskit.text.echoes import slug_of
from corpuskit.text.lines import Line

LONGEST_CELL = 32
"""Characters."""
FEWEST_CELLS = 8
FEWEST_ANNOUNCED = 4
"""Cells of a table below a line that ends with a colon."""
SHARE_OF_FIGURES = 0.3
"""How many of the cells of a table have figures at least; entries of menus have hardly any."""
MOST_ABOVE = 20
"""Lines: so far above the figures of a table its first row may begin."""
FEWEST_PICTURES = 4
LONGEST_CREDIT = 40
FEWEST_WORDS_OF_A_CAPTION = 5
MOSTLY = 0.75
NUMBER_AT_THE_END = re.compile(r"(?:[ ]?[-–](?:[ ][^\W\d_]{1,12})?)?[ ][0-9]{1,3}[.]?$")
"""Before the number the word for a picture may stand: "… - Ảnh 2."."""


def table_cells(page: Page) -> frozenset[int]:
    """Give the places of short lines that follow each other like the cells of a table.

    What their words say is asked last, since that is dear and few pages have so many short lines.
    """
    if page.marked:
        return frozenset()
    short = _runs(page.lines, lambda line: _is_short(line, page))
    likely = (run for run in short if _is_table(run, page))
    tables = (table for run in likely for table in _runs(run, lambda line: _is_plain(line, page)))
    found = [_without_headings(table, page) for table in tables if _is_table(table, page)]
    below = (line.place for table in found for line in table)
    above = (place for table in found if table for place in _announced_above(table[0], page))
    return frozenset((*below, *above))


def _runs(lines: Sequence[Line], fits: Callable[[Line], bool]) -> Iterator[Sequence[Line]]:
    return (tuple(run) for is_run, run in groupby(lines, fits) if is_run)


def _is_short(line: Line, page: Page) -> bool:
    return len(line.text) <= LONGEST_CELL and page.is_open(line.place)


def _is_plain(line: Line, page: Page) -> bool:
    return page.furniture_words(line)[0] == 0


def _is_table(run: Sequence[Line], page: Page) -> bool:
    above = run[0].place - 1
    announced = above >= 0 and page.lines[above].text.endswith(":")
    if len(run) < (FEWEST_ANNOUNCED if announced else FEWEST_CELLS):
        return False
    figures = sum(any(map(str.isdigit, line.text)) for line in run)
    return figures >= SHARE_OF_FIGURES * len(run)


def _without_headings(table: Sequence[Line], page: Page) -> Sequence[Line]:
    """Leave out numbered headings at the ends of a table: those of the parts that it stands in."""
    first, last = 0, len(table)
    while first < last and page.heading_cue(table[first]):
        first += 1
    while first < last and page.heading_cue(table[last - 1]):
        last -= 1
    return table[first:last]


def _announced_above(cell: Line, page: Page) -> Sequence[int]:
    """Give the places between the first figures of a table and a line above that announces it."""
    places: list[int] = []
    for line in reversed(page.lines[max(cell.place - MOST_ABOVE, 0) : cell.place]):
        if line.text.endswith(":"):
            return places
        if line.running or not page.is_open(line.place) or not _is_plain(line, page):
            break
        places.append(line.place)
    return ()


def picture_texts(page: Page) -> frozenset[int]:
    """Give the places of the texts of a series of pictures: each stands below the name of one.

    None where most of the text between the first picture and the last stands elsewhere.
    """
    if page.marked:
        return frozenset()
    pictures = [line.place for line in page.lines if page.label_at(line.place) is Label.ALT_TEXT]
    below = frozenset(_texts_below(pictures, page))
    if len(below) < FEWEST_PICTURES:
        return frozenset()
    texts = [line.place for line in page.lines[pictures[0] :] if _is_text(line, page)]
    between = [place for place in texts if place <= pictures[-1] + 1]
    is_series = sum(place in below for place in between) >= MOSTLY * len(between)
    return below if is_series else frozenset()


def numbered_pictures(page: Page, title: int) -> frozenset[int]:
    """Give the places of lines that are the same but for a number at their end, and name pictures.

    They say the headline, or have no mark in a language that writes marks; others may be headings.
    """
    heads: dict[str, list[int]] = {}
    for line in page.lines:
        number = NUMBER_AT_THE_END.search(line.key) if line.key.rstrip(".")[-1:].isdigit() else None
        if number and page.is_open(line.place):
            heads.setdefault(line.key[: number.start()], []).append(line.place)
    headline = slug_of(page.lines[title].text) if heads and title >= 0 else ""
    return frozenset(
        place
        for head, places in heads.items()
        if _name_pictures(head, len(places), headline, page)
        for place in places
    )


def _name_pictures(head: str, times: int, headline: str, page: Page) -> bool:
    is_bare = page.lexicon.writes_marks and head.isascii() and len(head.split()) > 1
    is_headline = slug_of(head) == headline
    return (times > 1 or is_headline) and (is_bare or (is_headline and headline != ""))


def _texts_below(pictures: Sequence[int], page: Page) -> Iterator[int]:
    for place in pictures:
        if page.is_open(place + 1) and _is_text(page.lines[place + 1], page):
            yield place + 1


def _is_text(line: Line, page: Page) -> bool:
    return page.is_open(line.place) and line.stopped


def picture_credits(page: Page) -> frozenset[int]:
    """Give the places of lines in capitals that credit pictures: each below what one shows.

    One of them must be the name of a person; the others may be offices.
    """
    if page.marked or not page.lexicon.capitals_mean_names:
        return frozenset()
    credits_ = [line for line in page.lines if _is_below_a_caption(line, page)]
    named = any(line.key.split()[0] in page.lexicon.surnames for line in credits_)
    return frozenset(line.place for line in credits_ if named)


def _is_below_a_caption(line: Line, page: Page) -> bool:
    """Whether one short line without a stop stands between paragraphs and this line."""
    above = page.lines[line.place - 1]
    return (
        line.text.isupper()
        and len(line.text) <= LONGEST_CREDIT
        and page.is_running(line.place - 2)
        and page.is_running(line.place + 1)
        and page.is_open(line.place)
        and page.is_open(above.place)
        and len(above.text.split()) >= FEWEST_WORDS_OF_A_CAPTION
        and not (above.stopped or above.running or above.text.isupper())
    )
