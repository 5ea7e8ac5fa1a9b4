"""Words of furniture: how they are found, and the list that ships."""

import unicodedata
from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.language import FurnitureWords, LanguagePack
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.furniture import (
    PLAIN,
    UNSPACED,
    WORD,
    Furniture,
    FurnitureFinder,
    is_spaced,
    measure_of,
    signs_of,
    words_of,
)
from corpuskit.weighing.line_features import KINDS

PACK = next(pack for pack in corpuskit_language_packs() if pack.language == "und")
SHIPPED = FurnitureFinder([PACK])
ENTRIES = [(word, entry) for entry in PACK.furniture for word in entry.words]


def parts_of(word: str) -> str:
    """Give what a word is looked up by: "e-paper" and "e paper" are the same."""
    return word if UNSPACED.search(word) else " ".join(WORD.findall(word))


KINDS_OF: dict[str, set[str]] = defaultdict(set)
for word_, entry_ in ENTRIES:
    KINDS_OF[parts_of(word_.casefold())].add(entry_.kind)


def finder(**words: tuple[str, ...]) -> FurnitureFinder:
    """Make a finder of words by their kinds."""
    entries = tuple(FurnitureWords(kind, "und", said, "test") for kind, said in words.items())  # type: ignore[arg-type] # kinds as given by the test
    return FurnitureFinder([LanguagePack("und", "test", furniture=entries)])


def find(found_by: FurnitureFinder, text: str) -> Furniture:
    key = text.casefold()
    return found_by.find(WORD.findall(key), key)


def found(*kinds: str, amount: int) -> Furniture:
    return Furniture(frozenset(kinds), amount)


FEW = finder(
    legal=("terms", "terms of use", "do not sell", "隐私", "隐私政策"),
    about=("updated", "last updated on", "ความคิดเห็น", "टिप्पणी", "gmt+7"),
    social=("share", "share this", "share this with all"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Terms of use", found("legal", amount=3)),
        ("terms of trade", found("legal", amount=1)),
        ("TERMS OF USE", found("legal", amount=3)),
        ("Terms, of: use!", found("legal", amount=3)),
        ("terms terms of use", found("legal", amount=4)),
        ("last updated", found("about", amount=1)),
        ("last updated on", found("about", amount=3)),
        ("share this with all", found("social", amount=4)),
        ("share this with you", found("social", amount=2)),
        ("share this with", found("social", amount=2)),
        ("share terms updated", found("social", "legal", "about", amount=3)),
        ("GMT+7", found("about", amount=2)),
        ("do not", PLAIN),
        ("", PLAIN),
    ],
)
def test_the_longest_phrase_at_a_word_is_found(text: str, expected: Furniture) -> None:
    assert find(FEW, text) == expected


@pytest.mark.parametrize("text", ["midterms", "termss", "shareholder", "re-shared", "sell do not"])
def test_nothing_is_found_inside_a_word_or_out_of_order(text: str) -> None:
    assert find(FEW, text) == PLAIN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("查看隐私政策", found("legal", amount=4)),
        ("隐私与政策", found("legal", amount=2)),
        ("隐私隐私", found("legal", amount=4)),
        ("แสดงความคิดเห็นทั้งหมด", found("about", amount=11)),
        ("एक टिप्पणी करें", found("about", amount=7)),
        ("share 隐私", found("social", "legal", amount=3)),
        ("ความ คิดเห็น", PLAIN),
    ],
)
def test_signs_of_unspaced_scripts_are_found_wherever_they_stand(
    text: str, expected: Furniture
) -> None:
    assert find(FEW, text) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("隐私与政策", ["隐", "私", "与", "政", "策"]),
        ("छात्र जीवन, शुल्क।", ["छात्र", "जीवन", "शुल्क"]),
        ("โฆษณา RSS", ["โฆษณ", "ฆษณา", "RSS"]),
        ("วัด", ["วัด"]),
        ("“”", []),
    ],
)
def test_lines_are_compared_by_signs_or_words_or_stretches(text: str, parts: list[str]) -> None:
    assert signs_of(text, 60) == parts
    assert signs_of(text, 2) == parts[:2]


def test_furniture_is_measured_by_letters_and_marks_where_letters_have_marks() -> None:
    assert measure_of("टिप्पणी करें", ["टिप्पणी", "करें"]) == 11
    assert measure_of("隐私", ["隐", "私"]) == 2


def test_a_word_of_several_kinds_is_of_the_kind_that_is_listed_last() -> None:
    both = finder(about=("reply", "回复"), forum=("reply", "回复"))
    assert find(both, "reply") == found("forum", amount=1)
    assert find(both, "回复") == found("forum", amount=2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "một hai ba",
        "“Một”, hai. (ba)",
        "e-mail: a_b@c.d",
        "12.5.2026 10:30 +7",
        "một – hai — ba",
        "天地玄黄 share",
        "एक टिप्पणी करें",
        "a\u0301b \u200b",
        "— " * 5 + "a b c d",
        "- a" * 9,
        "a-b c-d e-f",
        "a b c -",
    ],
)
@pytest.mark.parametrize("most", [1, 3, 4, 60])
def test_the_words_of_a_line_are_those_that_the_pattern_finds(text: str, most: int) -> None:
    assert words_of(text, most) == WORD.findall(text)[:most]


@given(st.text(alphabet="ab1_-.,“ \u0301天ऀà\n", max_size=40), st.integers(1, 9))
def test_the_words_of_any_line_are_those_that_the_pattern_finds(text: str, most: int) -> None:
    assert words_of(text, most) == WORD.findall(text)[:most]


def test_a_spaced_text_has_no_sign_of_an_unspaced_script_even_when_it_is_folded() -> None:
    letters = [chr(code) for code in range(0x110000)]
    wrong = [each for each in letters if is_spaced(each) and UNSPACED.search(each.casefold())]
    assert wrong == []
    assert not any(is_spaced(each) for each in letters if UNSPACED.match(each))
    assert is_spaced("Trang chủ “…” – 2026")


@given(st.lists(st.sampled_from(["share", "this", "with", "all", "terms", "of", "use", "x"])))
def test_words_are_found_alike_whether_or_not_the_text_is_searched_for_signs(
    words: list[str],
) -> None:
    assert FEW.find_words(words) == FEW.find(words, " ".join(words))


def test_a_finder_without_words_finds_nothing() -> None:
    assert find(FurnitureFinder(()), "terms 隐私") == PLAIN


def test_words_of_several_packs_are_found_together() -> None:
    packs = [
        LanguagePack(tag, "test", furniture=(FurnitureWords("about", tag, (word,), "test"),))
        for tag, word in (("aa", "mot"), ("bb", "hai"))
    ]
    assert find(FurnitureFinder(packs), "mot hai ba") == found("about", amount=2)


@given(st.lists(st.sampled_from(["share", "this", "with", "all", "terms", "of", "use", "x"])))
def test_no_word_counts_twice(words: list[str]) -> None:
    assert 0 <= FEW.find(words, " ".join(words)).amount <= len(words)


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    furniture = find(SHIPPED, text)
    assert furniture.amount <= len(text.casefold())
    assert bool(furniture.kinds) == bool(furniture.amount)


@pytest.mark.parametrize("entry", PACK.furniture, ids=lambda e: f"{e.kind} {e.language}")
def test_every_word_that_ships_is_found_by_itself_with_its_kind(entry: FurnitureWords) -> None:
    missed = {}
    for word in entry.words:
        key = word.casefold()
        words, seen = WORD.findall(key), find(SHIPPED, word)
        size = len(word) if UNSPACED.search(key) else len(words)
        if seen.amount < size or not seen.kinds & KINDS_OF[parts_of(key)]:
            missed[word] = seen
    assert missed == {}


@pytest.mark.parametrize("entry", PACK.furniture, ids=lambda e: f"{e.kind} {e.language}")
def test_no_word_of_a_kind_is_listed_twice_in_a_language(entry: FurnitureWords) -> None:
    counts = Counter(word.casefold() for word in entry.words)
    assert [word for word, count in counts.items() if count > 1] == []


def test_a_kind_has_one_list_in_a_language() -> None:
    counts = Counter((entry.kind, entry.language) for entry in PACK.furniture)
    assert [pair for pair, count in counts.items() if count > 1] == []


def test_every_kind_is_one_that_features_know() -> None:
    assert {entry.kind for entry in PACK.furniture} == set(KINDS)


def test_words_that_ship_are_composed_in_small_letters_and_have_something_to_find() -> None:
    odd = [
        word
        for word, _ in ENTRIES
        if not unicodedata.is_normalized("NFC", word)
        or word != word.casefold()
        or word != " ".join(word.split())
        or not WORD.search(word)
    ]
    assert odd == []


@pytest.mark.parametrize(
    "text",
    [
        "We and our partners store cookies on your device, with your consent.",
        "Wir und unsere Partner brauchen Ihre Einwilligung, um Inhalte zu zeigen.",
        "Avec votre accord, nos partenaires lisent des informations sur votre appareil.",
        "Klikając, wyrażasz zgodę na przetwarzanie danych osobowych przez nas.",
        "Trang này dùng dữ liệu cá nhân của bạn để hiển thị quảng cáo.",
    ],
)
def test_what_dialogs_say_to_the_reader_is_known(text: str) -> None:
    assert "consent" in find(SHIPPED, text).kinds


def test_every_list_says_why() -> None:
    assert [entry for entry in PACK.furniture if not entry.reason.strip()] == []
