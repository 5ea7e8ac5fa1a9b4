"""The form of a page, against sums that are made anew for each line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.model import Label
from corpuskit.weighing.form import FAR, Form, Span, best_block, counts, distances, sums
from tests.weighing.pages import TEXT, form_of, traits_of

WORTHS = st.lists(st.integers(-9, 9).map(float), min_size=1, max_size=14)
TEXTS = [TEXT, "Trang chủ", "Chia sẻ", "Một dòng ngắn", TEXT.replace("xã", "huyện"), "2026"]
PAGES = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=12)
MENU = ["Trang chủ", "Đăng nhập", "Liên hệ"]


@pytest.mark.parametrize(
    ("worths", "block"),
    [
        ([5.0], (0, 0)),
        ([-5.0], (0, 0)),
        ([-5.0, -2.0, -3.0], (1, 1)),
        ([-1.0, 4.0, -1.0, 4.0, -9.0, 3.0], (1, 3)),
        ([4.0, -9.0, 4.0], (0, 0)),
        ([3.0, 0.0, 0.0], (0, 0)),
        ([0.0, 3.0], (1, 1)),
    ],
)
def test_the_best_block_is_the_first_stretch_with_the_highest_sum(
    worths: list[float], block: tuple[int, int]
) -> None:
    assert best_block(worths) == block


@given(WORTHS)
def test_no_stretch_has_a_higher_sum_than_the_best_block(worths: list[float]) -> None:
    first, last = best_block(worths)
    every = [sum(worths[i : j + 1]) for i in range(len(worths)) for j in range(i, len(worths))]
    assert 0 <= first <= last < len(worths)
    assert sum(worths[first : last + 1]) == max(every)


@pytest.mark.parametrize(
    ("flags", "since", "until"),
    [
        ([], [], []),
        ([False], [FAR], [FAR]),
        ([True], [0], [0]),
        ([False, True, False, False], [FAR, 0, 1, 2], [1, 0, FAR, FAR]),
    ],
)
def test_distances_count_lines_to_the_flag_before_and_after(
    flags: list[bool], since: list[int], until: list[int]
) -> None:
    assert distances(flags) == (since, until)


def test_distances_do_not_grow_beyond_far() -> None:
    since, until = distances([True, *[False] * 300])
    assert since[FAR - 1 : FAR + 2] == [FAR - 1, FAR, FAR]
    assert set(until[1:]) == {FAR}


@given(PAGES, st.integers(0, 15))
def test_around_is_what_a_window_over_the_lines_holds(texts: list[str], reach: int) -> None:
    form = form_of(*texts)
    values = [float(n * n + 1) for n in range(len(texts))]
    expected = [sum(values[max(i - reach, 0) : i + reach + 1]) for i in range(len(texts))]
    assert form.around(sums(values), reach) == expected


def test_sums_of_flags_are_whole_numbers() -> None:
    assert counts([1, 0, 1]) == [0, 1, 1, 2]
    assert {type(count) for count in counts([1, 0])} == {int}


@given(PAGES)
def test_sides_and_distances_from_the_block_agree_with_the_block(texts: list[str]) -> None:
    form = form_of(*texts)
    first, last = form.block
    values = [float(n + 1) for n in range(len(texts))]
    between = [
        sum(values[i + 1 : first]) if i < first else sum(values[last + 1 : i])
        for i in range(len(texts))
    ]
    assert form.from_block(sums(values)) == between
    sides = [1 if i < first else 2 if i > last else 0 for i in range(len(texts))]
    assert form.sides() == (sides if form.total else [3] * len(texts))


def test_the_block_is_the_text_between_the_menus() -> None:
    form = form_of(*MENU, TEXT, TEXT.replace("xã", "huyện"), *MENU[::-1])
    assert form.block == Span(3, 4)
    assert form.sides() == [1, 1, 1, 0, 0, 2, 2, 2]


def test_a_page_without_text_has_no_sides() -> None:
    assert form_of(*MENU).sides() == [3, 3, 3]


def test_text_that_rules_have_decided_about_is_not_in_the_block() -> None:
    texts = [TEXT, "Một dòng ngắn", TEXT.replace("xã", "huyện")]
    form = Form(traits_of(*texts, labels=[Label.CHROME, None, None]))
    assert form.block == Span(2, 2)
    assert form.mass == [0.0, 0.0, float(len(texts[2]))]


def test_common_words_are_those_of_at_least_two_texts_on_a_page_of_three() -> None:
    texts = [
        f"Chữ{n} này và chữ kia cùng đứng trong một câu khá dài để thành văn bản, a{n}."
        for n in range(3)
    ]
    form = form_of(*(text + " Thêm một câu nữa cho đủ dài." for text in texts))
    assert "này" in form.common
    assert not {"chữ0", "a1"} & form.common
    assert {"này", "chữ0", "a1"} <= form.themes
    assert "này" in form.shared_themes
    assert not {"chữ0", "a1"} & form.shared_themes
    assert form_of(*texts[:2]).common == frozenset()


def test_on_a_long_page_words_of_a_quarter_of_the_texts_are_common() -> None:
    texts = [
        f"Câu thứ x{n} nói về {'sông' if n < 3 else 'núi'} và dài đủ để thành một đoạn văn."
        " Thêm một câu nữa cho đủ dài."
        for n in range(12)
    ]
    form = form_of(*texts)
    assert {"sông", "núi", "câu"} <= form.common
    few = form_of(*(text.replace("sông", f"sông{n % 2}") for n, text in enumerate(texts)))
    assert {"núi", "câu"} <= few.common
    assert not {"sông0", "sông1"} & few.common
    assert "sông0" in few.shared_themes


def test_words_of_the_block_are_told_from_those_of_texts_elsewhere() -> None:
    other = "Bến nước đầu làng vẫn đông người qua lại mỗi sớm mai khi sương còn chưa tan hết."
    form = form_of(TEXT, TEXT.replace("xã", "huyện") + " Hết.", *["Trang chủ"] * 9, other)
    assert form.block == Span(0, 1)
    assert "thư" in form.themes & form.shared_themes
    assert "huyện" in form.themes - form.shared_themes
    assert "sương" not in form.themes
