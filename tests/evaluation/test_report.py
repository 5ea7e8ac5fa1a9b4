"""What is printed of two tiny pages, with every figure done by hand."""

import json

import pytest
from msgspec.structs import replace

from corpuskit.errors import SourceRefused
from corpuskit.evaluation.compare import compare
from corpuskit.evaluation.evaluate import Evaluation
from corpuskit.evaluation.prediction import predict_by_hand
from corpuskit.evaluation.report import Report, make_report, report_json
from corpuskit.evaluation.table import table_lines
from corpuskit.evaluation.totals import Totals
from tests.evaluation.samples import Row, gold_of, prediction_of
from tests.evaluation.test_bootstrap import seeded

DAY = {"role": "date", "start": 0, "end": 3, "value": "2023-05-18"}

TABLE = """\
2 documents compared, 1 missing, 1 refused
without a gold file: e, f\\x1b
intervals: 95% of 100 bootstrap samples of documents

labels, by lines         precision  recall      f1   f1 from–to     support
title                        1.000   1.000   1.000   1.000–1.000          1
caption                      1.000   0.500   0.667   0.000–1.000          2
chrome                       0.000       –   0.000   0.000–0.000          0
micro                        0.667   0.667   0.667   0.500–1.000          3
macro                        0.667   0.750   0.556   0.333–1.000          3

labels, by characters    precision  recall      f1   f1 from–to     support
title                        1.000   1.000   1.000   1.000–1.000          3
caption                      1.000   0.333   0.500   0.000–1.000          6
chrome                       0.000       –   0.000   0.000–0.000          0
micro                        0.556   0.556   0.556   0.429–1.000          9
macro                        0.667   0.667   0.500   0.333–1.000          9

spans, exact             precision  recall      f1   f1 from–to     support
date                         1.000   1.000   1.000   1.000–1.000          1

spans, by overlap        precision  recall      f1   f1 from–to     support
date                         1.000   1.000   1.000   1.000–1.000          1

spans, by their values   precision  recall      f1   f1 from–to     support
date                         1.000   1.000   1.000   1.000–1.000          1

dates, by their values   precision  recall      f1   f1 from–to     support
day                          1.000   1.000   1.000   1.000–1.000          1

predicted, but marked in no gold file: person 1

lines: their label in the gold (rows) and their predicted label (columns)
                          title  caption  chrome
title                         1        ·       ·
caption                       ·        1       1
chrome                        ·        ·       ·
1 of them have another label that the gold accepts as well

a: 1 of 2 lines wrong
  line 2: caption, not chrome (rule.chrome)  de fg
"""


def two_pages(worst: int = 5, samples: int = 100, pages: int = 2) -> Report:
    """Page a: a title is found, a caption of four letters is taken for chrome; page b is right."""
    totals = Totals(worst)
    gold = gold_of(Row("abc", "title"), Row("de fg", "caption"), file="a", spans=(DAY,))
    person = {"role": "person", "start": 4, "end": 5}
    said = prediction_of(Row("abc", "title"), Row("de fg", "chrome"), file="a", spans=(DAY, person))
    totals.add(compare(gold, said))
    if pages > 1:
        row = Row("hi", "caption", {"accept": ["alt_text"]})
        totals.add(compare(gold_of(row, file="b"), prediction_of(Row("hi", "alt_text"), file="b")))
    refused = (SourceRefused("c", "is damaged"),)
    evaluation = Evaluation(totals, ("d\x1b",), ("e", "f\x1b"), refused, with_text=True)
    return make_report(evaluation, samples, seeded())


def test_the_table_shows_every_figure() -> None:
    """Captions: one of one is right, one of two found. By characters: 2 of 2, 2 of 6."""
    assert list(table_lines(two_pages())) == TABLE.splitlines()


def test_machines_get_the_same_with_null_for_what_does_not_exist() -> None:
    found = json.loads(json.dumps(report_json(two_pages())))
    assert found["documents"] == {
        "compared": 2,
        "missing": ["d\x1b"],
        "without_gold": ["e", "f\x1b"],
        "refused": ["c: is damaged"],
    }
    assert found["bootstrap"] == {"samples": 100, "confidence": 0.95}
    assert list(found["measures"]["lines"]) == ["title", "caption", "chrome", "micro", "macro"]
    assert found["measures"]["lines"]["caption"] == {
        "precision": 1.0,
        "recall": 0.5,
        "f1": 0.666667,
        "support": 2,
        "predicted": 1,
        "right": 1,
        "intervals": {"precision": [1.0, 1.0], "recall": [0.0, 1.0], "f1": [0.0, 1.0]},
    }
    assert found["measures"]["lines"]["chrome"]["recall"] is None
    assert found["measures"]["lines"]["chrome"]["intervals"]["recall"] is None
    assert found["measures"]["repeats"] == {}
    assert (found["not_judged"], found["accepted"]) == ({"person": 1}, 1)
    assert found["confusion"] == {"title": {"title": 1}, "caption": {"caption": 1, "chrome": 1}}
    mistake = {
        "line": 2,
        "gold": "caption",
        "predicted": "chrome",
        "rule": "rule.chrome",
        "text": "de fg",
    }
    assert found["worst"] == [{"name": "a", "lines": 2, "wrong": 1, "mistakes": [mistake]}]


@pytest.mark.parametrize(
    ("pages", "samples", "line"),
    [
        (1, 100, "no intervals: they need at least 2 documents"),
        (2, 0, "no intervals: no samples were asked for"),
    ],
)
def test_why_there_are_no_intervals_is_said(pages: int, samples: int, line: str) -> None:
    report = two_pages(pages=pages, samples=samples)
    lines = list(table_lines(report))
    assert lines[2] == line
    assert lines[5] == f"{'title':29}1.000   1.000   1.000   –{'1':>21}"
    assert report_json(report)["bootstrap"]["samples"] == 0


def test_lines_that_nothing_was_predicted_for_stand_in_a_column_of_their_own() -> None:
    totals = Totals(worst=1)
    gold, said = gold_of(Row("abc", "title")), prediction_of(Row("abc", "title"))
    totals.add(compare(gold, said._replace(draft=replace(said.draft, segments=()))))
    lines = list(
        table_lines(make_report(Evaluation(totals, (), (), (), with_text=True), 0, seeded()))
    )
    assert lines[-5:] == [
        "                          title  none",
        "title                         ·     1",
        "",
        "page.txt: 1 of 1 line wrong",
        "  line 1: title, not none  abc",
    ]


def test_without_a_text_the_table_says_that_white_space_counts() -> None:
    totals = Totals(worst=1)
    gold = gold_of(Row("a b", "title"))
    totals.add(compare(gold, predict_by_hand(gold)))
    report = make_report(Evaluation(totals, (), (), (), with_text=False), 0, seeded())
    assert list(table_lines(report))[1] == (
        "characters: white space included, since gold files do not hold the text"
    )
    assert report_json(report)["characters_are"] == "all"


def test_twenty_of_many_mistakes_are_shown() -> None:
    totals = Totals(worst=1)
    rows = [f"line {number}" for number in range(25)]
    gold = gold_of(*(Row(text, "lead") for text in rows))
    totals.add(compare(gold, prediction_of(*(Row(text, "chrome") for text in rows))))
    lines = list(
        table_lines(make_report(Evaluation(totals, (), (), (), with_text=True), 0, seeded()))
    )
    assert lines[-22] == "page.txt: 25 of 25 lines wrong"
    assert lines[-1] == "  and 5 more"


def test_of_many_documents_without_gold_five_are_named() -> None:
    evaluation = Evaluation(Totals(0), (), tuple("abcdefg"), (), with_text=True)
    lines = list(table_lines(make_report(evaluation, 10, seeded())))
    assert lines == [
        "0 documents compared, 0 missing, 0 refused",
        "without a gold file: a, b, c, d, e and 2 more",
        "no intervals: they need at least 2 documents",
    ]
