"""One pass over a set of HTML: each page is read once, given to every tool, and let go."""

import time
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from quality.html_facts import FACTS, FactRow, Verdict, fact_row, judge_facts
from quality.html_measures import HtmlOutcome, HtmlRow, html_row, measure_text
from quality.html_records import HtmlRecord, read_html_records
from quality.html_tools import HtmlAnswer, HtmlPage, HtmlTool, decoded_page, html_reader
from quality.html_worst import lay_over_gold
from quality.options import Options
from quality.worst import Worst

MILLISECONDS = 1e-6
"""In a nanosecond."""


class HtmlResult(NamedTuple):
    """What came out for a set: figures of each row, facts of each row that says any, the worst."""

    rows: Mapping[str, HtmlRow]
    facts: Mapping[str, Mapping[str, FactRow]]
    worst: Worst | None


class Seen:
    """Takes the answers of one tool, page by page."""

    def __init__(self, tool: HtmlTool, worst: Worst | None = None) -> None:
        self.outcomes: dict[str, list[HtmlOutcome]] = {name: [] for name in tool.rows}
        self.verdicts: dict[str, list[Verdict]] = {name: [] for name in FACTS}
        self._tool = tool
        self._worst = worst

    def add(self, page: HtmlPage) -> None:
        """Take a page."""
        answer, milliseconds = _timed(self._tool, page)
        texts = answer.texts if answer else [""] * len(self.outcomes)
        for outcomes, text in zip(self.outcomes.values(), texts, strict=True):
            outcome = measure_text(page.record, text)
            outcomes.append(outcome._replace(milliseconds=milliseconds, failed=answer is None))
        if answer:
            self._judge_facts(page, answer)
            self._look_at_blocks(page, answer)

    def _judge_facts(self, page: HtmlPage, answer: HtmlAnswer) -> None:
        if self._tool.facts and page.record.meta:
            said = self._tool.facts(page, answer)
            for name, verdict in judge_facts(said, page.record.meta).items():
                self.verdicts[name].append(verdict)

    def _look_at_blocks(self, page: HtmlPage, answer: HtmlAnswer) -> None:
        if self._worst and answer.document:
            weigh = self._tool.likelihoods
            likelihoods = weigh(page) if weigh else ()
            self._worst.add(*lay_over_gold(page.record, answer.document, likelihoods))


def run_html_set(path: Path, tools: Mapping[str, HtmlTool], options: Options) -> HtmlResult:
    """Walk a set once."""
    worst = Worst(options.worst) if options.worst else None
    records = (record for record in read_html_records(path) if record.has(options.where))
    first = islice(records, options.first) if options.first else records
    seen = walk_html(first, tools, worst)
    return HtmlResult(
        {
            row: html_row(outcomes, options.samples)
            for each in seen.values()
            for row, outcomes in each.outcomes.items()
        },
        {name: _fact_rows(each) for name, each in seen.items() if any(each.verdicts.values())},
        worst,
    )


def walk_html(
    records: Iterable[HtmlRecord], tools: Mapping[str, HtmlTool], worst: Worst | None = None
) -> dict[str, Seen]:
    """Give what was seen of each tool."""
    read = html_reader()
    seen = {name: Seen(tool, worst) for name, tool in tools.items()}
    for record in records:
        page = decoded_page(record, read)
        for each in seen.values():
            each.add(page)
    return seen


def _fact_rows(seen: Seen) -> dict[str, FactRow]:
    return {name: fact_row(verdicts) for name, verdicts in seen.verdicts.items()}


def _timed(tool: HtmlTool, page: HtmlPage) -> tuple[HtmlAnswer | None, float]:
    """Give the answer, None where the tool fails, and the milliseconds of CPU that it took."""
    start = time.process_time_ns()
    try:
        answer = tool.answer(page)
    except Exception:  # noqa: BLE001 - whatever a tool raises, it is that page it fails on
        answer = None
    return answer, (time.process_time_ns() - start) * MILLISECONDS
