"""The sample pages against their right answer, segment by segment and span by span."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpuskit.languages import corpuskit_language_packs
from corpuskit.model import Block, Document, Label, Span
from corpuskit.pipeline import Pipeline
from corpuskit.text.decode import decode

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
LABELS = {"source": "source_line", "date": "date_line"}
"""Roles of the gold files that are called otherwise here."""
Segment = dict[str, Any]


@pytest.fixture(scope="module", params=sorted(HERE.glob("gold/*.json")), ids=lambda p: p.name[:3])
def page(request: pytest.FixtureRequest) -> tuple[Document, dict[str, list[Segment]]]:
    gold = json.loads(request.param.read_text("utf-8"))
    source = SEEDS / gold["file"]
    pipeline = Pipeline(tuple(corpuskit_language_packs()))
    return pipeline.document(decode(source.read_bytes(), source.name)), gold


def block_at(document: Document, offset: int) -> Block:
    """Give the block that an offset lies in; a blank line of no width lies at its line end."""
    return next(b for b in document.blocks if b.start <= offset < b.end or b is document.blocks[-1])


def test_every_segment_has_its_label(page: tuple[Document, dict[str, list[Segment]]]) -> None:
    document, gold = page
    wrong = [
        (segment["line"], segment["role"], str(block_at(document, segment["start"]).label))
        for segment in gold["segments"]
        if str(block_at(document, segment["start"]).label)
        not in {LABELS.get(role, role) for role in [segment["role"], *segment.get("accept", [])]}
    ]
    assert wrong == []


def test_blocks_end_where_segments_end(page: tuple[Document, dict[str, list[Segment]]]) -> None:
    document, gold = page
    texts = [document.raw[s["start"] : s["end"]].strip() for s in gold["segments"]]
    blocks = [block.text for block in document.blocks if block.label is not Label.BLANK]
    assert blocks == [text for text in texts if text]


def test_repeats_point_to_a_line_that_says_the_same(
    page: tuple[Document, dict[str, list[Segment]]],
) -> None:
    document, gold = page
    kinds = {s["start"]: s.get("duplicate_kind") for s in gold["segments"] if s["role"] != "blank"}
    found = {b.start: b.repeat_kind for b in document.blocks if b.label is not Label.BLANK}
    assert {start: kind and str(kind) for start, kind in found.items()} == kinds


def spans_of(document: Document) -> dict[tuple[int, int, str], Span]:
    return {(s.start, s.end, str(s.kind)): s for block in document.blocks for s in block.spans}


def test_every_span_is_found_with_its_value(
    page: tuple[Document, dict[str, list[Segment]]],
) -> None:
    document, gold = page
    found = spans_of(document)
    expected = {
        (s["start"], s["end"], s["role"]): s.get("value", s.get("expansion", "")) or ""
        for s in gold["spans"]
    }
    assert {key: found[key].value if key in found else None for key in expected} == expected


def test_spans_say_what_stands_there(page: tuple[Document, dict[str, list[Segment]]]) -> None:
    document, _ = page
    spans = spans_of(document)
    assert [document.raw[start:end] for start, end, _ in spans] == [s.text for s in spans.values()]


def test_inferred_years_are_less_certain_than_printed_ones(
    page: tuple[Document, dict[str, list[Segment]]],
) -> None:
    document, gold = page
    certainties = {(d.start, d.end): str(d.certainty) for d in document.metadata.dates}
    named = {"high": "high", "inferred": "medium"}
    expected = {
        (s["start"], s["end"]): named[s["certainty"]] for s in gold["spans"] if "certainty" in s
    }
    assert {key: certainties[key] for key in expected} == expected


def test_the_credited_page_names_its_people_and_its_source() -> None:
    path = next(SEEDS.glob("004*"))
    pipeline = Pipeline(tuple(corpuskit_language_packs()))
    metadata = pipeline.document(decode(path.read_bytes(), path.name)).metadata
    both = ("words", "photo")
    people = [(byline.name, byline.roles) for byline in metadata.bylines]
    assert people == [("Duy Tuấn", both), ("Hoàng Tuyến", both)]
    assert metadata.source_name is not None
    assert (metadata.source_name.text, metadata.source_name.value) == ("Hà Giang", "Báo Hà Giang")
    assert metadata.source_url is not None
    assert metadata.source_url.value.startswith("http://baohagiang.vn/tin-noi-bat/202305/")
