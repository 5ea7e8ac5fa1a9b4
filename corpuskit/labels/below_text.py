"""Where what stands below an article may begin, on a page without markup."""

from collections.abc import Iterator

from corpuskit.labels.page import Page
from corpuskit.text.lines import Line

SHORTEST_ARTICLE = 600
"""Characters of running text that must stand above."""


def lines_below_article(page: Page) -> Iterator[Line]:
    """Give the lines that are no running text and have an article above them."""
    above = 0
    for line in page.lines:
        if line.running:
            above += len(line.text) if page.may_be_text(line) else 0
        elif above >= SHORTEST_ARTICLE:
            yield line
