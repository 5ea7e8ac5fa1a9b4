"""The pages in tests/cases, which a linguist can write, against what they say they must become."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.mark import ParameterSet

from corpuskit.labels.explain import SENTENCES
from corpuskit.languages import corpuskit_language_packs
from corpuskit.model import Block, Byline, Document, Fact, Label
from corpuskit.pipeline import Pipeline
from corpuskit.text.decode import decode
from corpuskit.weights import load_role_weights

CASES = Path(__file__).parent / "cases"
KNOWN_FAILURE = re.compile(r"\(known failure: (.+)\)$")


class Case(NamedTuple):
    page: str
    labels: list[tuple[str, str]]
    facts: dict[str, list[str]]


def read_cases(path: Path) -> Iterator[tuple[str, Case]]:
    for text in re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = text.partition("\n")
        page, _, expected = body.strip("\n").partition("\n---\n")
        lines = [line for line in expected.splitlines() if line.strip()]
        facts: dict[str, list[str]] = {}
        for line in lines:
            if line.startswith("@"):
                name, _, value = line[1:].partition(" ")
                facts.setdefault(name, []).append(value)
        labels = [tuple(line.split(None, 1)) for line in lines if not line.startswith("@")]
        yield title, Case(page, [(label, text) for label, text in labels], facts)


def params() -> Iterator[ParameterSet]:
    for path in sorted(CASES.glob("*.md")):
        for title, case in read_cases(path):
            failure = KNOWN_FAILURE.search(title)
            marks = [pytest.mark.xfail(strict=True, reason=failure[1])] if failure else []
            yield pytest.param(case, id=f"{path.stem}: {title}", marks=marks)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(tuple(corpuskit_language_packs()), roles=load_role_weights())


@pytest.mark.parametrize("case", list(params()))
def test_a_page_becomes_what_its_case_says(case: Case, pipeline: Pipeline) -> None:
    document = pipeline.document(decode(case.page.encode(), "case.txt"))
    blocks = with_text(document)
    shown = [
        (str(block.label), begin if begins(block.text, begin) else block.text)
        for block, (_, begin) in zip(blocks, case.labels, strict=False)
    ]
    assert shown == case.labels
    assert len(blocks) == len(case.labels)
    assert {block.reason.rule for block in blocks} <= SENTENCES.keys()
    assert {name: FACTS[name](document) for name in case.facts} == case.facts


def begins(text: str, begin: str) -> bool:
    return text.startswith(begin[:-1]) if begin.endswith("…") else text == begin


def value_of(fact: Fact | None) -> list[str]:
    return [fact.value if fact else "none"]


def date_of(document: Document) -> list[str]:
    date = document.metadata.date
    return [f"{date.value} {date.role} {date.method} {date.certainty}" if date else "none"]


def each_date_of(document: Document) -> list[str]:
    return [f"{d.value} {d.role} {d.method} {d.certainty}" for d in document.metadata.dates]


def with_text(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.label is not Label.BLANK]


def agency_of(document: Document) -> list[str]:
    dateline = document.metadata.dateline
    agency = dateline.agency if dateline else None
    return [f"{agency.text} = {agency.value}".rstrip() if agency else "none"]


def repeats_of(document: Document) -> list[str]:
    numbers = {
        index: number
        for number, index in enumerate(
            (i for i, block in enumerate(document.blocks) if block.label is not Label.BLANK), 1
        )
    }
    found = [
        f"{numbers[index]} of {numbers[block.repeat_of]} {block.repeat_kind}"
        for index, block in enumerate(document.blocks)
        if block.repeat_of >= 0
    ]
    return [" ".join(found) or "none"]


def credited(byline: Byline) -> str:
    return f"{byline.name} ({' '.join(byline.roles)})"


FACTS: dict[str, Callable[[Document], list[str]]] = {
    "title": lambda d: value_of(d.metadata.title),
    "date": date_of,
    "dates": lambda d: [" ".join(date.value for date in d.metadata.dates) or "none"],
    "each": each_date_of,
    "rule": lambda d: [block.reason.rule for block in with_text(d)],
    "why": lambda d: [block.reason.evidence or "-" for block in with_text(d)],
    "dateline": lambda d: [d.metadata.dateline.text if d.metadata.dateline else "none"],
    "agency": agency_of,
    "place": lambda d: value_of(d.metadata.dateline.place if d.metadata.dateline else None),
    "part": lambda d: value_of(d.metadata.dateline.part_of_day if d.metadata.dateline else None),
    "byline": lambda d: [" ".join(map(credited, d.metadata.bylines)) or "none"],
    "source": lambda d: value_of(d.metadata.source_name),
    "url": lambda d: value_of(d.metadata.source_url),
    "end": lambda d: value_of(d.metadata.end_mark),
    "repeat": repeats_of,
    "language": lambda d: value_of(d.metadata.language),
}
