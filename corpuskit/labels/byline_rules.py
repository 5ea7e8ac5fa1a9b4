"""Rules about lines of nothing but names: who is credited above the text, and below it."""

import re

from corpuskit.labels.page import Page, Verdict
from corpuskit.labels.people import find_names
from corpuskit.labels.rule import LabelRule
from corpuskit.labels.weighed_rules import TEXT
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Line

AROUND_CREDITS = frozenset({Label.CHROME, Label.DATE_LINE, Label.BYLINE})
WORDS_OF_A_PEN_NAME = 2
"""Words: offices have more ("BAN GIÁM HIỆU"), and so have names that begin with a surname."""
REACH = 12
"""Lines: so near to the headline an author is credited."""
FEWEST_BELOW = 4
"""Lines: without running text in so many, the article is over."""
LONGEST_LIST = 30
"""Lines."""
PART_OF_A_TEXT = frozenset({Label.CAPTION, Label.ALT_TEXT, Label.SOURCE_LINE})
BELOW_AN_AUTHOR = frozenset({"tags", "comment"})
"""The details of what stands below who wrote a text; tags and commenters are names too."""
LETTER = re.compile(r"[^\W\d_]")


def is_closing_byline(line: Line, page: Page) -> Verdict | None:
    """The last line of the text is nothing but names."""
    if line.place in page.shape.cells or _is_listed(line, page):
        return None
    last = line.place == page.shape.last_open and 0 <= page.shape.last_running < line.place
    closes = last or _follows_all_text(line, page)
    if not closes and not _ends_an_article(line, page):
        return None
    in_capitals = page.has_article and _may_be_shouted(line, page)
    return _byline("byline.last_line", 0.95, line, page, in_capitals=in_capitals)


def _is_listed(line: Line, page: Page) -> bool:
    """Whether names alone stand between the line and one with a colon that credits nobody."""
    above = reversed(page.lines[max(line.place - LONGEST_LIST, 0) : line.place])
    first = next((other for other in above if not find_names(other.text, page.lexicon)), None)
    if first is None or not first.text.endswith(":"):
        return False
    return page.lexicon.credits.before(first.text) is None


def _may_be_shouted(line: Line, page: Page) -> bool:
    """Whether a line in capitals has the length of a name, or a surname, and is no formula."""
    words = line.key.split()
    is_name = len(words) == WORDS_OF_A_PEN_NAME or words[0] in page.lexicon.surnames
    return is_name and not page.furniture_words(line)[0] and not page.lexicon.formulas.fit(line.key)


def _ends_an_article(line: Line, page: Page) -> bool:
    """Whether the text ends directly above the line, pictures aside, with furniture below it."""
    above = line.place - 1
    while page.label_at(above) in PART_OF_A_TEXT:
        above -= 1
    if page.label_at(above) not in TEXT or above <= page.shape.first_running:
        return False
    below = range(line.place + 1, line.place + FEWEST_BELOW)
    return not any(map(page.is_running, below))


def _follows_all_text(line: Line, page: Page) -> bool:
    """Whether the line is furniture by its features, and the first behind the last text."""
    last = page.shape.last_open
    if not page.seems_furniture(line.place) or not 0 <= page.shape.last_running <= last:
        return False
    between = range(last + 1, line.place)
    return last < line.place and all(page.label_at(place) in PART_OF_A_TEXT for place in between)


def is_opening_byline(line: Line, page: Page) -> Verdict | None:
    """A line of names follows the headline, with furniture alone between both and the text."""
    title, first = page.shape.title, page.shape.first_running
    if not 0 <= title < line.place < min(first, title + REACH):
        return None
    between = (*range(title + 1, line.place), *range(line.place + 1, first))
    dated = Label.DATE_LINE in (page.label_at(line.place - 1), page.label_at(line.place + 1))
    is_below_title = line.place == title + 1
    if not (is_below_title and dated) and not all(_is_furniture(at, page) for at in between):
        return None
    is_set_apart = is_below_title and page.seems_furniture(line.place)
    in_capitals = dated or (is_set_apart and _may_be_shouted(line, page))
    return _byline("byline.first_line", 0.75, line, page, in_capitals=in_capitals)


def _is_furniture(place: int, page: Page) -> bool:
    """Whether a line is furniture, as far as is known when lines above the text are decided."""
    if page.label_at(place) in AROUND_CREDITS or not LETTER.search(page.lines[place].text):
        return True
    return page.is_open(place) and page.seems_furniture(place)


def is_boxed_byline(line: Line, page: Page) -> Verdict | None:
    """A line of names stands above a link to what else their bearer wrote."""
    below = page.verdicts[line.place + 1] if line.place + 1 < len(page.lines) else None
    if below is None or below.detail != "author":
        return None
    return _byline("byline.author_box", 0.85, line, page)


def is_credited_again(line: Line, page: Page) -> Verdict | None:
    """The line says again who is credited above."""
    repeat = page.repeats.get(line.place)
    if repeat is None or page.label_at(repeat.place) is not Label.BYLINE:
        return None
    return Verdict(Label.BYLINE, Reason("byline.again", 0.85, line.text[:40]))


def is_above_tags(line: Line, page: Page) -> Verdict | None:
    """Below the text names alone stand above its tags or comments, and above none of either."""
    below = page.verdicts[line.place + 1] if line.place + 1 < len(page.lines) else None
    if below is None or below.detail not in BELOW_AN_AUTHOR or not page.has_article:
        return None
    last = page.shape.last_running
    if not 0 <= last < line.place <= last + REACH:
        return None
    between = page.verdicts[last + 1 : line.place]
    if any(verdict and verdict.detail in BELOW_AN_AUTHOR for verdict in between):
        return None
    return _byline("byline.above_tags", 0.8, line, page)


def is_named_in_a_caption(line: Line, page: Page) -> Verdict | None:
    """Below the text stands, in capitals, the name of somebody who took a picture on the page."""
    if not line.text.isupper() or line.place < page.shape.last_running:
        return None
    words = frozenset(line.key.casefold().split())
    if not any(words <= other or other <= words for other in page.credited):
        return None
    return _byline("byline.photographer", 0.9, line, page, in_capitals=True)


def _byline(
    rule: str, confidence: float, line: Line, page: Page, *, in_capitals: bool = False
) -> Verdict | None:
    """Judge a line by its form, since nothing credits the names in it; places are no authors.

    One that is all capitals may be a formula, if nothing says no.
    """
    if not page.lexicon.capitals_mean_names:
        return None
    names = find_names(line.text, page.lexicon)
    shouts = line.text.isupper() and " " in line.text
    if not names or (shouts and not in_capitals):
        return None
    if any(f"{name.text} ".casefold().startswith(page.lexicon.place_words) for name in names):
        return None
    evidence = ", ".join(name.text for name in names)
    return Verdict(Label.BYLINE, Reason(rule, confidence, evidence))


BYLINE_RULES: tuple[LabelRule, ...] = (
    LabelRule("byline.last_line", is_closing_byline, "page", running=False),
    LabelRule("byline.first_line", is_opening_byline, "page", running=False),
    LabelRule("byline.photographer", is_named_in_a_caption, "page", longest=60, running=False),
    LabelRule("byline.author_box", is_boxed_byline, "page", longest=80, running=False),
    LabelRule("byline.again", is_credited_again, "page", longest=80, running=False),
    LabelRule("byline.above_tags", is_above_tags, "page", longest=80, running=False),
)
