"""Rules about a block of a marked-up page: what the elements around it say that it is.

Flat text has no elements, so none of these rules is asked about anything there.
"""

from collections.abc import Iterator

from corpuskit.labels.page import LabelRule, Page, Verdict
from corpuskit.model import Label, Reason
from corpuskit.reader import Layout
from corpuskit.text.echoes import slug_of
from corpuskit.text.lines import Line

ALT = "alt"
CONTROLS = frozenset({"button", "select", "option", "label", "legend", "textarea", "input"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
MAIN_HEADING = "h1"
CAPTION = "figcaption"
INNERMOST = 3
"""Elements: a heading, a control or a caption may have so many more inside."""
LONGEST_HEADING = 250
LONGEST_TITLE = 400
MOSTLY = 0.5
"""A headline that is mostly a link leads to another page."""
STATED = "title.stated"
HEADED = "title.markup"


def is_alternative_text(line: Line, page: Page) -> Verdict | None:
    """The text is the alternative text of a picture."""
    if _layout(line).attribute != ALT:
        return None
    return Verdict(Label.ALT_TEXT, Reason("alt_text.attribute", 0.99), ALT)


def is_control(line: Line, page: Page) -> Verdict | None:
    """The text stands on a button, in a list to choose from or in another control of a form."""
    layout = _layout(line)
    found = next((tag for tag in _innermost(layout) if tag in CONTROLS), "")
    if not found and layout.attribute in ("", ALT):
        return None
    return Verdict(Label.CHROME, Reason("chrome.control", 0.97, found or layout.attribute), "form")


def is_stated_title(line: Line, page: Page) -> Verdict | None:
    """The line says what the source states as its title."""
    if line.place != page.shape.title or not _is_stated(line, page):
        return None
    return Verdict(Label.TITLE, Reason(STATED, 0.97, page.titles[0]))


def is_main_heading(line: Line, page: Page) -> Verdict | None:
    """The line is the main heading of the page by its element."""
    if line.place != page.shape.title or MAIN_HEADING not in _innermost(_layout(line)):
        return None
    return Verdict(Label.TITLE, Reason(HEADED, 0.9, MAIN_HEADING))


def is_marked_caption(line: Line, page: Page) -> Verdict | None:
    """The line stands in the element for captions, inside the article."""
    if CAPTION not in _innermost(_layout(line)) or _is_outside(line, page):
        return None
    return Verdict(Label.CAPTION, Reason("caption.markup", 0.95, CAPTION))


def is_marked_heading(line: Line, page: Page) -> Verdict | None:
    """The line stands in an element for headings, inside the article."""
    found = next((tag for tag in _innermost(_layout(line)) if tag in HEADINGS), "")
    if not found or not page.shape.inside(line) or page.seems_furniture(line.place):
        return None
    return Verdict(Label.HEADING, Reason("heading.markup", 0.9, found))


def marked_title(page: Page) -> int:
    """Give the place of the line that a source states as its title, or of its main heading, or -1.

    Of several lines that say it a heading comes first, then the one nearest to the text.
    """
    said = [line for line in page.lines if _is_stated(line, page) and _may_be_title(line)]
    headed = [line for line in said or page.lines if _is_main_heading(line, page)]
    if headed:
        return headed[0].place
    return said[-1].place if said and page.first_running < 0 else _nearest(said, page)


def _nearest(said: list[Line], page: Page) -> int:
    above = [line.place for line in said if line.place <= page.first_running]
    return above[-1] if above else said[0].place if said else -1


def _is_stated(line: Line, page: Page) -> bool:
    return (
        bool(page.titles)
        and len(line.text) <= LONGEST_TITLE
        and slug_of(line.text) in page.title_slugs
    )


def _is_main_heading(line: Line, page: Page) -> bool:
    is_heading = MAIN_HEADING in _innermost(_layout(line)) and _may_be_title(line)
    return is_heading and (not page.seems_furniture(line.place) or _is_stated(line, page))


def _may_be_title(line: Line) -> bool:
    layout = _layout(line)
    return not layout.hidden and not layout.attribute and layout.links < MOSTLY


def _is_outside(line: Line, page: Page) -> bool:
    return page.seems_furniture(line.place) and not page.shape.inside(line)


def _innermost(layout: Layout) -> Iterator[str]:
    return (element.tag for element in reversed(layout.elements[-INNERMOST:]))


def _layout(line: Line) -> Layout:
    return line.piece.layout or NO_LAYOUT


NO_LAYOUT = Layout()

MARKUP_LINE_RULES: tuple[LabelRule, ...] = (
    LabelRule("alt_text.attribute", is_alternative_text, longest=2000),
    LabelRule("chrome.control", is_control, longest=2000),
)
MARKUP_TITLE_RULES: tuple[LabelRule, ...] = (
    LabelRule(STATED, is_stated_title, "page", longest=LONGEST_TITLE),
    LabelRule(HEADED, is_main_heading, "page", longest=LONGEST_TITLE),
)
MARKUP_PAGE_RULES: tuple[LabelRule, ...] = (
    LabelRule("caption.markup", is_marked_caption, "page", longest=2000),
    LabelRule("heading.markup", is_marked_heading, "page", longest=LONGEST_HEADING),
)
