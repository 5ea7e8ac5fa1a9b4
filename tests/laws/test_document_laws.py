"""Laws of a document, for any text: tiled, complete, the same every time, whatever came before."""

import ast
import random
from pathlib import Path

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from corpuskit.errors import SourceRefused
from corpuskit.labels.explain import SENTENCES
from corpuskit.languages import corpuskit_language_packs
from corpuskit.model import Document, Label
from corpuskit.pipeline import Pipeline, PipelineOptions
from corpuskit.text.decode import decode

PACKS = tuple(corpuskit_language_packs())
PIPELINE = Pipeline(PACKS)
VIETNAMESE = Pipeline(PACKS, options=PipelineOptions(language="vi"))
CORE = Path(__file__).parents[2] / "corpuskit"
SEEDS = sorted((CORE.parent / "seeds").glob("*.txt"))
SEED_TEXTS = [path.read_bytes().decode() for path in SEEDS]
SEED_LINES = sorted({line for text in SEED_TEXTS for line in text.split("\n")})
WORDS = [
    "In trang này",
    "-",
    "Tin liên quan",
    "Thời sự",
    "Ngày 31/12,",
    "BBK - Sáng 9/1,",
    "2020-2025",
]

any_text = st.text(max_size=400)
pages = st.lists(
    st.one_of(st.sampled_from(SEED_LINES), st.sampled_from(WORDS), st.text(max_size=60)),
    max_size=25,
).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\n\n", "\r"]).map(lambda end: end.join(lines))
)


def document_of(text: str, pipeline: Pipeline = PIPELINE) -> Document:
    try:
        raw = decode(text.encode("utf-8", "replace"), "page.txt")
    except SourceRefused:  # so many NULs that it is no text
        reject()
    return pipeline.document(raw)


@given(st.one_of(any_text, pages))
def test_blocks_tile_the_source(text: str) -> None:
    document = document_of(text)
    source = text.encode("utf-8", "replace").decode().removeprefix("\ufeff")
    assert document.raw == source
    assert [source[b.start : b.end] for b in document.blocks] == [b.raw for b in document.blocks]


@given(pages)
def test_a_block_without_text_is_blank_and_every_other_one_is_not(text: str) -> None:
    for block in document_of(text, VIETNAMESE).blocks:
        assert (block.label is Label.BLANK) == (block.text == "")


@given(pages)
def test_spans_lie_inside_their_block_and_say_what_stands_there(text: str) -> None:
    document = document_of(text, VIETNAMESE)
    for block in document.blocks:
        for span in block.spans:
            assert block.start <= span.start < span.end <= block.end
            if not block.changes:
                assert document.raw[span.start : span.end] == span.text


@given(pages)
def test_a_repeat_points_to_another_block_with_text(text: str) -> None:
    blocks = document_of(text, VIETNAMESE).blocks
    for index, block in enumerate(blocks):
        if block.repeat_of >= 0:
            assert block.repeat_of != index
            assert blocks[block.repeat_of].text
            assert block.repeat_kind is not None


@given(pages)
def test_kept_and_left_out_are_all_the_text_there_is(text: str) -> None:
    document = document_of(text, VIETNAMESE)
    parts = sorted([*document.kept, *document.left_out], key=lambda block: block.start)
    assert parts == [block for block in document.blocks if block.text]


@given(pages)
def test_every_reason_can_be_said_in_a_sentence(text: str) -> None:
    for block in document_of(text, VIETNAMESE).blocks:
        assert block.reason.rule in SENTENCES
        assert 0 < block.reason.confidence <= 1


@given(pages)
def test_dates_are_days_that_a_calendar_has(text: str) -> None:
    for date in document_of(text, VIETNAMESE).metadata.dates:
        assert date.start < date.end
        assert (date.certainty == "unknown") == date.value.startswith("--")


@pytest.fixture(scope="module")
def alone() -> dict[str, Document]:
    """Give texts with their documents, each by a pipeline that has seen no other."""
    return {text: document_of(text, Pipeline(PACKS)) for text in [*SEED_TEXTS, "x", ""]}


@settings(max_examples=30)
@given(st.randoms(use_true_random=False))
def test_what_came_before_changes_nothing(alone: dict[str, Document], rng: random.Random) -> None:
    shuffled = rng.sample(list(alone), len(alone))
    pipeline = Pipeline(rng.sample(PACKS, len(PACKS)))
    assert {text: document_of(text, pipeline) for text in shuffled} == alone


TELLS_WHEN_A_RUN_WAS = CORE / "commands/timing.py"
"""For the report of a run, which is no part of a corpus."""


@pytest.mark.parametrize(
    "path",
    sorted({*CORE.rglob("*.py")} - {TELLS_WHEN_A_RUN_WAS}),
    ids=lambda path: str(path.relative_to(CORE)),
)
def test_no_module_of_the_core_asks_the_clock_for_a_date(path: Path) -> None:
    asked = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert asked.isdisjoint({"today", "now", "utcnow", "localtime", "gmtime", "strftime"})
