import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.evaluation.compare import compare
from corpuskit.evaluation.draft import draft_gold
from corpuskit.evaluation.evaluate import Evaluation
from corpuskit.evaluation.gold import encode_gold, parse_gold
from corpuskit.evaluation.prediction import predict, predict_by_hand
from corpuskit.evaluation.report import make_report, report_json
from corpuskit.evaluation.tally import Measure
from corpuskit.evaluation.totals import Totals
from corpuskit.languages import corpuskit_language_packs
from corpuskit.model import (
    Block,
    Certainty,
    Date,
    Document,
    Label,
    Metadata,
    Precision,
    Reason,
    RepeatKind,
    Source,
    Span,
    SpanKind,
)
from corpuskit.pipeline import Pipeline, PipelineOptions
from corpuskit.text.decode import decode
from tests.evaluation.test_bootstrap import seeded

ROOT = Path(__file__).parents[2]
PACKS = tuple(corpuskit_language_packs())
VIETNAMESE = Pipeline(PACKS, options=PipelineOptions(language="vi"))
SEED_LINES = sorted(
    {
        line
        for path in (ROOT / "seeds").glob("*.txt")
        for line in path.read_text("utf-8").split("\n")
    }
)
WORDS = ["In trang này", "BBK - Sáng 9/1,", "2020-2025", "\u200b", "Kỳ 2025-07 ", "\x0b", "\ufeff"]
pages = st.lists(
    st.one_of(st.sampled_from(SEED_LINES), st.sampled_from(WORDS), st.text(max_size=60)),
    max_size=25,
).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\n\n", "\r"]).map(lambda end: end.join(lines))
)


def document_of(text: str) -> Document:
    return VIETNAMESE.document(decode(text.encode("utf-8", "replace"), "page.txt"))


def test_a_draft_has_the_form_of_a_gold_file() -> None:
    """Two labelled lines with two blank ones between them, and a span of each form."""
    first, second = "BBK 9/1/2024 x.vn/202305\r\n", "BBK 9/1/2024\r\n"
    blank = "\r\n \r\n"
    rule = Reason("rule", 1.0)
    day, month = ("9/1/2024", 4, 12), ("202305", 18, 24)
    spans = (
        Span(SpanKind.AGENCY, 0, 3, "BBK", "Báo Bắc Kạn"),
        Span(SpanKind.DATE, 4, 12, "9/1/2024", "2024-01-09"),
        Span(SpanKind.URL, 13, 24, "x.vn/202305", "x.vn/202305"),
        Span(SpanKind.DATE, 18, 24, "202305", "2023-05"),
    )
    blocks = (
        Block(0, first, first.strip(), Label.DATE_LINE, rule, "stamp", spans=spans),
        Block(26, blank, "", Label.BLANK, rule),
        Block(
            31, second, second.strip(), Label.SOURCE_LINE, rule, "", 0, RepeatKind.EXACT,
            (Span(SpanKind.END_MARK, 40, 43, "024"),),
        ),
    )  # fmt: skip
    dates = (
        Date("2024-01-09", Precision.DAY, Certainty.MEDIUM, "document", "text", *day),
        Date("2023-05", Precision.MONTH, Certainty.HIGH, "url", "url", *month),
    )
    source = Source("a/page.txt", "f" * 64, 45, "utf-8")
    document = Document("d", source, blocks, Metadata(dates=dates))
    assert encode_gold(draft_gold(document)).startswith(b'{\n "file": "a/page.txt",\n "bytes": 45,')
    assert json.loads(encode_gold(draft_gold(document))) == {
        "file": "a/page.txt",
        "bytes": 45,
        "sha256": "f" * 64,
        "chars": 45,
        "segments": [
            {"line": 1, "start": 0, "end": 24, "role": "date", "subrole": "stamp"},
            {"line": 2, "start": 26, "end": 26, "role": "blank"},
            {"line": 3, "start": 28, "end": 29, "role": "blank"},
            {"line": 4, "start": 31, "end": 43, "role": "source",
             "duplicate_of": 1, "duplicate_kind": "exact"},
        ],
        "spans": [
            {"line": 1, "start": 0, "end": 3, "role": "agency", "text": "BBK",
             "expansion": "Báo Bắc Kạn"},
            {"line": 1, "start": 4, "end": 12, "role": "date", "text": "9/1/2024",
             "value": "2024-01-09", "precision": "day", "core": True, "certainty": "inferred"},
            {"line": 1, "start": 13, "end": 24, "role": "url", "text": "x.vn/202305",
             "value": "x.vn/202305"},
            {"line": 1, "start": 18, "end": 24, "role": "date", "text": "202305",
             "value": "2023-05", "precision": "month", "core": False, "certainty": "high",
             "where": "url"},
            {"line": 4, "start": 40, "end": 43, "role": "end_mark", "text": "024"},
        ],
        "notes": [],
        "flags": [],
    }  # fmt: skip


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "gold").glob("*.json")), ids=str)
def test_drafts_of_the_sample_pages_have_the_lines_of_their_gold(path: Path) -> None:
    gold = parse_gold(path.read_bytes(), path.name)
    draft = draft_gold(document_of((ROOT / "seeds" / gold.file).read_bytes().decode()))
    assert (draft.chars, draft.size) == (gold.chars, gold.size)
    assert [(s.line, s.start, s.end) for s in draft.segments] == [
        (s.line, s.start, s.end) for s in gold.segments
    ]


@given(st.one_of(pages, st.text(max_size=400)))
def test_a_draft_is_a_gold_file_that_says_the_same(text: str) -> None:
    draft = draft_gold(document_of(text))
    assert parse_gold(encode_gold(draft), "page.gold.json") == draft


@given(st.one_of(pages, st.text(max_size=400)))
def test_segments_of_a_draft_hold_every_character_that_is_no_line_end(text: str) -> None:
    document = document_of(text)
    held = "".join(document.raw[s.start : s.end] for s in draft_gold(document).segments)
    assert held == document.raw.replace("\r", "").replace("\n", "")


@given(st.lists(st.one_of(pages, st.text(max_size=400)), min_size=1, max_size=3))
def test_a_draft_evaluated_against_itself_is_perfect(texts: list[str]) -> None:
    for with_text in (True, False):
        totals = Totals(worst=5)
        for document in map(document_of, texts):
            gold = parse_gold(encode_gold(draft_gold(document)), "page.gold.json")
            totals.add(compare(gold, predict(document) if with_text else predict_by_hand(gold)))
        report = make_report(Evaluation(totals, (), (), (), with_text), 3, seeded())
        rows = [row for rows in report.rows.values() for row in rows]
        assert {figure for row in rows for figure in row.figures} <= {1.0}
        assert all(row.tally.right == row.tally.predicted == row.tally.gold for row in rows)
        assert (report_json(report)["worst"], report.not_judged) == ([], {})
        labels = {s.label for t in texts for s in draft_gold(document_of(t)).segments}
        assert {row.name for row in report.rows.get(Measure.LINES, ())} >= labels - {"blank"}
