"""Layouts that many lines make together: the cells of a table, and the pictures of a series."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from corpuskit.labels.page import Page
from corpuskit.model import Label
from corpuskit.text.lines import Line

LONGEST_CELL = 32
"""Characters."""
FEWEST_CELLS = 8
SHARE_OF_FIGURES = 0.3
"""How many of the cells of a table have figures at least; entries of menus have hardly any."""
FEWEST_PICTURES = 4
MOSTLY = 0.75


def table_cells(page: Page) -> frozenset[int]:
    """Give the places of short lines that follow each other like the cells of a table."""
    runs = (
        list(run) for short, run in groupby(page.lines, lambda line: _is_short(line, page)) if short
    )
    return frozenset(line.place for run in runs if _is_table(run) for line in run)


def _is_short(line: Line, page: Page) -> bool:
    fits = len(line.text) <= LONGEST_CELL and page.is_open(line.place)
    return fits and page.furniture_words(line)[0] == 0


def _is_table(run: Sequence[Line]) -> bool:
    figures = sum(any(map(str.isdigit, line.text)) for line in run)
    return len(run) >= FEWEST_CELLS and figures >= SHARE_OF_FIGURES * len(run)


def picture_texts(page: Page) -> frozenset[int]:
    """Give the places of the texts of a series of pictures: each stands below the name of one.

    None where most of the text between the first picture and the last stands elsewhere.
    """
    pictures = [line.place for line in page.lines if page.label_at(line.place) is Label.ALT_TEXT]
    below = frozenset(_texts_below(pictures, page))
    if len(below) < FEWEST_PICTURES:
        return frozenset()
    texts = [line.place for line in page.lines[pictures[0] :] if _is_text(line, page)]
    between = [place for place in texts if place <= pictures[-1] + 1]
    is_series = sum(place in below for place in between) >= MOSTLY * len(between)
    return below if is_series else frozenset()


def _texts_below(pictures: Sequence[int], page: Page) -> Iterator[int]:
    for place in pictures:
        if page.is_open(place + 1) and _is_text(page.lines[place + 1], page):
            yield place + 1


def _is_text(line: Line, page: Page) -> bool:
    return page.is_open(line.place) and line.stopped
