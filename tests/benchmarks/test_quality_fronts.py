"""Documents without an article."""

from corpuskit.model import Label
from quality.fronts import FrontRow, Fronts
from quality.tools import Answer
from tests.benchmarks.samples import answer_of, record_of

CHROME, TEXT = (Label.CHROME, 0.9), (Label.PARAGRAPH, 0.9)
FRONT = record_of(("x" * 9, "chrome"), ("y", "related"))


def seen(*pairs: tuple[object, Answer]) -> FrontRow:
    fronts = Fronts()
    for record, answer in pairs:
        fronts.add(record, answer)  # type: ignore[arg-type] # records, made by the test
    return fronts.row()


def test_nine_tenths_of_chrome_are_enough() -> None:
    assert FrontRow(0, 0, 1, 0, 1, 0.9) == seen((FRONT, answer_of(FRONT, CHROME, TEXT)))


def test_less_chrome_is_not_enough_without_the_warning() -> None:
    answer = answer_of(FRONT, TEXT, CHROME)
    warned = answer._replace(warnings=frozenset({"no-article"}))
    assert FrontRow(0, 0, 2, 1, 1, 0.1) == seen((FRONT, answer), (FRONT, warned))


def test_the_warning_on_an_article_is_a_false_alarm() -> None:
    article = record_of(("Words.", "main"), ("Menu", "chrome"))
    warned = answer_of(article, TEXT, CHROME)._replace(warnings=frozenset({"no-article"}))
    assert FrontRow(1, 1, 0, 0, 0, None) == seen((article, warned))


def test_a_document_may_have_an_article_that_nobody_labelled() -> None:
    sparse = record_of(("Words.", "unlabelled"), ("Menu", "chrome"))
    named = record_of(("Menu", "chrome"), with_=("Words",))
    found = seen((sparse, answer_of(sparse, TEXT, CHROME)), (named, answer_of(named, CHROME)))
    assert FrontRow(2, 0, 0, 0, 0, None) == found
