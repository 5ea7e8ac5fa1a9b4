"""Whole pages of HTML: lines that must stay, lines that must go, and what is still wrong."""

from pathlib import Path

import pytest

from corpuskit.model import Document, Label
from corpuskit.reader import RawDocument, RawFile
from corpuskit_html.reader import HtmlReader
from tests.labels.test_markup_rules import PIPELINE

PAGES = Path(__file__).parents[1] / "pages" / "html"

STAY = [
    ("resolution", "I. MỤC TIÊU"),
    ("resolution", "II. NHIỆM VỤ"),
    ("resolution", "III. TỔ CHỨC THỰC HIỆN"),
    ("resolution", "b) Hộ nghèo được miễn."),
    ("district_portal",
     "Kinh phí do huyện hỗ trợ 40%, phần còn lại từ quỹ thủy lợi phí của hợp tác xã."),
    ("obituary", "Table 1. Sheets by decade"),
    ("obituary", "¹ The museum lists 1,104."),
    ("print_version", "Trồng lại rừng đước"),
    ("decree", "Điều 3. Hiệu lực thi hành"),
    ("decree", "2. Xe máy: 3.000 đồng/lượt ban ngày, 5.000 đồng/lượt ban đêm."),
    ("decree", "- Lưu: VT, KT."),
    ("wiki_article", "Marrow Strait"),
    ("wiki_article", "The strait at its narrowest point"),
    ("wiki_article", "The Throat, a line of reefs"),
    ("wiki_article", "Tarn, B. (1974). Tides of the Outer Isles. Hesk: Mill Press."),
    ("german_portrait", "Ein Gewicht von achtzig Kilo"),
    ("german_portrait", "Von Liese Hollmann"),
    ("german_portrait", "Anselm Krug in seiner Werkstatt. Foto: Privat"),
    ("district_portal", "Đoàn viên xã Phong Hòa nạo vét kênh N4"),
    ("blog_with_many_comments", "What nobody tells you is how quiet it gets in October."),
    ("recipe", "Rinse the lentils until the water runs clear."),
]  # fmt: skip
"""A page and a line of its text."""

GO = [
    ("resolution", "DANH MỤC"),
    ("resolution", "Tải file đính kèm"),
    ("district_portal", "Thống kê truy cập"),
    ("district_portal", "Đang truy cập: 12"),
    (
        "blog_with_many_comments",
        "Lovely post! We wrap ours in old blankets and so far nobody complained.",
    ),
    ("obituary", "Support independent journalism. Give today"),
    ("district_portal", "Đánh giá: Điểm bình quân 0/5"),
    ("decree", "Thủ tục hành chính"),
    ("decree", "Văn bản liên quan"),
    ("wiki_article", "Contents"),
    ("german_portrait", "Das könnte Sie auch interessieren"),
    ("recipe", "Jump to recipe"),
    ("blog_with_many_comments", "Rolf says:"),
]
"""A page and a line of its furniture."""

WRONG = [
    ("section_front",
     "Từ tuần này, ba tuyến xe buýt sẽ chạy tới một giờ sáng để phục vụ công nhân tan ca.", False),
]  # fmt: skip
"""A page, a line, and whether it should stay."""


def read(name: str) -> RawDocument:
    path = PAGES / f"{name}.html"
    (raw,) = HtmlReader().read(RawFile(path.name, path.read_bytes()))
    assert isinstance(raw, RawDocument)
    return raw


def labelled(name: str) -> Document:
    return PIPELINE.document(read(name))


def is_kept(name: str, text: str) -> bool:
    """Say whether a line is kept wherever it stands on the page; it must stand there."""
    document = labelled(name)
    kept = {document.selection.keeps(block) for block in document.blocks if block.text == text}
    assert len(kept) == 1
    return kept.pop()


@pytest.mark.parametrize(("name", "text"), STAY)
def test_text_stays(name: str, text: str) -> None:
    assert is_kept(name, text)


@pytest.mark.parametrize(("name", "text"), GO)
def test_furniture_goes(name: str, text: str) -> None:
    assert not is_kept(name, text)


@pytest.mark.xfail(reason="the weights know too little of such pages", strict=True)
@pytest.mark.parametrize(("name", "text", "stays"), WRONG)
def test_what_is_still_wrong(name: str, text: str, stays: bool) -> None:  # noqa: FBT001 - a column
    assert is_kept(name, text) is stays


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("print_version", "Trồng lại rừng đước"),
        ("wiki_article", "Marrow Strait"),
        ("resolution", "Toàn văn nghị quyết về đường thôn"),
        ("obituary", "Bodil Strand, 1931–2019"),
    ],
)
def test_the_title_is_the_heading_that_the_window_is_named_by(name: str, title: str) -> None:
    fact = labelled(name).metadata.title
    assert fact is not None
    assert fact.value == title


@pytest.mark.xfail(reason="the first teaser of a front is taken for its headline", strict=True)
def test_a_front_has_no_title_of_another_page() -> None:
    fact = labelled("section_front").metadata.title
    assert fact is None or fact.value == "Xã hội"


def test_a_sentence_of_an_article_without_pictures_is_no_caption() -> None:
    blocks = labelled("blog_with_many_comments").blocks
    assert Label.CAPTION not in {block.label for block in blocks}


def test_a_text_that_only_structured_data_hold_is_read_and_labelled() -> None:
    document = labelled("text_in_structured_data")
    assert [warning.code for warning in document.warnings] == ["stated-text"]
    assert next(document.kept).label is Label.LEAD


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_every_page_gives_back_its_source(path: Path) -> None:
    assert labelled(path.stem).raw.encode() == path.read_bytes()
