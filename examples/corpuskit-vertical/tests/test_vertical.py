import xml.etree.ElementTree as ET

import pytest
from corpuskit_vertical.exporter import ATTRIBUTES, VerticalExporter
from corpuskit_vertical.tokens import tokens
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import (
    VERSION,
    Block,
    Certainty,
    CorpusInfo,
    Document,
    ExportRefused,
    Fact,
    FlatFields,
    Label,
    Metadata,
    Reason,
    Source,
)
from corpuskit.testing import check_exporter

CORPUS = CorpusInfo(VERSION, "corpus.vert")
LINES = st.text(st.characters(codec="utf-8"), max_size=60)
flavours = pytest.mark.parametrize("exporter", [VerticalExporter(), VerticalExporter("sketch")])


def page(*texts: str, title: str = "") -> Document:
    """Give a document with these paragraphs and, if one is given, a title."""
    fact = Fact(title, title, -1, -1, "test", Certainty.HIGH)
    blocks, start = [], 0
    for text in texts:
        raw = text + "\n"
        blocks.append(Block(start, raw, text, Label.PARAGRAPH, Reason("test", 1.0)))
        start += len(raw)
    source = Source("a/b.txt", "ab" * 32, start, "utf-8")
    return Document("a-b", source, tuple(blocks), Metadata(title=fact if title else None))


def vertical(document: Document, exporter: VerticalExporter) -> list[str]:
    """Give the lines between the tags of the one paragraph of a document."""
    lines = exporter.encode(document).decode().split("\n")
    return lines[2:-3]


def test_the_exporter_keeps_every_promise() -> None:
    check_exporter(VerticalExporter())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BBK - Sáng 09/01, hội nghị.", ["BBK", "-", "Sáng", "09/01", ",", "hội", "nghị", "."]),
        ("nhiệm kỳ 2020-2025.", ["nhiệm", "kỳ", "2020-2025", "."]),
        ("từ 1/7/2025: 1.250,5 tấn", ["từ", "1/7/2025", ":", "1.250,5", "tấn"]),
        ("Chiều 18.5, COVID-19…", ["Chiều", "18.5", ",", "COVID-19", "…"]),
        ("“Bộ đội Cụ Hồ”, ...", ["“", "Bộ", "đội", "Cụ", "Hồ", "”", ",", "..."]),
        ("xem https://qdnd.vn/a?b=1.", ["xem", "https://qdnd.vn/a?b=1", "."]),
        ("hô\u0323i a_b", ["hô\u0323i", "a", "_", "b"]),
        ("một,hai", ["một", ",", "hai"]),
        (" \t", []),
    ],
)
def test_tokens_are_cut_at_white_space_and_punctuation(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(text)] == expected


@given(LINES)
def test_no_character_but_white_space_is_lost(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == "".join(text.split())


@given(LINES)
def test_the_blanks_can_be_told_from_the_glue(text: str) -> None:
    joined = "".join(token.text if token.is_glued else f" {token.text}" for token in tokens(text))
    assert joined.split() == text.split()


@flavours
@given(texts=st.lists(LINES, max_size=3), title=LINES)
def test_no_line_is_empty_and_no_token_holds_white_space(
    exporter: VerticalExporter, texts: list[str], title: str
) -> None:
    lines = exporter.encode(page(*texts, title=title)).decode().split("\n")
    assert lines.pop() == ""
    assert [line for line in lines if not line.strip()] == []
    assert [line for line in lines if not line.startswith("<") and line.split() != [line]] == []


@given(texts=st.lists(LINES, max_size=3), title=LINES)
def test_a_document_for_cwb_is_xml_with_all_its_tokens(texts: list[str], title: str) -> None:
    root = ET.fromstring(VerticalExporter().encode(page(*texts, title=title)))  # noqa: S314  # ours
    found = [line for p in root for line in (p.text or "").strip("\n").split("\n")]
    written = [token.text for text in texts for token in tokens(text)]
    assert [_visible(token) for token in written] == found


def _visible(token: str) -> str:
    return "".join("\ufffd" if c < " " or c in "\x7f\ufffe\uffff" else c for c in token)


def test_markup_is_escaped_for_cwb_and_left_alone_for_sketch_engine() -> None:
    document = page('a < b & "c"')
    assert vertical(document, VerticalExporter()) == [
        "a", "&lt;", "b", "&amp;", "&quot;", "c", "&quot;",
    ]  # fmt: skip
    assert vertical(document, VerticalExporter("sketch")) == [
        "a", "<", "b", "&", '"', "<g/>", "c", "<g/>", '"',
    ]  # fmt: skip


def test_a_token_is_never_a_tag_for_sketch_engine() -> None:
    assert vertical(page("<g/>"), VerticalExporter("sketch")) == [
        "<", "<g/>", "g", "<g/>", "/", "<g/>", ">",
    ]  # fmt: skip


def test_quotation_marks_do_not_end_an_attribute() -> None:
    document = page("a", title='"A" & B')
    assert b'title="&quot;A&quot; &amp; B"' in VerticalExporter().encode(document)
    assert 'title="”A” & B"'.encode() in VerticalExporter("sketch").encode(document)


@flavours
def test_what_is_not_known_is_the_word_unknown(exporter: VerticalExporter) -> None:
    first = exporter.encode(page("a")).decode().split("\n")[0]
    assert '=""' not in first
    assert ' id="a-b" title="unknown" date="unknown"' in first


@flavours
def test_a_lone_surrogate_is_refused_by_name(exporter: VerticalExporter) -> None:
    with pytest.raises(ExportRefused, match=r"^a/b\.txt: holds a lone surrogate"):
        exporter.encode(page("\udc80"))


@flavours
def test_documents_without_tokens_are_counted(exporter: VerticalExporter) -> None:
    assert exporter.notes(page(" ")) == {"documents without tokens": 1}
    assert exporter.notes(page("a")) == {}


def test_the_header_claims_no_word_segmentation_where_a_comment_is_passed_over() -> None:
    assert b"no linguistic word segmentation is claimed" in VerticalExporter().header(CORPUS)
    assert VerticalExporter("sketch").header(CORPUS) == b""


@pytest.mark.parametrize(
    ("flavour", "name", "words"),
    [
        ("cwb", "encode.sh", "-f 'corpus.vert' \\\n    -S text:0+id+title+date+"),
        ("sketch", "registry.txt", "no linguistic word segmentation is claimed"),
    ],
)
def test_a_companion_says_how_to_load_the_file(flavour: str, name: str, words: str) -> None:
    exporter = {"cwb": VerticalExporter(), "sketch": VerticalExporter("sketch")}[flavour]
    (companion,) = exporter.companions(CORPUS)
    assert companion.name == name
    assert words in b"".join(companion.pieces).decode()


def test_every_attribute_is_a_flat_field() -> None:
    assert [name for name in ATTRIBUTES if name not in FlatFields._fields] == []
