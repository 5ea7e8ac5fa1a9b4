"""Roles that are weighed: what is overturned, what is kept, and what is said about it."""

from collections.abc import Sequence

import pytest

from corpuskit.labels.explain import explain
from corpuskit.labels.page import Page, Verdict
from corpuskit.labels.repeats import Repeat
from corpuskit.labels.role_features import ROLE_FEATURES
from corpuskit.labels.role_rules import RoleChain, WeighedRole, mark_weighed_roles
from corpuskit.labels.role_weights import PerRole, RoleWeights
from corpuskit.labels.shape import shape_of
from corpuskit.labels.weighed_rules import FEWEST_LINES
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Block, Label, Reason, RepeatKind
from corpuskit.text.lines import Piece, make_lines
from corpuskit.weighing.weigher import Weighed

LEXICON = Lexicon([pack for pack in corpuskit_language_packs() if pack.language in ("und", "vi")])
LEAD = "Thư viện xã mở ngày hội đọc sách dành cho học sinh các trường trên địa bàn toàn xã."
TEXT = "Năm nay ngày hội có mười hai gian sách, trong đó có một gian dành riêng cho truyện tranh."
SHORT = "Bến nước đầu làng"
QUIET: PerRole = (0.0, 0.0, 0.0)
PARAGRAPH = Verdict(Label.PARAGRAPH, Reason("paragraph.default", 0.6))
RUNNING = Verdict(Label.PARAGRAPH, Reason("paragraph.running", 0.95))
FIRST = Verdict(Label.LEAD, Reason("lead.first_running", 0.9))
UNSTOPPED = Verdict(Label.HEADING, Reason("heading.unstopped", 0.6, "short"))
CHROME = Verdict(Label.CHROME, Reason("chrome.phrase", 0.97))
SLUG = Verdict(Label.CAPTION, Reason("caption.slug", 0.85))


MENU = [("Trang chủ", CHROME)] * FEWEST_LINES


def page_of(*lines: tuple[str, Verdict], above: Sequence[tuple[str, Verdict]] = MENU) -> Page:
    """Make a page on which every rule has been asked, with a menu above."""
    made = make_lines([Piece(0, text, text, 0) for text, _ in (*above, *lines)])
    page = Page(made, LEXICON, {})
    page.shape = shape_of(page)
    page.verdicts = [verdict for _, verdict in (*above, *lines)]
    return page


def chain(bias: PerRole = QUIET, **answers: dict[str, PerRole]) -> RoleChain:
    """Make a chain whose features say nothing but what is given."""
    features = {feature.name: answers.get(feature.name, {}) for feature in ROLE_FEATURES}
    transitions = ((0.0,) * 4,) * 4
    return RoleChain(RoleWeights(bias, transitions, features))


def marked(page: Page, weights: RoleChain) -> list[tuple[Label, str, float, str]]:
    """Weigh the roles of a page and give the verdicts below the menu."""
    mark_weighed_roles(page, weights)
    verdicts = [verdict for verdict in page.verdicts if verdict and verdict is not CHROME]
    return [(v.label, v.reason.rule, v.reason.confidence, v.reason.evidence) for v in verdicts]


def test_a_role_that_is_likelier_than_the_others_together_overturns_a_rule() -> None:
    page = page_of((LEAD, FIRST), (SHORT, PARAGRAPH), (TEXT, RUNNING))
    found = marked(page, chain(ending={"none": (0.0, 2.0, 0.0)}))
    assert found[1] == (Label.CAPTION, "caption.weighed", 0.79, "ending +2.0")


def test_a_role_that_is_likeliest_but_not_likely_overturns_nothing() -> None:
    page = page_of((LEAD, FIRST), (SHORT, PARAGRAPH), (TEXT, RUNNING))
    found = marked(page, chain(ending={"none": (0.0, 0.3, 0.0)}))
    assert found[1] == (Label.PARAGRAPH, "paragraph.default", 0.6, "")


def test_a_rule_that_was_right_keeps_its_reason_and_gets_the_likelihood() -> None:
    page = page_of((LEAD, FIRST), (SHORT, UNSTOPPED), (TEXT, RUNNING))
    found = marked(page, chain(ending={"none": (0.0, 0.0, 3.0), ".": (2.0, 0.0, 0.0)}))
    assert found[1] == (Label.HEADING, "heading.unstopped", 0.91, "short")
    assert found[2] == (Label.PARAGRAPH, "paragraph.running", 0.79, "")


def test_a_paragraph_for_want_of_anything_else_gets_a_better_reason() -> None:
    page = page_of((LEAD, FIRST), (SHORT, PARAGRAPH), (TEXT, RUNNING))
    found = marked(page, chain(bias=(1.0, 0.0, 0.0), ending={"none": (1.5, 0.0, 0.0)}))
    assert found[1] == (Label.PARAGRAPH, "paragraph.weighed", 0.86, "ending +1.5")


def test_the_first_running_text_stays_the_lead_unless_it_is_a_caption_for_sure() -> None:
    lines = ((LEAD, FIRST), (TEXT, RUNNING), (LEAD, RUNNING))
    doubtful = marked(page_of(*lines), chain(position={"lead": (0.0, 2.5, 0.0)}))
    assert [label for label, *_ in doubtful] == [Label.LEAD, Label.PARAGRAPH, Label.PARAGRAPH]
    sure = marked(page_of(*lines), chain(bias=(1.0, 0.0, 0.0), position={"lead": (0.0, 6.0, 0.0)}))
    assert sure[0][:2] == (Label.CAPTION, "caption.weighed")
    assert sure[1] == (Label.LEAD, "lead.first_running", 0.58, "")
    assert sure[2][0] is Label.PARAGRAPH


def test_lines_whose_label_is_beyond_question_are_left_as_they_are() -> None:
    byline = Verdict(Label.BYLINE, Reason("byline.credit", 0.95, "Tin"))
    page = page_of((LEAD, FIRST), (SHORT, SLUG), ("Tin: Trần Thị B", byline), (TEXT, RUNNING))
    found = marked(page, chain(bias=(0.0, 0.0, 9.0)))
    assert [label for label, *_ in found] == [
        Label.LEAD,
        Label.CAPTION,
        Label.BYLINE,
        Label.HEADING,
    ]


def test_a_line_that_repeats_another_keeps_its_verdict() -> None:
    page = page_of((LEAD, FIRST), (SHORT, PARAGRAPH), (TEXT, RUNNING))
    page.repeats = {len(MENU) + 1: Repeat(0, RepeatKind.EXACT)}
    found = marked(page, chain(bias=(0.0, 9.0, 0.0)))
    assert [label for label, *_ in found] == [Label.CAPTION, Label.PARAGRAPH, Label.CAPTION]


def test_lines_above_the_running_text_are_not_asked_about() -> None:
    page = page_of((SHORT, PARAGRAPH), (LEAD, FIRST), (TEXT, RUNNING))
    assert marked(page, chain(bias=(0.0, 0.0, 9.0)))[0][1] == "paragraph.default"


def test_a_poem_has_no_running_text_and_nothing_is_asked() -> None:
    page = page_of(("Em ơi mùa thu", PARAGRAPH), ("Lá vàng rơi", PARAGRAPH))
    assert {rule for _, rule, *_ in marked(page, chain(bias=(0.0, 0.0, 9.0)))} == {
        "paragraph.default"
    }


def test_below_the_last_running_text_there_are_captions_and_no_headings() -> None:
    lines = ((LEAD, FIRST), (TEXT, RUNNING), (SHORT, PARAGRAPH))
    weighed = {"none": (0.0, 0.0, 9.0), ".": (9.0, 0.0, 0.0)}
    assert marked(page_of(*lines), chain(ending=weighed))[2][0] is Label.PARAGRAPH
    weighed = {"none": (0.0, 9.0, 0.0), ".": (9.0, 0.0, 0.0)}
    assert marked(page_of(*lines), chain(ending=weighed))[2][0] is Label.CAPTION


def test_a_page_without_an_article_is_not_asked_about() -> None:
    page = page_of((LEAD, FIRST), (SHORT, PARAGRAPH), (TEXT, RUNNING))
    page.weighed = Weighed([1.0] * len(page.lines), [], article=False)
    assert marked(page, chain(bias=(0.0, 0.0, 9.0)))[1][0] is Label.PARAGRAPH


def test_a_page_of_few_lines_says_too_little_about_itself() -> None:
    page = page_of((LEAD, FIRST), (SHORT, PARAGRAPH), (TEXT, RUNNING), above=())
    assert marked(page, chain(bias=(0.0, 0.0, 9.0)))[1][0] is Label.PARAGRAPH


def test_the_evidence_adds_up_to_the_odds_between_the_two_likeliest_roles() -> None:
    spoken = [(0.0, 0.0, 0.0)] * len(ROLE_FEATURES)
    spoken[0], spoken[1], spoken[2] = (0.0, 1.0, 0.0), (0.5, 0.0, 0.0), (0.0, 0.0, 4.0)
    weighed = WeighedRole((0.1, 0.8, 0.1), [*spoken, (0.0, 0.5, 0.0)])
    assert weighed.evidence == "neighbours +1.1, length +1.0"  # log 8 = 1.0 - 0.5 + 0.5 + 1.1


@pytest.mark.parametrize("role", ["paragraph", "caption", "heading"])
def test_what_is_weighed_can_be_explained(role: str) -> None:
    block = Block(0, "", "", Label(role), Reason(f"{role}.weighed", 0.8, "gap +1.2"))
    assert explain(block) == (
        f"The features of the line and its neighbours speak for a {role}. Evidence: gap +1.2"
    )
