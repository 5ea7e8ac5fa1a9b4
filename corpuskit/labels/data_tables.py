"""Tables of figures: short cells that look like a menu, and that stay or leave as a whole."""

from collections.abc import Sequence
from statistics import fmean

from corpuskit.labels.embedded import (
    BESIDE_TEXT,
    NOWHERE,
    TABLE,
    is_furnished,
    is_table,
    leads_away,
)
from corpuskit.labels.markup_rules import layout_of
from corpuskit.labels.page import Page
from corpuskit.text.lines import Line

FEWEST_ROWS = 3
MOST_RUNNING = 0.2
"""How much of it may be running text; tables that lay out a page hold more."""
MOST_LINKS = 0.7
"""How much of it may be links: what is compared often leads to a page of its own."""
LIKELY = 0.08
"""How likely text its cells are in the mean. On 600 development pages those of articles, products
and reports are .09 to .7, calendars, quotations and lists of links .00 to .04."""


def find_tables(page: Page, shown: Sequence[Line]) -> frozenset[int]:
    """Give the places of lines in tables of figures, wherever on the page they stand."""
    tables: dict[int, list[Line]] = {}
    for line in shown:
        tables.setdefault(_table_of(line), []).append(line)
    tables.pop(NOWHERE, None)
    found = (lines for lines in tables.values() if _holds_figures(lines, page))
    return frozenset(line.place for lines in found for line in lines)


def _table_of(line: Line) -> int:
    """Give the number of the innermost table around a line, NOWHERE for none beside a text."""
    elements = layout_of(line).elements
    if any(element.tag in BESIDE_TEXT for element in elements):
        return NOWHERE
    tables = (element.number for element in reversed(elements) if element.tag == TABLE)
    return next(tables, NOWHERE)


def _holds_figures(lines: Sequence[Line], page: Page) -> bool:
    if not is_table(lines, FEWEST_ROWS) or _lays_out(lines) or leads_away(lines, MOST_LINKS):
        return False
    likelihood = fmean(page.likelihood(line, 1) for line in lines)
    return likelihood >= LIKELY and not is_furnished(lines, page)


def _lays_out(lines: Sequence[Line]) -> bool:
    running = sum(len(line.text) for line in lines if line.running)
    return running > MOST_RUNNING * sum(len(line.text) for line in lines)
