"""Label rules of plugins, and reasons in words."""

import pickle
import re

import pytest

from corpuskit.errors import PluginFailed
from corpuskit.labels.explain import explain
from corpuskit.labels.page import Page, Verdict
from corpuskit.labels.rule import LabelRule
from corpuskit.languages import corpuskit_language_packs
from corpuskit.model import Label, Reason
from corpuskit.pipeline import Pipeline
from corpuskit.text.decode import decode
from corpuskit.text.lines import Line

PACKS = tuple(corpuskit_language_packs())
TEXT = "Hội nghị đã khai mạc.\n\nMã bài: 4711\n\nIn trang này\n"


def is_number(line: Line, page: Page) -> Verdict | None:
    """The line is the number of the article in the archive.

    More words for whoever reads the code.
    """
    if line.text.startswith("Mã bài:"):
        return Verdict(Label.CHROME, Reason("archive.number", 0.9, line.text), "number")
    return None


RULE = LabelRule("archive.number", is_number)


def labels(*rules: LabelRule) -> list[Label]:
    document = Pipeline(PACKS, rules).document(decode(TEXT.encode(), "page.txt"))
    return [block.label for block in document.blocks if block.label is not Label.BLANK]


def test_a_rule_of_a_plugin_decides_what_the_core_leaves_as_body_text() -> None:
    assert labels() == [Label.PARAGRAPH, Label.PARAGRAPH, Label.CHROME]
    assert labels(RULE) == [Label.PARAGRAPH, Label.CHROME, Label.CHROME]


def test_a_rule_of_the_page_stage_sees_what_is_decided() -> None:
    seen: list[Label | None] = []

    def look(line: Line, page: Page) -> None:
        seen.append(page.label_at(line.place + 1))

    labels(LabelRule("look", look, "page"))
    assert seen == [None, Label.CHROME]


def test_a_rule_is_not_asked_about_lines_over_its_limit() -> None:
    asked: list[str] = []

    def note(line: Line, page: Page) -> None:
        asked.append(line.text)

    labels(LabelRule("note", note, longest=12))
    assert asked == ["Mã bài: 4711", "In trang này"]


def test_a_pipeline_with_a_rule_of_a_plugin_travels_to_workers() -> None:
    there = pickle.loads(pickle.dumps(Pipeline(PACKS, [RULE])))  # noqa: S301  # our own bytes
    found = there.document(decode(TEXT.encode(), "page.txt"))
    assert found == Pipeline(PACKS, [RULE]).document(decode(TEXT.encode(), "page.txt"))
    assert "archive.number" in {block.reason.rule for block in found.blocks}


NUMBER = "The line is the number of the article in the archive. Evidence: Mã bài: 4711"
PHRASE = "The whole line is a phrase of page furniture. Evidence: In trang này"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("In trang này", PHRASE),
        ("Mã bài: 4711", NUMBER),
        ("Hội nghị đã khai mạc.", "Nothing speaks against it, so the line is body text."),
        ("", "The line holds no character that can be seen."),
    ],
)
def test_a_reason_is_said_in_a_sentence_with_its_evidence(text: str, sentence: str) -> None:
    document = Pipeline(PACKS, [RULE]).document(decode(TEXT.encode(), "page.txt"))
    block = next(block for block in document.blocks if block.text == text)
    assert explain(block, [RULE]) == sentence


@pytest.mark.parametrize(
    ("verdict", "cause"),
    [
        ("chrome", "label rule 'odd' gave 'chrome', which is no verdict"),
        (Verdict(Label.CHROME, Reason("odd", 55.0)), "which is no verdict"),
        (Verdict(Label.CHROME, Reason("odd", 0.5), 7), "its detail is to be a str"),  # type: ignore[arg-type]
        (Verdict(Label.CHROME, Reason("blank", 0.5)), "its reason.rule is to be the name of the"),
        (Verdict(Label.CHROME, Reason("odd", "5")), "its reason.confidence is to be a number"),  # type: ignore[arg-type]
        (Verdict(Label.CHROME, Reason("odd", True)), "its reason.confidence is to be a number"),  # noqa: FBT003
        (Verdict(Label.CHROME, Reason("odd", 0.5, 7)), "its reason.evidence is to be a str"),  # type: ignore[arg-type]
        (Verdict(Label.CHROME, "odd"), "its reason is to be a Reason"),  # type: ignore[arg-type]
        (Verdict("nosuch", Reason("odd", 0.5)), "which is no verdict"),  # type: ignore[arg-type]  # a plugin may
        (ZeroDivisionError("by nought"), "label rule 'odd' failed: ZeroDivisionError: by nought"),
    ],
)
def test_a_rule_that_breaks_its_promise_is_named(verdict: object, cause: str) -> None:
    def judge(line: Line, page: Page) -> Verdict | None:
        if isinstance(verdict, Exception):
            raise verdict
        return verdict  # type: ignore[return-value]  # the promise that is broken

    with pytest.raises(PluginFailed, match=re.escape(cause)):
        labels(LabelRule("odd", judge))
