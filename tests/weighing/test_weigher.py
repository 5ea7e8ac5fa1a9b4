"""The weigher: what is summed up, what is explained, and which weights it refuses."""

from collections.abc import Mapping
from itertools import pairwise
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from corpuskit.errors import PluginFailed
from corpuskit.weighing.features import FEATURES
from corpuskit.weighing.weigher import FAMILIES, Weighed, Weigher
from corpuskit.weighing.weights import Again, Weights, parse_weights
from corpuskit.weights import load_weights
from tests.weighing.pages import AS_BEFORE, FINDER, TEXT, basics_of, lines_of

ANSWERS = {feature.name: feature.ask(basics_of("một")).answers for feature in FEATURES}
ARTICLE = (0.0,) * 7 + (1.0,)
MENU = ("Trang chủ", "Đăng nhập", "Liên hệ")


def weights_of(
    bias: float = 0.0, scale: float = 1.0, shift: float = 0.0, **known: float
) -> Weights:
    """Make weights: the features that are named give a line a number whatever they answer."""
    features = {name: (known.get(name, 0.0),) * answers for name, answers in ANSWERS.items()}
    return Weights(bias, scale, shift, features, AS_BEFORE, ARTICLE)


def weighed(weights: Weights, *texts: str) -> Weighed:
    lines = lines_of(*texts)
    return Weigher(weights).weigh(lines, [None] * len(lines), FINDER)


def likelihood(odds: float) -> float:
    return 1 / (1 + exp(-odds))


def test_each_line_gets_the_sum_of_what_its_answers_speak_for() -> None:
    found = weighed(weights_of(bias=0.5, commas=1.0, figures=-0.25, gaps=2.0), *MENU)
    assert found.likelihoods == pytest.approx([likelihood(3.25)] * 3)


def test_the_answer_of_a_line_chooses_its_weight() -> None:
    weights = weights_of()
    own = {**weights.features, "commas": tuple(map(float, range(ANSWERS["commas"])))}
    found = weighed(structs.replace(weights, features=own), "không", "một, hai")
    commas = basics_of("không", "một, hai")
    answers = next(f for f in FEATURES if f.name == "commas").ask(commas).values
    assert answers[0] != answers[1]
    assert found.likelihoods == pytest.approx(list(map(likelihood, answers)))


def test_the_sum_with_its_bias_is_scaled_and_shifted() -> None:
    found = weighed(weights_of(bias=1.0, scale=0.5, shift=-2.0, commas=3.0), "một")
    assert found.likelihoods == pytest.approx([likelihood((3.0 + 1.0) * 0.5 - 2.0)])


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=20))
@settings(max_examples=40)
def test_a_higher_sum_is_never_less_likely_text(sums: list[float]) -> None:
    found = [weighed(weights_of(commas=value), "một").likelihoods[0] for value in sorted(sums)]
    assert all(low <= high for low, high in pairwise(found))
    assert all(0 < value < 1 or abs(value - 0.5) == 0.5 for value in found)


@pytest.mark.parametrize("odds", [-100.0, 100.0])
def test_what_is_beyond_doubt_does_not_overflow(odds: float) -> None:
    many = dict.fromkeys(ANSWERS, odds)
    assert weighed(weights_of(**many), "một").likelihoods == pytest.approx(
        [float(odds > 0)], abs=1e-12
    )


def test_features_of_a_family_are_explained_together() -> None:
    found = weighed(weights_of(length_and_end=-1.0, word_count=-0.5, gaps=-0.25), *MENU)
    by_name = dict(zip(FAMILIES, found.families, strict=True))
    assert by_name["length"] == [-1.5] * 3
    assert by_name["place"] == [-0.25] * 3
    assert found.reasons(0) == "length -1.5, place -0.2"


def test_the_three_families_that_speak_most_against_text_are_named() -> None:
    found = weighed(
        weights_of(gaps=-3.0, figures=-1.0, own_label=-2.0, word_count=-0.5, theme=4.0), "một"
    )
    assert found.reasons(0) == "place -3.0, label -2.0, signs -1.0"


def test_nothing_is_named_where_nothing_speaks_against_text() -> None:
    assert weighed(weights_of(gaps=1.0), "một").reasons(0) == ""


def test_the_families_of_a_line_add_up_to_its_likelihood() -> None:
    weights = load_weights()
    found = weighed(weights, *MENU, TEXT, TEXT.replace("xã", "huyện"), *MENU)
    bias = weights.again.bias + weights.again.alone * weights.bias
    for place, value in enumerate(found.likelihoods):
        total = sum(values[place] for values in found.families) + bias
        assert value == pytest.approx(likelihood(total * weights.scale + weights.shift))


def test_a_page_without_lines_has_nothing_to_weigh() -> None:
    found = weighed(weights_of())
    assert list(found.likelihoods) == []
    assert not found.article


def test_a_page_is_weighed_alike_whatever_was_weighed_before() -> None:
    weigher = Weigher(load_weights())
    lines, others = lines_of(*MENU, TEXT), lines_of(*[TEXT] * 30)
    before = weigher.weigh(lines, [None] * 4, FINDER)
    weigher.weigh(others, [None] * 30, FINDER)
    assert weigher.weigh(lines, [None] * 4, FINDER) == before


def changed(features: Mapping[str, tuple[float, ...]], **more: tuple[float, ...]) -> Weights:
    return structs.replace(weights_of(), features={**features, **more})


def test_weights_for_other_features_are_refused() -> None:
    features = weights_of().features
    fewer = {name: numbers for name, numbers in features.items() if name != "commas"}
    for wrong in (changed(fewer), changed(features, colour=(0.0,))):
        with pytest.raises(PluginFailed, match=r"^the weights are for other features; train them"):
            Weigher(wrong)


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("more", [-1, 1])
def test_too_few_or_too_many_numbers_for_a_feature_are_refused(name: str, more: int) -> None:
    wrong = changed(weights_of().features, **{name: (0.0,) * (ANSWERS[name] + more)})
    cause = (
        rf"feature '{name}' do not fit: {ANSWERS[name] + more} numbers where {ANSWERS[name]} are"
    )
    with pytest.raises(PluginFailed, match=cause):
        Weigher(wrong)


@pytest.mark.parametrize("count", [0, 7, 9])
def test_too_few_or_too_many_numbers_for_the_article_are_refused(count: int) -> None:
    wrong = structs.replace(weights_of(), article=(0.0,) * count)
    with pytest.raises(PluginFailed, match=rf"article do not fit: {count} numbers where 8 are"):
        Weigher(wrong)


GOOD = """
bias = 0.5
scale = 1
shift = 0
article = [1, 2.5]
[features]
commas = [0, -0.125]
[again]
bias = 0.25
alone = 1
[again.measures]
near = [0.5, 1.5]
"""


def test_weights_are_read_by_feature() -> None:
    weights = parse_weights("good", GOOD)
    again = Again(0.25, 1.0, {"near": (0.5, 1.5)})
    assert weights == Weights(0.5, 1.0, 0.0, {"commas": (0.0, -0.125)}, again, (1.0, 2.5))


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("bias = [", "Invalid"),
        ("", "missing required field `bias`"),
        (GOOD.replace("bias", "biases"), "unknown field `biases`"),
        (GOOD.replace("-0.125", '"much"'), "Expected `float`, got `str`"),
        (GOOD.replace("-0.125", "nan"), "a number is beyond 100"),
        (GOOD.replace("0.5", "inf"), "a number is beyond 100"),
        (GOOD.replace("2.5", "-101"), "a number is beyond 100"),
        (GOOD.replace("1.5", "101"), "a number is beyond 100"),
    ],
)
def test_text_that_is_no_weights_is_refused_and_the_file_is_named(text: str, cause: str) -> None:
    with pytest.raises(
        PluginFailed, match=rf"(?s)^weights own\.toml: .*{cause}.*; train them again$"
    ):
        parse_weights("own.toml", text)
