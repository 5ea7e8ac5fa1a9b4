"""Lines that no rule decides about, and that their features together say are furniture."""

from corpuskit.labels.page import Page, Verdict, confidence_of
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Line
from corpuskit.weighing.weigher import Weigher

TEXT = frozenset({Label.LEAD, Label.PARAGRAPH})
FEWEST_LINES = 6
"""A page with fewer lines says too little about itself."""
LONG_TEXT = 1000
"""Characters: so much running text in one line is an article that nobody cut into paragraphs, or
the terms of a site, of which other lines say that they are."""
SURELY_FURNITURE = 0.05
"""How likely text so much of it may be at most so that it is left out."""


def weigh_lines(page: Page, weigher: Weigher) -> None:
    """Weigh the lines of a page that rules about single lines have been asked about."""
    if len(page.lines) >= FEWEST_LINES:
        labels = [page.label_at(line.place) for line in page.lines]
        page.weighed = weigher.weigh(page.lines, labels, page.lexicon.furniture)


def is_weighed_furniture(line: Line, page: Page) -> Verdict | None:
    """The features of the line together speak for page furniture."""
    weighed = page.weighed
    if weighed is None or not page.seems_furniture(line.place) or _goes_on(line, page):
        return None
    confidence = confidence_of(1 - weighed.likelihoods[line.place])
    reason = Reason("chrome.weighed", confidence, weighed.reasons(line.place))
    return Verdict(Label.CHROME, reason, "weighed")


def _goes_on(line: Line, page: Page) -> bool:
    """Whether the text goes on in a line that is furniture by its features.

    A formula of the genre inside the text is such a line, a long text, and a whole sentence
    directly below running text that has no word of furniture.
    """
    if len(line.text) >= LONG_TEXT and page.likelihood(line, 1) > SURELY_FURNITURE:
        return True
    if page.shape.inside(line) and page.lexicon.formulas.fit(line.key):
        return True
    above = line.place - 1
    follows = page.is_running(above) and page.label_at(above) in TEXT
    return follows and line.stopped and page.furniture_words(line)[0] == 0
