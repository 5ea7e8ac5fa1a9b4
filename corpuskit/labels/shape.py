"""The layout of a page: where its headline is, and where its running text begins and ends."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence

from corpuskit.labels.date_rules import is_date
from corpuskit.labels.headline import REACH, candidates, choose_headline
from corpuskit.labels.layout import (
    numbered_pictures,
    picture_credits,
    picture_texts,
    table_cells,
)
from corpuskit.labels.markup_rules import caption_tag, marked_title
from corpuskit.labels.page import Page, Shape
from corpuskit.labels.people import are_names
from corpuskit.labels.title_form import may_be_title
from corpuskit.labels.weighed_rules import LETTERHEAD, is_in_a_letterhead
from corpuskit.model import Label, RepeatKind
from corpuskit.text.lines import CLOSING, Line

MOST_LINES_OF_A_HEAD = 3
LONGEST_QUESTION = 110
"""Characters: a longer question is rather the lead of a page without a headline."""
FEWEST_PARAGRAPHS = 3
NEAR_A_DATE = 3
"""Lines from a headline to the date below it."""
SHORTEST_LEAD = 60
SHORTEST_ANNOUNCING_LEAD = 100
"""Characters: "… thông báo lịch thi như sau:"; shorter lines with a colon head what follows."""
INNER_STOP = re.compile(r"[.!?…][\"”’)]* ")
FEWEST_WORDS_OF_A_TITLE = 5
"""Words: names of sections are hardly ever so long."""
SITE_NAME = re.compile(" [-–—|] .{2,60}")
MOSTLY = 0.8
LIKELY_HEADLINE = 0.4
"""A page whose likeliest headline is less likely has none that could be told."""
SURE_HEADLINE = 0.75
"""A less likely one is no headline if what stands below another line shows that to be it."""


def shape_of(page: Page, headline_weights: Mapping[str, float] | None = None) -> Shape:
    """Measure a page whose lines by themselves are decided.

    `headline_weights` choose the headline of a page that was weighed and has furniture above its
    text; other pages go by simpler rules, and where no article is, nothing is its headline.
    """
    undecided = [line for line in page.lines if page.may_be_text(line)]
    running = [line for line in undecided if line.running and not caption_tag(line)]
    if _asks_above_text(running):
        running = running[1:]
    first = _first_text(running, undecided, page)
    top = page.thread.sign if page.thread else first
    title, likelihood = _title(page, top) if page.has_article else -1, 0.0
    if headline_weights and _has_furniture_above(page, top):
        title, likelihood = _weigh_headline(page, top, headline_weights)
    if title < 0 and page.has_article:
        title = _dated_title(page, top)
    if page.letterheads:
        title, likelihood = _official_title(title, likelihood, page)
    title = _without_site_name(title, top, page)
    if (page.marked or page.titles) and (marked := marked_title(page)) >= 0:
        title, likelihood = marked, 0.0
    return Shape(
        title=title,
        headline=likelihood,
        first_running=title + 1 if _is_short_lead(title + 1, first, page) else first,
        last_running=running[-1].place if running else -1,
        last_open=undecided[-1].place if undecided else -1,
        tight=_is_tight(page.lines, running),
        stops=_share(line.stopped for line in running) >= MOSTLY,
        slugged=frozenset(
            repeat.place for repeat in page.repeats.values() if repeat.kind is RepeatKind.SLUG
        ),
        cells=table_cells(page),
        pictured=picture_texts(page),
        numbered=numbered_pictures(page, title),
        credits=picture_credits(page),
    )


def _first_text(running: Sequence[Line], undecided: Iterable[Line], page: Page) -> int:
    """Give the place of the first running text, or of a long line above it that ends in a colon."""
    if not running:
        return -1
    above = itertools.takewhile(lambda line: line.place < running[0].place, undecided)
    return next((line.place for line in above if _announces(line, page)), running[0].place)


def _announces(line: Line, page: Page) -> bool:
    """Whether a line is long for a heading and announces something; laws are cited so too."""
    is_long = line.text.endswith(":") and len(line.text) >= SHORTEST_ANNOUNCING_LEAD
    return is_long and not page.lexicon.formulas.fit(line.key)


def _official_title(title: int, likelihood: float, page: Page) -> tuple[int, float]:
    """Give the headline of a page with an official text, and how likely it is where weighed.

    A site may set one above the letterhead, else the text has its own; who issues it is none.
    """
    own = -1 if title >= 0 and _is_formula(page.lines[title], page) else title
    found = _above_letterhead(page)
    if found < 0 and not 0 <= own < page.letterheads[0]:
        found = _below_kind(page)
    return (found, 0.0) if found >= 0 else (own, likelihood)


def _below_kind(page: Page) -> int:
    """Give the line below the kind of an official text in its head, -1 if there is none."""
    below = page.lines[page.letterheads[0] + 1 :][: LETTERHEAD + 1]
    pairs = itertools.pairwise(below)
    subject = next((line for kind, line in pairs if _is_kind(kind, page)), None)
    return subject.place if subject and _may_be_subject(subject, page) else -1


def _is_kind(line: Line, page: Page) -> bool:
    return line.text.isupper() and page.lexicon.formulas.says("kind", line.key)


def _may_be_subject(line: Line, page: Page) -> bool:
    """Whether a line may say what an official text is about."""
    return page.is_open(line.place) and not _is_formula(line, page) and may_be_title(line, page)


def _is_formula(line: Line, page: Page) -> bool:
    """Whether a line is a formula of official texts, but for what is said of their subject."""
    formulas = page.lexicon.formulas
    return formulas.fit(line.key) and not formulas.says("subject", line.key)


def _above_letterhead(page: Page) -> int:
    """Give the headline that a site sets above the head of an official text, -1 if it sets none."""
    top = page.letterheads[0]
    while top and page.is_open(top - 1) and is_in_a_letterhead(page.lines[top - 1], page):
        top -= 1
    above = reversed(page.lines[max(top - MOST_LINES_OF_A_HEAD, 0) : top])
    found = next((line for line in above if page.is_open(line.place)), None)
    is_long = found is not None and len(found.text.split()) >= FEWEST_WORDS_OF_A_TITLE
    return found.place if found and is_long and may_be_title(found, page) else -1


def _without_site_name(title: int, first_running: int, page: Page) -> int:
    """Give the line below a headline that says it without the name of the site behind a dash."""
    if title < 0:
        return title
    whole = page.lines[title].key
    for line in page.lines[title + 1 : max(first_running, 0)]:
        long = len(line.text.split()) >= FEWEST_WORDS_OF_A_TITLE and page.is_open(line.place)
        if long and whole.startswith(line.key) and SITE_NAME.fullmatch(whole, len(line.key)):
            return line.place
    return title


def _has_furniture_above(page: Page, first_running: int) -> bool:
    return page.has_article and any(
        map(page.seems_furniture, range(max(first_running - REACH, 0), first_running))
    )


def _weigh_headline(
    page: Page, first_running: int, weights: Mapping[str, float]
) -> tuple[int, float]:
    found = candidates(page, first_running, lambda line: may_be_title(line, page))
    title, likelihood = choose_headline(found, weights)
    if likelihood >= SURE_HEADLINE:
        return title, likelihood
    shown = [each for each in found if each.fit and _is_shown(each.line, page)]
    other, _ = choose_headline(shown, weights)
    return (title, likelihood) if other < 0 and likelihood >= LIKELY_HEADLINE else (other, 0.0)


def _dated_title(page: Page, first_running: int) -> int:
    """Give the last line above the text that a date below it shows to be the headline, or -1."""
    above = reversed(page.lines[: max(first_running, 0)])
    shown = (line for line in above if page.is_open(line.place) and _is_shown(line, page))
    return next((line.place for line in shown if may_be_title(line, page)), -1)


def _is_shown(line: Line, page: Page) -> bool:
    """Whether what stands below a line shows that it is the headline.

    That is the same again, a date, or the subject of an answer.
    """
    is_long = len(line.text.split()) >= FEWEST_WORDS_OF_A_TITLE
    is_answered = page.thread is not None and line.key in page.thread.subjects
    is_dated = is_long and _has_date_below(line, page)
    return is_dated or is_answered or page.doubles(line.place + 1)


def _has_date_below(line: Line, page: Page) -> bool:
    """Whether a date stands below a line, buttons and authors aside."""
    for below in page.lines[line.place + 1 : line.place + 1 + NEAR_A_DATE]:
        if page.label_at(below.place) is Label.DATE_LINE or is_date(below, page):
            return True
        if page.is_open(below.place) and not _is_credit(below, page):
            return False
    return False


def _asks_above_text(running: Sequence[Line]) -> bool:
    """Whether the first line of the page is a headline that is long enough for a sentence."""
    if len(running) < FEWEST_PARAGRAPHS or running[0].place or running[1].place != 1:
        return False
    text = running[0].text.rstrip(CLOSING)
    return len(text) <= LONGEST_QUESTION and text[-1:] == "?" and not INNER_STOP.search(text)


def _is_short_lead(place: int, first_running: int, page: Page) -> bool:
    """Whether a sentence that is short for a lead stands between the headline and the text."""
    if place < 1 or place != first_running - 1 or not page.is_open(place):
        return False
    line = page.lines[place]
    ends = line.stopped or INNER_STOP.search(line.text)
    return bool(
        ends
        and len(line.text) >= SHORTEST_LEAD
        and place not in page.repeats
        and not page.caption_cue(line)
        and not caption_tag(line)
    )


def _title(page: Page, first_running: int) -> int:
    """Choose the headline among the lines directly above the running text.

    A line that comes again further down is the headline. Else, of a few lines the first is it that
    is too long for the name of a section, above a date if there is one (what follows is an
    intertitle or a caption), of many lines the last (what precedes is a menu).
    """
    head = _head(page, first_running)
    fitting = [line for line in head if may_be_title(line, page)]
    candidates = [line for line in fitting if not _is_credit(line, page)] or fitting
    echoed = [line for line in candidates if line.place in page.repeated]
    if echoed:
        return echoed[0].place
    if not candidates:
        return -1
    if len(head) > MOST_LINES_OF_A_HEAD:
        return candidates[-1].place
    long = [line for line in candidates if len(line.text.split()) >= FEWEST_WORDS_OF_A_TITLE]
    dated = [line for line in long if page.label_at(line.place + 1) is Label.DATE_LINE]
    return (dated or long or candidates)[0].place


def _head(page: Page, first_running: int) -> list[Line]:
    head: list[Line] = []
    for line in reversed(page.lines[max(first_running - REACH, 0) : max(first_running, 0)]):
        if not page.is_open(line.place):
            if not all(_is_credit(above, page) for above in head):
                break
            continue
        head.append(line)
    return head[::-1]


def _is_credit(line: Line, page: Page) -> bool:
    """Whether a line is names alone beside a date, as where an author is credited."""
    if Label.DATE_LINE not in (page.label_at(line.place - 1), page.label_at(line.place + 1)):
        return False
    return are_names(line.text, page.lexicon)


def _is_tight(lines: Sequence[Line], running: Sequence[Line]) -> bool:
    neighbours = [line for line in running if line.place and lines[line.place - 1].running]
    return len(neighbours) > 1 and _share(not line.gap_before for line in neighbours) > 1 / 2


def _share(answers: Iterable[bool]) -> float:
    known = list(answers)
    return sum(known) / len(known) if known else 0.0
