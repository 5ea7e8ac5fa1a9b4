"""The language of a document, by its words and by what is stated."""

import pytest

from corpuskit.facts.tongue import language_tag, settle_language
from corpuskit.model import Certainty, Fact
from tests.facts.told import said, source

KNOWN = frozenset({"und", "vi", "en"})
VI = {c: Fact("vi", "4 of 20 words", -1, -1, "language.frequent_words", c) for c in Certainty}


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("vi", "vi"), ("VI", "vi"), ("vi_VN", "vi-VN"), ("zh-hant-tw", "zh-Hant-TW"),
        ("fil", "fil"),
        ("en-x", ""), ("und", ""), ("", ""), ("Vietnamese", ""), ("x-default", ""), ("vi,en", ""),
        ("vi;q=0.9", ""), ("v", ""), ("a" * 2000, ""),
    ],
)  # fmt: skip
def test_only_a_tag_is_a_language(value: str, tag: str) -> None:
    assert language_tag(value) == tag


@pytest.mark.parametrize(
    ("shown", "stated", "expected"),
    [
        (Certainty.HIGH, ["vi"], "vi high"),
        (Certainty.MEDIUM, ["vi-VN"], "vi high"),
        (Certainty.LOW, ["vi"], "vi medium"),
        (Certainty.HIGH, ["en"], "vi medium"),
        (Certainty.MEDIUM, ["en-US"], "vi low"),
        (Certainty.MEDIUM, ["tiếng Anh", ""], "vi medium"),
        (None, ["fr"], "fr medium"),
        (None, ["fr", "fr-FR"], "fr medium"),
        (None, ["fr", "de"], "fr low"),
        (None, ["vi"], "vi low"),
        (None, ["null", "und"], "none"),
        (None, [], "none"),
    ],
)
def test_what_is_stated_weighs_less_than_the_words(
    shown: Certainty | None, stated: list[str], expected: str
) -> None:
    page = source(*(said("language", value, "html lang") for value in stated))
    fact = settle_language(VI[shown] if shown else None, page, KNOWN)
    assert (f"{fact.value} {fact.certainty}" if fact else "none") == expected


def test_a_language_that_the_user_forces_stays() -> None:
    forced = Fact("vi", "vi", -1, -1, "language.option", Certainty.HIGH)
    assert settle_language(forced, source(said("language", "en", "html lang")), KNOWN) == forced
