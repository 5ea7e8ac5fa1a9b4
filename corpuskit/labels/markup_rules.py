"""Rules about a block of a marked-up page: what the elements around it say that it is.

Flat text has no elements, so none of these rules is asked about anything there.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from typing import TypeVar

from corpuskit.labels.page import QUESTION_MARKS, Page, Verdict
from corpuskit.labels.rule import ANY_LENGTH, LabelRule
from corpuskit.model import Label, Reason
from corpuskit.reader import Element, Layout
from corpuskit.text.echoes import slug_of
from corpuskit.text.lines import Line
from corpuskit.weighing.elements import HEADINGS

Answer = TypeVar("Answer")
ALT = "alt"
BUTTON = "button"
CONTROLS = frozenset({"button", "select", "option", "label", "legend", "textarea", "input"})
MAIN_HEADING = "h1"
CAPTIONS = frozenset({"figcaption", "caption"})
PARAGRAPH = "p"
PICTURED = frozenset({"figure", "figcaption", "table", "caption", "picture"})
PICTURE_WORDS = frozenset(
    {"caption", "captions", "photo", "image", "picture", "figure", "gallery", "slideshow", "media"}
)
"""Words of classes with which pages name what holds a picture."""
NEAR = 5
"""Elements around a paragraph that are asked whether they hold a picture."""
INNERMOST = 3
"""Elements: a heading, a control or a caption may have so many more inside."""
LONGEST_HEADING = 250
LONGEST_TITLE = 400
MOSTLY = 0.5
"""A headline that is mostly a link leads to another page."""
MOST_OF_A_TITLE = 0.5
"""A heading that is less of a stated title than this may be the name of the site in it."""
NEIGHBOURS = 10
"""Lines above and below that are asked what the element around a line holds."""
FEWEST_SENTENCES = 2
MOSTLY_TEXT = 0.6
"""How much of what stands in the same element must be text, in characters."""
SHORTEST_SENTENCE, LONGEST_SENTENCE = 20, 2000
MOST_FURNITURE = 0.15
"""How many of its words may be those of furniture."""
STATED = "title.stated"
HEADED = "title.markup"


def is_alternative_text(line: Line, page: Page) -> Verdict | None:
    """The text is the alternative text of a picture."""
    if layout_of(line).attribute != ALT:
        return None
    return Verdict(Label.ALT_TEXT, Reason("alt_text.attribute", 0.99), ALT)


def is_control(line: Line, page: Page) -> Verdict | None:
    """The text stands on a button, in a list to choose from or in another control of a form.

    A question above running text is folded with its answer: the button opens both.
    """
    layout = layout_of(line)
    found = next((tag for tag in _innermost(layout) if tag in CONTROLS), "")
    if not found and layout.attribute in ("", ALT):
        return None
    if found == BUTTON and line.text.endswith(QUESTION_MARKS) and page.is_running(line.place + 1):
        return None
    return Verdict(Label.CHROME, Reason("chrome.control", 0.97, found or layout.attribute), "form")


def is_teaser(line: Line, page: Page) -> Verdict | None:
    """The line stands in an element in which every text stands below a link to another page."""
    if line.place not in page.teasers:
        return None
    return Verdict(Label.CHROME, Reason("chrome.teaser", 0.9), "related")


def is_hidden_copy(line: Line, page: Page) -> Verdict | None:
    """Nobody sees the line, and it says what another line says that everybody sees."""
    if line.place not in page.copies:
        return None
    return Verdict(Label.CHROME, Reason("chrome.copy", 0.9), "copy")


def is_stated_title(line: Line, page: Page) -> Verdict | None:
    """The line says what the source states as its title."""
    if line.place != page.shape.title or not is_stated(line, page):
        return None
    return Verdict(Label.TITLE, Reason(STATED, 0.97, page.titles[0]))


def is_main_heading(line: Line, page: Page) -> Verdict | None:
    """The line is the main heading of the page by its element."""
    if line.place != page.shape.title or MAIN_HEADING not in _innermost(layout_of(line)):
        return None
    return Verdict(Label.TITLE, Reason(HEADED, 0.9, MAIN_HEADING))


def is_marked_caption(line: Line, page: Page) -> Verdict | None:
    """The line stands in the element for captions, inside the article."""
    found = caption_tag(line)
    if not found:
        return None
    # The figure or the table is one step outside its caption.
    steps = list(_innermost(layout_of(line))).index(found) + 2
    if page.is_outside(line) and not _stands_among_text(line, page, steps):
        return None
    return Verdict(Label.CAPTION, Reason("caption.markup", 0.95, found))


def is_marked_heading(line: Line, page: Page) -> Verdict | None:
    """The line stands in an element for headings, inside the article."""
    found = next((tag for tag in _innermost(layout_of(line)) if tag in HEADINGS), "")
    is_text = page.shape.inside(line) and not page.seems_furniture(line.place)
    if not found or not (is_text or _heads_text(line, page)):
        return None
    return Verdict(Label.HEADING, Reason("heading.markup", 0.9, found))


def is_sentence_among_text(line: Line, page: Page) -> Verdict | None:
    """The line is a sentence in an element that holds hardly anything but sentences."""
    if not page.seems_furniture(line.place) or not _is_free_sentence(line):
        return None
    if _speaks_of_furniture(line, page) or not _stands_among_text(line, page):
        return None
    return Verdict(Label.PARAGRAPH, Reason("paragraph.markup", 0.8, _tag_around(line)))


def is_embedded(line: Line, page: Page) -> Verdict | None:
    """The line stands in a list or a table between paragraphs of the text."""
    if line.place not in page.embedded:
        return None
    return Verdict(Label.PARAGRAPH, Reason("paragraph.embedded", 0.85, layout_of(line).tag))


def caption_tag(line: Line) -> str:
    """Give the element for captions that a line stands in, "" for none."""
    return next((tag for tag in _innermost(layout_of(line)) if tag in CAPTIONS), "")


def is_plain_paragraph(line: Line) -> bool:
    """Say whether markup calls the line a paragraph, and nothing around it speaks of a picture."""
    layout = layout_of(line)
    if layout.tag != PARAGRAPH:
        return False
    near = layout.elements[-NEAR:]
    words = {word for element in near for word in element.words}
    return PICTURED.isdisjoint(element.tag for element in near) and PICTURE_WORDS.isdisjoint(words)


def marked_title(page: Page) -> int:
    """Give the place of the line that a source states as its title, or of its main heading, or -1.

    Of several lines that say it a heading comes first, then the one nearest to the text.
    """
    said = [line for line in page.lines if _may_be_title(line) and is_stated(line, page)]
    headed = [line for line in said or page.lines if _is_main_heading(line, page)]
    if headed:
        return _below_name_of_site(headed[0], page)
    return said[-1].place if said and page.first_running < 0 else _nearest(said, page)


def _below_name_of_site(heading: Line, page: Page) -> int:
    """Give the place of a main heading, or of the topic that a stated title has before it.

    Such a main heading looks like furniture; it is the name of the site, as on many forums.
    """
    if not page.seems_furniture(heading.place):
        return heading.place
    site = f" {slug_of(heading.text)}"
    topics = {title.removesuffix(site) for title in page.title_slugs if title.endswith(site)}
    below = (line for line in page.lines[heading.place + 1 :] if _is_heading(line))
    return next((line.place for line in below if slug_of(line.text) in topics), heading.place)


def _is_heading(line: Line) -> bool:
    return not HEADINGS.isdisjoint(_innermost(layout_of(line)))


def _nearest(said: list[Line], page: Page) -> int:
    above = [line.place for line in said if line.place <= page.first_running]
    return above[-1] if above else said[0].place if said else -1


def is_stated(line: Line, page: Page) -> bool:
    """Say whether a line says what the source states as its title."""
    return (
        bool(page.titles)
        and len(line.text) <= LONGEST_TITLE
        and slug_of(line.text) in page.title_slugs
    )


def _is_main_heading(line: Line, page: Page) -> bool:
    is_heading = MAIN_HEADING in _innermost(layout_of(line)) and _may_be_title(line)
    return is_heading and (not page.seems_furniture(line.place) or _is_most_of_title(line, page))


def _is_most_of_title(line: Line, page: Page) -> bool:
    """Whether a stated title begins or ends with the line and has little else."""
    slug = slug_of(line.text)
    return bool(slug) and any(
        len(slug) > MOST_OF_A_TITLE * len(title)
        and (f"{title} ".startswith(f"{slug} ") or f" {title}".endswith(f" {slug}"))
        for title in page.title_slugs
    )


def _may_be_title(line: Line) -> bool:
    layout = layout_of(line)
    return not layout.hidden and not layout.attribute and layout.links < MOSTLY


def _heads_text(line: Line, page: Page) -> bool:
    """Whether the line below is text that stands in the same element, or in one beside it."""
    below = line.place + 1
    if below >= len(page.lines) or not page.is_open(below):
        return False
    text = page.lines[below]
    is_beside = _number_around(line) in {each.number for each in layout_of(text).elements}
    is_text = not page.seems_furniture(below) or is_sentence_among_text(text, page) is not None
    return is_beside and is_text and _is_free(layout_of(text))


def _is_free(layout: Layout) -> bool:
    return not layout.links and not layout.hidden and not layout.attribute


def _is_free_sentence(line: Line) -> bool:
    is_sentence = line.stopped and len(line.text) >= SHORTEST_SENTENCE
    return is_sentence and _is_free(layout_of(line))


def _speaks_of_furniture(line: Line, page: Page) -> bool:
    furniture, words = page.furniture_words(line)
    return furniture > MOST_FURNITURE * words


def _stands_among_text(line: Line, page: Page, steps: int = 1) -> bool:
    """Whether the element so many steps outside a line holds sentences, as neighbours tell."""
    number = _number_around(line, steps)
    near = page.lines[max(line.place - NEIGHBOURS, 0) : line.place + NEIGHBOURS + 1]
    beside = [o for o in near if o is not line and _number_around(o) == number]
    texts = [o for o in beside if _seems_text(o, page)]
    share = sum(len(o.text) for o in texts) / (sum(len(o.text) for o in beside) or 1)
    return sum(o.stopped for o in texts) >= FEWEST_SENTENCES and share >= MOSTLY_TEXT


def _seems_text(line: Line, page: Page) -> bool:
    return not page.seems_furniture(line.place) and page.label_at(line.place) is not Label.CHROME


def _number_around(line: Line, steps: int = 1) -> int:
    """Give the number of the element so many steps outside a line; an own one for none."""
    elements = layout_of(line).elements
    return elements[-1 - steps].number if len(elements) > steps else -1 - line.place


def _tag_around(line: Line) -> str:
    return layout_of(line).elements[-2].tag


def _innermost(layout: Layout) -> Iterator[str]:
    return (element.tag for element in reversed(layout.elements[-INNERMOST:]))


def layout_of(line: Line) -> Layout:
    """Give what markup says of a line; of flat text it says nothing."""
    return line.piece.layout or NO_LAYOUT


def outermost(
    line: Line,
    known: dict[int, Answer | None],
    ask: Callable[[Sequence[Element]], Answer | None],
) -> Answer | None:
    """Give the first answer that is not None about the elements around a line, from outside.

    An element is asked about once, with those around it before it; `known` remembers the answers.
    """
    elements = layout_of(line).elements
    for depth, element in enumerate(elements):
        if element.number not in known:
            known[element.number] = ask(elements[: depth + 1])
        answer = known[element.number]
        if answer is not None:
            return answer
    return None


def stands_in(line: Line, numbers: Container[int]) -> bool:
    """Say whether one of the elements with these numbers is around a line."""
    return any(element.number in numbers for element in layout_of(line).elements)


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
    LabelRule("chrome.copy", is_hidden_copy, "page", longest=ANY_LENGTH),
    LabelRule("chrome.teaser", is_teaser, "page", longest=ANY_LENGTH),
    LabelRule("caption.markup", is_marked_caption, "page", longest=2000),
    LabelRule("heading.markup", is_marked_heading, "page", longest=LONGEST_HEADING),
    LabelRule("paragraph.embedded", is_embedded, "page", longest=LONGEST_SENTENCE),
    LabelRule("paragraph.markup", is_sentence_among_text, "page", longest=LONGEST_SENTENCE),
)
