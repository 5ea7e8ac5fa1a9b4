"""What is told of an author below a flat text: a paragraph under a heading that says so."""

from corpuskit.labels.page import Apart, Page
from corpuskit.text.lines import Line

NEAR = 3
"""Lines below the heading, of which the last may be the paragraph: a name may stand between."""
SHORTEST_ARTICLE = 600
"""Characters of running text that must stand above."""


def find_author_box(page: Page) -> dict[int, Apart]:
    """Give the places of the heading and of what stands below it up to the paragraph."""
    above = 0
    for line in page.lines:
        if line.running:
            above += len(line.text) if page.may_be_text(line) else 0
        elif above >= SHORTEST_ARTICLE and line.key.rstrip(" :") in page.lexicon.author_headings:
            return _box_of(line, page)
    return {}


def _box_of(heading: Line, page: Page) -> dict[int, Apart]:
    below = page.lines[heading.place + 1 : heading.place + 1 + NEAR]
    told = next((line.place for line in below if line.running), heading.place)
    part = Apart("author", heading.text)
    return dict.fromkeys(range(heading.place, told + 1), part)
