"""What the elements around the blocks of a page hold, and what is asked about them."""

import math

import pytest
from msgspec import structs

from corpuskit.errors import PluginFailed
from corpuskit.lexicon.furniture import FurnitureFinder
from corpuskit.reader import Element, Layout
from corpuskit.weighing.elements import KINDS, Elements
from corpuskit.weighing.markup import Markup
from corpuskit.weighing.markup_features import ALONE, REGIONS, TOGETHER
from corpuskit.weighing.markup_weigher import MarkupWeigher, answer_counts
from corpuskit.weighing.odds import log_odds
from corpuskit.weighing.weigher import Weigher
from corpuskit.weights import (
    load_class_words,
    load_markup_weights,
    load_weigher,
    load_weights,
)
from tests.weighing.marked_pages import (
    ARTICLE,
    BODY,
    LINES,
    TEXT,
    WORDS,
    page,
)


def markup(odds: float = 3.0) -> Markup:
    return Markup(Elements(LINES, WORDS), [odds] * len(LINES))


def answers(name: str, m: Markup) -> list[int]:
    (feature,) = (each for each in TOGETHER if each.name == name)
    return list(feature.ask(m).values)


def test_the_article_is_the_innermost_element_with_most_of_the_text() -> None:
    assert markup().article == ARTICLE.number
    assert markup().depths == [-1, -1, 1, 1, 1, -1]


def test_the_stretch_of_the_article_is_from_its_first_to_its_last_text() -> None:
    assert markup().block == (3, 4)
    assert markup().sides == [1, 1, 1, 0, 0, 2]


def test_text_that_is_unlikely_counts_for_less() -> None:
    likely, unlikely = markup(3.0), markup(-3.0)
    assert unlikely.mass_in[ARTICLE.number] < 0.1 * likely.mass_in[ARTICLE.number]


def test_hidden_text_and_links_are_no_text() -> None:
    hidden = (TEXT, Layout((BODY,), hidden=True))
    linked = (TEXT, Layout((BODY,), links=1.0))
    assert Markup(Elements(page(hidden, linked), {}), [9.0, 9.0]).masses == [0.0, 0.0]


def test_the_headline_is_the_first_block_in_a_main_heading() -> None:
    assert markup().headline == 2


def test_the_class_of_an_element_that_holds_the_whole_text_says_nothing_of_a_part() -> None:
    near = markup().kinds_near
    assert near[0] == {"navigation": 2}
    assert near[3] == {}
    assert markup().elements.kinds[3] == {"content": 3}


def test_a_comment_with_a_body_of_its_own_is_a_comment() -> None:
    body = Element(7, "div", ("comment", "body"))
    words = {**WORDS, "comment": ("comments",)}
    found = Elements(page((TEXT, Layout((BODY, ARTICLE, body)))), words)
    assert found.nearest_kinds == ["comments"]


def test_a_region_is_known_by_how_near_it_is() -> None:
    assert answers("in_nav", markup()) == [2, 2, 0, 0, 0, 0]
    assert answers("in_article", markup()) == [0, 0, 1, 1, 1, 0]


def test_blocks_of_one_form_in_one_element_share_their_text() -> None:
    found = answers("siblings", markup())
    assert found[3] > found[2]
    assert found[0] == found[1] == 0


def test_a_page_is_asked_whether_its_source_states_the_block() -> None:
    told = page((TEXT, Layout((BODY,), stated=True)), ("Báo", Layout((BODY,), stated=False)))
    assert answers("stated_text", Markup(Elements(told, {}), [3.0, 3.0])) == [11, 7]
    assert answers("stated_text", markup()) == [0] * len(LINES)


def test_every_answer_of_every_feature_has_a_weight() -> None:
    pairs = list(zip(TOGETHER, answer_counts(TOGETHER), strict=True))
    for feature, count in pairs:
        column = feature.ask(markup())
        assert column.answers == count
        assert all(0 <= value < count for value in column.values)


def test_a_page_of_nothing_but_one_block_can_be_asked_everything() -> None:
    alone = Markup(Elements(page(("a", Layout())), {}), [0.0])
    assert all(len(feature.ask(alone).values) == 1 for feature in TOGETHER)


def test_the_first_round_asks_nothing_about_other_blocks() -> None:
    assert set(ALONE) < set(TOGETHER)
    assert {f"in_{tag}" for tag in REGIONS} < {feature.name for feature in ALONE}


def test_the_words_of_classes_speak_of_known_kinds_only() -> None:
    kinds = {kind for kinds in load_class_words().values() for kind in kinds}
    assert kinds == set(KINDS)


def test_weights_of_other_features_are_refused() -> None:
    weights = load_markup_weights()
    fewer = structs.replace(weights.alone, features={"odds": weights.alone.features["odds"]})
    with pytest.raises(PluginFailed, match="train them again"):
        MarkupWeigher(structs.replace(weights, alone=fewer), {})


@pytest.mark.parametrize("likelihood", [0.0, 0.5, 1.0])
def test_log_odds_are_never_infinite(likelihood: float) -> None:
    assert math.isfinite(log_odds(likelihood))


def test_the_shipped_weights_tell_a_menu_from_an_article() -> None:
    found = load_weigher().weigh(LINES, [None] * len(LINES), FurnitureFinder(())).likelihoods
    assert max(found[0], found[1], found[5]) < 0.3
    assert min(found[3], found[4]) > 0.7


def test_what_nobody_sees_does_not_change_what_the_words_of_others_say() -> None:
    weigher = Weigher(load_weights())
    hidden = [("Quảng cáo", Layout((BODY,), hidden=True))] * 9
    shown = [(line.text, line.piece.layout or Layout()) for line in LINES]
    alone = weigher.weigh(page(*shown), [None] * 6, FurnitureFinder(())).likelihoods
    mixed = page(*shown[:2], *hidden, *shown[2:])
    both = weigher.weigh(mixed, [None] * 15, FurnitureFinder(())).likelihoods
    assert list(both) == [*alone[:2], *[0.5] * 9, *alone[2:]]
