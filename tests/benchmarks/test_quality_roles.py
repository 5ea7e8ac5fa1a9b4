"""Roles by lines, with figures computed by hand."""

from corpuskit.evaluation.scores import Figures
from corpuskit.evaluation.tally import Tally
from corpuskit.model import Label
from quality.roles import Roles
from tests.benchmarks.samples import answer_of, record_of


def test_precision_and_recall_of_roles() -> None:
    record = record_of(
        ("A title", "title"),
        ("One.", "paragraph"),
        ("Two.", "paragraph"),
        ("Below a picture", "caption"),
        ("Who knows", "unsure"),
        ("Part two", "subhead"),
    )
    text, caption = (Label.PARAGRAPH, 0.9), (Label.CAPTION, 0.9)
    roles = Roles(samples=0)
    roles.add(
        record,
        answer_of(record, (Label.TITLE, 0.9), text, caption, caption, text, (Label.BYLINE, 0.9)),
    )
    found = {row.role: (row.tally, row.figures) for row in roles.rows()}
    assert found == {
        "title": (Tally(1, 1, 1), Figures(1, 1, 1)),
        "paragraph": (Tally(1, 1, 2), Figures(1, 0.5, 2 / 3)),
        "heading": (Tally(0, 0, 1), Figures(None, 0, 0)),
        "caption": (Tally(1, 2, 1), Figures(0.5, 1, 2 / 3)),
    }


def test_a_gold_that_only_knows_main_text_has_no_roles() -> None:
    record = record_of(("A title", "title"), ("One.", "main"), ("Menu", "chrome"))
    roles = Roles(samples=0)
    roles.add(record, answer_of(record, *[(Label.TITLE, 0.9)] * 3))
    assert roles.rows() == []


def test_rows_stand_in_the_order_of_an_article_and_have_intervals() -> None:
    record = record_of(("By Ann", "byline"), ("One.", "paragraph"), ("First", "lead"))
    roles = Roles(samples=20)
    for label in (Label.LEAD, Label.PARAGRAPH, Label.LEAD):
        roles.add(
            record, answer_of(record, (Label.BYLINE, 0.9), (Label.PARAGRAPH, 0.9), (label, 0.9))
        )
    rows = roles.rows()
    assert [row.role for row in rows] == ["lead", "paragraph", "byline"]
    assert rows[2].intervals.f1 == (1.0, 1.0)
    assert rows[0].intervals.recall is not None
