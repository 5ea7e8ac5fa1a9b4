"""An evaluation in lines for a person. “–” stands for a figure that does not exist."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpuskit.escape import safe
from corpuskit.evaluation.bootstrap import CONFIDENCE, FEWEST_DOCUMENTS, Interval
from corpuskit.evaluation.report import Report, Row, place_of
from corpuskit.evaluation.scores import MACRO, MICRO
from corpuskit.evaluation.tally import Measure
from corpuskit.evaluation.totals import WorstDocument
from corpuskit.wording import counted

NONE = "–"
NO_LABEL = "none"
FEW = 5
"""So many documents without a gold file are named."""
TITLES = {
    Measure.LINES: "labels, by lines",
    Measure.CHARACTERS: "labels, by characters",
    Measure.SPANS_EXACT: "spans, exact",
    Measure.SPANS_OVERLAP: "spans, by overlap",
    Measure.VALUES: "spans, by their values",
    Measure.DATES: "dates, by their values",
    Measure.REPEATS: "lines said again",
    Measure.REPEAT_KINDS: "and how",
}
WIDTH = 24


def table_lines(report: Report) -> Iterator[str]:
    """Give the whole report, line by line; foreign text in it is escaped."""
    yield from _document_lines(report)
    for measure, title in TITLES.items():
        if rows := report.rows.get(measure):
            yield ""
            yield from _measure_lines(title, rows)
    yield from _not_judged_lines(report.not_judged)
    yield from _confusion_lines(report)
    for document in report.evaluation.totals.worst:
        yield ""
        yield from _worst_lines(document)


def _document_lines(report: Report) -> Iterator[str]:
    evaluation = report.evaluation
    missing, refused = len(evaluation.missing), len(evaluation.refused)
    compared = counted(report.documents, "document")
    yield f"{compared} compared, {missing:,} missing, {refused:,} refused"
    if without := evaluation.without_gold:
        more = f" and {len(without) - FEW:,} more" if len(without) > FEW else ""
        yield f"without a gold file: {', '.join(map(safe, without[:FEW]))}{more}"
    if not evaluation.with_text:
        yield "characters: white space included, since gold files do not hold the text"
    yield _interval_line(report)


def _interval_line(report: Report) -> str:
    if report.samples:
        return f"intervals: {CONFIDENCE:.0%} of {report.samples:,} bootstrap samples of documents"
    if report.documents < FEWEST_DOCUMENTS:
        return f"no intervals: they need at least {FEWEST_DOCUMENTS} documents"
    return "no intervals: no samples were asked for"


def _measure_lines(title: str, rows: Sequence[Row]) -> Iterator[str]:
    yield _row(title, ("precision", "recall", "f1"), "f1 from–to", "support")
    only_one = len(rows) == len(("class", MICRO, MACRO))
    for row in rows[:1] if only_one else rows:
        figures = tuple(map(_figure, row.figures))
        yield _row(row.name, figures, _between(row.intervals.f1), f"{row.tally.gold:,}")


def _row(name: str, figures: Sequence[str], between: str, support: str) -> str:
    precision, recall, f1 = figures
    return f"{name:{WIDTH}}{precision:>10}{recall:>8}{f1:>8}   {between:13}{support:>9}"


def _figure(value: float | None) -> str:
    return NONE if value is None else f"{value:.3f}"


def _between(interval: Interval | None) -> str:
    return NONE if interval is None else f"{interval.low:.3f}–{interval.high:.3f}"


def _not_judged_lines(not_judged: Mapping[str, int]) -> Iterator[str]:
    if not_judged:
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(not_judged.items()))
        yield ""
        yield f"predicted, but marked in no gold file: {kinds}"


def _confusion_lines(report: Report) -> Iterator[str]:
    totals = report.evaluation.totals
    counts = totals.confusion
    if not counts:
        return
    names = sorted({label for pair in counts for label in pair}, key=place_of)
    yield ""
    yield "lines: their label in the gold (rows) and their predicted label (columns)"
    widths = [len(name or NO_LABEL) + 2 for name in names]
    yield _cells("", (name or NO_LABEL for name in names), widths)
    for gold in filter(None, names):
        row = (f"{counts[gold, name]:,}" if counts[gold, name] else "·" for name in names)
        yield _cells(gold, row, widths)
    if totals.accepted:
        yield f"{totals.accepted:,} of them have another label that the gold accepts as well"


def _cells(name: str, cells: Iterable[str], widths: Sequence[int]) -> str:
    padded = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return f"{name:{WIDTH}}{''.join(padded)}"


def _worst_lines(document: WorstDocument) -> Iterator[str]:
    yield f"{safe(document.name)}: {document.wrong:,} of {counted(document.lines, 'line')} wrong"
    for each in document.mistakes:
        rule = f" ({each.rule})" if each.rule else ""
        found = f"{each.gold}, not {each.predicted or NO_LABEL}{rule}"
        yield f"  line {each.line}: {found}  {each.text}"
    if len(document.mistakes) < document.wrong:
        yield f"  and {document.wrong - len(document.mistakes):,} more"
