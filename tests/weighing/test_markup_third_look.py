"""The third look at marked-up pages: which blocks it measures, and what its trees change."""

from math import exp, isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from corpuskit.errors import PluginFailed
from corpuskit.lexicon.furniture import FurnitureFinder
from corpuskit.model import Label
from corpuskit.reader import Element, Layout
from corpuskit.weighing.elements import Elements
from corpuskit.weighing.forest import Forest
from corpuskit.weighing.markup_third_look import (
    FAMILIES,
    LEAST,
    MEASURES,
    MOST,
    NAMES,
    NO_HEADING,
    Blocks,
    MarkedOdds,
    measure_doubtful,
)
from corpuskit.weighing.markup_weigher import MarkupWeigher
from corpuskit.weighing.odds import log_odds
from corpuskit.weighing.weigher import Weighed, Weigher
from corpuskit.weights import (
    load_class_words,
    load_markup_forest,
    load_markup_weights,
    load_weights,
)
from tests.weighing.marked_pages import ARTICLE, BODY, LINES, LIST, TEXT, item, page, paragraph
from tests.weighing.trees import answering

COUNT = len(LINES)
EVEN = [0.0] * COUNT


def blocks(*odds: float) -> Blocks:
    together = odds or EVEN
    return Blocks(Elements(LINES, {}), MarkedOdds([1.0] * COUNT, [2.0] * COUNT, together))


def columns(of: Blocks) -> dict[str, list[float]]:
    return {each.name: list(map(float, each.measure(of))) for each in MEASURES}


def weigher(forest: Forest | None) -> Weigher:
    markup = MarkupWeigher(load_markup_weights(), load_class_words(), forest)
    return Weigher(load_weights(), markup)


def weigh(forest: Forest | None, *labels: Label | None) -> Weighed:
    return weigher(forest).weigh(LINES, labels or [None] * COUNT, FurnitureFinder(()))


SECOND = weigh(None)
DOUBTED = {place for place in range(COUNT) if LEAST < log_odds(SECOND.likelihoods[place]) < MOST}


@given(st.lists(st.floats(-30, 30), min_size=COUNT, max_size=COUNT))
def test_every_measure_has_a_number_for_every_block(odds: list[float]) -> None:
    for name, values in columns(blocks(*odds)).items():
        assert len(values) == COUNT, name
        assert all(map(isfinite, values)), name


def test_a_page_of_one_block_without_elements_is_measured() -> None:
    alone = Blocks(Elements(page(("a", Layout())), {}), MarkedOdds([0.0], [0.0], [0.0]))
    assert all(len(values) == 1 for values in columns(alone).values())


def test_what_the_words_and_the_first_round_say_is_measured_too() -> None:
    found = columns(blocks(*range(COUNT)))
    assert found["odds"] == list(range(COUNT))
    assert (found["odds_words"], found["odds_alone"]) == ([1.0] * COUNT, [2.0] * COUNT)


def test_blocks_in_elements_of_one_name_and_class_are_of_one_kind() -> None:
    found = columns(blocks())
    assert found["alike_count"] == [2, 2, 1, 2, 2, 1]
    assert found["alike"][0] == 0.0
    assert found["alike"][3] == pytest.approx(found["alike"][4], rel=0.1)
    assert found["alike_density"][3] > found["alike_density"][0]


def test_a_class_makes_another_kind() -> None:
    quote = Layout((BODY, ARTICLE, Element(8, "p", ("quote",))))
    lines = page((TEXT, paragraph(7)), (TEXT, quote), (TEXT, paragraph(9)))
    found = columns(Blocks(Elements(lines, {}), MarkedOdds(*[[0.0] * 3] * 3)))
    assert found["alike_count"] == [2, 1, 2]


def test_how_far_above_its_heading_stands_is_counted_in_blocks() -> None:
    assert columns(blocks())["since_heading"] == [*[NO_HEADING] * 3, 1, 2, 3]


def test_how_much_of_a_block_is_links_is_measured() -> None:
    assert columns(blocks())["links"] == [1, 1, 0, 0, 0, 0]


def test_only_what_is_doubtful_and_undecided_is_measured() -> None:
    odds = [LEAST, LEAST + 0.01, 0.0, MOST - 0.01, MOST, 0.0]
    rows = measure_doubtful(blocks(*odds), [True] * 5 + [False])
    assert sorted(rows) == [1, 2, 3]
    assert all(len(row) == len(NAMES) == len(FAMILIES) for row in rows.values())
    assert [rows[place][NAMES.index("odds")] for place in (1, 2, 3)] == odds[1:4]
    assert measure_doubtful(blocks(), [False] * COUNT) == {}


@pytest.mark.parametrize("odds", [-2.0, 0.0, 2.0])
def test_a_doubtful_block_is_as_likely_text_as_trees_say(odds: float) -> None:
    found = weigh(answering(odds, NAMES))
    assert DOUBTED
    assert set(range(COUNT)) != DOUBTED
    for place, likelihood in enumerate(found.likelihoods):
        expected = 1 / (1 + exp(-odds)) if place in DOUBTED else SECOND.likelihoods[place]
        assert likelihood == pytest.approx(expected), LINES[place].text


def test_a_block_that_a_rule_decides_about_is_not_looked_at_again() -> None:
    labels = [Label.CAPTION if place in DOUBTED else None for place in range(COUNT)]
    assert weigh(answering(2.0, NAMES), *labels).likelihoods == weigh(None, *labels).likelihoods


@pytest.mark.parametrize(("odds", "changed"), [(-2.0, True), (-1.0, False), (2.0, True)])
def test_of_a_page_without_an_article_trees_must_be_sure_of_furniture(
    odds: float,
    changed: bool,  # noqa: FBT001 - a case
) -> None:
    listed = [Layout((BODY, LIST, Element(number, "li"))) for number in range(3, 11)]
    lines = page(*((f"{TEXT} {number}", layout) for number, layout in enumerate(listed)))
    second, third = (
        weigher(forest).weigh(lines, [None] * len(lines), FurnitureFinder(()))
        for forest in (None, answering(odds, NAMES))
    )
    assert not second.article
    assert (third.likelihoods != second.likelihoods) is changed


def test_the_reasons_are_those_of_the_trees_where_they_decided() -> None:
    found = weigh(answering(-2.0, NAMES))
    assert found.reasons(min(DOUBTED)) == "length -2.2"
    other = next(place for place in range(COUNT) if place not in DOUBTED)
    assert found.reasons(other) == SECOND.reasons(other)


def test_whether_the_page_has_an_article_is_what_the_second_round_says() -> None:
    assert weigh(answering(-9.0, NAMES)).article == SECOND.article


def test_trees_for_other_measures_are_refused() -> None:
    wrong = structs.replace(answering(0.0, NAMES), measures=NAMES[1:])
    with pytest.raises(PluginFailed, match=r"^the trees of markup are for other measures; train"):
        weigh(wrong)


def test_the_trees_that_ship_tell_a_menu_from_an_article() -> None:
    menu = [(f"Mục {number}", item(number)) for number in range(20, 26)]
    body = [(f"{TEXT} {number}", paragraph(number)) for number in range(30, 36)]
    lines = page(*menu, *body)
    found = weigher(load_markup_forest()).weigh(lines, [None] * 12, FurnitureFinder(()))
    assert max(found.likelihoods[:6]) < 0.3
    assert min(found.likelihoods[6:]) > 0.7
