"""The measures of HTML, with figures computed by hand."""

import pytest

from corpuskit.evaluation.tally import Tally
from quality.html_facts import FactRow, Verdict, fact_row, judge_facts
from quality.html_measures import HtmlOutcome, html_row, measure_text
from quality.html_records import HtmlRecord
from quality.html_tools import Facts

RIGHT, WRONG, UNSAID = Verdict.RIGHT, Verdict.WRONG, Verdict.UNSAID


def test_what_one_page_adds() -> None:
    record = HtmlRecord("a", b"", gold="a b c d e f f")
    outcome = measure_text(record, "Menu a b c d e f")
    expected = HtmlOutcome(
        shingles=Tally(3, 4, 4),  # abcd, bcde, cdef; the menu makes one more, the gold has deff
        snippets=Tally(0, 0, 0),
        words=Tally(6, 7, 7),  # the second f is lost
    )
    assert expected == outcome


def test_strings_are_found_in_all_that_a_tool_gives() -> None:
    record = HtmlRecord("a", b"", with_=("stay", "here"), without=("go",))
    assert measure_text(record, "to go and stay").snippets == Tally(1, 2, 2)


def test_the_figures_of_a_set() -> None:
    record = HtmlRecord("a", b"", gold="a b c d e")
    whole = measure_text(record, "a b c d e")._replace(milliseconds=2.0)
    more = measure_text(record, "x y a b c d e")._replace(milliseconds=4.0)
    failed = measure_text(record, "")._replace(milliseconds=99.0, failed=True)
    row = html_row([whole, more, failed], samples=0)
    assert (row.documents, row.failed, row.milliseconds) == (3, 1, 3.0)
    # Precisions 1 and 2/4, none where nothing is kept; recalls 1, 1 and 0.
    assert (row.precision, row.recall) == pytest.approx((3 / 4, 2 / 3))
    assert row.f1 == pytest.approx(2 * (3 / 4) * (2 / 3) / (3 / 4 + 2 / 3))
    assert row.words_lost == pytest.approx(1 / 3)
    assert (row.interval, row.snippet_f1) == (None, None)


def test_figures_that_a_set_has_no_gold_for_are_none() -> None:
    record = HtmlRecord("a", b"", with_=("stay",), without=("go",))
    row = html_row([measure_text(record, "stay")], samples=0)
    assert (row.precision, row.recall, row.f1, row.words_lost) == (None, None, None, None)
    assert row.snippet_f1 == 1


def test_without_pages_there_are_no_figures() -> None:
    row = html_row([], samples=9)
    assert (row.documents, row.f1, row.milliseconds) == (0, None, None)


@pytest.mark.parametrize(
    ("said", "gold", "expected"),
    [
        ("A “new” ferry", "a 'New'\u00a0 Ferry ", RIGHT),
        ("A new ferry | The Harbour Times", "A new ferry", WRONG),
        ("", "A new ferry", UNSAID),
        ("Phố", "Pho\u0302\u0301", RIGHT),
    ],
)
def test_titles_are_the_same_but_for_white_space_case_and_quotes(
    said: str, gold: str, expected: Verdict
) -> None:
    assert judge_facts(Facts(title=said), {"title": gold}) == {"title": expected}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-01-31T23:10:00+07:00", RIGHT),
        ("2026-01-31", RIGHT),
        ("2026-01", UNSAID),
        ("2026-02", WRONG),
        ("2026-01-30", WRONG),
        ("", UNSAID),
    ],
)
def test_dates_are_compared_by_day(said: str, expected: Verdict) -> None:
    assert judge_facts(Facts(date=said), {"date": "2026-01-31"}) == {"date": expected}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("B. Cook", "a. sailor"), RIGHT),
        (("A. Sailor",), WRONG),
        (("A. Sailor", "B. Cook", "C. Boy"), WRONG),
        ((), UNSAID),
    ],
)
def test_authors_are_compared_as_sets(said: tuple[str, ...], expected: Verdict) -> None:
    gold = {"authors": ["A. Sailor", "B. Cook"]}
    assert judge_facts(Facts(authors=said), gold) == {"authors": expected}


def test_what_the_gold_does_not_name_does_not_count() -> None:
    gold: dict[str, object] = {"title": "", "authors": [], "section": "News"}
    assert judge_facts(Facts("Ferry", "2026-01-31", ("A. Sailor",)), gold) == {}


def test_verdicts_are_counted() -> None:
    assert fact_row([RIGHT, WRONG, UNSAID, RIGHT]) == FactRow(4, right=2, wrong=1)
