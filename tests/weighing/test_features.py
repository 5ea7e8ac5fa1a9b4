"""Every feature, on pages of every kind: an answer for each line, in range, at a fair cost."""

import os
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit.model import Label
from corpuskit.weighing.basics import COMMON_SHARES, LABELS, USUALLY_SHARED, Basics
from corpuskit.weighing.features import FEATURES
from corpuskit.weighing.form import Form
from corpuskit.weighing.line_features import KINDS
from corpuskit.weighing.traits import measure
from tests.weighing.pages import FINDER, NO_WORDS, TEXT, basics_of, lines_of, traits_of

ROOT = str(Path(__file__).parents[2])
ANSWERS = {feature.name: feature.ask(basics_of("một")).answers for feature in FEATURES}
ALPHABETS = (
    "abc XYZ.,!?:;{}()=<>0123456789 -",
    "àáảãạăâđêôơư Thưviện.,",
    "汉字新闻天地。，：！",
    "ข่าวไทยวันนี้ ",
    "समाचार ताज़ा। ",
    "خبر عاجل؟ ",
    "한국어 뉴스 ",
    "\u0301\u200d\U0001f600𠀀",
)
WORDS = ("privacy policy", "cookies", "Trang chủ", "bình luận", "回复", "ความคิดเห็น", "Joined:")
RANDOM = st.one_of(*[st.text(alphabet, min_size=1, max_size=120) for alphabet in ALPHABETS])
LINES = st.one_of(RANDOM, st.sampled_from(WORDS), st.just(TEXT), st.text(min_size=1, max_size=300))
TEXTS = LINES.map(str.strip).filter(bool)
PAGES = st.lists(TEXTS, min_size=1, max_size=25)


def problems(basics: Basics) -> list[str]:
    """Name the features whose column does not fit the page."""
    columns = {feature.name: feature.ask(basics) for feature in FEATURES}
    return [
        name
        for name, column in columns.items()
        if len(column.values) != basics.form.count
        or column.answers != ANSWERS[name]
        or not all(type(value) is int and 0 <= value < column.answers for value in column.values)
    ]


def columns_of(*texts: str) -> dict[str, list[int]]:
    basics = basics_of(*texts)
    return {feature.name: list(feature.ask(basics).values) for feature in FEATURES}


def asked(name: str) -> Callable[[Basics], Sequence[int]]:
    feature = next(feature for feature in FEATURES if feature.name == name)
    return lambda basics: feature.ask(basics).values


def test_features_have_names_of_their_own_and_say_what_they_ask() -> None:
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
    assert [f.name for f in FEATURES if not (f.ask.__doc__ and f.family)] == []
    assert [f.name for f in FEATURES if f.name != f.ask.__name__] == []


@pytest.mark.parametrize(
    "texts",
    [
        ["a"],
        ["…"],
        [TEXT],
        ["Trang chủ", TEXT],
        ["汉字", "ข่าวไทย", "समाचार"],
        list(WORDS),
        [TEXT] * 9,
        ["x"] * 40,
        ["main() {", "x = 1;", "}"] * 3,
        ["a" * 100_000, "汉" * 50_000],
        ["\u0301", "\U0001f600", "\u200d"],
    ],
)
def test_every_feature_answers_for_every_line_of_a_page(texts: list[str]) -> None:
    assert problems(basics_of(*texts)) == []


@given(PAGES)
@settings(max_examples=60)
def test_every_feature_answers_for_every_line_of_any_page(texts: list[str]) -> None:
    assert problems(basics_of(*texts)) == []


@given(PAGES, st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_every_feature_answers_whatever_rules_have_decided_and_without_any_words(
    texts: list[str], choice: object
) -> None:
    lines = lines_of(*texts)
    labels = [choice.choice([None, *Label]) for _ in lines]  # type: ignore[attr-defined] # a Random
    assert problems(Basics(Form(measure(lines, labels, NO_WORDS)))) == []


def test_ten_thousand_lines_are_answered_for() -> None:
    texts = [f"{TEXT} {n}." if n % 3 else WORDS[n % len(WORDS)] for n in range(10_000)]
    assert problems(basics_of(*texts)) == []


def test_every_label_has_an_answer() -> None:
    labels = list(Label)
    traits = traits_of(*map(str, labels), labels=labels)
    column = Basics(Form(traits)).label
    assert column.values == [LABELS.get(label, 7) for label in labels]
    assert max(column.values) < column.answers


def test_every_kind_of_furniture_word_has_a_bit() -> None:
    kinds = {
        kind for words in WORDS for trait in traits_of(words) for kind in trait.furniture.kinds
    }
    assert {"legal", "navigation", "about", "forum"} <= kinds <= set(KINDS)


def steps_of(ask: Callable[[], object]) -> int:
    """Count the lines of Python that a call runs through."""
    count = 0

    def trace(frame: object, event: str, argument: object) -> object:
        nonlocal count
        count += 1
        return trace

    sys.settrace(trace)  # type: ignore[arg-type] # counts whatever the event is
    try:
        ask()
    finally:
        sys.settrace(None)
    return count


def costs_of(texts: Sequence[str]) -> dict[str, int]:
    """Count what measuring a page, its form and each feature costs."""
    lines = lines_of(*texts)
    traits = traits_of(*texts)
    costs = {
        "traits": steps_of(lambda: measure(lines, [None] * len(lines), FINDER)),
        "form": steps_of(lambda: Form(traits)),
    }
    form = Form(traits)
    for feature in FEATURES:
        costs[feature.name] = steps_of(lambda ask=feature.ask: ask(Basics(form)))  # type: ignore[misc] # bound now
    return costs


@pytest.mark.skipif(
    sys.gettrace() is not None, reason="steps are counted by the hook that coverage needs"
)
def test_a_page_four_times_as_long_costs_hardly_more_than_four_times_as_much() -> None:
    texts = [TEXT.replace("xã", f"xã{n}") if n % 3 else f"Mục {n}" for n in range(1200)]
    small, large = costs_of(texts[:300]), costs_of(texts)
    assert {name: cost for name, cost in large.items() if cost > 5 * small[name] + 1000} == {}


@given(PAGES, PAGES)
@settings(max_examples=20)
def test_answers_do_not_depend_on_the_page_before(texts: list[str], others: list[str]) -> None:
    alone = columns_of(*texts)
    columns_of(*others)
    assert columns_of(*texts) == alone


def test_answers_do_not_depend_on_the_hash_seed() -> None:
    script = (
        "from tests.weighing.test_features import columns_of, TEXT, WORDS\n"
        "texts = [*WORDS, TEXT, TEXT.replace('xã', 'huyện'), TEXT + ' Hết.', *WORDS]\n"
        "print(columns_of(*texts))"
    )
    said = {
        subprocess.run(  # noqa: S603 - this interpreter, with the script above
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": ROOT},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(said) == 1
    assert b"length_and_end" in said.pop()


@pytest.mark.parametrize(
    ("name", "texts", "values"),
    [
        ("place_on_page", ["a"] * 4, [0, 2, 5, 7]),
        ("lines_above", ["a"] * 4, [0, 1, 2, 3]),
        ("word_count", ["một", "một hai", "một hai ba bốn năm sáu"], [0, 1, 4]),
        ("times_said", ["Mục", "MỤC", "khác"], [4, 4, 0]),
        ("first_and_last_sign", ["Ai?", "ai:", "Ai."], [2, 4, 0]),
        ("figures", ["không", "1234", "Ngày 12"], [0, 5, 4]),
        ("own_label", ["a", "b"], [0, 0]),
        ("text_before", ["Mục", TEXT, "Mục"], [0, 0, 6]),
        ("text_after", ["Mục", TEXT, "Mục"], [6, 0, 0]),
        ("amount_of_text", ["Mục", TEXT], [2, 3]),
        ("code_like", ["a;", "b}", "c"], [8 * 2 + 6, 8 * 2 + 6, 8 * 2 + 6]),
    ],
)
def test_a_feature_answers_what_it_says(name: str, texts: list[str], values: list[int]) -> None:
    assert list(asked(name)(basics_of(*texts))) == values


def test_a_gap_on_each_side_of_a_line_is_seen() -> None:
    assert columns_of("a", "", "b", "", "c", "d")["gaps"] == [6, 6, 4, 2]


def test_a_line_in_the_text_is_apart_from_one_below_it() -> None:
    below = columns_of(TEXT, TEXT.replace("xã", "huyện"), "Mục", "Mục khác")["distance_from_block"]
    assert below[0] == below[1] < below[2] < below[3]


def test_words_of_the_text_are_its_theme() -> None:
    texts = [TEXT, TEXT.replace("xã", "huyện"), "Thư viện xã", "Quả bóng lăn"]
    theme = basics_of(*texts).theme.values
    assert theme[2] > theme[3]


def sharing_lines(own: int) -> list[str]:
    """Give texts that have two words in common, and so many words of their own."""
    words = (" ".join(f"từ{line}x{word}" for word in range(own)) for line in range(6))
    return [f"ve bir {each} son." for each in words]


def test_texts_with_little_in_common_are_compared_by_what_is_usual_for_them() -> None:
    usual = bisect_right(COMMON_SHARES, USUALLY_SHARED)
    assert bisect_right(COMMON_SHARES, 3 / 28) < usual
    assert set(basics_of(*sharing_lines(25)).shared.values) == {usual}
    assert set(basics_of(*sharing_lines(12)).shared.values) == {bisect_right(COMMON_SHARES, 3 / 15)}


def test_texts_with_nothing_in_common_stay_so() -> None:
    lines = [
        line.replace("ve bir", f"a{at} b{at}").replace("son", f"c{at}")
        for at, line in enumerate(sharing_lines(14))
    ]
    assert set(basics_of(*lines).shared.values) <= {0, 1}
