"""Lines of nothing but names, asked one by one; `tests/cases` has whole pages."""

import pytest

from corpuskit import Label, label_text
from corpuskit.labels.byline_rules import is_named_in_a_caption
from corpuskit.labels.label import label_lines
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.text.lines import Piece, make_lines

LEXICON = Lexicon([pack for pack in corpuskit_language_packs() if pack.language in ("und", "vi")])
TEXT = (
    "Thư viện xã mở ngày hội đọc sách dành cho học sinh các trường trên địa bàn với mười hai gian.",
    "Gian truyện tranh trước giờ mở cửa. (Ảnh: {})",
    "Năm nay ngày hội có mười hai gian sách, trong đó có một gian dành riêng cho truyện tranh.",
)


def signs(credited: str, signed: str) -> bool:
    """Say whether the last line of a page signs it, when a caption credits somebody."""
    texts = [*(text.format(credited) for text in TEXT), signed]
    lines = make_lines([Piece(0, text, text, 0) for text in texts])
    _, page = label_lines(lines, LEXICON)
    return is_named_in_a_caption(lines[-1], page) is not None


@pytest.mark.parametrize(
    ("credited", "signed"),
    [("Đức Trà", "TRÀ MINH ĐỨC"), ("Trà Minh Đức", "MINH ĐỨC"), ("Minh Đức", "MINH ĐỨC")],
)
def test_who_took_a_picture_signs_in_capitals(credited: str, signed: str) -> None:
    assert signs(credited, signed)


@pytest.mark.parametrize("signed", ["TÀI TRỢ", "Ý KIẾN", "TRÀ MINH ANH"])
def test_other_words_in_capitals_sign_nothing(signed: str) -> None:
    assert not signs("Minh Đức", signed)


def bylines(*below: str) -> list[str]:
    texts = [text.format("Minh Đức") for text in TEXT]
    page = label_text("\n".join([*texts, *below]), "page.txt")
    return [block.text for block in page.blocks if block.label is Label.BYLINE]


def test_names_that_a_colon_announces_sign_nothing_unless_it_credits_them() -> None:
    assert bylines("Đội hình ra sân:", "Lê Văn Nam", "Trần Hữu Tú") == []
    assert bylines("Thực hiện:", "Lê Văn Nam") == ["Lê Văn Nam"]
    assert bylines("Lê Văn Nam") == ["Lê Văn Nam"]


@pytest.mark.parametrize(
    "line", ["Sông Đuống, Sông Cầu", "Chợ Đồng Xuân", "CHÙA MỘT CỘT", "Vịnh Hạ Long", "Nam Bộ"]
)
def test_places_are_no_authors(line: str) -> None:
    assert bylines(line) == []


@pytest.mark.parametrize("line", ["Hồ Xuân Mai", "Trường Giang", "Hải Đăng", "Thành Nam"])
def test_people_who_are_called_as_places_are(line: str) -> None:
    assert bylines(line) == [line]


def test_two_phrases_in_capitals_are_no_names() -> None:
    assert bylines("KHÓA XVIII, KỲ HỌP THỨ MƯỜI") == []
