"""Spans of tiny pages, with the counts done by hand."""

from typing import Any

from msgspec import convert

from corpuskit.evaluation.gold import GoldSpan
from corpuskit.evaluation.spans import span_counts
from corpuskit.evaluation.tally import Key, Measure, Tally, tally


def span(role: str, start: int, end: int, **more: Any) -> GoldSpan:
    return convert({"line": 1, "start": start, "end": end, "role": role, **more}, GoldSpan)


def date(start: int, end: int, value: str) -> GoldSpan:
    return span("date", start, end, value=value)


def counted(gold: list[GoldSpan], said: list[GoldSpan]) -> dict[Key, Tally]:
    return tally(span_counts(gold, said))


def of(measure: Measure, found: dict[Key, Tally]) -> dict[str, Tally]:
    return {key.name: each for key, each in found.items() if key.measure is measure}


def test_spans_are_counted_exactly_and_by_overlap() -> None:
    """Three agencies in the gold: one exact, one cut short, one not found; one is invented."""
    gold = [span("agency", 0, 3), span("agency", 10, 20), span("agency", 30, 33)]
    said = [span("agency", 0, 3), span("agency", 12, 20), span("agency", 40, 43)]
    found = counted(gold, said)
    assert of(Measure.SPANS_EXACT, found) == {"agency": Tally(1, 3, 3)}
    assert of(Measure.SPANS_OVERLAP, found) == {"agency": Tally(2, 3, 3)}


def test_a_span_of_another_kind_is_another_span() -> None:
    found = counted([span("agency", 0, 3)], [span("place", 0, 3)])
    assert of(Measure.SPANS_EXACT, found) == {
        "agency": Tally(0, 0, 1),
        "place": Tally(0, 1, 0),
    }


def test_one_span_over_two_is_right_once() -> None:
    found = counted([span("date", 0, 4), span("date", 5, 9)], [span("date", 0, 9)])
    assert of(Measure.SPANS_OVERLAP, found) == {"date": Tally(1, 1, 2)}


def test_a_span_that_is_predicted_twice_is_right_once() -> None:
    found = counted([span("url", 0, 4)], [span("url", 0, 4), span("url", 0, 4)])
    assert of(Measure.SPANS_EXACT, found) == {"url": Tally(1, 2, 1)}


def test_values_of_dates_are_counted_by_precision() -> None:
    """Days: one right, one taken for a month. Years: one right, one invented. Interval: missed."""
    gold = [
        date(0, 5, "2023-05-18"),
        date(10, 15, "2023-05-19"),
        date(20, 24, "2024"),
        date(30, 39, "2020/2025"),
    ]
    said = [
        date(0, 5, "2023-05-18"),
        date(10, 15, "2023-05"),
        date(20, 24, "2024"),
        date(50, 54, "1999"),
    ]
    found = counted(gold, said)
    assert of(Measure.DATES, found) == {
        "day": Tally(1, 1, 2),
        "month": Tally(0, 1, 0),
        "year": Tally(1, 2, 2 - 1),
        "interval": Tally(0, 0, 1),
    }
    assert of(Measure.VALUES, found) == {"date": Tally(2, 4, 4)}


def test_a_value_is_right_where_its_span_is_found_by_overlap() -> None:
    found = counted([date(0, 10, "2023-05-18")], [date(5, 10, "2023-05-18")])
    assert of(Measure.DATES, found) == {"day": Tally(1, 1, 1)}
    assert of(Measure.SPANS_EXACT, found) == {"date": Tally(0, 1, 1)}


def test_an_equal_value_is_right_whatever_precision_the_gold_gives_it() -> None:
    gold = [span("date", 0, 5, value="2023-05-18", precision="minute")]
    found = counted(gold, [date(0, 5, "2023-05-18")])
    assert of(Measure.DATES, found) == {"minute": Tally(1, 1, 1)}


def test_a_year_that_is_not_known_is_another_value() -> None:
    found = counted([date(0, 5, "2023-05-18")], [date(0, 5, "--05-18")])
    assert of(Measure.DATES, found) == {"day": Tally(0, 1, 1)}


def test_a_value_that_is_no_date_is_of_another_precision() -> None:
    found = counted([date(0, 5, "Tết")], [date(0, 5, "Tết")])
    assert of(Measure.DATES, found) == {"other": Tally(1, 1, 1)}


def test_an_expansion_is_a_value() -> None:
    gold = [span("agency", 0, 3, expansion="Báo Bắc Kạn")]
    right, wrong = span("agency", 0, 3, expansion="Báo Bắc Kạn"), span("agency", 0, 3)
    assert of(Measure.VALUES, counted(gold, [right])) == {"agency": Tally(1, 1, 1)}
    assert of(Measure.VALUES, counted(gold, [wrong])) == {"agency": Tally(0, 0, 1)}


def test_a_value_is_not_judged_where_the_gold_has_the_span_without_one() -> None:
    found = counted([span("agency", 0, 3)], [span("agency", 0, 3, expansion="Báo Bắc Kạn")])
    assert of(Measure.VALUES, found) == {}
