"""Documents made by hand for tests: ordinary ones that hold every label and span, hostile ones."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

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
)
from corpuskit.reader import RawFile


class _Line(NamedTuple):
    raw: str
    label: Label
    spans: tuple[tuple[SpanKind, str, str], ...] = ()
    text: str | None = None
    repeat_of: int = -1
    repeat_kind: RepeatKind | None = None
    changes: tuple[Change, ...] = ()


_DATELINE = "BMX - Sáng 09/01,"
_LINES = (
    _Line("Trang chủ | Liên hệ\n", Label.CHROME),
    _Line("\n", Label.BLANK),
    _Line("Cầu mới qua sông Lô\n", Label.TITLE),
    _Line("09/01/2024 07:30\n", Label.DATE_LINE, ((SpanKind.DATE, "09/01/2024", "2024-01-09"),)),
    _Line(
        f"{_DATELINE} tại Hà Giang, cây cầu được khánh thành.\n",
        Label.LEAD,
        (
            (SpanKind.DATELINE, _DATELINE, ""),
            (SpanKind.AGENCY, "BMX", "Báo Mẫu"),
            (SpanKind.DATE, "09/01", "2024-01-09"),
            (SpanKind.PLACE, "Hà Giang", ""),
        ),
    ),
    _Line(
        "Ông  Trần Văn Mẫu, UBND xã, gửi ảnh qua https://mau.example/a?b=1&c=2.\n",
        Label.PARAGRAPH,
        (
            (SpanKind.PERSON, "Trần Văn Mẫu", ""),
            (SpanKind.ABBREVIATION, "UBND", "Ủy ban nhân dân"),
            (SpanKind.URL, "https://mau.example/a?b=1&c=2", ""),
        ),
        text="Ông Trần Văn Mẫu, UBND xã, gửi ảnh qua https://mau.example/a?b=1&c=2.",
        changes=(Change("spaces", 1),),
    ),
    _Line("Vốn đầu tư\n", Label.HEADING),
    _Line(
        "Cầu dài 120 m, rộng 9 m; giá < 5 tỷ & > 4 tỷ. /.\n",
        Label.PARAGRAPH,
        ((SpanKind.END_MARK, "/.", ""),),
    ),
    _Line("Quang cảnh lễ khánh thành\n", Label.CAPTION),
    _Line("Quang cảnh lễ khánh thành\n", Label.ALT_TEXT, (), None, 8, RepeatKind.EXACT),
    _Line("CAU MOI QUA SONG LO\n", Label.PARAGRAPH, (), None, 2, RepeatKind.SLUG),
    _Line("CẦU MỚI QUA SÔNG LÔ!\n", Label.PARAGRAPH, (), None, 2, RepeatKind.FOLDED),
    _Line("Trang chủ | Liên hệ\n", Label.CHROME, (), None, 0, RepeatKind.REFRAIN),
    _Line("Tin, ảnh: Lê Thị Mẫu\n", Label.BYLINE, ((SpanKind.PERSON, "Lê Thị Mẫu", ""),)),
    _Line("Nguồn: Báo Mẫu", Label.SOURCE_LINE, ((SpanKind.AGENCY, "Báo Mẫu", ""),)),
)


def sample_documents() -> tuple[Document, ...]:
    """Give ordinary documents; together they hold every label, kind of span and kind of repeat."""
    return (_news(), _short(), _legacy())


def hostile_documents() -> tuple[Document, ...]:
    """Give documents that are legal and hard to write: no text, markup, controls, formulas."""
    return tuple(
        _document(f"hostile/{name}", [_Line(raw, Label.PARAGRAPH) for raw in lines])
        for name, lines in _HOSTILE.items()
    )


def sample_files(suffixes: Sequence[str]) -> tuple[RawFile, ...]:
    """Give files to read: texts in several encodings, nothing at all, and what is no text."""
    return tuple(
        RawFile(f"folder/file {number}{suffix}", data)
        for suffix in suffixes
        for number, data in enumerate(_FILES)
    )


_FILES = (
    b"",
    b"\n",
    "Cầu mới qua sông Lô\r\nTin, ảnh: Lê Thị Mẫu".encode(),
    "\ufeffTiêu đề\n".encode(),
    "Tiêu đề\n".encode("utf-16"),
    b"one bad byte \xff in a line that is long enough\n" + b"and another line\n" * 20,
    b"<p>&amp;<b>unclosed\n",
    b'{"id": 1, "text": "a"}\n{',
    b"\x00\x01\x02\x03" * 100,
    b"\x89PNG\r\n\x1a\n" + bytes(100),
    b"PK\x03\x04" + bytes(100),
    "\u0301".encode() * 2000,
)

_HOSTILE: dict[str, Sequence[str]] = {
    "no blocks.txt": (),
    "no text.txt": ("\n", " \n"),
    "markup.txt": ("<p>&amp; ]]> <!-- -- --> <?x?>\n", "\"quoted\", 'single'; a\tb\n"),
    "line ends.txt": ("a\rb\r\n", "a\x85b\u2028c\u2029d\n"),
    "controls.txt": ("a\x00b\x01c\x0bd\x0ce\x1bf\x7fg\x9fh\n", "\ufffe\uffff\ufdd0\ufeff\n"),
    "astral.txt": ("\U0001f469\u200d\U0001f680 \U00020000 \U0010ffff\n",),
    "marks.txt": ("\u0301a\u0323\u0302 o\u031b\u0301\n", "\u202eright to left\u202c\n"),
    "formulas.txt": ("=1+1\n", "+1\n", "-1\n", "@x\n", "＝1\n", "\t=1\n"),
    "%FF <&\"' %s {0} [bold].txt": ("a name that is hard to quote\n",),
    "long.txt": ("từ " * 20_000 + "\n",),
}


def _news() -> Document:
    blocks = tuple(_blocks(_LINES))
    raw = "".join(block.raw for block in blocks)
    return Document(
        id="d-news.sample.txt",
        source=_source("news/sample.txt", raw.encode()),
        blocks=blocks,
        metadata=_news_metadata(raw),
        warnings=(DocumentWarning("sample", "this document was made by hand"),),
    )


def _short() -> Document:
    return _document("short.txt", [_Line("A single line, no more", Label.PARAGRAPH)])


def _legacy() -> Document:
    data = b"\xef\xbb\xbfTitle\r\nbad \xff byte\r\n"
    invalid = (Invalid(byte_offset=14, start=11, count=1, hex="ff"),)
    source = _source("legacy\N{FULLWIDTH SOLIDUS}%FF.txt", data)
    lines = (_Line("Title\r\n", Label.TITLE), _Line("bad \ufffd byte\r\n", Label.PARAGRAPH))
    return Document(
        id="d-legacy-3f786850",
        source=replace(source, bom=True, invalid=invalid, name_hex="6c6567616379ff2e747874"),
        blocks=tuple(_blocks(lines)),
        warnings=(DocumentWarning("invalid-bytes", "1 byte is not valid, the first at byte 14"),),
        selection=Selection(labels=frozenset(), repeats=False, min_confidence=0.5),
    )


def _document(name: str, lines: Sequence[_Line]) -> Document:
    blocks = tuple(_blocks(lines))
    data = "".join(block.raw for block in blocks).encode()
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Document(id=f"d-{digest[:12]}", source=_source(name, data), blocks=blocks)


def _source(name: str, data: bytes) -> Source:
    return Source(name, hashlib.sha256(data).hexdigest(), len(data), "utf-8")


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    starts = accumulate((len(line.raw) for line in lines), initial=0)
    for start, line in zip(starts, lines, strict=False):
        yield Block(
            start=start,
            raw=line.raw,
            text=line.raw.strip() if line.text is None else line.text,
            label=line.label,
            reason=Reason(f"sample.{line.label}", 0.9, "" if line.raw.isspace() else "by hand"),
            detail="navigation" if line.label is Label.CHROME else "",
            repeat_of=line.repeat_of,
            repeat_kind=line.repeat_kind,
            spans=tuple(_span(start, line.raw, span) for span in line.spans),
            changes=line.changes,
        )


def _span(start: int, raw: str, span: tuple[SpanKind, str, str]) -> Span:
    kind, text, value = span
    first = start + raw.index(text)
    return Span(kind, first, first + len(text), text, value)


def _news_metadata(raw: str) -> Metadata:
    date = _date(raw, "09/01/2024", "2024-01-09", "timestamp")
    start, end = _place(raw, _DATELINE)
    return Metadata(
        title=_fact(raw, "Cầu mới qua sông Lô"),
        language=Fact("vi", "", -1, -1, "sample.language", Certainty.HIGH),
        date=date,
        dateline=Dateline(
            text=_DATELINE,
            start=start,
            end=end,
            rule="sample.dateline",
            certainty=Certainty.MEDIUM,
            agency=_fact(raw, "BMX", "Báo Mẫu"),
            part_of_day=_fact(raw, "Sáng", "morning"),
            date=_date(raw, "09/01,", "--01-09", "dateline"),
        ),
        bylines=(
            Byline(
                "Lê Thị Mẫu",
                ("words", "photo"),
                *_place(raw, "Lê Thị Mẫu"),
                "sample.byline",
                Certainty.HIGH,
            ),
        ),
        source_name=_fact(raw, "Báo Mẫu"),
        source_url=_fact(raw, "https://mau.example/a?b=1&c=2"),
        end_mark=_fact(raw, "/."),
        dates=(date, _date(raw, "09/01,", "--01-09", "dateline")),
    )


def _fact(raw: str, text: str, value: str = "") -> Fact:
    return Fact(value or text, text, *_place(raw, text), "sample.fact", Certainty.HIGH)


def _date(raw: str, text: str, value: str, role: str) -> Date:
    method = "none" if value.startswith("--") else "explicit"
    start, end = _place(raw, text)
    return Date(value, Precision.DAY, Certainty.MEDIUM, method, role, text, start, end)


def _place(raw: str, text: str) -> tuple[int, int]:
    start = raw.rindex(text) if text == "/." else raw.index(text)
    return start, start + len(text)
