"""Marked-up sources: pieces tile the source, and every character knows where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.language import Orthography
from corpuskit.model import Change, Source
from corpuskit.reader import Layout, RawBlock, RawDocument, Replacement
from corpuskit.text.lines import MARKUP, make_lines
from corpuskit.text.markup import marked_pieces, shown_blocks, shown_text
from corpuskit.text.normalize import Normalization, Normalizer

NORMALIZER = Normalizer(Normalization(), Orthography())
PAGE = "<p>Đ&#7841;i <b>h\u1ed9i</b></p>\n<p hidden>ẩn</p>"
FIRST = RawBlock(3, 23, (Replacement(1, 8, "ạ"), Replacement(10, 13, ""), Replacement(16, 20, "")))
SECOND = RawBlock(38, 40, (), Layout(hidden=True))


def raw(text: str, *blocks: RawBlock) -> RawDocument:
    return RawDocument(Source("a.html", "", len(text.encode()), "utf-8"), text, blocks=blocks)


DOCUMENT = raw(PAGE, FIRST, SECOND)


def test_the_text_of_a_block_is_its_stretch_with_the_replacements_made() -> None:
    assert [shown.text for shown in shown_blocks(DOCUMENT)] == ["Đại hội", "ẩn"]


def test_a_hidden_block_does_not_speak_for_the_language() -> None:
    assert shown_text(shown_blocks(DOCUMENT)) == "Đại hội"


def test_pieces_tile_the_source_and_markup_has_no_text() -> None:
    pieces = marked_pieces(PAGE, shown_blocks(DOCUMENT), NORMALIZER)
    assert "".join(piece.raw for piece in pieces) == PAGE
    assert [piece.text for piece in pieces] == ["", "Đại hội", "", "ẩn", ""]
    assert [piece.detail for piece in pieces] == [MARKUP, "", MARKUP, "", MARKUP]


@pytest.mark.parametrize(
    ("letter", "offset"), [("Đ", 3), ("ạ", 4), ("i", 11), ("h", 16), ("ộ", 17)]
)
def test_a_character_is_found_again_in_the_source(letter: str, offset: int) -> None:
    piece = marked_pieces(PAGE, shown_blocks(DOCUMENT), NORMALIZER)[1]
    assert piece.offset(piece.text.index(letter)) == offset


def test_markup_is_told_like_any_other_change() -> None:
    piece = marked_pieces(PAGE, shown_blocks(DOCUMENT), NORMALIZER)[1]
    assert piece.changes == (Change(MARKUP, 3),)


def test_normalisation_comes_on_top_of_markup() -> None:
    page = "<p>e&#803;&#770;!</p>"
    document = raw(
        page, RawBlock(3, 16, (Replacement(1, 7, "\u0323"), Replacement(7, 13, "\u0302")))
    )
    (piece,) = (p for p in marked_pieces(page, shown_blocks(document), NORMALIZER) if p.text)
    assert piece.text == "ệ"
    assert piece.changes == (Change(MARKUP, 2), Change("nfc", 1))


def test_markup_between_blocks_is_no_gap_but_the_ends_of_the_page_are() -> None:
    first, second = make_lines(marked_pieces(PAGE, shown_blocks(DOCUMENT), NORMALIZER))
    assert (first.gap_before, first.gap_after) == (True, False)
    assert (second.gap_before, second.gap_after) == (False, True)


@given(st.lists(st.tuples(st.text("ab<> ", max_size=5), st.text("ab &;", min_size=1, max_size=9))))
def test_any_row_of_blocks_tiles_the_source(parts: list[tuple[str, str]]) -> None:
    text, blocks = "", []
    for markup, block in parts:
        start = len(text) + len(markup)
        text += markup + block
        blocks.append(RawBlock(start, len(text), (Replacement(0, 1, "x"),)))
    pieces = marked_pieces(text, shown_blocks(raw(text, *blocks)), NORMALIZER)
    assert "".join(piece.raw for piece in pieces) == text
    assert all(0 <= piece.start <= len(text) for piece in pieces)
