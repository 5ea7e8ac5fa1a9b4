"""Pieces: fused first lines are cut without loss, by evidence alone, and at little cost."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.text import fused, pieces
from corpuskit.text.echoes import find_echoes, slug_of
from corpuskit.text.lines import Piece
from corpuskit.text.normalize import ALL_RULES, Normalization, Normalizer
from corpuskit.text.pieces import make_pieces

PACKS = {pack.language: pack for pack in corpuskit_language_packs()}
VI = Lexicon([PACKS["und"], PACKS["vi"]])
NORMALIZER = Normalizer(Normalization(), VI.orthography)
WITHOUT_NFC = Normalizer(Normalization(rules=ALL_RULES - {"nfc"}), VI.orthography)
LEAD = "Tỉnh Mẫu tổ chức hội nghị về xuất khẩu gạo với hơn trăm đại biểu đến dự."
HEADLINE = "Xuất khẩu gạo tăng mạnh"
FUSED = f"2023-05-18Kinh tế{HEADLINE}BBK - Sáng 16/5, {LEAD}"


def cut(text: str, name: str = "") -> list[tuple[str, str]]:
    return [(p.text, p.detail) for p in make_pieces(text, VI, NORMALIZER, name) if p.text]


def tile(found: list[Piece], text: str) -> bool:
    ends = [piece.start + len(piece.raw) for piece in found]
    meets = all(end == piece.start for end, (_, piece) in zip(ends, pairwise(found), strict=False))
    return meets and "".join(piece.raw for piece in found) == text


def test_a_fused_line_becomes_its_parts() -> None:
    assert cut(FUSED) == [
        ("2023-05-18", "fused_timestamp"),
        ("Kinh tế", "fused_section"),
        (HEADLINE, "fused_headline"),
        (f"BBK - Sáng 16/5, {LEAD}", ""),
    ]


def test_decomposed_text_is_cut_between_syllables() -> None:
    text = unicodedata.normalize("NFD", FUSED)
    found = make_pieces(text, VI, NORMALIZER)
    assert [piece.text for piece in found] == [text for text, _ in cut(FUSED)]
    assert tile(found, text)


def test_decomposed_text_is_still_tiled_when_it_is_not_composed() -> None:
    text = unicodedata.normalize("NFD", FUSED)
    found = make_pieces(text, VI, WITHOUT_NFC)
    assert tile(found, text)
    assert not any(unicodedata.combining(piece.raw[0]) for piece in found)


@pytest.mark.parametrize(
    "name",
    [
        "bao.example/tin/xuat-khau-gao-tang-manh-12345.html",
        "crawl/xuat-khau-gao-tang-manh.txt",
        "Xuat-Khau-Gao-Tang-Manh-post98765.txt",
    ],
)
def test_the_name_of_the_source_can_say_where_the_headline_ends(name: str) -> None:
    assert cut(HEADLINE + LEAD) == [(HEADLINE + LEAD, "")]
    assert cut(HEADLINE + LEAD, name) == [(HEADLINE, "fused_headline"), (LEAD, "")]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE} {LEAD}\n\n{HEADLINE}\n",
        f"Hà Nội{LEAD}\n\nHà Nội\n",
        f"Công ty FintechHub khai trương, {LEAD}\n\nCông ty Fintech\n",
        f"Lãnh đạo các công ty FintechHub, {LEAD}\nLãnh đạo các công ty Fintech\nFintechHub\n",
        f"“Chúng tôi sẽ không bỏ cuộc”{LEAD}\n\n“Chúng tôi sẽ không bỏ cuộc”\n",
        f"{HEADLINE}{LEAD}\n" + f"{HEADLINE}\n" * 4,
        f"{HEADLINE}{LEAD}\n\nXuất khẩu gạo tăng mạn\n",
        f"Báo Bắc Kạn (BBK) - cơ quan của Đảng bộ tỉnh. {LEAD}",
        f"Đài Tiếng nói Việt Nam (VOV) - Sáng 16/5, {LEAD}",
        f"Video{LEAD}",
        f"Ngày 18/05/2023 {LEAD}",
        f"{LEAD}\n{HEADLINE}{LEAD}\n{HEADLINE}\n",
        f"{HEADLINE}BBK - Sáng 16/5,",
    ],
)
def test_without_evidence_a_line_stays_whole(text: str) -> None:
    assert [piece for piece in cut(text) if piece[1]] == []


RUN_TOGETHER = [
    *("2023-05-18", "Kinh tế", HEADLINE, "BBK - Sáng 16/5, ", LEAD, "xuat khau gao tang manh"),
    *(" date 2023-05 ", "(PLO)- ", "Thứ Năm, ", "\n", "\r\n", " ", "\xa0", "\u200b", "\u0323"),
]


@given(
    st.lists(st.sampled_from(RUN_TOGETHER), max_size=12),
    st.sampled_from(["NFC", "NFD"]),
)
def test_pieces_tile_whatever_was_run_together(parts: list[str], form: str) -> None:
    text = unicodedata.normalize("NFC" if form == "NFC" else "NFD", "".join(parts))
    assert tile(make_pieces(text, VI, NORMALIZER, "a.txt"), text)


def test_an_echo_is_asked_for_only_where_a_line_may_be_fused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def noted(head: fused.Head, others: Sequence[str], name: str) -> list[fused.Part]:
        asked.append(head.text)
        return []

    monkeypatch.setattr(pieces, "find_parts", noted)
    make_pieces(f"{HEADLINE}\n{LEAD}\n" * 50, VI, NORMALIZER)
    assert asked == []
    make_pieces(f"{HEADLINE}{LEAD}\n" * 50, VI, NORMALIZER)
    assert asked == [f"{HEADLINE}{LEAD}"]


@pytest.mark.parametrize("unit", ["aB", "a B", "à(B", "Kinh tếX", "1/1/2023A", "a (B) - ", "A"])
def test_the_work_on_a_long_line_does_not_grow_with_it(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(length: int) -> list[int]:
        seen: list[int] = []

        def counted(text: str, start: int, lexicon: Lexicon) -> str:
            seen.append(len(text))
            return ""

        monkeypatch.setattr(fused, "_dateline", counted)
        make_pieces(unit * (length // len(unit)) + "\n" + LEAD, VI, NORMALIZER)
        return seen

    assert work(1_000_000) == work(10_000)
    assert sum(work(1_000_000)) <= 4 * fused.MOST_BORDERS * fused.LONGEST_HEAD


def test_each_line_of_a_page_is_read_once_for_echoes(monkeypatch: pytest.MonkeyPatch) -> None:
    def work(lines: int) -> int:
        seen: list[int] = []

        def counted(text: str) -> str:
            seen.append(len(text))
            return slug_of(text)

        monkeypatch.setattr("corpuskit.text.echoes.slug_of", counted)
        find_echoes((f"{HEADLINE} {number}" for number in range(lines)), "a.txt")
        return len(seen)

    assert work(2_000) <= 2 * work(1_000) + 2


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("Trang chủ » Kinh tế » Xuất khẩu gạo", "xuat khau gao"),
        ("Xuất khẩu gạo tăng mạnh - Ảnh 1.", "xuat khau gao tang manh"),
        ("xuat khau gao tang manh", "xuat khau gao tang manh"),
        ("Nguồn: https://a.example/tin/xuat-khau-gao-tang-manh-post123.html", slug_of(HEADLINE)),
        ("a.example/202305/xuat-khau-gao-tang-manh-69872e3/", slug_of(HEADLINE)),
    ],
)
def test_a_page_says_its_headline_again_in_many_forms(line: str, slug: str) -> None:
    assert slug in find_echoes([line], "")
