"""Documents for the tests of exporters: one made by hand after a real page, and any at all."""

from collections.abc import Iterable

from hypothesis import strategies as st
from msgspec.structs import replace

from corpuskit.model import (
    Block,
    Byline,
    Certainty,
    Change,
    Date,
    Dateline,
    Document,
    DocumentWarning,
    Fact,
    Invalid,
    Label,
    Metadata,
    Precision,
    Reason,
    RepeatKind,
    Selection,
    Source,
    Span,
    SpanKind,
    Stated,
)

SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

_LINES = (
    ("Trang chủ | Tin tức\n", Label.CHROME, "chrome.phrase", 0.98),
    ("Quân khu 1 triển khai nhiệm vụ\n", Label.TITLE, "title.first_line", 0.8),
    ("\n", Label.BLANK, "blank", 1.0),
    ("BBK - Sáng 09/01, Quân khu 1 tổ chức hội nghị.\r\n", Label.LEAD, "lead.dateline", 0.9),
    ("Hội nghị đánh giá “cao”, 5 < 6 & 7 > 2.\n", Label.PARAGRAPH, "paragraph.sentence", 0.95),
    ("Hội nghị đánh giá “cao”, 5 < 6 & 7 > 2.\n", Label.CAPTION, "caption.repeat", 0.7),
    ("Tin, ảnh: Hồng Sáng\n", Label.BYLINE, "byline.credit", 0.99),
    ("In trang này", Label.CHROME, "chrome.phrase", 0.99),
)

_DATELINE_START = sum(len(raw) for raw, *_ in _LINES[:3])


def tile(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Give the blocks their offsets, one behind the other from 0."""
    tiled, start = [], 0
    for block in blocks:
        moved = replace(block, start=start)
        tiled.append(moved)
        start = moved.end
    return tuple(tiled)


def plain_document(*lines: tuple[Label, str], name: str = "a/b.txt") -> Document:
    """Give a document with these labelled lines and nothing else."""
    reason = Reason("test", 1.0)
    blocks = tile(Block(0, text + "\n", text, label, reason) for label, text in lines)
    size = sum(len(block.raw.encode(errors="replace")) for block in blocks)
    return Document("a-b", Source(name, SHA256, size, "utf-8"), blocks)


def article() -> Document:
    """Give a page like those of a military region's newspaper, with every optional value set."""
    at = _DATELINE_START
    place = Fact("Bắc Kạn", "BBK", at, at + 3, "dateline.place", Certainty.LOW)
    date = _date(at + 11)
    dateline = Dateline(
        "BBK - Sáng 09/01,", at, at + 17, "dateline.agency", Certainty.HIGH,
        agency=Fact("Báo Bắc Kạn", "BBK", at, at + 3, "agency.code", Certainty.HIGH),
        part_of_day=Fact("morning", "Sáng", at + 6, at + 10, "part_of_day", Certainty.HIGH),
        place=place, date=date,
    )  # fmt: skip
    metadata = Metadata(
        title=Fact(
            "Quân khu 1 triển khai nhiệm vụ", "Quân khu 1 triển khai nhiệm vụ",
            20, 50, "title.first_line", Certainty.HIGH,
        ),
        language=Fact("vi", "0.41 of the words", -1, -1, "language.words", Certainty.HIGH),
        date=date,
        dateline=dateline,
        bylines=(
            Byline("Hồng Sáng", ("words", "photo"), 184, 193, "byline.credit", Certainty.HIGH),
        ),
        source_name=Fact("qdnd.vn", "Theo qdnd.vn", 0, 5, "source.line", Certainty.MEDIUM),
        source_url=Fact("https://qdnd.vn/a?b=1&c", "qdnd.vn", 0, 5, "url", Certainty.MEDIUM),
        end_mark=Fact("./.", "./.", 90, 93, "end_mark", Certainty.HIGH),
        dates=(date,),
        url=Fact(
            "https://baobackan.vn/1.html", "/1.html", 7, 14, "stated.canonical", Certainty.HIGH
        ),
        publisher=_stated("Báo Bắc Kạn điện tử", "og:site_name"),
        licence=_stated("CC BY 4.0", "license"),
        description=_stated("Hội nghị của Quân khu 1.", "description"),
        section=_stated("Quốc phòng", "article:section"),
        keywords=(_stated("quân khu 1", "keywords"), _stated("hội nghị", "keywords")),
    )  # fmt: skip
    source = Source(
        "bao/bai-%FF.txt", SHA256, 260, "utf-8", bom=True, base64="77u/VA==",
        invalid=(Invalid(7, 4, 1, "ff"),), name_hex="62616f2f6261692dff2e747874",
        stated=(
            Stated("url", "canonical", "/1.html", 7, 14),
            Stated("id", "WARC-Record-ID", "<urn:uuid:1>"),
            Stated("", "generator", "a\x00b"),
        ),
    )  # fmt: skip
    warnings = (DocumentWarning("invalid-bytes", "1 byte at 7 is not UTF-8"),)
    return Document("bao-bai", source, _blocks(), metadata, warnings)


def _stated(value: str, name: str) -> Fact:
    return Fact(value, value, -1, -1, f"stated.{name}", Certainty.MEDIUM)


def _date(start: int) -> Date:
    value, certainty = "2023-01-09", Certainty.MEDIUM
    return Date(value, Precision.DAY, certainty, "sentence", "dateline", "09/01", start, start + 5)


def _blocks() -> tuple[Block, ...]:
    blocks = [
        Block(0, raw, raw.strip(), label, Reason(rule, confidence))
        for raw, label, rule, confidence in _LINES
    ]
    at = _DATELINE_START
    lead, caption, chrome = blocks[3], blocks[5], blocks[0]
    blocks[0] = Block(
        0, chrome.raw, chrome.text, chrome.label, Reason("chrome.phrase", 0.98, "Trang chủ"),
        detail="navigation",
    )  # fmt: skip
    blocks[3] = Block(
        0, lead.raw, lead.text, lead.label, lead.reason,
        spans=(
            Span(SpanKind.DATELINE, at, at + 17, "BBK - Sáng 09/01,"),
            Span(SpanKind.AGENCY, at, at + 3, "BBK", "Báo Bắc Kạn"),
        ),
        changes=(Change("spaces", 2), Change("nfc", 1)),
    )  # fmt: skip
    blocks[5] = Block(
        0, caption.raw, caption.text, caption.label, caption.reason,
        repeat_of=4, repeat_kind=RepeatKind.EXACT, changes=(Change("nfc", 3),),
    )  # fmt: skip
    return tile(blocks)


TEXTS = st.text(max_size=40) | st.sampled_from(
    ("", "In trang này", 'a,"b"\r\nc\rd\ne', "=1+1", "\u0085a\u2028b\u2029c", "]]><&", "😀 e\u0301")
)
COUNTS = st.integers(min_value=0, max_value=2**53)
OFFSETS = st.integers(min_value=-1, max_value=2**53)
SHARES = st.floats(min_value=0, max_value=1)
CERTAINTIES = st.sampled_from(Certainty)

FACTS = st.builds(Fact, TEXTS, TEXTS, OFFSETS, OFFSETS, TEXTS, CERTAINTIES)
DATES = st.builds(
    Date, TEXTS | st.sampled_from(("2023-05-18", "2023-05", "--05-18", "2020/2025")),
    st.sampled_from(Precision), CERTAINTIES, TEXTS, TEXTS, TEXTS, OFFSETS, OFFSETS,
)  # fmt: skip
BYLINES = st.builds(
    Byline, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), OFFSETS, OFFSETS, TEXTS, CERTAINTIES
)
DATELINES = st.builds(
    Dateline, TEXTS, OFFSETS, OFFSETS, TEXTS, CERTAINTIES, st.none() | FACTS, st.none() | FACTS,
    st.none() | FACTS, st.none() | DATES,
)  # fmt: skip
METADATA = st.builds(
    Metadata, st.none() | FACTS, st.none() | FACTS, st.none() | DATES, st.none() | DATELINES,
    st.lists(BYLINES, max_size=2).map(tuple), st.none() | FACTS, st.none() | FACTS,
    st.none() | FACTS, st.lists(DATES, max_size=2).map(tuple), st.none() | FACTS,
    st.none() | FACTS, st.none() | FACTS, st.none() | FACTS, st.none() | FACTS,
    st.lists(FACTS, max_size=2).map(tuple),
)  # fmt: skip
STATEMENTS = st.builds(
    Stated, TEXTS | st.sampled_from(("", "id", "url")), TEXTS, TEXTS, OFFSETS, OFFSETS
)
SPANS = st.builds(Span, st.sampled_from(SpanKind), COUNTS, COUNTS, TEXTS, TEXTS)
BLOCKS = st.builds(
    lambda text, *rest: Block(0, text + "\n", text, *rest),
    TEXTS, st.sampled_from(Label), st.builds(Reason, TEXTS, SHARES, TEXTS), TEXTS, OFFSETS,
    st.none() | st.sampled_from(RepeatKind), st.lists(SPANS, max_size=2).map(tuple),
    st.lists(st.builds(Change, TEXTS, COUNTS), max_size=2).map(tuple),
) | st.builds(
    Block, st.just(0), TEXTS, TEXTS, st.sampled_from(Label), st.builds(Reason, TEXTS, SHARES)
)  # fmt: skip
SOURCES = st.builds(
    Source, TEXTS, TEXTS, COUNTS, TEXTS, st.booleans(),
    st.lists(st.builds(Invalid, COUNTS, COUNTS, COUNTS, TEXTS), max_size=2).map(tuple), TEXTS,
    TEXTS, TEXTS, st.lists(STATEMENTS, max_size=2).map(tuple),
)  # fmt: skip
SELECTIONS = st.builds(Selection, st.frozensets(st.sampled_from(Label)), st.booleans(), SHARES)
DOCUMENTS = st.builds(
    Document, TEXTS, SOURCES, st.lists(BLOCKS, max_size=8).map(tile), METADATA,
    st.lists(st.builds(DocumentWarning, TEXTS, TEXTS), max_size=2).map(tuple), SELECTIONS,
)  # fmt: skip
