import pytest
from lxml import etree

from corpuskit.model import Document, Label, Selection, SpanKind
from corpuskit_tei import TeiExporter
from tests.plugins.tei_documents import (
    furniture_page,
    news_page,
    page,
    slug_page,
    spans,
    with_blocks,
)
from tests.plugins.tei_reading import NAMESPACE, XML_ID, block_elements, parse, profile_errors

T, H, P, C = Label.TITLE, Label.HEADING, Label.PARAGRAPH, Label.CAPTION
A, B, S, D, X = (
    Label.ALT_TEXT,
    Label.BYLINE,
    Label.SOURCE_LINE,
    Label.DATE_LINE,
    Label.CHROME,
)
ALL = Selection(frozenset())
DATELINE = "HÀ NỘI, 5/1 – Hôm nay trời đẹp."


def bare(element: etree._Element) -> str:
    """Show an element with its marks but without what every block says."""
    copy = parse(etree.tostring(element, encoding="UTF-8", with_tail=False))
    for name in (XML_ID, "corresp", "cert", "ana", "sameAs"):
        copy.attrib.pop(name, "")
    return etree.tostring(copy, encoding="unicode").replace(f' xmlns="{NAMESPACE[1:-1]}"', "")


def blocks(document: Document, exporter: TeiExporter | None = None) -> list[str]:
    """Show the block elements of the body."""
    written = (exporter or TeiExporter()).encode(document)
    assert profile_errors(written) == []
    return [bare(element) for element in block_elements(parse(written))]


def outline(*labels: Label) -> str:
    """Show the elements of the body for a sequence of labels, sections in brackets."""
    document = page(*((label, "x") for label in labels), selection=ALL)
    written = TeiExporter().encode(document)
    assert profile_errors(written) == []
    return _outline(next(parse(written).iter(NAMESPACE + "div")))


def _outline(division: etree._Element) -> str:
    words = []
    for element in division:
        name = etree.QName(element).localname
        neutral = f"ab:{element.get('type')}" if name == "ab" else name
        words.append(f"[{_outline(element)}]" if name == "div" else neutral)
    return " ".join(words)


def with_dateline() -> Document:
    document = page((P, DATELINE))
    found = spans(
        document,
        (SpanKind.DATELINE, "HÀ NỘI, 5/1", ""),
        (SpanKind.PLACE, "HÀ NỘI", "Hà Nội"),
        (SpanKind.DATE, "5/1", "--01-05"),
    )
    return with_blocks(document, {0: {"spans": found}})


def test_a_news_page_has_an_element_for_each_line() -> None:
    assert blocks(news_page()) == [
        '<head type="main">Hội nghị sơ kết giữa nhiệm kỳ</head>',
        (
            '<dateline><orgName type="newsroom" key="Báo Hà Giang" cert="high">BHG'
            '</orgName> - Chiều <date when="2023-05-18" cert="medium">18.5</date>, </dateline>'
        ),
        (
            "<p>Đảng ủy Quân sự tỉnh tổ chức, nhiệm kỳ "
            '<date from="2020" to="2025">2020 – 2025</date>.</p>'
        ),
        '<figure><head type="caption">Các đại biểu dự hội nghị</head></figure>',
        '<p>Nửa đầu nhiệm kỳ đã đề ra<seg type="end-mark">./.</seg></p>',
        (
            '<byline>Tin, ảnh: <docAuthor cert="high">Duy Tuấn</docAuthor> - '
            '<docAuthor cert="high">Hoàng Tuyến</docAuthor></byline>'
        ),
        (
            '<trailer type="source">Nguồn Hà Giang: '
            '<ref target="http://baohagiang.vn/tin-noi-bat/202305/hoi-nghi-69872e3/" cert="high">'
            "http://baohagiang.vn/tin-noi-bat/202305/hoi-nghi-69872e3/</ref></trailer>"
        ),
    ]


def test_a_dateline_takes_its_separator_and_blank_along() -> None:
    assert blocks(with_dateline()) == [
        (
            '<dateline><placeName key="Hà Nội">HÀ NỘI</placeName>, '
            '<date when="--01-05">5/1</date> – </dateline>'
        ),
        "<p>Hôm nay trời đẹp.</p>",
    ]


def test_a_dateline_and_its_paragraph_point_at_neighbouring_places() -> None:
    places = [
        e.get("corresp") for e in block_elements(parse(TeiExporter().encode(with_dateline())))
    ]
    assert places == ["000.txt#char=0,14", "000.txt#char=14,31"]


def test_an_inline_dateline_stays_in_its_paragraph() -> None:
    assert blocks(with_dateline(), TeiExporter(dateline="inline")) == [
        (
            '<p><seg type="dateline"><placeName key="Hà Nội">HÀ NỘI</placeName>, '
            '<date when="--01-05">5/1</date></seg> – Hôm nay trời đẹp.</p>'
        )
    ]


def test_a_dateline_leaves_the_next_mark_whole() -> None:
    document = page((P, "Hà Nội - 5/1 - đẹp."))
    found = spans(document, (SpanKind.DATELINE, "Hà Nội", ""), (SpanKind.DATE, "- 5/1", ""))
    assert blocks(with_blocks(document, {0: {"spans": found}})) == [
        "<dateline>Hà Nội </dateline>",
        "<p><date>- 5/1</date> - đẹp.</p>",
    ]


def test_a_dateline_after_the_first_paragraph_is_inline() -> None:
    first = with_dateline()
    document = page((P, "x"), (P, DATELINE))
    moved = spans(document, *((s.kind, s.text, s.value) for s in first.blocks[0].spans[:1]))
    assert blocks(with_blocks(document, {1: {"spans": moved}})) == [
        "<p>x</p>",
        '<p><seg type="dateline">HÀ NỘI, 5/1</seg> – Hôm nay trời đẹp.</p>',
    ]


def test_a_paragraph_that_is_all_dateline_stays_a_paragraph() -> None:
    document = page((P, "Ngày 31-12,"))
    found = spans(document, (SpanKind.DATELINE, "Ngày 31-12,", ""))
    assert blocks(with_blocks(document, {0: {"spans": found}})) == [
        '<p><seg type="dateline">Ngày 31-12,</seg></p>'
    ]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ((), ""),
        ((C,), "figure"),
        ((A,), "figure"),
        ((T, P), "head p"),
        ((T, T, P), "head head p"),
        ((P, T), "p ab:title"),
        ((B, T, P), "byline head p"),
        ((D, T, C, P), "dateline head figure p"),
        ((P, B, P), "p ab:byline p"),
        ((P, D, P, D), "p ab:date_line p dateline"),
        ((P, B, S), "p byline trailer"),
        ((P, S, C, B), "p trailer figure byline"),
        ((S,), "ab:source_line"),
        ((S, S), "ab:source_line trailer"),
        ((S, T), "ab:source_line ab:title"),
        ((S, P), "ab:source_line p"),
        ((P, B, T), "p ab:byline ab:title"),
        ((P, S, T), "p ab:source_line ab:title"),
        ((T, B), "head byline"),
        ((T, B, S), "head byline ab:source_line"),
        ((X, P), "ab:chrome p"),
        ((H,), "[head]"),
        ((H, B), "[head] byline"),
        ((T, H, P, H, P, B, C), "head [head p] [head p] byline figure"),
        ((P, H, C, P, T, C), "p [head figure p ab:title figure]"),
        ((P, H, B, P, S), "p [head ab:byline p] trailer"),
    ],
)
def test_blocks_find_a_place_in_any_order(labels: tuple[Label, ...], expected: str) -> None:
    assert outline(*labels) == expected


def test_an_empty_gap_stands_where_a_block_was_left_out() -> None:
    division = next(parse(TeiExporter().encode(furniture_page())).iter(NAMESPACE + "div"))
    gaps = [e for e in division if e.tag == NAMESPACE + "gap"]
    assert _outline(division) == "dateline p figure p gap gap gap"
    assert [gap.get("quantity") for gap in gaps] == ["1", "12", "49"]
    assert [gap.get("corresp") for gap in gaps] == ["#page--b3", "#page--b4", "#page--b5"]
    assert {"".join(map(str, gap.itertext())) for gap in gaps} == {""}


def test_the_kind_and_rule_of_a_block_are_its_categories() -> None:
    root = parse(TeiExporter().encode(furniture_page()))
    assert [gap.get("ana") for gap in root.iter(NAMESPACE + "gap")][1:] == [
        "#page--kind.chrome.print #page--rule.chrome.phrase",
        "#page--kind.chrome.search #page--rule.chrome.phrase",
    ]


def test_a_repeat_points_at_the_block_it_repeats_left_out_or_kept() -> None:
    root = parse(TeiExporter().encode(slug_page()))
    said = {e.get(XML_ID): e.get("sameAs") for e in root.iter() if e.get("sameAs")}
    assert said == {"page--b0": "#page--b1", "page--b3": "#page--b0"}


@pytest.mark.parametrize("first", [-1, 1, 2, 99])
def test_a_repeat_of_nothing_that_is_in_the_file_has_no_pointer(first: int) -> None:
    document = page((P, "x"), (P, "x"), (Label.BLANK, ""))
    written = TeiExporter().encode(with_blocks(document, {1: {"repeat_of": first}}))
    assert b"sameAs" not in written


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [(1.0, "high"), (0.85, "high"), (0.7, "medium"), (0.1, "low"), (-1.0, "unknown")],
)
def test_confidence_becomes_cert(confidence: float, expected: str) -> None:
    document = page((P, "x"))
    reason = type(document.blocks[0].reason)("r", confidence)
    written = TeiExporter().encode(with_blocks(document, {0: {"reason": reason}}))
    assert [e.get("cert") for e in block_elements(parse(written))] == [expected]


def test_places_count_cr_lf_as_one_character_and_skip_outer_blanks() -> None:
    document = page((P, "một"), (P, " hai "), (P, "ba"), line_end="\r\n")
    places = [e.get("corresp") for e in block_elements(parse(TeiExporter().encode(document)))]
    assert places == ["000.txt#char=0,3", "000.txt#char=5,8", "000.txt#char=10,12"]
