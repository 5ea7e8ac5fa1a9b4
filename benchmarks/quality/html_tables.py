"""The tables of HTML, in Markdown, and their figures as plain values for JSON."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quality.html_facts import FACTS, FactRow
from quality.html_measures import HtmlRow
from quality.html_run import HtmlResult
from quality.tables import MISSING, NONE, interval, markdown, number, percent

HtmlResults = Mapping[str, HtmlResult]
HEAD = (
    "set", "tool", "documents", "precision", "recall", "shingleF1", "95 %", "snipF1", "words lost",
    "failed", "ms",
)  # fmt: skip
FACT_HEAD = ("set", "tool", *(f"{name} {kind}" for name in FACTS for kind in ("right", "wrong")))


def html_table(results: HtmlResults, missing: Sequence[str]) -> Iterator[str]:
    """Give the table of sets and tools."""
    rows = [
        cells
        for name, result in results.items()
        for cells in (
            *(_cells(name, tool, row) for tool, row in result.rows.items()),
            *((name, tool, MISSING, *[""] * (len(HEAD) - 3)) for tool in missing),
        )
    ]
    yield from markdown(HEAD, rows)


def facts_table(results: HtmlResults) -> Iterator[str]:
    """Give what is right and wrong about titles, dates and authors, where sets name them."""
    rows = (
        (name, tool, *(cell for fact in FACTS for cell in _shares(facts[fact])))
        for name, result in results.items()
        for tool, facts in result.facts.items()
    )
    yield from markdown(FACT_HEAD, rows)


def html_figures(results: HtmlResults) -> dict[str, Any]:
    """Give all figures, set by set; milliseconds are the only ones that differ between runs."""
    return {
        name: {
            "tools": {tool: row._asdict() for tool, row in result.rows.items()},
            "facts": {
                tool: {fact: row._asdict() for fact, row in facts.items()}
                for tool, facts in result.facts.items()
            },
        }
        for name, result in results.items()
    }


def _cells(name: str, tool: str, row: HtmlRow) -> Sequence[str]:
    return (
        name,
        tool,
        f"{row.documents:,}",
        number(row.precision),
        number(row.recall),
        number(row.f1),
        interval(row.interval),
        number(row.snippet_f1),
        percent(row.words_lost),
        f"{row.failed:,}",
        NONE if row.milliseconds is None else f"{row.milliseconds:.1f}",
    )


def _shares(row: FactRow) -> Iterator[str]:
    for count in (row.right, row.wrong):
        yield f"{count / row.documents:.1%}" if row.documents else NONE
