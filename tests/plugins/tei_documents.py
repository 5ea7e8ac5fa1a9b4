"""Documents made by hand for the tests of TEI: the structures of the seeds, and any sequence."""

from collections.abc import Sequence

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

SOURCE = Source(name="000.txt", sha256="ab" * 32, size=405, encoding="utf-8")
LANGUAGE = Fact("vi", "", -1, -1, "language.words", Certainty.HIGH)
ADDRESS = "http://baohagiang.vn/tin-noi-bat/202305/hoi-nghi-69872e3/"


def page(*lines: tuple[Label, str], line_end: str = "\n", **fields: object) -> Document:
    """Make a document with one block for each pair of a label and a line."""
    blocks: list[Block] = []
    start = 0
    for label, text in lines:
        raw = text + line_end
        blocks.append(Block(start, raw, text.strip(), label, Reason("test.rule", 0.9)))
        start += len(raw)
    document = Document("page", SOURCE, tuple(blocks), Metadata(language=LANGUAGE))
    return replace(document, **fields)


def with_blocks(document: Document, changes: dict[int, dict[str, object]]) -> Document:
    """Give the document with other fields in the blocks of these indices."""
    blocks = [replace(b, **changes.get(i, {})) for i, b in enumerate(document.blocks)]
    return replace(document, blocks=tuple(blocks))


def spans(document: Document, *wanted: tuple[SpanKind, str, str]) -> tuple[Span, ...]:
    """Find each text in the source and give it as a span of that kind and value."""
    found = [(kind, document.raw.index(text), text, value) for kind, text, value in wanted]
    return tuple(Span(k, at, at + len(text), text, value) for k, at, text, value in found)


def fact(document: Document, text: str, value: str = "") -> Fact:
    """Give a statement that this text of the source proves."""
    at = document.raw.index(text)
    return Fact(value or text, text, at, at + len(text), "test.fact", Certainty.HIGH)


def news_page() -> Document:
    """Title, dateline, alternative text and its caption, byline, source line."""
    caption = "Các đại biểu dự hội nghị"
    document = page(
        (Label.TITLE, "Hội nghị sơ kết giữa nhiệm kỳ"),
        (Label.BLANK, ""),
        (Label.LEAD, "BHG - Chiều 18.5, Đảng ủy Quân sự tỉnh tổ chức, nhiệm kỳ 2020 – 2025."),
        (Label.ALT_TEXT, caption),
        (Label.CAPTION, caption),
        (Label.PARAGRAPH, "Nửa đầu nhiệm kỳ đã đề ra./."),
        (Label.BYLINE, "Tin, ảnh: Duy Tuấn - Hoàng Tuyến"),
        (Label.SOURCE_LINE, f"Nguồn Hà Giang: {ADDRESS}"),
    )
    lead = spans(
        document,
        (SpanKind.DATELINE, "BHG - Chiều 18.5,", ""),
        (SpanKind.AGENCY, "BHG", "Báo Hà Giang"),
        (SpanKind.DATE, "18.5", "2023-05-18"),
        (SpanKind.DATE, "2020 – 2025", "2020/2025"),
    )
    names = (SpanKind.PERSON, "Duy Tuấn", ""), (SpanKind.PERSON, "Hoàng Tuyến", "")
    dateline, agency, day, _ = lead
    date = Date(
        day.value, Precision.DAY, Certainty.MEDIUM, "url", "dateline", day.text, day.start, day.end
    )
    month = Date("2023-05", Precision.MONTH, Certainty.HIGH, "url", "url", "202305", 0, 0)
    code = Fact(agency.value, "BHG", agency.start, agency.end, "agency.code", Certainty.HIGH)
    metadata = Metadata(
        title=fact(document, "Hội nghị sơ kết giữa nhiệm kỳ"),
        language=LANGUAGE,
        date=date,
        dateline=Dateline(
            dateline.text, dateline.start, dateline.end, "dateline", Certainty.HIGH, code, date=date
        ),
        bylines=tuple(
            Byline(s.text, ("words", "photo"), s.start, s.end, "credit", Certainty.HIGH)
            for s in spans(document, *names)
        ),
        source_name=fact(document, "Hà Giang"),
        source_url=fact(document, ADDRESS),
        dates=(date, month),
    )
    document = with_blocks(
        document,
        {
            2: {"spans": lead, "changes": (Change("nfc", 3),)},
            3: {"repeat_of": 4, "repeat_kind": RepeatKind.EXACT},
            5: {"spans": spans(document, (SpanKind.END_MARK, "./.", ""))},
            6: {"spans": spans(document, *names)},
            7: {"spans": spans(document, (SpanKind.URL, ADDRESS, ""))},
        },
    )
    warning = DocumentWarning("no-date", "no date of publication was found")
    return replace(document, metadata=metadata, warnings=(warning,))


def furniture_page() -> Document:
    """A dateline without agency and year, captions, and the tools of the site at the end."""
    document = page(
        (Label.LEAD, "Ngày 31-12, Quân khu tổ chức Hội nghị tổng kết."),
        (Label.CAPTION, "Quang cảnh hội nghị."),
        (Label.PARAGRAPH, "Báo cáo tại hội nghị đánh giá."),
        (Label.CHROME, "-"),
        (Label.CHROME, "In trang này"),
        (Label.CHROME, "Tìm kiếm theo:Chuyên mục nàyTất cả các chuyên mục"),
    )
    lead = spans(
        document, (SpanKind.DATELINE, "Ngày 31-12,", ""), (SpanKind.DATE, "31-12", "--12-31")
    )
    phrase = Reason("chrome.phrase", 0.97, "In trang này")
    return with_blocks(
        document,
        {
            0: {"spans": lead},
            4: {"reason": phrase, "detail": "print"},
            5: {"reason": phrase, "detail": "search"},
        },
    )


def slug_page() -> Document:
    """Alternative texts made of the title, the second of them a repeat, and no title."""
    slug = "hoi-nghi-tong-ket-nhiem-ky"
    document = page(
        (Label.ALT_TEXT, slug),
        (Label.CAPTION, "Hội nghị tổng kết nhiệm kỳ."),
        (Label.PARAGRAPH, "Đồng chí Bí thư phát biểu."),
        (Label.ALT_TEXT, slug),
        (Label.CAPTION, "Đoàn chủ tịch điều hành."),
    )
    return with_blocks(
        document,
        {
            0: {"repeat_of": 1, "repeat_kind": RepeatKind.SLUG},
            3: {"repeat_of": 0, "repeat_kind": RepeatKind.EXACT},
        },
    )


def stated_page() -> Document:
    """A page that states all that a source can state of itself, in a head and in a record."""
    words = "Đại hội, đại biểu"
    stated = (
        Stated("title", "og:title", "Đại hội - Báo Mẫu", 10, 27),
        Stated("url", "WARC-Target-URI", "https://baomau.vn/1.html"),
        Stated("keywords", "keywords", words, 40, 57),
        Stated("", "generator of pages", ""),
        Stated("không rõ", "a\x00b", "\ufffe]]>"),
    )

    def fact(value: str, name: str) -> Fact:
        return Fact(value, value, -1, -1, f"stated.{name}", Certainty.MEDIUM)

    crawled = Date(
        "2025-07-01", Precision.MINUTE, Certainty.HIGH, "explicit", "crawled",
        "2025-07-01T00:00:00Z", -1, -1,
    )  # fmt: skip
    metadata = Metadata(
        title=fact("Đại hội", "og:title"),
        bylines=(Byline("An", ("words",), -1, -1, "stated.author", Certainty.MEDIUM),),
        source_name=fact("Hà Giang", "x"),
        source_url=fact(ADDRESS, "x"),
        dates=(crawled,),
        url=fact("https://baomau.vn/1.html", "WARC-Target-URI"),
        publisher=fact("Báo Mẫu", "og:site_name"),
        licence=fact("https://creativecommons.org/licenses/by/4.0/", "license"),
        description=fact("Đại hội <của> xã.", "description"),
        section=fact("Chính trị", "article:section"),
        keywords=(fact("Đại hội", "keywords"), fact("đại biểu", "keywords")),
    )
    document = page((Label.PARAGRAPH, "Đảng bộ tổ chức Đại hội."), metadata=metadata)
    return replace(document, source=replace(document.source, reader="html", stated=stated))


def crawl_page() -> Document:
    """A field of the crawler before the first word, and captions between paragraphs."""
    return page(
        (Label.DATE_LINE, "ngày 2025-07"),
        (Label.LEAD, "Đảng bộ tổ chức Đại hội."),
        (Label.CAPTION, "Quang cảnh đại hội"),
        (Label.PARAGRAPH, "Đại hội bầu ban chấp hành..."),
    )


SEED_LIKE: Sequence[Document] = (
    news_page(),
    furniture_page(),
    slug_page(),
    crawl_page(),
    stated_page(),
)

HOSTILE = (
    "",
    "]]>",
    "<p>&amp;</p>",
    "</head></div></body>",
    "a\rb",
    "a\r\nb",
    "a\x85b\u2028c",
    "a\x00b\x0b\x1b\x7f",
    "\ufffe\uffff\U0001fffe",
    "\ud800x\udfff",
    "--",
    "<!-- -->",
    "<?xml?>",
    "a\tb  c",
    "\N{BYTE ORDER MARK}x",
    "e\N{COMBINING ACUTE ACCENT}",
)
VALUES = ("", "2024-01-09", "--02-29", "2020/2025", "2023-02-30", "2023-05-18T14:30", "x/y", "0000")

TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
LABELLED = tuple(label for label in Label if label is not Label.BLANK)


@st.composite
def _spans(draw: st.DrawFn, start: int, raw: str) -> tuple[Span, ...]:
    found = []
    for _ in range(draw(st.integers(0, 3))):
        begin = draw(st.integers(0, max(0, len(raw) - 1)))
        end = draw(st.integers(begin, len(raw)))
        text = draw(st.one_of(st.just(raw[begin:end]), st.sampled_from(HOSTILE)))
        kind = draw(st.sampled_from(SpanKind))
        value = draw(st.one_of(st.sampled_from(VALUES), TEXTS))
        found.append(Span(kind, start + begin, start + end, text, value))
    return tuple(found)


@st.composite
def _blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    blocks: list[Block] = []
    start = 0
    for _ in range(draw(st.integers(0, 8))):
        text = draw(TEXTS)
        raw = draw(st.sampled_from(("", " \r\n\t"))) + text + draw(st.sampled_from(("\n", "\r\n")))
        rule, evidence = draw(st.sampled_from(("a.b", "a_b", "<r>"))), draw(TEXTS)
        repeat = draw(st.integers(-1, 9))
        block = Block(
            start,
            raw,
            draw(st.sampled_from((text.strip(), f" {text}"))),
            draw(st.sampled_from(Label)),
            Reason(rule, draw(st.floats(0, 1)), evidence),
            detail=draw(st.sampled_from(("", "print", "in ra", "a\x00<b"))),
            repeat_of=repeat,
            repeat_kind=RepeatKind.EXACT if repeat >= 0 else None,
            spans=draw(_spans(start, raw)),
        )
        blocks.append(block)
        start += len(raw)
    return tuple(blocks)


@st.composite
def _metadata(draw: st.DrawFn) -> Metadata:
    words = st.one_of(st.none(), TEXTS)
    title, name, url, language = draw(words), draw(words), draw(words), draw(words)
    role = draw(st.sampled_from(("dateline", "timestamp", "url", "text", "stated", "crawled")))
    value = draw(st.sampled_from(VALUES))
    date = Date(value, Precision.DAY, Certainty.LOW, "none", role, draw(TEXTS), 0, 3)
    byline = Byline(draw(TEXTS), (draw(TEXTS), "words"), 0, 1, "r", Certainty.UNKNOWN)
    return Metadata(
        title=_any_fact(title),
        language=_any_fact(language),
        date=draw(st.sampled_from((None, date))),
        bylines=draw(st.sampled_from(((), (byline, byline)))),
        source_name=_any_fact(name),
        source_url=_any_fact(url),
        dates=(date,),
        url=draw(st.sampled_from((None, _any_fact("https://a.vn/1"), _any_fact("]]>")))),
        publisher=_any_fact(draw(words)),
        licence=_any_fact(draw(words)),
        description=_any_fact(draw(words)),
        section=_any_fact(draw(words)),
        keywords=tuple(filter(None, draw(st.sampled_from(((), (_any_fact("<k>"),)))))),
    )


def _any_fact(value: str | None) -> Fact | None:
    return None if value is None else Fact(value, value, -1, -1, "r", Certainty.MEDIUM)


DOCUMENTS = st.builds(
    Document,
    id=st.sampled_from(("a", "trang-1", "đại.hội")),
    source=st.builds(
        Source,
        name=st.one_of(
            st.sampled_from(("a b/c:d.txt", "x%FF.txt", "à#?&.txt")), st.text("aß<", min_size=1)
        ),
        sha256=st.just("ab" * 32),
        size=st.integers(0, 9**9),
        encoding=st.just("utf-8"),
        bom=st.booleans(),
        name_hex=st.sampled_from(("", "61ff")),
        stated=st.lists(st.builds(Stated, TEXTS, TEXTS, TEXTS), max_size=3).map(tuple),
    ),
    blocks=_blocks(),
    metadata=_metadata(),
    selection=st.builds(
        Selection,
        labels=st.frozensets(st.sampled_from(LABELLED)),
        repeats=st.booleans(),
        min_confidence=st.sampled_from((0.0, 0.5)),
    ),
    warnings=st.sampled_from(((), (DocumentWarning("a", "<\x00>"),))),
)
