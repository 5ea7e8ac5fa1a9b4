from collections import Counter

from corpuskit.evaluation.compare import Comparison, Mistake
from corpuskit.evaluation.tally import Key, Measure, Tally
from corpuskit.evaluation.totals import Totals, judged


def comparison(name: str, lines: int, wrong: int) -> Comparison:
    mistakes = tuple(Mistake(n, "lead", "chrome", "", "x") for n in range(wrong))
    return Comparison(name, {}, Counter({("lead", "lead"): 1}), 2, lines, mistakes)


def test_the_worst_documents_have_the_largest_share_of_wrong_lines() -> None:
    totals = Totals(worst=3)
    given = [("a", 4, 1), ("b", 10, 5), ("c", 9, 0), ("d", 2, 1), ("e", 5, 1), ("f", 2, 1)]
    for each in given:
        totals.add(comparison(*each))
    assert [document.name for document in totals.worst] == ["b", "d", "f"]
    assert (totals.accepted, totals.confusion) == (12, {("lead", "lead"): 6})


def test_twenty_mistakes_of_a_document_are_kept_and_all_are_counted() -> None:
    totals = Totals(worst=1)
    totals.add(comparison("a", 40, 30))
    (document,) = totals.worst
    assert (document.lines, document.wrong, len(document.mistakes)) == (40, 30, 20)


def test_none_of_the_worst_is_kept_when_none_is_asked_for() -> None:
    totals = Totals(worst=0)
    totals.add(comparison("a", 4, 1))
    assert totals.worst == ()


def test_a_kind_of_span_that_no_gold_marks_is_not_judged() -> None:
    counts = {
        Key(Measure.SPANS_EXACT, "person"): Tally(0, 2, 0),
        Key(Measure.SPANS_EXACT, "date"): Tally(0, 0, 2),
        Key(Measure.DATES, "day"): Tally(0, 1, 0),
        Key(Measure.DATES, "year"): Tally(0, 0, 2),
        Key(Measure.LINES, "chrome"): Tally(0, 1, 0),
        Key(Measure.REPEATS, "any"): Tally(0, 1, 0),
    }
    assert [key.name for key in counts if not judged(key, counts)] == ["person"]


def test_no_date_is_judged_where_no_gold_marks_dates() -> None:
    counts = {Key(Measure.DATES, "day"): Tally(0, 1, 0)}
    assert not judged(Key(Measure.DATES, "day"), counts)
