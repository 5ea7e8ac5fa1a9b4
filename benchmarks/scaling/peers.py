"""Other tools in the same run on the same text: datatrove on JSON lines, extractors on HTML."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from extracting import TOOLS
from measuring import Cost, cpu, measure, middle, ratio, ratios, take_turns
from scaling.inputs import Forms, write_forms
from scaling.section import MISSING, Section, Setting, Target, raw_figures, table
from whole_runs import HERE, convert

OURS = "corpuskit"
TEXT, LINES, HTML = "text files", "JSON lines", "HTML"
TROVE = "datatrove"
NO_TROVE = (
    "No rows for datatrove: give a Python that has it with `--datatrove PYTHON`; an environment of "
    "its own takes `pip install 'datatrove[io]' ftfy spacy regex`."
)
NO_TOOL = "No row for {}: `pip install '.[quality]'` from the checkout brings it."
TROVE_SAYS = (
    "datatrove reads JSON lines, mends them with ftfy (NFC) and filters lines as C4 does; as it "
    "comes the filter counts sentences by spaCy's rules for English, in a row of its own it does "
    "not."
)
LEAST_TIMES: Mapping[str, float] = {TROVE: 8, "justext": 20, "trafilatura": 40}
COLUMNS = [
    "",
    "reads",
    "documents written",
    "documents/CPU s",
    "documents/s",
    "CPU time to corpuskit on text files",
    "on the same files",
    "peak MB",
]


class Row(NamedTuple):
    """A row of the table: whose it is, and what it reads."""

    who: str
    reads: str


Costs = Mapping[Row, Sequence[Cost]]
Written = dict[Row, int]


def measure_peers(setting: Setting) -> Section:
    """Run corpuskit on all forms of the pages, and every peer that is there, in turns."""
    forms = write_forms(setting.folder / "forms", setting.pages)
    written: Written = {}
    works = dict(_ours(forms, setting.pages, written)) | dict(_peers(forms, setting, written))
    costs = take_turns(works, setting.turns)
    rows = [_cells(row, costs, written[row], setting.pages) for row in works]
    lines = [f"{setting.pages:,} documents, one worker. {TROVE_SAYS}", "", *table(COLUMNS, rows)]
    missing = list(_missing(setting))
    figures = {
        "documents": {_name(row): count for row, count in written.items()},
        "runs": raw_figures({_name(row): each for row, each in costs.items()}),
    }
    return Section(
        "Peers", [*lines, *(["", *missing] if missing else [])], figures, _targets(costs)
    )


def _name(row: Row) -> str:
    return f"{row.who}, {row.reads}"


def _ours(forms: Forms, pages: int, written: Written) -> Iterator[tuple[Row, Callable[[], Cost]]]:
    for reads, folder in ((TEXT, forms.text), (LINES, forms.lines), (HTML, forms.html)):
        written[Row(OURS, reads)] = pages  # a run that refuses one is an error
        yield Row(OURS, reads), partial(convert, folder, workers=1)


def _peers(
    forms: Forms, setting: Setting, written: Written
) -> Iterator[tuple[Row, Callable[[], Cost]]]:
    if setting.datatrove:
        script = [setting.datatrove, str(HERE / "trove.py")]
        for name, way in ((TROVE, "sentences"), (f"{TROVE}, sentences not counted", "lines")):
            row = Row(name, LINES)
            yield row, partial(_run, row, [*script, way, str(forms.lines)], written)
    for tool in filter(find_spec, TOOLS):
        row, script = Row(tool, HTML), [sys.executable, str(HERE / "extracting.py"), tool]
        yield row, partial(_run, row, [*script, str(forms.html)], written)


def _run(row: Row, command: Sequence[str], written: Written) -> Cost:
    """Run a peer into a place that is thrown away, and count the documents that it wrote."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "out")
        cost = measure([*command, str(output)])
        files = output.rglob("*.jsonl") if output.is_dir() else [output]
        written[row] = sum(map(_documents, files))
    return cost


def _documents(path: Path) -> int:
    """Count the lines of a file that hold any text; datatrove drops the field where it is empty."""
    with path.open("rb") as stream:
        return sum(1 for line in stream if json.loads(line).get("text", "").strip())


def _cells(row: Row, costs: Costs, documents: int, pages: int) -> list[str]:
    found = middle(costs[row])
    speeds = [f"{pages / found.cpu:,.0f}", f"{pages / found.wall:,.0f}"]
    times = [_times(row, costs, reads) for reads in (TEXT, row.reads)]
    return [row.who, row.reads, f"{documents:,}", *speeds, *times, f"{found.megabytes:.0f}"]


def _times(row: Row, costs: Costs, reads: str) -> str:
    """Say how many times the CPU time of corpuskit on a form the row takes."""
    ours = Row(OURS, reads)
    return MISSING if row == ours else f"{ratio(costs[row], costs[ours], cpu):.2f}"


def _targets(costs: Costs) -> list[Target]:
    ours = costs[Row(OURS, TEXT)]
    return [
        Target(
            f"CPU time of {row.who}, in times ours", LEAST_TIMES[row.who], ratios(each, ours, cpu)
        )
        for row, each in costs.items()
        if row.who in LEAST_TIMES
    ]


def _missing(setting: Setting) -> Iterator[str]:
    if not setting.datatrove:
        yield NO_TROVE
    for tool in TOOLS:
        if find_spec(tool) is None:
            yield NO_TOOL.format(tool)


def refuse_unfit(python: str) -> str:
    """Give a Python that has datatrove as it is; raises SystemExit when it lacks anything."""
    wanted = "import datatrove, ftfy, orjson, regex, spacy"
    told = subprocess.run([python, "-c", wanted], check=False, capture_output=True)  # noqa: S603 - the Python that the user names
    if told.returncode:
        last = told.stderr.decode("utf-8", "backslashreplace").strip().splitlines()[-1:]
        raise SystemExit(f"{python} cannot run datatrove: {' '.join(last)}; {NO_TROVE}")
    return python
