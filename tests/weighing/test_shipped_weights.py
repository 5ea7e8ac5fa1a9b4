"""The weights that ship: made for these features, and speaking for what they are called by."""

from corpuskit.labels.headline import HEADLINE_FEATURES
from corpuskit.model import LIKELY_ENOUGH
from corpuskit.weighing.features import FEATURES
from corpuskit.weighing.second_look import MEASURES
from corpuskit.weighing.weigher import Weigher
from corpuskit.weights import load_weights
from tests.labels.weighed_pages import BODIES
from tests.weighing.pages import FINDER, basics_of, lines_of

MENU = ("Trang chủ", "Đăng nhập", "Liên hệ", "Tìm kiếm")


def test_the_weights_that_ship_fit_the_features_and_the_number_of_their_answers() -> None:
    weights = load_weights()
    assert list(weights.features) == [feature.name for feature in FEATURES]
    asked = {feature.name: feature.ask(basics_of("một")).answers for feature in FEATURES}
    assert {name: len(numbers) for name, numbers in weights.features.items()} == asked
    assert isinstance(Weigher(weights), Weigher)


def test_the_second_look_that_ships_weighs_every_measure() -> None:
    again = load_weights().again
    assert list(again.measures) == list(MEASURES)
    assert again.alone > 0


def test_the_weights_that_ship_say_something_about_every_feature() -> None:
    assert [name for name, numbers in load_weights().features.items() if not any(numbers)] == []


def test_the_weights_of_headlines_that_ship_fit_what_is_asked() -> None:
    assert list(load_weights().headline) == list(HEADLINE_FEATURES)


def test_a_higher_sum_speaks_for_text() -> None:
    assert load_weights().scale > 0


def test_text_is_likelier_text_than_a_menu() -> None:
    body = BODIES["article vi"].lines
    lines = lines_of(*MENU, *body, *MENU[::-1])
    found = Weigher(load_weights()).weigh(lines, [None] * len(lines), FINDER).likelihoods
    text, menu = found[4:-4], [*found[:4], *found[-4:]]
    assert min(text) > 0.3
    assert max(menu) < 1 - LIKELY_ENOUGH
    assert sum(menu) / len(menu) < 0.1
    assert sum(text) / len(text) > 0.7
