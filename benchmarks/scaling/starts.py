"""What it takes to start: commands that have next to nothing to do."""

import sys
from functools import partial

from measuring import measure, middle, take_turns
from scaling.inputs import text_pages
from scaling.section import Section, Setting, raw_figures, table
from whole_runs import CORPUSKIT, convert

TIMES_AS_OFTEN = 5
"""Short commands take more turns, since their times scatter more."""


def measure_starts(setting: Setting) -> Section:
    """Start Python, and corpuskit for less and more work, in turns."""
    page = text_pages(setting.folder, 1)
    works = {
        "`python -c ''`": partial(measure, [sys.executable, "-c", ""]),
        "`corpuskit --version`": partial(measure, [*CORPUSKIT, "--version"]),
        "`corpuskit convert --help`": partial(measure, [*CORPUSKIT, "convert", "--help"]),
        "`corpuskit convert`, one document, one worker": partial(convert, page, workers=1),
        "`corpuskit convert`, one document": partial(convert, page),
    }
    costs = take_turns(works, setting.turns * TIMES_AS_OFTEN)
    found = {name: middle(each) for name, each in costs.items()}
    rows = [
        [name, f"{each.wall * 1e3:.0f}", f"{each.cpu * 1e3:.0f}", f"{each.megabytes:.0f}"]
        for name, each in found.items()
    ]
    lines = table(["", "milliseconds", "CPU milliseconds", "peak MB"], rows)
    return Section("Start", lines, raw_figures(costs))
