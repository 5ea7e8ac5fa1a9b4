"""The data of the packs that ship with the core: well formed, reasoned, harmless to body text."""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unicodedata import is_normalized

import msgspec
import pytest

from corpuskit.language import Cue, LanguagePack
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.phrases import ChromePhrases
from tests.blown_up import BLOWN_UP

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
PACKS = {pack.language: pack for pack in corpuskit_language_packs()}
VI = PACKS["vi"]
EACH = [pytest.param(pack, id=language) for language, pack in PACKS.items()]
# What months and weekdays mean needs no reason, and names of people have none.
WORD_LISTS = ("months", "weekdays", "parts_of_day", "review_words", "end_marks", "name_joiners")
# Markup, brands and names of buttons, and Gốc, the link of an aggregator, met on five pages.
SAFE_WORDS = {
    "ADSENSE",
    "Gốc",
    "MULTIMEDIA",
    "RSS",
    "Tag",
    "Tags",
    "aa",
    "img",
    "leftcenterrightdel",
}
SYLLABLE = re.compile(VI.orthography.syllable)
SYLLABLES = """
quý quả già giữ gì gìn giếng giêng huỳnh suýt hoàn toán xoáy khuỷu ngoằn ngoèo thuở quở quốc
quyền quyết quỳ uỷ ủy hoà hòa khỏe khoẻ thúy thuý người được nghiêng khuya xoong ếch ách ích
yêu yến ý á ở khuếch huỵch quýt loạng choạng mướp rượu hươu cứu bưởi tuần luật khuấy huệ quắt
hoặc anh em dan ta
"""
NO_SYLLABLES = """
timothée raúl niño aimée qúy qùy hòà sigurđsson raoul òá ðảng zoà trường-sơn nàyTất strong
"""
HOSTILE = [
    "a" * 60_000,
    " " * 60_000,
    "1" * 60_000,
    "1 " * 30_000,
    "(" * 60_000,
    "." * 60_000,
    "a-" * 30_000,
    "à, " * 20_000,
    "trang 1 2 3 " * 5_000,
    "ghi rõ nguồn x khi " * 3_000,
    "theo dõi báo trên " * 3_300,
    "mời bạn đọc theo dõi báo trên " * 2_000,
    "ảnh: ảnh: " * 6_000,
    "(bên trái (" * 5_500,
    "<img alt src " * 4_600,
    "![](" * 15_000,
    "©" * 60_000,
    "home > " * 8_500,
]


def texts_of(value: object) -> Iterator[str]:
    """Give every string inside plain data, keys not counted."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)


def patterns_of(pack: LanguagePack) -> Iterator[str]:
    for phrase in pack.chrome:
        if phrase.match == "pattern":
            yield phrase.text
    for cue in (*pack.caption_cues, *pack.heading_cues, *pack.paragraph_cues, *pack.alt_text_cues):
        if cue.match == "pattern":
            yield f".*?({cue.text})"


ALL_PATTERNS = [
    (pack.language, pattern) for pack in PACKS.values() for pattern in patterns_of(pack)
]


def test_the_packs_come_in_the_order_of_their_folders() -> None:
    assert list(PACKS) == sorted(PACKS)
    assert {"en", "vi"} <= set(PACKS)


@pytest.mark.parametrize("pack", EACH)
def test_every_text_is_nfc(pack: LanguagePack) -> None:
    assert [
        text for text in texts_of(msgspec.to_builtins(pack)) if not is_normalized("NFC", text)
    ] == []


@pytest.mark.parametrize("pack", EACH)
def test_every_entry_says_why_it_is_there(pack: LanguagePack) -> None:
    tables = {
        name: [entry for entry in entries if isinstance(entry, dict)]
        for name, entries in msgspec.to_builtins(pack).items()
        if isinstance(entries, list) and name not in WORD_LISTS
    }
    tables["look_alikes"] = msgspec.to_builtins(pack.orthography.look_alikes)
    entries = [entry for table in tables.values() for entry in table]
    assert [entry for entry in entries if len(entry["reason"].split()) < 2] == []


def keys_of(pack: LanguagePack) -> Iterator[list[str]]:
    """Give what must be different in each list of a pack."""
    yield [phrase.text.casefold() for phrase in pack.chrome]
    yield [agency.code for agency in pack.agencies]
    yield [f"{credit.place} {credit.words.casefold()}" for credit in pack.credits]
    yield [entry.short for entry in pack.abbreviations]
    yield [entry.letter for entry in pack.orthography.look_alikes]
    for cues in (pack.caption_cues, pack.heading_cues, pack.paragraph_cues, pack.alt_text_cues):
        yield [f"{cue.match} {cue.text.casefold()}" for cue in cues]


@pytest.mark.parametrize("pack", EACH)
def test_nothing_is_said_twice(pack: LanguagePack) -> None:
    for keys in keys_of(pack):
        assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize(("language", "pattern"), ALL_PATTERNS)
def test_every_pattern_takes_linear_time_on_hostile_lines(language: str, pattern: str) -> None:
    compiled = re.compile(pattern, re.IGNORECASE)
    start = time.process_time()
    for line in HOSTILE:
        compiled.fullmatch(line)
        compiled.match(line)
    assert time.process_time() - start < BLOWN_UP


SEVERAL_WORDS = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{4}")
"""In scripts that write no spaces between words, four characters are two words at least."""


@pytest.mark.parametrize("pack", EACH)
def test_one_ordinary_word_is_always_of_high_risk(pack: LanguagePack) -> None:
    lines = (
        phrase.text for phrase in pack.chrome if phrase.risk == "low" and phrase.match == "line"
    )
    assert {
        line for line in lines if line.isalpha() and not SEVERAL_WORDS.match(line)
    } <= SAFE_WORDS


@pytest.mark.parametrize("pack", EACH)
def test_every_phrase_of_a_line_is_trimmed(pack: LanguagePack) -> None:
    for text in texts_of(msgspec.to_builtins([*pack.chrome, *pack.agencies, *pack.credits])):
        assert text == text.strip()


def test_in_the_seeds_only_furniture_is_chrome() -> None:
    phrases = ChromePhrases([PACKS["vi"], PACKS["en"]])
    lines = [line.strip() for seed in SEEDS for line in seed.read_text("utf-8").split("\n")]
    assert len(SEEDS) == 5
    assert [line for line in lines if phrases.find(line.casefold())] == [
        "-",
        "In trang này",
        "Tìm kiếm theo:Chuyên mục nàyTất cả các chuyên mục",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Bình luận về kết quả này, ông Nam cho rằng cần thêm thời gian",
        "Chia sẻ với phóng viên, chị Hoa cho biết",
        "Sức khỏe của các nạn nhân đã ổn định",
        "Trụ sở công an phường được xây mới",
        "Cập nhật kiến thức cho cán bộ cơ sở",
        "Trả lời câu hỏi của cử tri",
        "Chủ đề năm nay là chuyển đổi số",
        "Trở lại trường sau kỳ nghỉ, học sinh phấn khởi",
        "Giới thiệu sản phẩm mới tại hội chợ",
        "Theo dõi sát diễn biến của bão số 3",
        "Hôm nay, 20 đại biểu đã đăng ký phát biểu",
        "Gửi ý kiến tới Quốc hội trước ngày 20/5",
        "In ấn tài liệu phục vụ đại hội",
    ],
)
def test_sentences_that_begin_like_furniture_are_not_chrome(line: str) -> None:
    found = ChromePhrases([VI]).find(line.casefold())
    assert found is None or found.risk == "high"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Tin cùng chuyên mục", "related"),
        ("Các tin đã đưa ngày:", "related"),
        ("Ý kiến bạn đọc (12)", "comment"),
        ("3 giờ trước", "relative-time"),
        ("Lượt xem: 1.234", "view-counter"),
        ("Ghi rõ nguồn “Báo Hà Giang” khi phát hành lại thông tin từ website này", "footer"),
        ("Theo dõi VGT trên", "follow"),
        ("Trang 1 / 2 12 LastLast", "pager"),
        ("Hiển thị kết quả từ 1 đến 10 / 14", "pager"),
        ("Thanked 34 Times in 31 Posts", "forum"),
        ("Call +84912345678 for ADS 01", "ad"),
        (">> Xem livestream và tương tác trên Fanpage tại đây", "promo"),
        ("作者:张三", "spam-mirror"),
        ("Cỡ chữ A- A A+", "font-size"),
        ("Về đầu trang", "nav"),
        ("Gửi cho bạn bè", "share"),
    ],
)
def test_furniture_is_known_by_its_kind(line: str, kind: str) -> None:
    found = ChromePhrases([VI]).find(line.casefold())
    assert found is not None
    assert (found.kind, found.risk) == (kind, "low")


@pytest.mark.parametrize("pack", EACH)
def test_hosts_are_bare_host_names(pack: LanguagePack) -> None:
    hosts = [host for agency in pack.agencies for host in agency.hosts]
    assert [host for host in hosts if not re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", host)] == []


def test_another_name_of_an_agency_means_one_agency() -> None:
    names = Counter(name.casefold() for agency in VI.agencies for name in agency.aliases)
    assert [name for name, count in names.items() if count > 1] == []


def test_the_tone_placements_are_the_five_tones_of_three_endings() -> None:
    pairs = {pair.old: pair.new for pair in VI.orthography.tone_placements}
    assert pairs["òa"] == "oà"
    assert pairs["ụy"] == "uỵ"
    assert (len(pairs), len(set(pairs.values()))) == (15, 15)


@pytest.mark.parametrize("syllable", SYLLABLES.split())
def test_a_vietnamese_syllable_is_one(syllable: str) -> None:
    assert SYLLABLE.fullmatch(syllable)


@pytest.mark.parametrize("word", NO_SYLLABLES.split())
def test_what_is_no_vietnamese_syllable_is_none(word: str) -> None:
    assert not SYLLABLE.fullmatch(word)


def test_every_marked_word_of_the_seeds_is_a_syllable() -> None:
    words = {
        word.lower()
        for seed in SEEDS
        for word in re.findall(r"[^\W\d_]+", seed.read_text("utf-8"))
        if not word.isascii() and not word.isupper() and word != "nàyTất"
    }
    assert len(words) > 300
    assert [word for word in sorted(words) if not SYLLABLE.fullmatch(word)] == []


def test_the_words_that_tell_vietnamese_are_marked_syllables() -> None:
    words = VI.detection.words
    assert 60 <= len(words) <= 100
    assert [word for word in sorted(words) if word.isascii() or not SYLLABLE.fullmatch(word)] == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_the_words_that_tell_a_language_tell_the_seeds(seed: Path) -> None:
    words = re.findall(r"[^\W\d_]+", seed.read_text("utf-8").lower())
    share = {language: sum(w in p.detection.words for w in words) for language, p in PACKS.items()}
    assert share["vi"] > len(words) / 4
    assert share["en"] < len(words) / 100


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
@pytest.mark.parametrize(
    ("cues", "others"),
    [
        (VI.caption_cues, {"paragraph", "title", "lead"}),
        (VI.paragraph_cues, {"caption", "heading", "title"}),
    ],
    ids=["caption", "paragraph"],
)
def test_cues_of_a_role_know_no_line_of_another_in_the_gold(
    cues: tuple[Cue, ...], others: set[str], seed: Path
) -> None:
    gold = json.loads((ROOT / "tests/gold" / f"{seed.stem}.gold.json").read_text("utf-8"))
    text = seed.read_text("utf-8")
    starts = tuple(cue.text for cue in cues if cue.match == "start")
    for segment in gold["segments"]:
        if segment["role"] in others:
            assert not text[segment["start"] : segment["end"]].strip().startswith(starts)
