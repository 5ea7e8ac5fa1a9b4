"""The figures of an evaluation, put together for people and for machines."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from corpuskit.evaluation.bootstrap import CONFIDENCE, Interval, Intervals, bootstrap
from corpuskit.evaluation.evaluate import Evaluation
from corpuskit.evaluation.scores import MACRO, MICRO, Figures, add_up, by_measure, scores, total
from corpuskit.evaluation.tally import Key, Measure, Tallies, Tally
from corpuskit.evaluation.totals import judged
from corpuskit.model import Label, Precision, RepeatKind, SpanKind

if TYPE_CHECKING:
    from random import Random

DIGITS = 6
"""Decimals of figures in JSON."""
ORDER = {str(name): place for place, name in enumerate([*Label, *SpanKind, *RepeatKind])} | {
    str(name): place for place, name in enumerate(Precision)
}
"""Where classes stand among those of their measure."""


class Row(NamedTuple):
    """A class, or "micro" or "macro", with its counts, figures and intervals.

    The counts of "macro" are those of "micro".
    """

    name: str
    tally: Tally
    figures: Figures
    intervals: Intervals


class Report(NamedTuple):
    """Everything that is said about an evaluation; `samples` is 0 where there are no intervals."""

    evaluation: Evaluation
    rows: Mapping[Measure, tuple[Row, ...]]
    not_judged: Mapping[str, int]
    samples: int

    @property
    def documents(self) -> int:
        """How many documents were compared."""
        return len(self.evaluation.totals.tallies)


def make_report(evaluation: Evaluation, samples: int, rng: "Random") -> Report:
    """Compute the figures and, with at least two documents, their intervals."""
    documents = evaluation.totals.tallies
    everything = add_up(documents)
    keys = {key for key in everything if judged(key, everything)}
    kept = [{key: d[key] for key in d if key in keys} for d in documents]
    totals = {key: everything[key] for key in everything if key in keys}
    intervals = bootstrap(kept, samples, rng)
    rows = _rows(totals, intervals)
    unheard = {
        key.name: tally.predicted
        for key, tally in everything.items()
        if key not in keys and key.measure is Measure.SPANS_EXACT
    }
    return Report(evaluation, rows, unheard, samples if intervals else 0)


def report_json(report: Report) -> dict[str, Any]:
    """Give a report as plain values; null stands for a figure that does not exist."""
    evaluation, totals = report.evaluation, report.evaluation.totals
    return {
        "documents": {
            "compared": report.documents,
            "missing": list(evaluation.missing),
            "without_gold": list(evaluation.without_gold),
            "refused": [str(refusal) for refusal in evaluation.refused],
        },
        "characters_are": "not white space" if evaluation.with_text else "all",
        "bootstrap": {"samples": report.samples, "confidence": CONFIDENCE},
        "measures": {
            str(measure): {row.name: _row_json(row) for row in report.rows.get(measure, ())}
            for measure in Measure
        },
        "not_judged": dict(report.not_judged),
        "confusion": _confusion(totals.confusion),
        "accepted": totals.accepted,
        "worst": [
            {**document._asdict(), "mistakes": [each._asdict() for each in document.mistakes]}
            for document in totals.worst
        ],
    }


def place_of(name: str) -> tuple[int, str]:
    """Give where a class stands among others: in the order of the words, others behind."""
    return ORDER.get(name, len(ORDER)), name


def _rows(totals: Tallies, intervals: Mapping[Key, Intervals]) -> dict[Measure, tuple[Row, ...]]:
    found = scores(totals)
    rows: dict[Measure, tuple[Row, ...]] = {}
    for measure, tallies in by_measure(totals).items():
        whole = total(tallies.values())
        names = [*sorted((key.name for key in tallies), key=place_of), MICRO, MACRO]
        keys = [Key(measure, name) for name in names]
        rows[measure] = tuple(
            Row(key.name, tallies.get(key, whole), found[key], intervals.get(key, Intervals()))
            for key in keys
        )
    return rows


def _row_json(row: Row) -> dict[str, Any]:
    return {
        **{name: _rounded(value) for name, value in row.figures._asdict().items()},
        "support": row.tally.gold,
        "predicted": row.tally.predicted,
        "right": row.tally.right,
        "intervals": {name: _pair(value) for name, value in row.intervals._asdict().items()},
    }


def _pair(interval: Interval | None) -> list[float | None] | None:
    return [_rounded(end) for end in interval] if interval else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _confusion(counts: Mapping[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    return {
        gold: {there: counts[gold, there] for there in _labels(p for g, p in counts if g == gold)}
        for gold in _labels(g for g, _ in counts)
    }


def _labels(names: Iterable[str]) -> list[str]:
    return sorted(set(names), key=place_of)
