"""Rules about lines that are a part of something larger: a table, a list, a series of pictures."""

import re

from corpuskit.labels.date_rules import FIGURE
from corpuskit.labels.embedded import LIST_SIGNS
from corpuskit.labels.page import QUESTION_MARKS, Page, Verdict
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Line

LONGEST_TEXT_OF_A_PICTURE = 600
ABOVE_A_TABLE = frozenset({Label.TITLE, Label.LEAD, Label.PARAGRAPH, Label.HEADING})
ITEM = re.compile(
    r"(?:[-–+•*]|[0-9]{1,3}[.)]|[0-9]{1,2}(?:[:h][0-9]{2}|h)(?![0-9])|[a-zđ][.)])[: ]*(?=\S)"
)
CELLS = re.compile(r" \| |\t")
FEWEST_CELLS = 3


def is_text_of_a_picture(line: Line, page: Page) -> Verdict | None:
    """The line stands below the name of a picture, as nearly all text of the page does."""
    if line.place not in page.shape.pictured or len(line.text) > LONGEST_TEXT_OF_A_PICTURE:
        return None
    return Verdict(Label.CAPTION, Reason("caption.series", 0.8))


def is_above_a_credit(line: Line, page: Page) -> Verdict | None:
    """Below the line stands, in capitals, whose picture it describes."""
    below = line.place + 1
    if below not in page.shape.credits:
        return None
    return Verdict(Label.CAPTION, Reason("caption.credited", 0.85, page.lines[below].text))


def is_credit_in_capitals(line: Line, page: Page) -> Verdict | None:
    """Names in capitals stand below what a picture shows."""
    if line.place not in page.shape.credits:
        return None
    return Verdict(Label.BYLINE, Reason("byline.picture", 0.85, line.text), "photo")


def announces_cells(line: Line, page: Page) -> Verdict | None:
    """The line ends with a colon, and below it the cells of a table follow."""
    above_cells = page.has_article and line.place + 1 in page.shape.cells
    if not above_cells or not line.text.endswith(":"):
        return None
    return Verdict(Label.PARAGRAPH, Reason("paragraph.announcing", 0.75))


def is_table_cell(line: Line, page: Page) -> Verdict | None:
    """Directly below text, many short lines with figures follow each other as cells of a table."""
    if not page.has_article or line.place not in page.shape.cells:
        return None
    if page.label_at(line.place - 1) not in ABOVE_A_TABLE:
        return None
    return Verdict(Label.PARAGRAPH, Reason("paragraph.cell", 0.75))


def is_numbered_alt_text(line: Line, page: Page) -> Verdict | None:
    """Lines that differ only in a number say the headline, or have no mark: names of pictures."""
    if line.place not in page.shape.numbered:
        return None
    return Verdict(Label.ALT_TEXT, Reason("alt_text.numbered", 0.9, line.text[:40]))


def is_list_item(line: Line, page: Page) -> Verdict | None:
    """The line begins like an item of a list, and ends like one or stands beside another."""
    item = ITEM.match(line.text)
    if not item or not page.shape.inside(line) or _is_numbered_question(item, line, page):
        return None
    if not (line.stopped or line.text[-1] in ";," or _has_like_neighbour(line, page)):
        return None
    return Verdict(Label.PARAGRAPH, Reason("paragraph.item", 0.8, item[0].strip()))


def is_numbered_question(line: Line, page: Page) -> Verdict | None:
    """The line is a question with a number, and running text below it answers."""
    item = ITEM.match(line.text)
    if not item or not page.shape.inside(line) or not _is_numbered_question(item, line, page):
        return None
    return Verdict(Label.HEADING, Reason("heading.question", 0.8, item[0].strip()))


def _is_numbered_question(item: re.Match[str], line: Line, page: Page) -> bool:
    """Whether running text answers below, as below headings; reporters ask behind a sign."""
    asks = line.text.endswith(QUESTION_MARKS) and page.is_running(line.place + 1)
    return asks and item[0][0] not in LIST_SIGNS


def _has_like_neighbour(line: Line, page: Page) -> bool:
    """Whether the line above or below begins with the same sign of a list."""
    places = (line.place - 1, line.place + 1)
    beside = [page.lines[place].text[0] for place in places if 0 <= place < len(page.lines)]
    return line.text[0] in LIST_SIGNS and line.text[0] in beside


def is_table_row(line: Line, page: Page) -> Verdict | None:
    """The line has the cells of a table, with figures in them or in the row below."""
    cells = len(CELLS.split(line.text))
    if cells < FEWEST_CELLS:
        return None
    below = page.lines[line.place + 1].text if line.place + 1 < len(page.lines) else ""
    row = below if len(CELLS.split(below)) == cells else line.text
    if not FIGURE.search(row):
        return None
    return Verdict(Label.PARAGRAPH, Reason("paragraph.row", 0.8, f"{cells} cells"))
