"""What more workers bring: seconds, CPU time, memory, and what stays with the first process."""

from collections.abc import Mapping, Sequence
from functools import partial

from measuring import Cost, cpu, middle, ratio, ratios, take_turns, wall
from scaling.inputs import text_pages
from scaling.section import MISSING, Section, Setting, Target, raw_figures, table
from whole_runs import available_cores, convert

LEAST_SPEED_UP = 1.7
COLUMNS = [
    "workers",
    "documents/s",
    "speed-up",
    "CPU time to one",
    "CPU s of the first process",
    "peak MB",
]


def measure_workers(setting: Setting) -> Section:
    """Run the same pages with one worker, two, four and so on up to the cores, in turns."""
    pages = text_pages(setting.folder, setting.pages)
    counts = worker_counts(available_cores())
    works = {count: partial(convert, pages, workers=count) for count in counts}
    costs = take_turns(works, setting.turns)
    rows = [_row(count, costs, setting.pages) for count in counts]
    figures = raw_figures({str(count): each for count, each in costs.items()})
    lines = [f"{setting.pages:,} documents.", "", *table(COLUMNS, rows)]
    return Section("Workers", lines, figures, _targets(costs))


def worker_counts(cores: int) -> list[int]:
    """Give 1, 2, 4 and so on below the number of cores, and that number."""
    return [*(2**power for power in range(cores.bit_length()) if 2**power < cores), cores]


def _row(count: int, costs: Mapping[int, Sequence[Cost]], pages: int) -> list[str]:
    found = middle(costs[count])
    faster, dearer = ratio(costs[1], costs[count], wall), ratio(costs[count], costs[1], cpu)
    own = f"{found.own:.2f}" if found.own else MISSING
    speeds = [f"{pages / found.wall:,.0f}", f"{faster:.2f}", f"{dearer:.2f}"]
    return [str(count), *speeds, own, f"{found.megabytes:.0f}"]


def _targets(costs: Mapping[int, Sequence[Cost]]) -> list[Target]:
    if 2 not in costs:  # noqa: PLR2004 - two workers
        return []
    return [Target("speed-up by a second core", LEAST_SPEED_UP, ratios(costs[1], costs[2], wall))]
