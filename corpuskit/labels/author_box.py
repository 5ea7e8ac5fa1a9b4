"""What is told of an author below a flat text: a paragraph under a heading that says so."""

from corpuskit.labels.below_text import lines_below_article
from corpuskit.labels.page import Apart, Page
from corpuskit.text.lines import Line

NEAR = 3
"""Lines below the heading, of which the last may be the paragraph: a name may stand between."""


def find_author_box(page: Page) -> dict[int, Apart]:
    """Give the places of the heading and of what stands below it up to the paragraph."""
    names = page.lexicon.author_headings
    headings = (line for line in lines_below_article(page) if line.key.rstrip(" :") in names)
    first = next(headings, None)
    return _box_of(first, page) if first else {}


def _box_of(heading: Line, page: Page) -> dict[int, Apart]:
    below = page.lines[heading.place + 1 : heading.place + 1 + NEAR]
    told = next((line.place for line in below if line.running), heading.place)
    part = Apart("author", heading.text)
    return dict.fromkeys(range(heading.place, told + 1), part)
