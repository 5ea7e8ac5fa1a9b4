"""Tables in a text: their cells come again on many pages, as the lines of a menu do.

What tells them is figures that differ from page to page, and names of places near each other.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from corpuskit.profiles.pages import Role
from corpuskit.profiles.spots import WORD, Spot

FEWEST_ROWS = 3
"""Lines with varying figures in a row that are a table; two do when each has several figures."""
NEAR_ANOTHER_PLACE = 4
"""Lines: names of places so near to each other are a list or the head column of a table."""
FIGURES = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
FIGURES_FIRST = re.compile(r"[-+−±~<>≤≥$€£¥(]*\s?[0-9]")


def table_lines(spots: Sequence[Spot]) -> set[int]:
    """Give the lines of tables; a line beside one may be among them, also one that is not there."""
    return {*_cells(spots), *_rows(spots), *_locations(spots)}


def _cells(spots: Sequence[Spot]) -> Iterator[int]:
    """Give the cells of figures, and what stands beside them."""
    for place, spot in enumerate(spots):
        if _is_cell(spot):
            yield from (place - 1, place, place + 1)


def _is_cell(spot: Spot) -> bool:
    """Figures, with a unit at most: "25 - 30 độ", "6.850.000 đồng/lượng"."""
    return (
        spot.role is Role.TEXT
        and not spot.exact
        and bool(FIGURES_FIRST.match(spot.text))
        and len(WORD.findall(spot.text)) <= 1
    )


def _rows(spots: Sequence[Spot]) -> Iterator[int]:
    """Give lines in a row whose figures vary."""
    for is_row, run in groupby(range(len(spots)), key=lambda place: _is_row(spots[place])):
        places = list(run)
        if is_row and _is_table([spots[place].text for place in places]):
            yield from places


def _is_row(spot: Spot) -> bool:
    is_text = spot.role is Role.TEXT and not spot.exact and not spot.running
    return is_text and bool(FIGURES.search(spot.text))


def _is_table(rows: Sequence[str]) -> bool:
    if len(rows) >= FEWEST_ROWS:
        return True
    return len(rows) > 1 and all(len(FIGURES.findall(row)) > 1 for row in rows)


def _locations(spots: Sequence[Spot]) -> Iterator[int]:
    """Give the names of places that stand near another one, the lines between and beside them."""
    named = [place for place, spot in enumerate(spots) if spot.location]
    for first, last in pairwise(named):
        if last - first <= NEAR_ANOTHER_PLACE:
            yield from range(first - 1, last + 2)
