"""Why sources were passed over: counted by cause, told in one line, however many there are."""

from corpuskit.ledger import Outcome
from corpuskit.runs.summary import Summary


def told(summary: Summary) -> list[str]:
    return [line for line in summary.lines() if line.startswith("skipped")]


def test_causes_are_counted_and_the_most_frequent_comes_first() -> None:
    summary = Summary()
    for cause in ("hidden", "status 404", "status 404"):
        summary.count(Outcome.SKIPPED, cause)
    summary.count(Outcome.CONVERTED, "")
    assert (summary.skipped, summary.converted) == (2 + 1, 1)
    assert told(summary) == ["skipped: status 404 2, hidden 1"]


def test_nothing_skipped_is_not_told() -> None:
    summary = Summary()
    summary.count(Outcome.REFUSED, "not text")
    assert told(summary) == []


def test_eight_causes_are_named_and_the_others_counted() -> None:
    summary = Summary()
    for number in range(10):
        for _ in range(20 - number):
            summary.count(Outcome.SKIPPED, f"status {400 + number}")
    (line,) = told(summary)
    assert line.startswith("skipped: other causes 23, status 400 20, status 401 19, ")
    assert line.endswith(", status 407 13")


def test_causes_without_end_take_no_memory_without_end() -> None:
    summary = Summary()
    for number in range(5000):
        summary.count(Outcome.SKIPPED, f"media type x/{number}" + "y" * 1000)
    assert summary.skipped == summary.skips.total() == 5000
    assert len(summary.skips) <= 1001
    assert max(map(len, summary.skips)) == 80


def test_a_cause_cannot_steer_the_terminal() -> None:
    summary = Summary()
    summary.count(Outcome.SKIPPED, "media type \x1b[31m")
    assert told(summary) == ["skipped: media type \\x1b[31m 1"]
