"""The tables, in Markdown. “–” stands for a figure that a set has no gold for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpuskit.evaluation.bootstrap import Interval
from quality.curve import BUDGETS
from quality.measures import Row
from quality.reliability import (
    ROLE,
    SIDE,
    Reliability,
    ReliabilityRow,
    by_bin,
    by_rule,
    calibration_error,
)
from quality.run import SetResult
from quality.toolbox import CORPUSKIT

Results = Mapping[str, SetResult]
NONE = "–"
MAIN = (
    "set", "tool", "documents", "shingleF1", "95 %", "all kept", "lineF1", "chrome−", "mainlost",
    "pg>5%", "snipF1",
)  # fmt: skip
ROLE_COLUMNS = ("set", "role", "lines", "precision", "recall", "F1", "95 %")
FRONT_COLUMNS = (
    "set", "article", "false alarms", "no article", "flagged", "right", "labelled chrome",
)  # fmt: skip
RELIABILITY = ("lines", "stated", "right", "95 %", "characters", "stated", "right")
QUESTIONS = {SIDE: "kept or left out", ROLE: "the very label"}
MISSING = "not installed: pip install '.[quality]'"


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]], words: int = 2) -> Iterator[str]:
    """Give a table; all columns but the first `words` are numbers."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('---' if at < words else '---:' for at in range(len(head)))}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def main_table(results: Results, missing: Sequence[str]) -> Iterator[str]:
    """Give the table of sets and tools, and notes on what could not be read or matched."""
    rows = [
        cells
        for name, result in results.items()
        for cells in (
            *(_main_cells(name, tool, row) for tool, row in result.rows.items()),
            *((name, tool, MISSING, *[""] * (len(MAIN) - 3)) for tool in missing),
        )
    ]
    yield from markdown(MAIN, rows)
    for name, result in results.items():
        for tool, row in result.rows.items():
            yield from _notes(name, tool, row)


def curve_table(results: Results) -> Iterator[str]:
    """Give the chrome left out at each loss of main text; other tools are single points."""
    budgets = [f"{budget:.2%}" for budget in BUDGETS]
    rows = []
    for name, result in results.items():
        for tool, row in result.rows.items():
            points = result.curve.points() if tool == CORPUSKIT else {}
            shares = [number(points.get(budget)) for budget in BUDGETS]
            rows.append((name, tool, percent(row.main_lost), number(row.chrome_out), *shares))
    yield from markdown(("set", "tool", "mainlost", "chrome−", *(f"≤ {x}" for x in budgets)), rows)


def roles_table(results: Results) -> Iterator[str]:
    """Give the roles of each set that has them."""
    rows = (
        (
            name,
            row.role,
            f"{row.tally.gold:,}",
            *map(number, row.figures),
            interval(row.intervals.f1),
        )
        for name, result in results.items()
        for row in result.roles.rows()
    )
    yield from markdown(ROLE_COLUMNS, rows)


def fronts_table(results: Results) -> Iterator[str]:
    """Give the documents with and without an article."""
    rows = (
        (name, *(f"{count:,}" for count in row[:-1]), number(row.chrome_share))
        for name, row in ((name, result.fronts.row()) for name, result in results.items())
    )
    yield from markdown(FRONT_COLUMNS, rows, words=1)


def reliability_tables(results: Results) -> Iterator[str]:
    """Give the rules and the bins of all sets together, and the calibration error of each set."""
    together = Reliability()
    for result in results.values():
        together.absorb(result.reliability)
    for question, title in QUESTIONS.items():
        bins = by_bin(together.amounts, question)
        rules = by_rule(together.amounts, question)
        if rules:
            yield from _titled(f"Rules: {title}", markdown(("rule", *RELIABILITY), _cells(rules)))
            yield from _titled(f"Bins: {title}", markdown(("stated", *RELIABILITY), _cells(bins)))
    yield from _titled("Expected calibration error", _error_table(results, together))


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield from lines
    yield ""


def _cells(rows: Iterable[ReliabilityRow]) -> Iterator[Sequence[str]]:
    for row in rows:
        yield (
            row.name,
            f"{row.amount.lines:,}",
            number(row.confidence),
            number(row.right),
            interval(row.interval),
            f"{row.amount.characters:,}",
            number(row.character_confidence),
            number(row.right_characters),
        )


def _error_table(results: Results, together: Reliability) -> Iterator[str]:
    sets = {name: result.reliability for name, result in results.items()} | {"all": together}
    head = ["set", *(f"{title}, by {unit}" for title in QUESTIONS.values() for unit in UNITS)]
    yield from markdown(head, ((name, *_errors(sets[name])) for name in sets), words=1)


UNITS = ("lines", "characters")


def _errors(reliability: Reliability) -> Iterator[str]:
    for question in QUESTIONS:
        error = calibration_error(by_bin(reliability.amounts, question))
        yield from map(number, error or (None, None))


def _main_cells(name: str, tool: str, row: Row) -> Sequence[str]:
    return (
        name,
        tool,
        f"{row.documents:,}",
        number(row.shingle_f1),
        interval(row.shingle_interval),
        number(row.all_shingle_f1),
        number(row.line_f1),
        number(row.chrome_out),
        percent(row.main_lost),
        percent(row.badly_lost),
        number(row.snippet_f1),
    )


def _notes(name: str, tool: str, row: Row) -> Iterator[str]:
    if row.failed:
        yield f"\n{tool} could not read {row.failed:,} documents of {name}: nothing of them is kept"
    if row.strange:
        yield f"\n{row.strange:,} characters that {tool} gave for {name} are not in the text"


def number(value: float | None) -> str:
    """Give three decimals."""
    return NONE if value is None else f"{value:.3f}"


def percent(value: float | None) -> str:
    """Give hundredths of a percent."""
    return NONE if value is None else f"{value:.2%}"


def interval(value: Interval | None) -> str:
    """Give both ends."""
    return NONE if value is None else f"{value.low:.3f}–{value.high:.3f}"
