"""Laws of normalisation: once is enough, no letter is lost, every offset can be traced back."""

from collections import Counter
from itertools import pairwise
from unicodedata import is_normalized, normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpuskit.languages import corpuskit_language_packs
from corpuskit.text.normalize import ALL_RULES, Normalization, Normalized, Normalizer

ORTHOGRAPHY = next(p for p in corpuskit_language_packs() if p.language == "vi").orthography
PIECES = [
    *"aeouyđĐhqg àạèùộ",
    *"\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u0331\u0335\u0338\u0345",
    *"ÐðƉɖDd",
    *"\u200b\u200c\u200d\u2060\ufeff\xad\U000e0067\U000e007f\U0001f3f4",
    *"\xa0\u2000\u2009\u202f\u3000\u2028\x85\x0b\0\x1b\ufdd0\U0001ffff",
    *"😀\U0001f3fd♂\ufe0f",
    *"کध\u093c\u094dក한ᄒ\u1161\u11abÅ\u0958\U0001d15e",
    "hoà",
    "HÒA",
    "thúy",
    "quý",
    "Ðảng",
]
MISREAD = [*"ÃÄÆá»ºĂ™‘”¡ƒ°", "há»™i", "Ä‘", "Ã¡", "XÃ”", "â€œ", "Ã¡ÂºÂ¡", "ð\x9f\x98\x80"]
dirty = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
lines = st.one_of(dirty, st.text(st.characters(exclude_characters="\n\r"), max_size=20))
misread = st.lists(st.sampled_from(PIECES + MISREAD), max_size=12).map("".join)
any_lines = st.one_of(lines, misread)
options = st.builds(
    Normalization,
    rules=st.frozensets(st.sampled_from(sorted(ALL_RULES))),
    tones=st.sampled_from(["keep", "old", "new"]),
)
all_rules = Normalizer(Normalization(), ORTHOGRAPHY)


@example("\U0001d15e\u200d\U0001d15e")  # notes, which NFC takes apart
@settings(max_examples=500)
@given(any_lines)
def test_normalising_twice_is_normalising_once(line: str) -> None:
    once = all_rules(line).text
    assert all_rules(once) == Normalized(once)


@settings(max_examples=1000)
@given(any_lines, options)
def test_once_is_enough_for_every_choice_of_rules(line: str, chosen: Normalization) -> None:
    normalizer = Normalizer(chosen, ORTHOGRAPHY)
    once = normalizer(line).text
    assert normalizer(once) == Normalized(once)


@settings(max_examples=500)
@given(any_lines, options)
def test_a_clean_text_is_left_as_it_is(line: str, chosen: Normalization) -> None:
    normalizer = Normalizer(chosen, ORTHOGRAPHY)
    if normalizer.is_clean(line):
        unquestioned = [list(rule(line)) for _, rule in normalizer.rules]
        assert unquestioned == [[]] * len(unquestioned)


@given(any_lines)
def test_the_outcome_is_nfc(line: str) -> None:
    assert is_normalized("NFC", all_rules(line).text)


@given(lines)
def test_no_letter_is_lost(line: str) -> None:
    assert base_letters(line) == base_letters(all_rules(line).text)


@given(any_lines, options)
def test_origins_never_decrease_and_keep_both_ends(line: str, chosen: Normalization) -> None:
    normalized = Normalizer(chosen, ORTHOGRAPHY)(line)
    origins = [normalized.origin(offset) for offset in range(len(normalized.text) + 1)]
    assert all(here <= there for here, there in pairwise(origins))
    assert origins[0] == 0
    if normalized.text:
        assert origins[-1] == len(line)


@given(lines)
def test_a_plain_letter_stands_at_its_origin(line: str) -> None:
    normalized = all_rules(line)
    for offset in range(1, len(normalized.text)):
        letter = normalized.text[offset]
        if letter.isascii() and letter.isalpha():
            assert normalize("NFC", line[normalized.origin(offset)]) == letter


@given(st.lists(st.sampled_from(["Đại ", "hội ", "a\u0301 ", "x\u200b ", "Ðảng "])))
def test_a_word_begins_where_its_origin_says(words: list[str]) -> None:
    line = "".join(words)
    normalized = all_rules(line)
    done = 0
    for word in words:
        assert line[normalized.origin(done) :].startswith(word)
        done += len(all_rules(word).text)


@pytest.mark.parametrize("rule", sorted(ALL_RULES))
def test_each_rule_can_be_switched_off(rule: str) -> None:
    line = "a\0b\u200bc\xa0d e\u0300 é\u0302 Ðảng há»™i"
    without = Normalizer(Normalization(rules=ALL_RULES - {rule}), ORTHOGRAPHY)(line)
    assert {change.rule for change in without.changes} == ALL_RULES - {rule}


def base_letters(text: str) -> Counter[str]:
    """Count the letters without their marks, look-alikes as the letter that is meant."""
    meant = str.maketrans("ÐðƉɖĐđ", "DdDdDd")
    return Counter(c.translate(meant) for c in normalize("NFD", text) if c.isalpha())
