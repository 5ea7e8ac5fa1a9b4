"""The third look: which lines it measures, what it changes, and how it is explained."""

from math import exp, isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from corpuskit.errors import PluginFailed
from corpuskit.model import Label
from corpuskit.weighing import third_look
from corpuskit.weighing.forest import Forest
from corpuskit.weighing.second_look import FirstLook
from corpuskit.weighing.third_look import (
    FAMILIES,
    FORM_MEASURES,
    FURNITURE,
    LEAST,
    LONGEST,
    LOOK_MEASURES,
    MOST,
    NAMES,
    measure_doubtful,
    takes_much,
)
from corpuskit.weighing.weigher import Weighed, Weigher
from corpuskit.weights import load_forest, load_weights
from tests.labels.weighed_pages import BODIES
from tests.weighing.pages import FINDER, TEXT, basics_of, lines_of
from tests.weighing.trees import answering

THREAD = ("Ngày 3/4", "Bài viết: 12", TEXT, "Ngày 5/4", "Bài viết: 317", "Vâng, cảm ơn bạn.")
DOUBT = 0.5
texts = st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=12)


def columns(*lines: str) -> dict[str, list[float]]:
    """Give all measures of a page whose second look doubts every line."""
    basics = basics_of(*lines)
    look = FirstLook(basics.form.sizes, [DOUBT] * basics.form.count)
    found = {each.name: each.measure(basics) for each in FORM_MEASURES}
    found |= {each.name: each.measure(look) for each in LOOK_MEASURES}
    return {name: list(map(float, values)) for name, values in found.items()}


def weighed(forest: Forest | None, *labels: Label | None) -> Weighed:
    lines = lines_of(*PAGE)
    return Weigher(load_weights(), forest=forest).weigh(
        lines, labels or [None] * len(lines), FINDER
    )


PAGE = ("Trang chủ", "Tin mới", *BODIES["article vi"].lines, *THREAD, "Liên hệ")
SECOND = Weigher(load_weights()).weigh(lines_of(*PAGE), [None] * len(PAGE), FINDER).likelihoods
SURE = 1 / (1 + exp(-MOST))
UNLIKELY = 1 / (1 + exp(-LEAST))
DOUBTED = {place for place, each in enumerate(SECOND) if UNLIKELY < each < SURE}


@given(texts)
def test_every_measure_has_a_number_for_every_line(lines: list[str]) -> None:
    count = len(lines_of(*lines))
    for name, values in columns(*lines).items():
        assert len(values) == count, name
        assert all(map(isfinite, values)), name


def test_what_stands_beside_a_line_is_measured_on_both_sides() -> None:
    look = FirstLook([10.0] * 3, [1.0, 2.0, 3.0])
    found = {each.name: each.measure(look) for each in LOOK_MEASURES}
    assert found["odds_1"] == [2.0, 3.0, -1.0]
    assert found["odds_-1"] == [-1.0, 1.0, 2.0]
    assert found["within_1"] == pytest.approx([1.5, 2.0, 2.5])
    alone = {each.name: each.measure(FirstLook([10.0], [1.0])) for each in LOOK_MEASURES}
    assert alone["odds_1"] == alone["odds_-1"] == [-1.0]


def test_the_likely_text_above_a_line_is_a_share_of_that_of_the_page() -> None:
    look = FirstLook([100.0, 300.0, 100.0], [50.0, 50.0, -50.0])
    (through,) = [each.measure(look) for each in LOOK_MEASURES if each.name == "through"]
    assert through == pytest.approx([0.25, 1.0, 1.0], abs=1e-3)


def test_the_doubtful_characters_of_a_page_are_a_share_of_all() -> None:
    look = FirstLook([100.0, 300.0], [0.5, 3.0])
    (doubtful,) = [each.measure(look) for each in LOOK_MEASURES if each.name == "page_doubtful"]
    assert doubtful == pytest.approx([0.25, 0.25])


def test_capitals_and_the_last_sign_of_a_line_are_measured() -> None:
    found = columns("Trang Chủ", "một hai Ba bốn.")
    assert found["capitals"] == [1.0, 0.25]
    assert found["last"] == [float(ord("ủ")), float(ord("."))]


def test_only_what_is_doubtful_and_undecided_is_measured() -> None:
    odds = [LEAST, LEAST + 0.01, 0.0, MOST - 0.01, MOST, 0.0]
    undecided = [True, True, True, True, True, False]
    rows = measure_doubtful(basics_of(*THREAD), odds, undecided)
    assert sorted(rows) == [1, 2, 3]
    assert all(len(row) == len(NAMES) == len(FAMILIES) for row in rows.values())
    assert [rows[place][NAMES.index("odds")] for place in (1, 2, 3)] == odds[1:4]
    assert measure_doubtful(basics_of(*THREAD), odds, [False] * 6) == {}


def test_a_long_line_is_not_measured() -> None:
    lines = ("a" * (LONGEST - 1), "b" * LONGEST)
    assert sorted(measure_doubtful(basics_of(*lines), [0.0, 0.0], [True, True])) == [0]


@pytest.mark.parametrize(("taken", "much"), [((), False), ((2,), False), ((1,), True)])
def test_a_tenth_of_the_likely_text_is_not_much(taken: tuple[int, ...], much: bool) -> None:  # noqa: FBT001 - a case
    sizes, likelihoods = [900.0, 1000.0, 250.0], [1.0, 0.5, 0.5]
    assert takes_much(sizes, likelihoods, taken) is much


def test_trees_that_would_take_much_of_a_page_take_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert weighed(answering(-2.0, NAMES)) != weighed(None)
    monkeypatch.setattr(third_look, "MOST_TAKEN", 0.0)
    assert weighed(answering(-2.0, NAMES)) == weighed(None)


def test_what_trees_call_furniture_is_as_likely_as_they_say() -> None:
    found = weighed(answering(-2.0, NAMES))
    assert DOUBTED
    assert set(range(len(PAGE))) != DOUBTED
    for place, likelihood in enumerate(found.likelihoods):
        expected = 1 / (1 + exp(2.0)) if place in DOUBTED else SECOND[place]
        assert likelihood == pytest.approx(expected), PAGE[place]


@pytest.mark.parametrize("odds", [-1.0, 0.0, 9.0])
def test_trees_that_are_less_sure_or_call_it_text_change_nothing(odds: float) -> None:
    assert 1 / (1 + exp(-odds)) >= FURNITURE
    assert list(weighed(answering(odds, NAMES)).likelihoods) == list(SECOND)


def test_a_line_that_a_rule_decides_about_is_not_looked_at_again() -> None:
    labels = [Label.CAPTION if place in DOUBTED else None for place in range(len(PAGE))]
    found = weighed(answering(-2.0, NAMES), *labels)
    assert found.doubtful is not None
    assert not DOUBTED & set(found.doubtful.rows)


def test_the_reasons_are_those_of_the_trees_where_they_decided() -> None:
    found = weighed(answering(-2.0, NAMES))
    place = min(DOUBTED)
    assert found.reasons(place) == "length -2.2"
    other = next(at for at in range(len(PAGE)) if at not in DOUBTED)
    assert found.reasons(other) == weighed(None).reasons(other)


def test_whether_the_page_has_an_article_is_what_the_second_look_says() -> None:
    assert weighed(answering(-9.0, NAMES)).article == weighed(None).article


def test_trees_for_other_measures_are_refused() -> None:
    wrong = structs.replace(answering(0.0, NAMES), measures=NAMES[1:])
    with pytest.raises(PluginFailed, match=r"^the trees are for other measures; train them again$"):
        Weigher(load_weights(), forest=wrong)


def test_the_trees_that_ship_leave_the_paragraphs_of_an_article_alone() -> None:
    for name, body in BODIES.items():
        if name.startswith("article"):
            lines = lines_of("Trang chủ", "Tin mới", *body.lines, "Liên hệ", "Đăng nhập")
            labels = [None] * len(lines)
            second = Weigher(load_weights()).weigh(lines, labels, FINDER).likelihoods
            third = Weigher(load_weights(), forest=load_forest()).weigh(lines, labels, FINDER)
            running = [line.place for line in lines if line.running]
            assert [third.likelihoods[p] for p in running] == [second[p] for p in running], name
