"""What comes back from TEI that corpuskit wrote."""

import io
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from corpuskit.api import make_pipeline
from corpuskit.model import (
    Block,
    Change,
    Date,
    Document,
    Fact,
    Invalid,
    Label,
    Precision,
    Reason,
    RepeatKind,
    Selection,
    SpanKind,
    Stated,
)
from corpuskit.reader import RawFile, RawStream, StreamReader
from corpuskit.testing import hostile_documents, sample_documents
from corpuskit.text.decode import decode_file
from corpuskit_tei import TeiExporter, TeiReader, corpuskit_readers
from tests.plugins.tei_back import document_of, there_and_back
from tests.plugins.tei_documents import (
    ADDRESS,
    SEED_LIKE,
    furniture_page,
    news_page,
    page,
    spans,
    stated_page,
    with_blocks,
)
from tests.plugins.tei_reading import profile_errors
from tests.plugins.test_tei_laws import EXPORTERS

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
LISTED = """
import sys, corpuskit_tei
(reader,) = corpuskit_tei.corpuskit_readers()
print([name for name in sys.modules if name.startswith("lxml")])
"""


MADE = (*SEED_LIKE, *sample_documents(), *hostile_documents())


@cache
def seed(path: Path) -> Document:
    return make_pipeline().document(decode_file(RawFile(path.name, path.read_bytes())))


def named(case: Document | Path) -> str:
    return case.name if isinstance(case, Path) else case.source.name


def what_facts_say(*facts: Fact | None) -> list[tuple[str, str] | None]:
    return [(fact.value, fact.certainty.value) if fact else None for fact in facts]


def what_a_date_says(date: Date | None) -> tuple[str, ...] | None:
    if date is None:
        return None
    return date.value, date.precision, date.certainty, date.role, date.text


def test_lxml_waits_until_something_is_read() -> None:
    listed = subprocess.run(  # noqa: S603 - the command is the constant above
        [sys.executable, "-c", LISTED], check=True, capture_output=True, text=True
    )
    assert listed.stdout.strip() == "[]"


def test_the_hook_offers_a_stream_reader() -> None:
    (reader,) = corpuskit_readers()
    assert isinstance(reader, StreamReader)
    assert (reader.name, reader.suffixes) == ("tei", (".xml", ".tei", ".rng"))


@pytest.mark.parametrize("case", [*SEEDS, *MADE], ids=named)
@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda each: each.dateline)
def test_known_documents_come_back_byte_for_byte(
    case: Document | Path, exporter: TeiExporter
) -> None:
    document = seed(case) if isinstance(case, Path) else case
    written = exporter.encode(document)
    assert exporter.encode(document_of(written)) == written
    assert profile_errors(written) == []


@pytest.mark.parametrize("path", SEEDS, ids=named)
@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda each: each.dateline)
def test_the_seeds_come_back_with_text_labels_spans_and_offsets(
    path: Path, exporter: TeiExporter
) -> None:
    document = seed(path)
    back = there_and_back(document, exporter)
    assert (back.id, back.source, back.text) == (document.id, document.source, document.text)
    assert (back.selection, back.warnings) == (document.selection, document.warnings)
    pairs = list(zip(document.blocks, back.blocks, strict=False))
    for one, other in pairs:
        assert (one.start, one.label, one.detail) == (other.start, other.label, other.detail)
        assert (one.text, one.reason.rule) == (other.text, other.reason.rule)
        assert (one.repeat_of, one.repeat_kind) == (other.repeat_of, other.repeat_kind)
        assert one.changes == other.changes
    left = document.blocks[len(pairs) :]
    assert [block.label for block in left] == [Label.BLANK] * len(left)


@pytest.mark.parametrize("path", SEEDS, ids=named)
def test_the_seeds_come_back_with_their_metadata(path: Path) -> None:
    document = seed(path)
    one, other = document.metadata, there_and_back(document, TeiExporter()).metadata
    for name in ("title", "language", "source_name", "source_url", "end_mark"):
        assert what_facts_say(getattr(one, name)) == what_facts_say(getattr(other, name))
    assert what_a_date_says(one.date) == what_a_date_says(other.date)
    named = [date for date in one.dates if date.role in ("text", "dateline")]
    assert {*map(what_a_date_says, named)} <= {*map(what_a_date_says, other.dates)}
    for byline, again in zip(one.bylines, other.bylines, strict=True):
        assert replace(byline, rule="") == replace(again, rule="")


def test_the_metadata_of_a_page_stand_where_their_proofs_are() -> None:
    document = news_page()
    one, other = document.metadata, there_and_back(document, TeiExporter()).metadata
    for name in ("title", "source_url"):
        before, after = getattr(one, name), getattr(other, name)
        assert (before.start, before.end, before.text) == (after.start, after.end, after.text)
    assert one.dateline is not None
    assert one.date is not None
    agency = replace(one.dateline.agency, rule="tei") if one.dateline.agency else None
    date = replace(one.date, method="")
    expected = replace(one.dateline, rule="tei", agency=agency, date=date)
    assert (other.dateline, other.date) == (expected, date)


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda each: each.dateline)
def test_spans_come_back_at_their_places(exporter: TeiExporter) -> None:
    document = news_page()
    back = there_and_back(document, exporter)
    for one, other in zip(document.kept, back.kept, strict=True):
        found = [(span.kind, span.start, span.end, span.text) for span in other.spans]
        assert found == [(span.kind, span.start, span.end, span.text) for span in one.spans]


def test_what_was_left_out_comes_back_as_blocks_that_are_left_out() -> None:
    left_out = list(there_and_back(furniture_page(), TeiExporter()).left_out)
    assert [(b.text, b.label, b.detail) for b in left_out] == [
        ("-", "chrome", ""),
        ("In trang này", "chrome", "print"),
        ("Tìm kiếm theo:Chuyên mục nàyTất cả các chuyên mục", "chrome", "search"),
    ]
    assert left_out[1].reason == Reason("chrome.phrase", 0.85, "In trang này")


def test_statements_of_a_source_come_back() -> None:
    back = there_and_back(stated_page(), TeiExporter())
    assert back.source.stated[:3] == (
        Stated("title", "og:title", "Đại hội - Báo Mẫu"),
        Stated("url", "WARC-Target-URI", "https://baomau.vn/1.html"),
        Stated("keywords", "keywords", "Đại hội, đại biểu"),
    )
    metadata = back.metadata
    assert what_facts_say(
        metadata.url, metadata.source_url, metadata.publisher, metadata.licence, metadata.section
    ) == [
        ("https://baomau.vn/1.html", "medium"),
        (ADDRESS, "medium"),
        ("Báo Mẫu", "medium"),
        ("https://creativecommons.org/licenses/by/4.0/", "medium"),
        ("Chính trị", "medium"),
    ]
    assert [fact.value for fact in metadata.keywords] == ["Đại hội", "đại biểu"]
    assert metadata.description is not None
    assert metadata.description.value == "Đại hội <của> xã."


def test_the_address_of_the_document_is_not_where_it_was_taken_from() -> None:
    document = stated_page()
    lone = replace(document, metadata=replace(document.metadata, source_url=None))
    metadata = there_and_back(lone, TeiExporter()).metadata
    assert what_facts_say(metadata.url) == [("https://baomau.vn/1.html", "medium")]
    assert metadata.source_url is None
    metadata = there_and_back(news_page(), TeiExporter()).metadata
    assert what_facts_say(metadata.url, metadata.source_url) == [None, (ADDRESS, "high")]


def test_a_host_that_stands_for_the_publisher_is_no_publisher() -> None:
    assert there_and_back(news_page(), TeiExporter()).metadata.publisher is None


def test_bytes_that_are_no_text_come_back_with_their_places() -> None:
    legacy = sample_documents()[2]
    back = there_and_back(legacy, TeiExporter()).source
    assert back == replace(legacy.source, invalid=(Invalid(14, 10, 1, "ff"),))


def test_changes_come_back_to_the_blocks_that_they_changed() -> None:
    changes = {0: (Change("nfc", 2), Change("spaces", 1)), 2: (Change("nfc", 5),)}
    lines = [(Label.PARAGRAPH, "a"), (Label.BLANK, ""), (Label.CHROME, "b")]
    document = with_blocks(page(*lines), {n: {"changes": c} for n, c in changes.items()})
    back = there_and_back(document, TeiExporter())
    assert {n: b.changes for n, b in enumerate(back.blocks) if b.changes} == changes


def test_changes_of_blank_lines_come_back_to_a_blank_line() -> None:
    lines = [(Label.PARAGRAPH, "a"), (Label.BLANK, "")]
    document = with_blocks(page(*lines), {1: {"changes": (Change("spaces", 3),)}})
    back = there_and_back(document, TeiExporter())
    assert back.blocks[1] == Block(
        2, "\n", "", Label.BLANK, Reason("blank", 1.0), changes=(Change("spaces", 3),)
    )


def test_characters_that_xml_does_not_allow_stay_counted() -> None:
    document = with_blocks(page((Label.PARAGRAPH, "x")), {0: {"text": "a\x00b\ufffe"}})
    written = TeiExporter().encode(document)
    back = document_of(written)
    assert back.blocks[0].changes == (Change("illegal-characters", 2),)
    assert TeiExporter().encode(back) == written
    assert TeiExporter().notes(back) == {}


def test_kinds_of_repeats_come_back_for_what_is_kept_too() -> None:
    lines = [(Label.PARAGRAPH, "a b c")] * 3
    kinds = {1: RepeatKind.REFRAIN, 2: RepeatKind.EXACT}
    changes = {n: {"repeat_of": 0, "repeat_kind": kind} for n, kind in kinds.items()}
    back = there_and_back(with_blocks(page(*lines), changes), TeiExporter())
    assert [(b.repeat_of, b.repeat_kind) for b in back.blocks[1:]] == [
        (0, RepeatKind.REFRAIN),
        (0, RepeatKind.EXACT),
    ]
    assert [b.start for b in back.kept] == [0, 6]


@pytest.mark.parametrize(
    "choice",
    [
        Selection(),
        Selection(frozenset(), repeats=False),
        Selection(frozenset({Label.PARAGRAPH}), repeats=False, min_confidence=0.9),
        Selection(frozenset({Label.CHROME}), repeats=True, min_confidence=0.1),
        Selection(frozenset(Label), repeats=True, min_confidence=0.0),
    ],
)
def test_whatever_was_chosen_the_same_blocks_are_kept(choice: Selection) -> None:
    labels = [label for label in Label for _ in range(4)]
    document = page(*((label, f"{label} {n}") for n, label in enumerate(labels)))
    sure = (0.05, 0.65, 0.88, 0.97)
    reasons = [Reason("r", sure[n % 4]) for n in range(len(labels))]
    document = with_blocks(document, {n: {"reason": reason} for n, reason in enumerate(reasons)})
    document = replace(document, selection=choice)
    back = there_and_back(document, TeiExporter())
    assert back.text == document.text
    assert [b.text for b in back.left_out] == [b.text for b in document.left_out]
    assert TeiExporter().encode(back) == TeiExporter().encode(document)


def test_the_source_is_as_long_as_it_was_where_markup_stood_around_the_text() -> None:
    raws = ["<p class=x>một</p>", "</div><div>\r\n", "<b>hai &amp; ba</b>\r\n"]
    blocks, start = [], 0
    for raw, text in zip(raws, ["một", "", "hai & ba"], strict=True):
        label = Label.PARAGRAPH if text else Label.BLANK
        blocks.append(Block(start, raw, text, label, Reason("r", 0.9)))
        start += len(raw)
    back = there_and_back(page(blocks=tuple(blocks)), TeiExporter())
    assert [(b.start, b.end, b.text) for b in back.blocks] == [
        (0, 19, "một"),
        (19, 30, ""),
        (30, 50, "hai & ba"),
    ]
    assert back.raw[30:38] == "hai & ba"


def test_a_date_of_publication_that_no_line_proves_comes_back() -> None:
    document = stated_page()
    date = Date(
        "2023-05-18T14:30", Precision.MINUTE, document.metadata.bylines[0].certainty, "explicit",
        "stated", "2023-05-18T14:30+07:00", -1, -1,
    )  # fmt: skip
    document = replace(document, metadata=replace(document.metadata, date=date, dates=(date,)))
    assert there_and_back(document, TeiExporter()).metadata.date == date


def test_an_address_bounds_the_day_of_publication_again() -> None:
    dates = there_and_back(news_page(), TeiExporter()).metadata.dates
    found = [(date.value, date.precision) for date in dates if date.role == "address"]
    assert found == [("2023-05", "month")]


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("HÀ NỘI: - Tin", "HÀ NỘI"),
        ("HÀ NỘI - Tin", "HÀ NỘI -"),
        ("HÀ NỘI, Tin", "HÀ NỘI"),
        ("HÀ NỘI,,, - Tin", "HÀ NỘI"),
        ("HÀ NỘI  Tin", "HÀ NỘI"),
        ("HÀ NỘITin", "HÀ NỘI"),
    ],
)
def test_a_dateline_and_its_separator_stay_apart(opening: str, dateline: str) -> None:
    document = page((Label.PARAGRAPH, opening))
    document = with_blocks(
        document, {0: {"spans": spans(document, (SpanKind.DATELINE, dateline, ""))}}
    )
    written = TeiExporter().encode(document)
    assert TeiExporter().encode(document_of(written)) == written


def test_a_name_that_is_not_utf_8_comes_back_with_its_bytes() -> None:
    source = replace(page().source, name="x%FF.txt", name_hex="78ff2e747874")
    assert there_and_back(page(source=source), TeiExporter()).source == source


def test_a_text_of_more_than_ten_million_characters_comes_back() -> None:
    document = page((Label.PARAGRAPH, "từ " * 4_000_000))
    assert there_and_back(document, TeiExporter()).text == document.text


def test_the_stream_is_read_in_pieces() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 1, 7) if size and size > 0 else 7)

    written = TeiExporter().encode(news_page())
    (back,) = TeiReader().read_stream(RawStream("a.xml", Slow(written)))
    assert back == document_of(written)
