"""Where on a page the core's rules may decide at all: most say nothing about most lines.

Asked once for a page and a stage, so nothing here may depend on what rules of that stage decide.
"""

from collections.abc import Callable, Collection, Mapping

from corpuskit.labels import fused_rules, line_rules, page_rules
from corpuskit.labels.markup_rules import MARKUP_PAGE_RULES, MARKUP_TITLE_RULES
from corpuskit.labels.page import Judge, Page
from corpuskit.labels.weighed_rules import is_weighed_furniture

Places = Callable[[Page], Collection[int]]


def _cut_out(page: Page) -> Collection[int]:
    """Give the lines of which it is known what they were cut out as."""
    return frozenset(line.place for line in page.lines if line.piece.detail)


def _dated(page: Page) -> Collection[int]:
    return page.dated


def _figured(page: Page) -> Collection[int]:
    return page.figured if page.lexicon.capitals_mean_names else ()


def _headline(page: Page) -> Collection[int]:
    return (page.shape.title,)


def _below_headline(page: Page) -> Collection[int]:
    return (page.shape.title + 1,) if page.lexicon.capitals_mean_names else ()


def _first_running(page: Page) -> Collection[int]:
    return (page.shape.first_running,)


def _repeats(page: Page) -> Collection[int]:
    return page.repeats


def _doubles(page: Page) -> Collection[int]:
    return page.repeats.keys() | page.repeated


def _where_marks_are_written(page: Page) -> Collection[int]:
    return page.everywhere(provided=page.lexicon.writes_marks)


def _where_names_are_known(page: Page) -> Collection[int]:
    return page.everywhere(provided=page.lexicon.capitals_mean_names)


def _where_marked(page: Page) -> Collection[int]:
    return page.everywhere(provided=page.marked)


def _where_weighed(page: Page) -> Collection[int]:
    return page.everywhere(provided=page.weighed)


def _where_tight(page: Page) -> Collection[int]:
    return page.everywhere(provided=page.shape.tight)


def _where_stopped(page: Page) -> Collection[int]:
    return page.everywhere(provided=page.shape.stops)


PLACES: Mapping[Judge, Places] = {
    line_rules.is_crawl_field: _cut_out,
    line_rules.is_timestamp: _dated,
    line_rules.is_signed_date: _figured,
    line_rules.is_slug_line: _where_marks_are_written,
    fused_rules.is_fused_timestamp: _cut_out,
    fused_rules.is_fused_section: _cut_out,
    fused_rules.is_fused_headline: _cut_out,
    **{rule.judge: _headline for rule in MARKUP_TITLE_RULES},
    **{rule.judge: _where_marked for rule in MARKUP_PAGE_RULES},
    page_rules.is_weighed_title: _headline,
    page_rules.is_title: _headline,
    page_rules.is_date_beside_furniture: _dated,
    page_rules.is_headline_again: _repeats,
    page_rules.is_headline_echo: _repeats,
    page_rules.is_doubled: _doubles,
    page_rules.is_lead: _first_running,
    page_rules.is_closing_byline: _where_names_are_known,
    page_rules.is_opening_byline: _below_headline,
    is_weighed_furniture: _where_weighed,
    page_rules.is_set_apart: _where_tight,
    page_rules.is_unstopped_caption: _where_stopped,
    page_rules.is_unstopped_heading: _where_stopped,
}
"""By the function of a rule; one that is not here is asked about every line."""
