"""What the commands do: one call into the core, and what is printed. They give their exit codes."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, redirect_stdout
from dataclasses import replace
from typing import Any

from corpuskit.assembly import ReadingOptions, make_job
from corpuskit.commands import show
from corpuskit.commands.ending import say
from corpuskit.commands.groups import Reporting
from corpuskit.commands.inspection import document_lines
from corpuskit.commands.progress import shown_progress, told_progress
from corpuskit.commands.timing import Stopwatch, Usage
from corpuskit.errors import SourceRefused, UsageError
from corpuskit.escape import safe
from corpuskit.exporter import RecordExporter
from corpuskit.files import whole
from corpuskit.files.reports import check_not_read
from corpuskit.files.urls import shown
from corpuskit.labels.explain import sentences
from corpuskit.loading.entries import EXPORTERS
from corpuskit.loading.listing import list_plugins
from corpuskit.loading.plugins import Plugins, Tools, find_plugins, foreign_code
from corpuskit.model import Document
from corpuskit.runs import publication, run
from corpuskit.runs.job import Job
from corpuskit.runs.report import encode_report, is_run_report, report_of
from corpuskit.runs.restore import restore as restore_sources

ARCHIVE_FORMAT = "json"


def convert(job: Job, reporting: Reporting, stopwatch: Stopwatch) -> int:
    """Do a job, show how far it is, and end with its summary on stderr."""
    job = publication.placed(job)
    _check_report(reporting.report, job)
    told = reporting.verbose
    watching = nullcontext(told_progress(sys.stderr)) if told else shown_progress(sys.stderr)
    shown = nullcontext() if reporting.quiet else watching
    with shown as progress, stopwatch.stage("convert"):
        summary = publication.convert(job, progress)
    if reporting.report:
        stopwatch.count_worker(Usage(summary.worker_cpu, summary.worker_peak))
        data = encode_report(report_of(job, summary, stopwatch.timings()))
        whole.put_whole(reporting.report, (data,))
    for line in summary.refusals if reporting.quiet else summary.lines():
        say(line)
    return summary.exit_code


def _check_report(path: str, job: Job) -> None:
    """Refuse a report that cannot be written, that would be read, or be part of the corpus.

    An earlier one goes, so that nobody takes it for the report of a run that failed.
    """
    if not path:
        return
    whole.check_place(path)
    if any(whole.lies_below(path, place) for place in (job.output, job.store) if place):
        raise UsageError(f"{shown(path)} lies inside the output folder; name another --report")
    check_not_read(path, filter(None, (*job.inputs, job.metadata)), "--report")
    if whole.beginning(path, 1):
        _check_is_report(path)
    whole.remove(path)


def _check_is_report(path: str) -> None:
    with whole.open_whole(path) as stream:
        if not is_run_report(stream.read()):
            raise UsageError(
                f"{shown(path)} is there already and no report of a run; name another --report"
            )


def check_places(output: str, report: str, *, dry_run: bool) -> None:
    """Raise UsageError for an output or a report that cannot be put where it is wanted."""
    publication.check_reachable(output, dry_run=dry_run)
    if report:
        whole.check_place(report)


def inspect(file: str, options: ReadingOptions, *, as_json: bool) -> int:
    """Print the documents of one file with every reason, or as records of the archive format."""
    plugins = find_plugins(os.environ)
    tools = told_tools(plugins, options.reader)
    job = replace(make_job(tools, options), inputs=(file,))
    show_one = _as_record(plugins) if as_json else _as_lines(tools)
    code = 0
    for result in _quietly(run.documents(job)):
        if isinstance(result, Document):
            _write(show_one(result))
        else:
            say(f"refused: {result}")
            code = 3
    return code


def restore(output: str, target: str, *, force: bool) -> int:
    """Write the sources of a corpus again."""
    archive: Any = find_plugins(os.environ).exporter(ARCHIVE_FORMAT)
    report = restore_sources(output, target, archive.read_record, force=force)
    for line in report.lines():
        say(line)
    return report.exit_code


def formats(name: str) -> int:
    """Print all formats, or the details of one."""
    plugins = find_plugins(os.environ)
    if name:
        _print(show.format_details(plugins.exporter(name)))
        return 0
    statuses = [each for each in list_plugins(plugins) if each.group == EXPORTERS]
    usable = [plugins.exporter(each.name) for each in statuses if each.status == "active"]
    if not statuses:
        raise UsageError(plugins.why_missing(""))
    _print(show.format_lines(usable, [each for each in statuses if each.problem]))
    return 0


def plugins(*, as_json: bool) -> int:
    """Print all plugins and what came of loading them."""
    statuses = list_plugins(find_plugins(os.environ))
    if as_json:
        _write(_json([status._asdict() for status in statuses]))
    else:
        _print(show.plugin_lines(statuses, show.painter()))
    return 0


def schema(name: str) -> int:
    """Print the schema of a format."""
    installed = find_plugins(os.environ)
    exporter: Any = installed.exporter(name)
    if not hasattr(exporter, "schema"):
        raise UsageError(f"format '{name}' has no schema; see 'corpuskit formats {safe(name)}'")
    with foreign_code(installed.exporter_entry(name)):
        data = bytes(exporter.schema())
    _write(data)
    return 0


def told_tools(plugins: Plugins, reader: str) -> Tools:
    """Load what labelling needs, and tell of each plugin that cannot be used."""
    tools = plugins.tools(reader)
    for problem in tools.problems:
        say(f"warning: {problem}; see 'corpuskit plugins'")
    return tools


def _as_record(plugins: Plugins) -> Callable[[Document], bytes]:
    archive = plugins.exporter(ARCHIVE_FORMAT)
    if not isinstance(archive, RecordExporter):
        raise UsageError(f"format '{ARCHIVE_FORMAT}' writes no single records; leave --json out")
    return archive.encode


def _as_lines(tools: Tools) -> Callable[[Document], bytes]:
    paint, explained = show.painter(), sentences(tools.rules)
    return lambda document: _encoded(document_lines(document, paint, explained))


def _quietly(
    results: Iterator[Document | SourceRefused],
) -> Iterator[Document | SourceRefused]:
    """Give the results; what foreign code prints on the way goes to stderr."""
    while True:
        with redirect_stdout(sys.stderr):
            result = next(results, None)
        if result is None:
            return
        yield result


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode(errors="replace")


def _write(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _print(lines: Iterable[str]) -> None:
    _write(_encoded(lines))


def _encoded(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode(sys.stdout.encoding, "backslashreplace")
