"""Rules about a line of a marked-up page: where it stands beside a picture, and what that says.

Most pages have no element for captions: a class names them, or the picture stands above.
"""

from corpuskit.labels.markup_rules import ALT, PICTURE_WORDS, layout_of, stands_in
from corpuskit.labels.page import Page, Verdict
from corpuskit.labels.rule import LabelRule
from corpuskit.model import Label, Reason
from corpuskit.reader import Element, Layout
from corpuskit.text.lines import Line
from corpuskit.weighing.elements import HEADINGS

CAPTION_WORDS = frozenset(
    {"caption", "captions", "figcaption", "imgcaption", "imagecaption", "photocaption", "chuthich"}
)
"""Words of classes that name a caption and nothing else."""
SHORT_WORDS = frozenset({"cap", "desc", "description", "note", "legend"})
"""Words that name one beside a word for a picture."""
PICTURES = PICTURE_WORDS | {"img", "pic", "foto", "bild", "anh"}
MAKERS, NEAR = 2, 4
"""Elements: the innermost ones whose class names the line itself, and the picture around it."""
LONGEST_CAPTION = 600
LONGEST_BELOW = 200
REACH = 3
"""Lines around that are asked whether they stand in the same element."""


def is_named_caption(line: Line, page: Page) -> Verdict | None:
    """The class of its element names the line a caption."""
    layout = layout_of(line)
    found = _name_of_caption(layout)
    if not found or layout.links or page.is_outside(line):
        return None
    return Verdict(Label.CAPTION, Reason("caption.class", 0.93, found))


def is_boxed_with_a_picture(line: Line, page: Page) -> Verdict | None:
    """An element holds nothing but a picture and the line below it."""
    box = _common(layout_of(line))
    if box is None or page.is_outside(line) or layout_of(line).links:
        return None
    near = page.lines[max(line.place - REACH, 0) : line.place + REACH]
    inside = [other for other in near if other is not line and stands_in(other, {box.number})]
    if not all(layout_of(other).attribute == ALT for other in inside):
        return None
    return Verdict(Label.CAPTION, Reason("caption.pictured", 0.9, box.tag))


def is_short_below_a_picture(line: Line, page: Page) -> Verdict | None:
    """Inside the text, a line that is short for a paragraph stands directly below a picture."""
    layout = layout_of(line)
    if not layout.picture or not page.shape.inside(line) or layout.links:
        return None
    is_heading = any(element.tag in HEADINGS for element in layout.elements[-NEAR:])
    if is_heading or page.heading_cue(line):
        return None
    return Verdict(Label.CAPTION, Reason("caption.below_picture", 0.75))


def _name_of_caption(layout: Layout) -> str:
    words = [word for element in layout.elements[-MAKERS:] for word in element.words]
    named = next((word for word in words if word in CAPTION_WORDS), "")
    around = {word for element in layout.elements[-NEAR:] for word in element.words}
    if named or PICTURES.isdisjoint(around):
        return named
    return next((word for word in words if word in SHORT_WORDS), "")


def _common(layout: Layout) -> Element | None:
    """Give the innermost element around a line and the picture above it."""
    others = {element.number for element in layout.picture}
    around = (element for element in reversed(layout.elements) if element.number in others)
    return next(around, None)


PICTURE_RULES: tuple[LabelRule, ...] = (
    LabelRule("caption.class", is_named_caption, "page", longest=LONGEST_CAPTION),
    LabelRule("caption.pictured", is_boxed_with_a_picture, "page", longest=LONGEST_CAPTION),
    LabelRule(
        "caption.below_picture",
        is_short_below_a_picture,
        "page",
        longest=LONGEST_BELOW,
        running=False,
    ),
)
