"""Lines that no rule decides about, and that their features together say are furniture."""

from bisect import bisect_left
from collections.abc import Callable

from corpuskit.labels.embedded import LIST_SIGNS, MOST_LINKS
from corpuskit.labels.markup_rules import layout_of
from corpuskit.labels.outside import SURELY_OUTSIDE
from corpuskit.labels.page import STOP, Page, Verdict, confidence_of, sentences_of
from corpuskit.labels.related import RELATED_TITLE
from corpuskit.lexicon.furniture import RUN_TOGETHER
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Line
from corpuskit.weighing.weigher import Weigher

TEXT = frozenset({Label.LEAD, Label.PARAGRAPH})
BETWEEN_PARAGRAPHS = TEXT | {Label.CAPTION, Label.ALT_TEXT, Label.HEADING}
FEWEST_LINES = 6
"""A page with fewer lines says too little about itself."""
MOST_BETWEEN = 20
"""Lines: so many pictures, their captions and headings stand between two paragraphs at most."""
LONG_TEXT = 1000
"""Characters: so much running text in one line is an article that nobody cut into paragraphs, or
the terms of a site, of which other lines say that they are."""
MOSTLY_COPIED = 0.5
"""How much of such a line is said again where it is a copy of other lines."""
MAYBE_TEXT = 0.2
"""How likely text a sentence inside the text must be, so that it stays although it looks like
furniture: on development data a third less text of forums is lost, and .003 more chrome kept."""
INTERJECTED = frozenset({"ad", "player"})
"""Kinds of furniture that pages put between two paragraphs."""
LETTERHEAD = 6
"""Lines: so far from the motto stand the other lines of the head of an official text."""
BELOW_TITLE = 8
"""Lines: so near below the title its text begins, behind a date, an author and buttons."""
FEWEST_WORDS = 8
"""A sentence with fewer may be the name of something."""
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


def is_outside_the_article(line: Line, page: Page) -> Verdict | None:
    """Lines of furniture part the line from the article, and it looks like furniture too."""
    wall = page.outside.get(line.place)
    if wall is None or _may_be_headline(line, page) or _goes_on(line, page):
        return None
    reason = Reason("chrome.outside", SURELY_OUTSIDE, f"{wall} lines of furniture between")
    return Verdict(Label.CHROME, reason, "weighed")


def _may_be_headline(line: Line, page: Page) -> bool:
    """Whether the line stands above the text, and not above the headline."""
    return page.shape.title <= line.place < page.shape.first_running


def _goes_on(line: Line, page: Page) -> bool:
    """Whether the text goes on in a line that is furniture by its features."""
    signs = SIGNS_OF_TEXT if line.running or line.stopped else SIGNS_OF_SHORT_TEXT
    return any(speaks_for_text(line, page) for speaks_for_text in signs)


def _is_long(line: Line, page: Page) -> bool:
    """A text that nobody cut into paragraphs, and that no other lines say again.

    Without markup such lines are mostly menus run together, so they must be likelier text.
    """
    least = SURELY_FURNITURE if page.marked else MAYBE_TEXT
    is_text = len(line.text) >= LONG_TEXT and page.likelihood(line, 1) > least
    return is_text and _has_stops(line.text) and not _is_copied(line, page)


def _has_stops(text: str) -> bool:
    """Whether a long text has sentences; those of Thai and Lao end without a stop."""
    is_unstopped = 2 * len(RUN_TOGETHER.findall(text)) > len(text)
    return is_unstopped or len(STOP.findall(text)) * LONG_TEXT >= len(text)


def _is_copied(line: Line, page: Page) -> bool:
    """Whether most of a line are sentences that stand more than once on the page."""
    again = (each for each in sentences_of(line) if page.sentences[each] > 1)
    return sum(map(len, again)) > MOSTLY_COPIED * len(line.key)


def _has_end_mark(line: Line, page: Page) -> bool:
    return line.text.endswith(page.lexicon.end_marks)


def _is_formula(line: Line, page: Page) -> bool:
    """A formula of the genre stands inside the text or directly below it."""
    inside = page.shape.inside(line) or page.label_at(line.place - 1) in TEXT
    return inside and page.lexicon.formulas.fit(line.key)


def is_in_a_letterhead(line: Line, page: Page) -> bool:
    """A formula, or a line in capitals, stands beside the motto of official texts."""
    heads = page.letterheads
    nearest = bisect_left(heads, line.place - LETTERHEAD)
    if nearest == len(heads) or heads[nearest] > line.place + LETTERHEAD:
        return False
    return line.text.isupper() or page.lexicon.formulas.fit(line.key)


def _continues_text(line: Line, page: Page) -> bool:
    """A sentence follows running text, or an item of a list any text, and no furniture is named.

    Markup shows lists itself.
    """
    above = line.place - 1
    if page.label_at(above) not in TEXT or not _names_no_furniture(line, page):
        return False
    is_item = line.text[0] in LIST_SIGNS and not page.marked
    return is_item or (line.stopped and page.is_running(above))


def _follows_interjections(line: Line, page: Page) -> bool:
    """A sentence follows running text, with only advertisements and players between them."""
    above = line.place - 1
    while _is_interjected(above, page):
        above -= 1
    follows = above < line.place - 1 and page.is_running(above) and page.label_at(above) in TEXT
    return follows and line.stopped and _may_go_on(line, page)


def _is_interjected(place: int, page: Page) -> bool:
    verdict = page.verdicts[place] if place >= 0 else None
    return verdict is not None and verdict.detail in INTERJECTED


def _follows_titles(line: Line, page: Page) -> bool:
    """A sentence below two titles of other pages, which stand below text; teasers alternate."""
    if not line.stopped or len(line.text.split()) < FEWEST_WORDS:
        return False
    above = [page.verdicts[max(line.place - back, 0)] for back in (1, 2)]
    is_below_titles = all(verdict and verdict.reason.rule == RELATED_TITLE for verdict in above)
    below_text = 0 <= page.first_running < line.place
    return is_below_titles and below_text and _names_no_furniture(line, page)


def _follows_pictures(line: Line, page: Page) -> bool:
    """Running text stands below other text, with only pictures and short lines between them.

    Markup shows what belongs together.
    """
    if page.marked or not (line.running and line.stopped and _names_no_furniture(line, page)):
        return False
    return _is_text_above(line.place, page)


def _describes_a_picture(line: Line, page: Page) -> bool:
    """The name of a picture stands above the line, and running text above its like.

    Markup shows pictures itself.
    """
    if page.marked or page.label_at(line.place - 1) is not Label.ALT_TEXT:
        return False
    return _is_text_above(line.place, page) and _names_no_furniture(line, page)


def _is_text_above(place: int, page: Page) -> bool:
    """Whether only pictures and short lines stand between a place and the running text above."""
    for above in range(place - 1, place - 1 - MOST_BETWEEN, -1):
        if page.is_running(above) or page.label_at(above) not in BETWEEN_PARAGRAPHS:
            return page.is_running(above) and page.label_at(above) in TEXT
    return False


def _stands_inside(line: Line, page: Page) -> bool:
    """A sentence as long as those of texts stands between them and names no furniture.

    To leave such sentences out costs forums more text than it spares articles teasers.
    """
    is_inside = line.running and line.stopped and page.shape.inside(line)
    return is_inside and not page.marked and _may_go_on(line, page)


def _stands_amid(line: Line, page: Page) -> bool:
    """Markup shows that the text goes on above the line and below it, and little is furniture."""
    return line.place in page.amid and _may_go_on(line, page)


def _begins_below_title(line: Line, page: Page) -> bool:
    """The first running text a few lines below the title of a page with markup; no teaser."""
    title = page.shape.title
    if not (page.marked and line.running and 0 <= title < line.place <= title + BELOW_TITLE):
        return False
    is_first = not any(other.running for other in page.lines[title + 1 : line.place])
    return is_first and layout_of(line).links <= MOST_LINKS and _may_go_on(line, page)


def _may_go_on(line: Line, page: Page) -> bool:
    """Whether weighing leaves a doubt, and hardly a word is one of furniture."""
    return page.likelihood(line, 1) > MAYBE_TEXT and page.names_little_furniture(line)


def _names_no_furniture(line: Line, page: Page) -> bool:
    return not page.furniture_words(line)[0] if page.marked else page.names_little_furniture(line)


def _begins_an_article(line: Line, page: Page) -> bool:
    """The first text begins with the code of a known agency; later ones may be other articles."""
    first = page.shape.first_running
    is_first = line.running and not 0 <= first < line.place
    return is_first and page.lexicon.begins_with_agency(line.text)


SIGNS_OF_SHORT_TEXT: tuple[Callable[[Line, Page], bool], ...] = (
    _has_end_mark,
    _is_formula,
    is_in_a_letterhead,
    _continues_text,
    _describes_a_picture,
    _stands_amid,
)
SIGNS_OF_TEXT = (
    *SIGNS_OF_SHORT_TEXT,
    _follows_interjections,
    _is_long,
    _begins_an_article,
    _follows_titles,
    _follows_pictures,
    _stands_inside,
    _begins_below_title,
)
"""The same, and those of running text and of lines with a stop."""
