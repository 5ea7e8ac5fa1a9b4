"""Doubtful lines that furniture parts from the article of a flat page."""

import pytest

from corpuskit.labels.outside import SURELY_OUTSIDE, WALL, find_outside
from corpuskit.labels.page import Page, Shape, Verdict
from corpuskit.labels.repeats import find_repeats
from corpuskit.labels.weighed_rules import is_outside_the_article
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Label
from corpuskit.text.lines import Piece, make_lines
from corpuskit.weighing.weigher import Weighed

TEXT = "A sentence that goes on long enough to be running text, with a stop at its very end, {}."
TITLE = "Teaser number {}"
LEXICON = Lexicon([pack for pack in corpuskit_language_packs() if pack.language == "und"])
SIGNS = {"t": (TEXT, 0.9), "f": (TITLE, 0.1), "?": (TITLE, 0.4)}
"""What a letter of a drawn page stands for, and how likely text weighing calls it."""


def page_of(drawn: str, *, article: bool = True) -> Page:
    texts = [SIGNS[sign][0].format(place) for place, sign in enumerate(drawn)]
    lines = make_lines([Piece(place, text, text, 0) for place, text in enumerate(texts)])
    page = Page(lines, LEXICON, find_repeats(lines, writes_marks=False))
    likelihoods = [SIGNS[sign][1] for sign in drawn]
    page.weighed = Weighed(likelihoods, [[0.0] * len(drawn)], article, ["words"])
    page.outside = find_outside(page)
    return page


def verdict_at(page: Page, place: int) -> Verdict | None:
    return is_outside_the_article(page.lines[place], page)


@pytest.mark.parametrize(
    ("drawn", "outside"),
    [
        ("ttt" + "f" * WALL + "?", {3 + WALL: WALL}),
        ("?" + "f" * WALL + "ttt", {0: WALL}),
        ("tttf?f?f?", {8: WALL}),
        ("ttt" + "f" * (WALL - 1) + "?", {}),
        ("tt?fff?fff?tt", {}),
        ("ffff????", {}),
        ("", {}),
    ],
    ids=["below", "above", "not in a row", "too few", "between text", "no text", "no lines"],
)
def test_a_wall_parts_lines_from_the_article(drawn: str, outside: dict[int, int]) -> None:
    assert page_of(drawn).outside == outside


@pytest.mark.parametrize("entries", ["tfff" * 3 + "?", "ttfffttfff?"], ids=["three", "two"])
def test_a_thread_has_no_article_that_lines_could_be_outside_of(entries: str) -> None:
    assert page_of(entries).outside == {}


def test_a_teaser_that_reads_like_text_does_not_take_the_article_away() -> None:
    assert page_of("ttttfff?ffft?").outside == {7: 3, 12: 6}


def test_a_page_without_an_article_has_no_outside() -> None:
    assert page_of("tttfff?", article=False).outside == {}


def test_the_verdict_counts_the_furniture_between() -> None:
    verdict = verdict_at(page_of("tttffff?"), 7)
    assert verdict is not None
    assert (verdict.label, verdict.reason.rule) == (Label.CHROME, "chrome.outside")
    assert verdict.reason.confidence == SURELY_OUTSIDE
    assert verdict.reason.evidence == "4 lines of furniture between"


def test_lines_in_the_article_are_left_to_weighing() -> None:
    assert verdict_at(page_of("tttffff?"), 1) is None


@pytest.mark.parametrize(("title", "decides"), [(-1, False), (0, False), (2, True)])
def test_above_the_text_only_what_is_above_the_headline_is_outside(
    title: int, *, decides: bool
) -> None:
    page = page_of("?f?ffttt")
    page.shape = Shape(title=title, first_running=5)
    assert (verdict_at(page, 0) is not None) is decides
