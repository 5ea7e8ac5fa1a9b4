"""Parts of a marked-up page beside its article: comments, who wrote it, a second article, dialogs.

They are running text as the article is, often more of it, so that no feature of a line tells them
apart; what the page says of its own elements does.
"""

from collections.abc import Sequence
from functools import cached_property

from corpuskit.labels.comments import heads_comments, is_stamp
from corpuskit.labels.date_rules import FIGURE
from corpuskit.labels.embedded import MOST_LINKS
from corpuskit.labels.markup_rules import (
    CONTROLS,
    is_stated,
    layout_of,
    marked_title,
    outermost,
    stands_in,
)
from corpuskit.labels.page import Apart, Page
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.reader import Element
from corpuskit.text.lines import Line
from corpuskit.weighing.elements import HEADINGS
from corpuskit.weighing.traits import is_shown

WHOLE_PAGE = frozenset({"html", "body", "main"})
"""Elements that say by their class what a page has, not what they are."""
OF_PATIENTS_TOO = "consent"
"""The name of dialogs that papers on medicine give to a section inside the article."""
FEWEST_PARAGRAPHS = 3
"""So much running text beside the title shows that the whole article stands there."""
MAYBE_TEXT = 0.2
"""How likely text a line must be at least so that it counts as text."""


def find_apart(page: Page) -> dict[int, Apart]:
    """Give the places of all lines in such parts, each with the outermost part around it."""
    parts = _Parts(page)
    found = ((line, parts.around(line)) for line in page.lines)
    return {line.place: part for line, part in found if part and _takes_in(part, line)}


class _Parts:
    """The elements of a page that are such parts, each looked at once.

    None of them holds the title of the page, or all its text.
    """

    def __init__(self, page: Page) -> None:
        self._names = page.lexicon.beside_text
        self._page = page
        self._texts = [line for line in page.lines if _is_text(line, page)]
        self._known: dict[int, Apart | None] = {}
        title = marked_title(page)
        if title >= 0:
            headline = page.lines[title]
            self._known = dict.fromkeys(e.number for e in layout_of(headline).elements)
            if is_stated(headline, page):
                self._add_other_articles(_article_of(headline), page)

    def around(self, line: Line) -> Apart | None:
        """Give the outermost part around a line."""
        return outermost(line, self._known, self._named)

    def _named(self, chain: Sequence[Element]) -> Apart | None:
        """Give the part that the last element is by its name; but for dialogs, below a text."""
        element = chain[-1]
        name = self._names.find(chain)
        if name is None or element.tag in WHOLE_PAGE:
            return None
        if name.text == OF_PATIENTS_TOO and any(around.tag == "article" for around in chain[:-1]):
            return None
        if not name.alone and element.number not in self._of_readers:
            return None
        texts = self._texts if name.kind == "consent" else self._texts[:1]
        is_beside_text = not all(stands_in(line, {element.number}) for line in texts)
        return Apart(name.kind, name.text) if is_beside_text else None

    @cached_property
    def _of_readers(self) -> frozenset[int]:
        """The numbers of elements with a line inside which shows that readers write there."""
        page = self._page
        signs = (line for line in page.lines if _is_of_readers(line, page.lexicon))
        return frozenset(e.number for line in signs for e in layout_of(line).elements)

    def _add_other_articles(self, article: Element | None, page: Page) -> None:
        """Add the articles with a heading of their own, where that of the title is whole.

        A page that parts its text into articles gives all of them the same class.
        """
        if article is None or not self._is_whole(article):
            return
        headings = (line for line in page.lines if layout_of(line).tag in HEADINGS)
        for other in filter(None, map(_article_of, headings)):
            if other.words != article.words:
                part = Apart("article", ".".join(("article", *other.words)))
                self._known.setdefault(other.number, part)

    def _is_whole(self, article: Element) -> bool:
        inside = [line for line in self._texts if stands_in(line, {article.number})]
        return len(inside) >= FEWEST_PARAGRAPHS


def _is_of_readers(line: Line, lexicon: Lexicon) -> bool:
    """Whether a line is a control, counts comments, says when one was written or who by."""
    elements = layout_of(line).elements
    is_count = heads_comments(line, lexicon) and FIGURE.search(line.key)
    if is_count or is_stamp(line) or lexicon.post_signs.find(line.key):
        return True
    return any(e.tag in CONTROLS or lexicon.readers.find((e,)) for e in elements)


def _takes_in(part: Apart, line: Line) -> bool:
    """Whether a part takes in a line: where an author is told of, a name or a date is a byline."""
    return part.kind != "author" or line.running


def _is_text(line: Line, page: Page) -> bool:
    if not line.running or not is_shown(line) or not page.is_open(line.place):
        return False
    return layout_of(line).links <= MOST_LINKS and page.likelihood(line, 1) >= MAYBE_TEXT


def _article_of(line: Line) -> Element | None:
    """Give the outermost article around a line."""
    return next((e for e in layout_of(line).elements if e.tag == "article"), None)
