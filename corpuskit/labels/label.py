"""Labels: every line of a page gets one, and the reason for it.

Three steps: rules about a line by itself; what neighbours add (a risky phrase beside chrome, the
titles below "Related"); rules about a line in its page. Chrome is only what a phrase of the
language pack proves, so a page of an unknown site loses no body text.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import structs

from corpuskit.errors import PluginFailed
from corpuskit.labels.apart import find_apart
from corpuskit.labels.author_box import find_author_box
from corpuskit.labels.comments import find_comments
from corpuskit.labels.data_tables import find_tables
from corpuskit.labels.embedded import Around, find_amid, find_defined, find_embedded
from corpuskit.labels.entries import mark_entries
from corpuskit.labels.far_dates import mark_far_dates
from corpuskit.labels.fronts import is_front
from corpuskit.labels.line_rules import LINE_RULES
from corpuskit.labels.manual import find_manual
from corpuskit.labels.markup_rules import MARKUP_LINE_RULES
from corpuskit.labels.notes import find_notes
from corpuskit.labels.outside import find_outside
from corpuskit.labels.page import Page, Verdict
from corpuskit.labels.page_rules import FLAT_PAGE_RULES, FLAT_PARTED_RULES, PAGE_RULES
from corpuskit.labels.posts import find_posts
from corpuskit.labels.profile_rules import mark_profile_lines
from corpuskit.labels.related import mark_related_titles
from corpuskit.labels.repeats import Repeat, find_repeats
from corpuskit.labels.risky_phrases import mark_risky_phrases
from corpuskit.labels.role_rules import RoleChain, mark_weighed_roles
from corpuskit.labels.rule import Judge, LabelRule
from corpuskit.labels.shape import shape_of
from corpuskit.labels.teasers import (
    find_copies,
    find_described,
    find_stated_text,
    find_teasers,
    is_all_teasers,
)
from corpuskit.labels.threads import find_thread
from corpuskit.labels.verdicts import fault_of
from corpuskit.labels.weighed_rules import weigh_lines
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Label
from corpuskit.profiles.known import SiteLines
from corpuskit.text.lines import Line
from corpuskit.weighing.weigher import Weighed, Weigher
from corpuskit.wording import in_words

__all__ = ["LabelRule", "Labelled", "guarded", "label_lines"]

MOST_RULES_END = 300
"""Characters: most rules are not asked about longer lines, so these are sorted out first."""


class Aids(NamedTuple):
    """What helps to decide besides the core's rules.

    `rules` are those of plugins, asked before the core's of the same stage; `known` is what a
    profile says of the site of the page; `weigher` weighs what rules leave open, `roles` what
    lines inside the article are. `titles` and `descriptions` are those that the source states, the
    most trusted first; `states_no_article` that it calls itself something else.
    """

    rules: Sequence[LabelRule] = ()
    known: SiteLines | None = None
    weigher: Weigher | None = None
    roles: RoleChain | None = None
    titles: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    states_no_article: bool = False


NO_AIDS = Aids()


class Labelled(NamedTuple):
    """A line with its verdict, and the line that it repeats if it does."""

    line: Line
    verdict: Verdict
    repeat: Repeat | None


def label_lines(
    lines: Sequence[Line], lexicon: Lexicon, aids: Aids = NO_AIDS
) -> tuple[list[Labelled], Page]:
    """Decide about every line; the page says what its lines say together."""
    page = weighed_page(lines, lexicon, aids)
    page.shape = shape_of(page, aids.weigher.headline_weights if aids.weigher else None)
    _judge(page, [*(r for r in aids.rules if r.stage == "page"), *_page_rules(page)])
    mark_entries(page)
    mark_far_dates(page)
    if aids.roles:
        mark_weighed_roles(page, aids.roles)
    return [_labelled(line, page) for line in lines], page


def _page_rules(page: Page) -> Sequence[LabelRule]:
    if page.marked:
        return PAGE_RULES
    return FLAT_PARTED_RULES if page.apart or page.thread else FLAT_PAGE_RULES


def weighed_page(lines: Sequence[Line], lexicon: Lexicon, aids: Aids = NO_AIDS) -> Page:
    """Decide about lines by themselves, and weigh how likely each of them is text."""
    page = decide_lines(lines, lexicon, aids)
    if aids.weigher:
        weigh_lines(page, aids.weigher)
    _find_posts(page)
    if page.marked:
        _find_marked_parts(page)
    else:
        page.outside = find_outside(page)
        page.apart = find_author_box(page) | find_comments(page)
        _reopen(page, page.apart)
    return page


def _find_posts(page: Page) -> None:
    """Find what posts say: by the names of their elements, else by the signs beside them."""
    if page.marked:
        page.posts = find_posts(page)
    if page.weighed:
        page.thread = None if page.posts else find_thread(page)
        page.posts = page.thread.said if page.thread else page.posts
        page.weighed = page.weighed._replace(article=_has_article(page, page.weighed))


def _find_marked_parts(page: Page) -> None:
    page.apart = find_apart(page)
    page.manual, page.notes = find_manual(page), find_notes(page)
    _reopen(page, [p for p in page.manual if page.label_at(p) is Label.ALT_TEXT])
    if not page.posts:  # between posts stands who wrote them
        around = Around(page)
        page.embedded = find_embedded(around) | find_defined(around)
        page.amid, page.tables = find_amid(around), find_tables(page, around.shown)


def _has_article(page: Page, weighed: Weighed) -> bool:
    """Say whether a page has an article: the posts of a thread are one, lists and fronts none."""
    if page.thread:
        return True
    return (weighed.article or bool(page.posts)) and not (page.is_list or is_front(page))


def _reopen(page: Page, places: Iterable[int]) -> None:
    """Take back what rules about single lines said, where what stands around a line says more.

    Names and days in comments are theirs, and `names_like_this` in a manual are none of pictures.
    """
    for place in places:
        if page.label_at(place) is not Label.CHROME:
            page.verdicts[place] = None


def decide_lines(lines: Sequence[Line], lexicon: Lexicon, aids: Aids = NO_AIDS) -> Page:
    """Decide about the lines that speak for themselves, and about furniture beside furniture."""
    page = Page(lines, lexicon, find_repeats(lines, writes_marks=lexicon.writes_marks))
    page.tell_titles(aids.titles)
    if page.marked:
        page.teasers, page.copies = find_teasers(lines), find_copies(lines)
        if aids.states_no_article and is_all_teasers(lines, page.teasers):
            page.teasers, page.is_list = frozenset(), True
        page.described = find_described(lines, aids.descriptions)
        page.stated = find_stated_text(lines)
        _judge(page, MARKUP_LINE_RULES)
    _judge(page, [*(r for r in aids.rules if r.stage == "line"), *LINE_RULES])
    mark_profile_lines(page, aids.known)
    mark_risky_phrases(page)
    mark_related_titles(page)
    return page


def guarded(rule: LabelRule) -> LabelRule:
    """Give a rule of a plugin that names itself when it fails or gives no verdict."""
    return structs.replace(rule, judge=_Guarded(rule))


class _Guarded:
    """Judges by a rule; unlike a function inside another it can travel to workers."""

    def __init__(self, rule: LabelRule) -> None:
        self._rule = rule
        self.__doc__ = rule.judge.__doc__

    def __call__(self, line: Line, page: Page) -> Verdict | None:
        name = self._rule.name
        try:
            verdict = self._rule.judge(line, page)
        except Exception as error:
            raise PluginFailed(f"label rule '{name}' failed: {in_words(error)}") from error
        if verdict is not None and (fault := fault_of(verdict, name)):
            raise PluginFailed(f"label rule '{name}' gave {verdict!r}, which is no verdict{fault}")
        return verdict


def _judge(page: Page, rules: Sequence[LabelRule]) -> None:
    """Ask the rules about each open line; those that no long or running line needs are left out."""
    for_all = [(rule.longest, rule.judge) for rule in rules]
    for_running_text = [(rule.longest, rule.judge) for rule in rules if rule.running]
    for_long_text = [
        (longest, judge) for longest, judge in for_running_text if longest > MOST_RULES_END
    ]
    for line in page.lines:
        if page.verdicts[line.place] is None:
            for_running = for_long_text if len(line.text) > MOST_RULES_END else for_running_text
            fitting = for_running if line.running else for_all
            page.verdicts[line.place] = _first_verdict(line, page, fitting)


def _first_verdict(line: Line, page: Page, rules: Sequence[tuple[int, Judge]]) -> Verdict | None:
    length = len(line.text)
    for longest, judge in rules:
        if length <= longest:
            verdict = judge(line, page)
            if verdict is not None:
                return verdict
    return None


def _labelled(line: Line, page: Page) -> Labelled:
    verdict = page.verdicts[line.place]
    if verdict is None:  # the last page rule decides about every line
        raise AssertionError(line)
    return Labelled(line, verdict, _repeat(line, verdict, page))


def _repeat(line: Line, verdict: Verdict, page: Page) -> Repeat | None:
    """Give what a line repeats; what only furniture said before it would be lost as a repeat."""
    repeat = page.repeats.get(line.place)
    if repeat is None or verdict.label is Label.CHROME:
        return repeat
    return None if page.label_at(repeat.place) is Label.CHROME else repeat
