"""What `corpuskit sources` does: it prints what reading everything comes to."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, redirect_stdout
from dataclasses import replace
from typing import Any

from corpuskit.assembly import ReadingOptions, make_job
from corpuskit.commands.actions import told_tools
from corpuskit.escape import safe
from corpuskit.files.stdio import write_stdout
from corpuskit.ledger import Outcome
from corpuskit.loading.plugins import find_plugins
from corpuskit.runs.job import Running
from corpuskit.runs.plan import make_plan
from corpuskit.runs.survey import READABLE, Row, survey


def sources(
    inputs: Sequence[str], options: ReadingOptions, running: Running, *, as_json: bool
) -> int:
    """Print a row for each source; 3 when one would be refused or none can be read."""
    tools = told_tools(find_plugins(os.environ), options.reader)
    job = replace(make_job(tools, options), inputs=tuple(inputs), running=running)
    outcomes: set[str] = set()
    shown = _object if as_json else _line
    with closing(make_plan(job)) as plan, closing(survey(plan)) as rows:
        for row in _quietly(rows):
            outcomes.add(row.outcome)
            write_stdout(f"{shown(row)}\n".encode(errors="backslashreplace"))
    return 3 if Outcome.REFUSED in outcomes or READABLE not in outcomes else 0


def _quietly(rows: Iterator[Row]) -> Iterator[Row]:
    """Give the rows; what a reader prints on the way goes to stderr."""
    while True:
        with redirect_stdout(sys.stderr):
            row = next(rows, None)
        if row is None:
            return
        yield row


def _line(row: Row) -> str:
    size = f"{row.bytes:,}" if row.bytes >= 0 else ""
    remarks = [row.cause, *row.warnings, f"{row.documents} documents" * (row.documents > 1)]
    remark = "; ".join(filter(None, remarks))
    shown = f"{row.outcome:9} {row.reader:8} {row.encoding:12} {size:>13}  {safe(row.name)}"
    return f"{shown}: {safe(remark)}" if remark else shown


def _object(row: Row) -> str:
    values: dict[str, Any] = row._asdict()
    return json.dumps(values, ensure_ascii=False)
