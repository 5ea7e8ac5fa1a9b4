import unicodedata

import pytest
from lxml import etree

from corpuskit.model import Block, Label, Reason, Span, SpanKind
from corpuskit_tei.marks import Stretch, fill, find_marks
from tests.plugins.tei_reading import NAMESPACE

K = SpanKind


def shown(block: Block) -> str:
    element = etree.Element("p", nsmap={"t": NAMESPACE[1:-1]})
    fill(element, Stretch(block.text, 0, len(block.text), find_marks(block)), {})
    written = etree.tostring(element, encoding="unicode")
    return written.replace(f' xmlns:t="{NAMESPACE[1:-1]}"', "").replace("t:", "")


def block(text: str, *spans: Span, raw: str = "", start: int = 100) -> Block:
    return Block(start, raw or text, text, Label.PARAGRAPH, Reason("r", 1.0), spans=spans)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (K.AGENCY, "", '<orgName type="newsroom">abc</orgName>'),
        (K.AGENCY, "A B", '<orgName type="newsroom" key="A B">abc</orgName>'),
        (K.PLACE, "", "<placeName>abc</placeName>"),
        (K.PERSON, "", "<persName>abc</persName>"),
        (K.ABBREVIATION, "a b c", "<abbr>abc</abbr>"),
        (K.END_MARK, "", '<seg type="end-mark">abc</seg>'),
        (K.DATELINE, "", '<seg type="dateline">abc</seg>'),
        (K.DATE, "2023-02-30", "<date>abc</date>"),
        (K.URL, "", "<ref>abc</ref>"),
        (K.URL, "https://a.vn/b c?d=é", '<ref target="https://a.vn/b%20c?d=%C3%A9">abc</ref>'),
        (K.URL, "javascript:alert(1)", "<ref>abc</ref>"),
    ],
)
def test_each_kind_of_span_has_its_element(kind: SpanKind, value: str, expected: str) -> None:
    assert shown(block("x abc y", Span(kind, 102, 105, "abc", value))) == f"<p>x {expected} y</p>"


def test_a_span_is_found_where_normalisation_moved_it() -> None:
    raw = "  \u200ba\u200b\u200b 2024 và 2024\n"
    spans = (Span(K.DATE, 107, 111, "2024", "2024"), Span(K.DATE, 115, 119, "2024", ""))
    assert shown(block("a 2024 và 2024", *spans, raw=raw)) == (
        '<p>a <date when="2024">2024</date> và <date>2024</date></p>'
    )


def test_spans_are_found_in_a_long_line_that_was_written_in_two_code_points_a_letter() -> None:
    text = " ".join(f"{'ế' * 40} năm {year}" for year in range(2000, 2100))
    raw = unicodedata.normalize("NFD", text)
    first = 100 + raw.index("2001")
    last = 100 + raw.rindex("2099")
    spans = Span(K.DATE, first, first + 4, "2001"), Span(K.DATE, last, last + 4, "2099")
    marked = shown(block(text, *spans, raw=raw))
    assert marked.count("<date>") == 2
    assert "năm <date>2001</date> ế" in marked
    assert marked.endswith("năm <date>2099</date></p>")


@pytest.mark.parametrize("text", ["", "không có"])
def test_a_span_that_is_not_in_the_text_is_left_unmarked(text: str) -> None:
    assert shown(block("x abc y", Span(K.PLACE, 102, 105, text))) == "<p>x abc y</p>"


def test_a_span_far_from_its_offset_is_another_one() -> None:
    assert shown(block("x" * 200 + "abc", Span(K.PLACE, 100, 103, "abc"))) == (
        f"<p>{'x' * 200}abc</p>"
    )


def test_of_two_crossing_spans_the_first_is_marked() -> None:
    spans = Span(K.PLACE, 100, 103, "abc"), Span(K.DATE, 102, 105, "cde")
    assert shown(block("abcde", *spans)) == "<p><placeName>abc</placeName>de</p>"


def test_of_two_spans_at_one_place_the_longer_is_marked() -> None:
    spans = Span(K.PLACE, 100, 101, "a"), Span(K.URL, 100, 103, "abc")
    assert shown(block("abcde", *spans)) == "<p><ref>abc</ref>de</p>"


def test_a_span_that_crosses_the_end_of_a_dateline_is_dropped() -> None:
    spans = Span(K.DATELINE, 100, 103, "abc"), Span(K.DATE, 102, 105, "cde")
    assert shown(block("abcde", *spans)) == '<p><seg type="dateline">abc</seg>de</p>'


def test_a_dateline_inside_another_is_not_marked_twice() -> None:
    spans = Span(K.DATELINE, 100, 105, "abcde"), Span(K.DATELINE, 101, 103, "bc")
    assert shown(block("abcde", *spans)) == '<p><seg type="dateline">abcde</seg></p>'
