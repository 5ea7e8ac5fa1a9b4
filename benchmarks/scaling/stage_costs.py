"""What each stage of a document costs beside a whole run and the floor."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from measuring import Cost, middle, take_turns
from scaling.inputs import text_pages
from scaling.section import PAGE_SIZE, Section, Setting, raw_figures, table
from stages import WHOLE
from whole_runs import convert, floor

STAGES = Path(__file__).parents[1] / "stages.py"
PAGES = 200
READ, WRITTEN = "decode, with SHA-256", "encode as json"
"""Stages that a run to JSON has besides the whole document."""


def measure_stages(setting: Setting) -> Section:
    """Measure the stages in a process of their own in each turn, between whole runs."""
    stages: list[Mapping[str, float]] = []
    works = dict(_whole_runs(setting)) | {"stages": lambda: _measure_stages(setting, stages)}
    costs = take_turns(works, setting.turns)
    del costs["stages"]
    found = {name: median(each[name] for each in stages) for name in stages[0]}
    found |= _by_document(costs, setting.pages, found)
    rows = [
        [name, f"{cost:,.0f}", f"{cost / found['the floor']:.2f}"] for name, cost in found.items()
    ]
    figures = {"stages": stages, "runs": raw_figures(costs)}
    return Section("Stages", table(["", "µs per document", "times the floor"], rows), figures)


def _measure_stages(setting: Setting, stages: list[Mapping[str, float]]) -> Cost:
    """Add the costs of the stages, in microseconds, to a list."""
    pages = ["--pages", str(min(PAGES, setting.pages)), "--size", str(PAGE_SIZE)]
    command = [sys.executable, str(STAGES), "--json", *pages]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own script
    stages.append(json.loads(told.stdout))
    return Cost(0, 0, 0, 0, 0)


def _whole_runs(setting: Setting) -> Iterator[tuple[str, Callable[[], Cost]]]:
    for count in (1, setting.pages):
        pages = text_pages(setting.folder, count)
        yield f"floor, {count}", partial(floor, pages)
        yield f"run, {count}", partial(convert, pages, workers=1)


def _by_document(
    costs: Mapping[str, Sequence[Cost]], pages: int, stages: Mapping[str, float]
) -> dict[str, float]:
    """Give the microseconds of a run and of the floor for one more document."""

    def one_more(who: str) -> float:
        seconds = middle(costs[f"{who}, {pages}"]).cpu - middle(costs[f"{who}, 1"]).cpu
        return seconds / (pages - 1) * 1e6

    known = sum(stages[name] for name in (READ, WHOLE, WRITTEN))
    whole = one_more("run")
    return {
        "files, ledger, counts: the rest": whole - known,
        "a whole run": whole,
        "the floor": one_more("floor"),
    }
