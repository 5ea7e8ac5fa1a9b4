"""Rules about a line in its page: asked in document order, when lines by themselves are decided.

The first rule that decides wins; the last one always does, and says body text.
"""

from corpuskit.labels.byline_rules import AROUND_CREDITS, BYLINE_RULES, LETTER
from corpuskit.labels.date_rules import BARE_DATE, TIMESTAMP, is_date
from corpuskit.labels.layout_rules import (
    announces_cells,
    is_above_a_credit,
    is_credit_in_capitals,
    is_list_item,
    is_numbered_alt_text,
    is_numbered_question,
    is_table_cell,
    is_table_row,
    is_text_of_a_picture,
)
from corpuskit.labels.markup_rules import MARKUP_PAGE_RULES, MARKUP_TITLE_RULES
from corpuskit.labels.page import Page, Verdict, confidence_of
from corpuskit.labels.part_rules import BELOW_TEXT_RULES, LISTED_RULES, PART_RULES, POST_RULES
from corpuskit.labels.picture_rules import PICTURE_RULES
from corpuskit.labels.rule import ANY_LENGTH, LabelRule
from corpuskit.labels.threads import THREAD_RULES
from corpuskit.labels.weighed_rules import (
    is_in_a_letterhead,
    is_outside_the_article,
    is_weighed_furniture,
)
from corpuskit.model import Label, Reason, RepeatKind
from corpuskit.text.lines import Line

LONGEST_CAPTION = 250
LONGEST_HEADING = 100
RUNNING_CONFIDENCE = 0.95
"""How sure running text is on a page that was not weighed; BODY_CONFIDENCE for any other line."""
BODY_CONFIDENCE = 0.7
LEAD_CONFIDENCE = 0.9
ANNOUNCEMENT = "announcement"
"""The detail of a line above a headline that announces it: "Vụ chè xuân:"."""
LONGEST_ANNOUNCEMENT = 60
FEWEST_WORDS_OF_A_CAPTION = 14


def is_official_title(line: Line, page: Page) -> Verdict | None:
    """The line says what an official text is about, below the kind of the text."""
    kind = page.lines[line.place - 1]
    if line.place != page.shape.title or not (line.place and _is_kind_of(line, kind, page)):
        return None
    return Verdict(Label.TITLE, Reason("title.official", 0.9, kind.text))


def is_weighed_title(line: Line, page: Page) -> Verdict | None:
    """Of the lines above the text this one speaks most for the headline."""
    if not page.shape.headline or line.place != page.shape.title:
        return None
    return Verdict(Label.TITLE, Reason("title.weighed", confidence_of(page.shape.headline)))


def is_title(line: Line, page: Page) -> Verdict | None:
    """The line stands above the running text as its headline does."""
    if line.place != page.shape.title:
        return None
    if line.place in page.repeated:
        return Verdict(Label.TITLE, Reason("title.above_text", 0.95, "said again further down"))
    return Verdict(Label.TITLE, Reason("title.above_text", 0.85))


def is_date_beside_furniture(line: Line, page: Page) -> Verdict | None:
    """The whole line is a date, directly beside the headline, a byline or page furniture."""
    if not is_date(line, page):
        return None
    beside = {page.label_at(line.place - 1), page.label_at(line.place + 1)}
    if not (beside & AROUND_CREDITS or _is_only_date_beside_title(line, page)):
        return None
    return Verdict(Label.DATE_LINE, Reason("date_line.bare", 0.8, line.text), TIMESTAMP)


def _is_only_date_beside_title(line: Line, page: Page) -> bool:
    """A diary has such a line above each entry, the first one below its title."""
    title = page.shape.title
    if title < 0 or abs(line.place - title) != 1:
        return False
    return not any(BARE_DATE.fullmatch(other.text) for other in page.lines if other is not line)


def is_first_part_of_headline(line: Line, page: Page) -> Verdict | None:
    """The line directly above the headline announces it, or is the kind of an official text."""
    if line.place != page.shape.title - 1:
        return None
    if not line.text.endswith(":") and not _is_kind_of(page.lines[page.shape.title], line, page):
        return None
    return Verdict(Label.TITLE, Reason("title.announced", 0.8), ANNOUNCEMENT)


def _is_kind_of(headline: Line, line: Line, page: Page) -> bool:
    """Whether a formula in capitals stands in a letterhead, or above a formula: “Về việc …”."""
    formulas = page.lexicon.formulas
    if not line.text.isupper() or not formulas.fit(line.key):
        return False
    return formulas.fit(headline.key) or is_in_a_letterhead(line, page)


def is_headline_again(line: Line, page: Page) -> Verdict | None:
    """The line directly below the headline is the headline again: a breadcrumb and the title."""
    if not _says_headline(line, page) or line.place != page.shape.title + 1:
        return None
    return Verdict(Label.TITLE, Reason("title.again", 0.8, page.repeats[line.place].kind))


def is_headline_echo(line: Line, page: Page) -> Verdict | None:
    """The line says the headline again, as templates do beside a picture."""
    if not _says_headline(line, page):
        return None
    repeat = page.repeats[line.place]
    return Verdict(Label.ALT_TEXT, Reason("alt_text.headline", 0.85, repeat.kind), "title")


def _says_headline(line: Line, page: Page) -> bool:
    repeat = page.repeats.get(line.place)
    return repeat is not None and repeat.place == page.shape.title


def is_lead(line: Line, page: Page) -> Verdict | None:
    """The line is the first running text of the page."""
    if line.place != page.shape.first_running or not page.has_article:
        return None
    confidence = round(page.likelihood(line, LEAD_CONFIDENCE), 2)
    return Verdict(Label.LEAD, Reason("lead.first_running", confidence))


def is_beside_slug(line: Line, page: Page) -> Verdict | None:
    """The line stands directly below the slug of an image, or is what the slug says."""
    above = page.verdicts[line.place - 1] if line.place else None
    below_slug = above is not None and above.detail == "slug" and not line.gap_before
    slugged = line.place in page.shape.slugged
    if not (below_slug or slugged) or len(line.text) > LONGEST_CAPTION:
        return None
    evidence = "its slug" if slugged else "slug above"
    return Verdict(Label.CAPTION, Reason("caption.slug", 0.95, evidence))


def is_doubled(line: Line, page: Page) -> Verdict | None:
    """The line is said twice in a row: the alternative text of a picture and its caption."""
    is_twice = page.doubles(line.place) or page.doubles(line.place + 1)
    if len(line.text) > LONGEST_CAPTION or not is_twice or page.is_outside(line):
        return None
    return Verdict(Label.CAPTION, Reason("caption.doubled", 0.9, RepeatKind.EXACT))


def is_set_apart(line: Line, page: Page) -> Verdict | None:
    """A gap sets the line apart in a page whose paragraphs follow each other without one."""
    if not (page.shape.tight and line.gap_before and line.stopped and page.shape.inside(line)):
        return None
    if len(line.text) > LONGEST_CAPTION or not (line.gap_after or page.is_running(line.place + 1)):
        return None
    if page.label_at(line.place - 1) is Label.CAPTION:  # the gap may be that of the caption
        return None
    return Verdict(Label.CAPTION, Reason("caption.set_apart", 0.8))


def has_caption_cue(line: Line, page: Page) -> Verdict | None:
    """The line has words with which captions begin or end."""
    if not page.shape.inside(line):
        return None
    cue = page.caption_cue(line)
    return Verdict(Label.CAPTION, Reason("caption.cue", 0.75, cue)) if cue else None


def has_heading_cue(line: Line, page: Page) -> Verdict | None:
    """The line has the form of a heading inside the text."""
    if len(line.text) > LONGEST_HEADING or not page.shape.inside(line):
        return None
    cue = page.heading_cue(line)
    return Verdict(Label.HEADING, Reason("heading.cue", 0.75, cue)) if cue else None


def is_unstopped_caption(line: Line, page: Page) -> Verdict | None:
    """The line is long and has no stop at its end, between paragraphs that all have one."""
    if not _is_unstopped(line, page) or len(line.text.split()) < FEWEST_WORDS_OF_A_CAPTION:
        return None
    return Verdict(Label.CAPTION, Reason("caption.unstopped", 0.65))


def is_unstopped_heading(line: Line, page: Page) -> Verdict | None:
    """The line is short and has no stop at its end, between paragraphs that all have one."""
    if not _is_unstopped(line, page) or not LETTER.search(line.text):
        return None
    return Verdict(Label.HEADING, Reason("heading.unstopped", 0.6))


def _is_unstopped(line: Line, page: Page) -> bool:
    return (
        page.shape.stops
        and not line.stopped
        and page.is_running(line.place - 1)
        and page.is_running(line.place + 1)
    )


def is_running_text(line: Line, page: Page) -> Verdict | None:
    """The line is long enough, for its end, to be running text."""
    if not line.running:
        return None
    confidence = page.confidence(line, RUNNING_CONFIDENCE)
    return Verdict(Label.PARAGRAPH, Reason("paragraph.running", confidence))


def is_body(line: Line, page: Page) -> Verdict | None:
    """Nothing speaks against it, so the line is body text."""
    confidence = page.confidence(line, BODY_CONFIDENCE)
    return Verdict(Label.PARAGRAPH, Reason("paragraph.default", confidence))


PAGE_RULES: tuple[LabelRule, ...] = (
    *BELOW_TEXT_RULES,
    *MARKUP_TITLE_RULES,
    LabelRule("title.official", is_official_title, "page"),
    LabelRule("title.weighed", is_weighed_title, "page"),
    LabelRule("title.above_text", is_title, "page"),
    LabelRule("date_line.bare", is_date_beside_furniture, "page", longest=40, running=False),
    LabelRule(
        "title.announced",
        is_first_part_of_headline,
        "page",
        longest=LONGEST_ANNOUNCEMENT,
        running=False,
    ),
    LabelRule("title.again", is_headline_again, "page"),
    LabelRule("alt_text.headline", is_headline_echo, "page"),
    LabelRule("alt_text.numbered", is_numbered_alt_text, "page"),
    LabelRule("caption.slug", is_beside_slug, "page"),
    LabelRule("caption.doubled", is_doubled, "page"),
    LabelRule("caption.series", is_text_of_a_picture, "page", longest=ANY_LENGTH),
    LabelRule("caption.credited", is_above_a_credit, "page", running=False),
    LabelRule("byline.picture", is_credit_in_capitals, "page", running=False),
    LabelRule("lead.first_running", is_lead, "page", longest=ANY_LENGTH),
    *PART_RULES,
    *MARKUP_PAGE_RULES,
    *POST_RULES,
    *LISTED_RULES,
    *PICTURE_RULES,
    *BYLINE_RULES,
    LabelRule("paragraph.announcing", announces_cells, "page", running=False),
    LabelRule("paragraph.cell", is_table_cell, "page", running=False),
    *THREAD_RULES,
    LabelRule("chrome.outside", is_outside_the_article, "page", longest=ANY_LENGTH),
    LabelRule("chrome.weighed", is_weighed_furniture, "page", longest=ANY_LENGTH),
    LabelRule("caption.set_apart", is_set_apart, "page"),
    LabelRule("heading.question", is_numbered_question, "page", running=False),
    LabelRule("paragraph.item", is_list_item, "page"),
    LabelRule("paragraph.row", is_table_row, "page"),
    LabelRule("heading.cue", has_heading_cue, "page", running=False),
    LabelRule("caption.cue", has_caption_cue, "page", running=False),
    LabelRule("caption.unstopped", is_unstopped_caption, "page", running=False),
    LabelRule("heading.unstopped", is_unstopped_heading, "page", running=False),
    LabelRule("paragraph.running", is_running_text, "page", longest=ANY_LENGTH),
    LabelRule("paragraph.default", is_body, "page", longest=ANY_LENGTH),
)
NEED_MARKUP = (*PART_RULES, *MARKUP_PAGE_RULES, *LISTED_RULES, *PICTURE_RULES)
FLAT_PARTED_RULES = tuple(rule for rule in PAGE_RULES if rule not in NEED_MARKUP)
"""Those for a page without markup that is a thread, has comments or tells of its author."""
NEED_PARTS = (*BELOW_TEXT_RULES, *POST_RULES, *THREAD_RULES)
FLAT_PAGE_RULES = tuple(rule for rule in FLAT_PARTED_RULES if rule not in NEED_PARTS)
"""The same without those that find nothing on another page without markup."""
