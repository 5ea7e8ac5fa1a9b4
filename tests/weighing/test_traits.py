"""Traits of lines: how much is furniture, how many sentences, how often they are said."""

import pytest

from corpuskit.model import Label
from corpuskit.weighing.traits import MOST_WORDS, Trait
from tests.weighing.pages import TEXT, traits_of

LONG = "Đây là một câu khá dài để được đếm, vì câu ngắn thì không ai đếm làm gì. "


def trait_of(text: str, label: Label | None = None) -> Trait:
    return traits_of(text, labels=[label])[0]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Trang chủ", 1.0),
        ("TRANG CHỦ", 1.0),
        ("Trang chủ xã Mẫu", 0.5),
        ("Mùa gặt đã về", 0.0),
        ("…", 0.0),
        ("回复", 1.0),
        ("回复他们", 0.5),
    ],
)
def test_the_share_is_of_the_words_of_a_line(text: str, share: float) -> None:
    assert trait_of(text).share == share


def test_only_the_first_words_of_a_long_line_are_compared() -> None:
    trait = trait_of("từ " * 500 + "trang chủ")
    assert len(trait.words) == MOST_WORDS
    assert trait.furniture.amount == 0


def test_signs_of_an_unspaced_script_are_its_words_and_count_for_more_letters() -> None:
    assert trait_of("天地玄黄").words == ["天", "地", "玄", "黄"]
    assert trait_of("天地玄黄").size == 8.0
    assert trait_of("một hai").size == 7.0
    assert 300 < trait_of("天" * 300).size <= 600


def test_a_long_line_in_capitals_has_the_words_of_a_short_one() -> None:
    assert trait_of("TRANG CHỦ " + "CHỮ " * 100).words[:2] == ["trang", "chủ"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ngắn. Câu hai. Câu ba.", 0),
        (LONG.strip(), 0),
        (LONG + "Câu hai.", 1),
        (LONG + "Câu hai! Câu ba? Câu bốn.", 3),
        (LONG + "lớp 5a. 2026", 0),
        ("“" + LONG.strip() + "” Bà nói thế.", 1),
        (LONG + "và ông A. nói thế này thôi.", 0),
        ("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳。云腾致雨露结为霜。", 2),
    ],
)
def test_sentences_are_counted_where_the_next_one_begins(text: str, sentences: int) -> None:
    assert trait_of(text).sentences == sentences


def test_times_are_counted_whatever_the_case() -> None:
    assert [t.times for t in traits_of("Mục", "khác", "MỤC", "mục")] == [3, 1, 3, 3]


def test_running_text_looks_like_text_unless_it_is_decided_or_said_again() -> None:
    assert trait_of(TEXT).text
    assert not trait_of(TEXT, Label.CAPTION).text
    assert [t.text for t in traits_of(TEXT, TEXT)] == [False, False]
    assert not trait_of("Trang chủ").text


@pytest.mark.parametrize(
    ("texts", "label", "answers"),
    [
        (["Mùa gặt đã về"], None, {False}),
        (["Mùa gặt đã về"], Label.CHROME, {True}),
        (["Trang chủ"], None, {True}),
        (["Mùa gặt", "Mùa gặt"], None, {False}),
        (["Mùa gặt", "Mùa gặt", "Mùa gặt"], None, {True}),
        ([TEXT], None, {False}),
    ],
)
def test_furniture_is_known_by_its_words_its_label_or_its_repetition(
    texts: list[str], label: Label | None, answers: set[bool]
) -> None:
    found = traits_of(*texts, labels=[label] * len(texts))
    assert {trait.furnished for trait in found} == answers
