"""What `corpuskit sources` does: it reads everything and labels nothing."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from corpuskit.assembly import ReadingOptions, make_job
from corpuskit.commands.actions import told_tools
from corpuskit.errors import SourceRefused
from corpuskit.escape import safe
from corpuskit.files.stdio import write_stdout
from corpuskit.ledger import Outcome
from corpuskit.loading.plugins import find_plugins
from corpuskit.runs.desk import Desk
from corpuskit.runs.parts import Part, given, parts
from corpuskit.runs.plan import make_plan

READABLE = "readable"


class Row(NamedTuple):
    """One source: what would become of it, as what it is read, and why not.

    `bytes` are those of its first document as unpacked, -1 when it was not read.
    """

    outcome: str
    reader: str
    encoding: str
    bytes: int
    documents: int
    name: str
    cause: str = ""
    warnings: tuple[str, ...] = ()


def sources(inputs: Sequence[str], options: ReadingOptions, *, as_json: bool) -> int:
    """Print a row for each source; 3 when one would be refused or none can be read."""
    tools = told_tools(find_plugins(os.environ), options.reader)
    plan = make_plan(replace(make_job(tools, options), inputs=tuple(inputs)))
    outcomes: set[str] = set()
    shown = _object if as_json else _line
    found = chain.from_iterable(parts(plan.desk, source) for source in plan.sources)
    for row in _rows(found, plan.desk):
        outcomes.add(row.outcome)
        write_stdout(f"{shown(row)}\n".encode(errors="backslashreplace"))
    return 3 if Outcome.REFUSED in outcomes or READABLE not in outcomes else 0


def _rows(found: Iterator[Part], desk: Desk) -> Iterator[Row]:
    while True:
        with redirect_stdout(sys.stderr):
            part = next(found, None)
            row = _row(part, desk) if part else None
        if row is None:
            return
        yield row


def _row(part: Part, desk: Desk) -> Row:
    name, settled = part.name.name, part.settled
    if settled:
        return Row(settled.outcome, part.reader, "", -1, 0, name, settled.cause)
    found = list(given(desk, part))
    refusal = next((each for each in found if isinstance(each, SourceRefused)), None)
    read = [each for each in found if not isinstance(each, SourceRefused)]
    warnings = tuple(warning.code for each in read for warning in each.warnings)
    encoding, size = (read[0].source.encoding, read[0].source.size) if read else ("", -1)
    outcome = Outcome.REFUSED if refusal else READABLE if read else Outcome.SKIPPED
    cause = _cause(refusal) if refusal else "" if read else "holds no document"
    return Row(outcome, part.reader, encoding, size, len(read), name, cause, warnings)


def _cause(refusal: SourceRefused) -> str:
    return f"{refusal.cause}; {refusal.advice}" if refusal.advice else refusal.cause


def _line(row: Row) -> str:
    size = f"{row.bytes:,}" if row.bytes >= 0 else ""
    remarks = [row.cause, *row.warnings, f"{row.documents} documents" * (row.documents > 1)]
    remark = "; ".join(filter(None, remarks))
    shown = f"{row.outcome:9} {row.reader:8} {row.encoding:12} {size:>13}  {safe(row.name)}"
    return f"{shown}: {safe(remark)}" if remark else shown


def _object(row: Row) -> str:
    values: dict[str, Any] = row._asdict()
    return json.dumps(values, ensure_ascii=False)
