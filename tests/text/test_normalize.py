import time

import pytest

from corpuskit.errors import UsageError
from corpuskit.language import Orthography
from corpuskit.languages import corpuskit_language_packs
from corpuskit.model import Change
from corpuskit.text.normalize import ALL_RULES, Edit, Normalization, Normalized, Normalizer
from tests.blown_up import BLOWN_UP

VIETNAMESE = next(p for p in corpuskit_language_packs() if p.language == "vi").orthography
normalize = Normalizer(Normalization(), VIETNAMESE)
without_language = Normalizer(Normalization(), Orthography())


def with_tones(text: str, tones: str) -> str:
    options = Normalization(tones="old" if tones == "old" else "new")
    return Normalizer(options, VIETNAMESE)(text).text


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("nfc", "Đa\u0323i ho\u0302\u0323i", "Đại hội"),
        ("nfc", "h\u00f4\u0323i", "hội"),
        ("nfc", "t\u01b0\u0323", "tự"),
        ("mark_order", "\u00e9\u0302", "ế"),
        ("mark_order", "A\u0300\u0306", "Ằ"),
        ("look_alikes", "Ðảng bộ", "Đảng bộ"),
        ("look_alikes", "ƉẢNG", "ĐẢNG"),
        ("look_alikes", "ðồng", "đồng"),
        ("look_alikes", "D\u0335ại hội", "Đại hội"),
        ("controls", "a\x00b\x7fc\x9bd\ufffee\U0010fffff", "abcdef"),
        ("controls", "một\x0chai\u2028ba\x85bốn\x0bnăm", "một hai ba bốn năm"),
        ("controls", "\x1b[31mđỏ", "[31mđỏ"),
        ("zero_width", "\ufeffChi\u200bến\u00ad \u2060sĩ\u200d", "Chiến sĩ"),
        ("zero_width", "a\U000e0067b", "ab"),
        ("spaces", "Quân\xa0khu\u202f1\u20091", "Quân khu 1 1"),
    ],
)
def test_a_rule_changes_what_it_is_for(rule: str, before: str, after: str) -> None:
    normalized = normalize(before)
    assert normalized.text == after
    assert rule in {change.rule for change in normalized.changes}


@pytest.mark.parametrize(
    "text",
    [
        "Sigurðsson và Guðmundur",
        "Ðuro",
        "QÐND",
        "² ½ ﬁ ① ﷺ",
        "👨\u200d👩\u200d👧 🙋🏽\u200d♀️",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم",
        "क\u094d\u200dष",
        "ភាសា\u200bខ្មែរ",
        "日本\u3000語",
        "a\tb",
        "\u202eabc\u202c",
        "\ue000 \ufffd \ufffc",
        "hoà hòa quý thuỷ thủy",
        "ô\u0306 ƀ",
        "hai  dấu cách",
    ],
)
def test_what_has_a_meaning_is_kept(text: str) -> None:
    assert normalize(text).text == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hòa", "hoà"),
        ("HÓA", "HOÁ"),
        ("Khỏe", "Khoẻ"),
        ("thúy", "thuý"),
        ("Ủy", "Uỷ"),
        ("xõa, lụy; tọa", "xoã, luỵ; toạ"),
    ],
)
def test_tones_move_both_ways_when_asked(old: str, new: str) -> None:
    assert with_tones(old, "new") == new
    assert with_tones(new, "old") == old
    assert normalize(old).text == old
    assert normalize(new).text == new


@pytest.mark.parametrize(
    "text", ["Timothée", "Raúl", "Niño", "Aimée", "quý", "hoàn", "xoáy", "Zoà"]
)
@pytest.mark.parametrize("tones", ["old", "new"])
def test_words_that_have_one_placement_keep_it(text: str, tones: str) -> None:
    assert with_tones(text, tones) == text


def test_a_rule_counts_how_often_it_changed_something() -> None:
    changes = normalize("\u200bmột\xa0hai\xa0ba Ðảng e\u0301\u0302").changes
    assert changes == (
        Change("zero_width", 1),
        Change("spaces", 2),
        Change("nfc", 1),
        Change("mark_order", 1),
        Change("look_alikes", 1),
    )


def test_offsets_are_traced_through_all_rules() -> None:
    line = "\u200bĐa\u0323i\u200b ho\u0302\u0323i"
    normalized = normalize(line)
    assert normalized.text == "Đại hội"
    assert [normalized.origin(offset) for offset in range(8)] == [0, 2, 4, 6, 7, 8, 11, 12]


def test_edits_are_kept_only_where_lengths_change() -> None:
    assert normalize("một\xa0hai\xa0ba").edits == ()
    assert normalize("một\u200bhai").edits == ((Edit(3, 4, 3, 3),),)


def test_a_line_that_is_clean_comes_back_as_it_is() -> None:
    line = "Đại hội đại biểu Đảng bộ Quân khu 1"
    assert normalize(line) == Normalized(line)
    assert normalize(line).text is line


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Đại hội\n\n\tđại biểu\r\n", "True"),
        ("\u202eabc", "True"),
        ("日本\u3000語", "True"),
        ("Đa\u0323i", "False"),
        ("a\xa0b", "False"),
        ("a\u200db", "False"),
        ("a\x0cb", "False"),
        ("Sigurðsson", "False"),
    ],
)
def test_a_whole_document_is_known_to_be_clean_or_asked_further(text: str, answer: str) -> None:
    assert str(normalize.is_clean(text)) == answer


def test_without_an_orthography_no_letter_is_exchanged() -> None:
    assert without_language("Ðảng e\u0301\u0302 hoà").text == "Ðảng é\u0302 hoà"


def test_a_rule_that_does_not_exist_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="no normalisation rule is called 'nfkc'"):
        Normalizer(Normalization(rules=ALL_RULES | {"nfkc"}), VIETNAMESE)


@pytest.mark.parametrize(
    "line",
    [
        "a" * 1_000_000,
        "Ð" * 200_000,
        "Ða " * 100_000,
        "\u200b" * 200_000,
        "क\u200d" * 100_000,
        "e\u0301\u0302" * 100_000,
        "한" * 200_000 + "\u1100\u1161",
        "hoà" * 200_000,
        "\U0001f3f4" + "\U000e0067" * 200_000,
    ],
    ids=["letters", "Ð", "Ða", "ZWSP", "joiners", "marks", "Hangul", "hoà", "tags"],
)
def test_a_hostile_line_takes_linear_time(line: str) -> None:
    start = time.process_time()
    Normalizer(Normalization(tones="old"), VIETNAMESE)(line)
    assert time.process_time() - start < BLOWN_UP


@pytest.mark.parametrize(
    "line", ["พ.ศ. 2567\u200bปีใหม่", "ABC\u200bไทย", "คำ\u200b“อ้าง”", "\u200d\u0647"]
)
def test_an_invisible_sign_stays_where_a_script_that_needs_it_stands_on_either_side(
    line: str,
) -> None:
    assert Normalizer(Normalization(), Orthography())(line).text == line
