"""What `corpuskit dedupe` does."""

import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from corpuskit.assembly import ReadingOptions, make_job
from corpuskit.commands.actions import told_tools
from corpuskit.commands.ending import say
from corpuskit.commands.watching import Way, watching
from corpuskit.duplicates.comparison import Comparison
from corpuskit.files.reports import archives, check_report_place
from corpuskit.files.stdio import write_stdout
from corpuskit.files.whole import put_whole
from corpuskit.loading.plugins import find_plugins
from corpuskit.runs.deduplication import Search, deduplicated

_BATCH = 1000
"""Lines that go to standard output at a time."""


class Asked(NamedTuple):
    """What counts as a copy, and where the report is written, "" for standard output."""

    comparison: Comparison
    report: str


def asked(report: str, threshold: float, prefer: str, paragraphs: int) -> Asked:
    """Turn the words of a command line into what is asked for; raises UsageError."""
    comparison = Comparison(threshold=threshold, prefer=prefer, paragraphs=paragraphs)
    return Asked(comparison, "" if report == "-" else report)


def dedupe(inputs: Sequence[str], wanted: Asked, options: ReadingOptions, way: Way) -> int:
    """Write a report on copies, and end with what was found on stderr."""
    if wanted.report:
        check_report_place(wanted.report, inputs)
    tools, telling = told_tools(find_plugins(os.environ), options.reader), way.telling
    given = archives(inputs)
    job = replace(make_job(tools, options), running=way.running)
    job = replace(job, inputs=tuple(path for path, _ in given), names=dict(given))
    with ExitStack() as stack:
        with watching(telling) as progress:
            found = stack.enter_context(deduplicated(job, Search(wanted.comparison), progress))
        _write(wanted.report, found.report())
    for line in found.refusals if telling.quiet else found.lines():
        say(line)
    return found.exit_code


def _write(report: str, lines: Iterable[bytes]) -> None:
    if report:
        put_whole(report, lines)
        return
    lines = iter(lines)
    while batch := b"".join(islice(lines, _BATCH)):
        write_stdout(batch)
