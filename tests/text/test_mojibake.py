import time
from itertools import pairwise

import pytest

from corpuskit.language import Orthography
from corpuskit.languages import corpuskit_language_packs
from corpuskit.model import Change
from corpuskit.text.mojibake import looks_misread, readable
from corpuskit.text.normalize import ALL_RULES, Normalization, Normalized, Normalizer
from tests.blown_up import BLOWN_UP
from tests.text.writing import SEEDS, SENTENCES

VIETNAMESE = next(p for p in corpuskit_language_packs() if p.language == "vi").orthography
normalize = Normalizer(Normalization(), VIETNAMESE)
PAGES = [SENTENCES, *(seed.read_text("utf-8") for seed in SEEDS)]
LINES = [line for page in PAGES for line in page.split("\n") if not line.isascii()]
CODE_PAGES = ("cp1252", "latin-1", "cp1258")


def misread(text: str, code_page: str, times: int = 1) -> str:
    """Read the UTF-8 of a text as a browser would; holes of the code page become controls."""
    for _ in range(times):
        text = "".join(_sign(byte, code_page) for byte in text.encode())
    return text


def _sign(byte: int, code_page: str) -> str:
    try:
        return bytes([byte]).decode(code_page)
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_every_misread_line_is_put_right(code_page: str, times: int) -> None:
    expected = [normalize(line).text for line in LINES]
    assert [normalize(misread(line, code_page, times)).text for line in LINES] == expected


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_a_page_is_readable_before_its_language_is_known(code_page: str) -> None:
    for page in PAGES:
        assert readable(misread(page, code_page)) == page


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("há»™i", "hội", 1),
        ("bá»™", "bộ", 1),
        ("á»§y", "ủy", 1),
        ("vÃ\xa0 Ä‘i", "và đi", 2),
        ("â€œÄ\x90áº£ngâ€\x9d", "“Đảng”", 2),
        ("Ã”ng TimothÃ©e ðŸ˜€", "Ông Timothée 😀", 3),
        ("Đảng há»™i bá»™", "Đảng hội bộ", 2),
        ("Ä\u200b‘i", "đi", 1),
    ],
)
def test_misread_words_are_put_right_and_counted(before: str, after: str, count: int) -> None:
    normalized = normalize(before)
    assert normalized.text == after
    assert Change("mojibake", count) in normalized.changes


@pytest.mark.parametrize(
    "text",
    [
        *LINES,
        "“TRỤ SỞ UBND XÃ”",
        "“XÃ”",
        "«quá»…",
        "Tết vui quá»… rồi",
        "quá…”",
        "chữ “Ă”, chữ ‘Â’",
        "ĐÃ… VÀ RẤT LÂU",
        "m², 5 µm, 20 °C, © Acme™, ½",
        "itâ€™s",
        "20 Â°C",
        "Sigurðsson, São Paulo, Ångström, Ægir",
        "Ã, Ä, Å",
        "“Ồ”, ‘Ừ’ — “Ơ…”",
    ],
)
def test_what_is_no_mojibake_is_kept(text: str) -> None:
    assert "mojibake" not in {change.rule for change in normalize(text).changes}


def test_only_a_language_with_syllables_can_tell() -> None:
    without = Normalizer(Normalization(), Orthography())
    assert without("há»™i").text == "há»™i"
    assert without.is_clean("há»™i")


def test_the_rule_can_be_switched_off() -> None:
    without = Normalizer(Normalization(rules=ALL_RULES - {"mojibake"}), VIETNAMESE)
    assert without("há»™i") == Normalized("há»™i")
    alone = Normalizer(Normalization(rules=frozenset({"mojibake"})), VIETNAMESE)
    assert alone("há»™i\xa0Ä‘i").text == "hội\xa0đi"


def test_offsets_lead_back_to_the_misread_letters() -> None:
    normalized = normalize("ra há»™i Ä‘i")
    assert normalized.text == "ra hội đi"
    assert [normalized.origin(offset) for offset in range(10)] == [0, 1, 2, 3, 4, 7, 8, 9, 11, 12]


def test_offsets_never_decrease() -> None:
    for line in LINES:
        normalized = normalize(misread(line, "cp1252"))
        origins = [normalized.origin(offset) for offset in range(len(normalized.text) + 1)]
        assert all(here <= there for here, there in pairwise(origins))


def test_a_clean_page_is_known_by_a_few_searches() -> None:
    assert [looks_misread(page) for page in PAGES] == [False] * len(PAGES)
    assert readable(PAGES[0]) is PAGES[0]


@pytest.mark.parametrize(
    "line",
    [
        "Ã" * 500_000,
        "Ã¡" * 500_000,
        "há»™i" * 50_000,
        "há»™i " * 50_000,
        misread("ộ" * 10_000, "cp1252", 3),
        "á»" * 500_000,
        "Ä" + "\u200b" * 100_000 + "‘",
        "“XÃ”" * 50_000,
    ],
    ids=["Ã", "Ã¡", "hội", "words", "thrice", "cut", "ZWSP", "XÃ"],
)
def test_a_hostile_line_takes_linear_time(line: str) -> None:
    start = time.process_time()
    normalize(line)
    readable(line)
    assert time.process_time() - start < BLOWN_UP
