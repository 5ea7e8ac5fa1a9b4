"""What a run did and what it took, for machines: the JSON that `convert --report` writes.

Pure. All that was measured is handed in, and stands apart from what the same run always says.
"""

import platform
from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from corpuskit.escape import unicode_of
from corpuskit.files.urls import without_secrets
from corpuskit.ledger import Outcome, settings_of
from corpuskit.runs.job import Job, Running
from corpuskit.runs.summary import Summary
from corpuskit.version import VERSION

KIND = "corpuskit-run/"
FORMAT = f"{KIND}1"
DIGITS = 3
"""Of a second, behind the point; nothing is measured more closely."""


class Timings(Struct, frozen=True, kw_only=True):
    """What was measured of a run; no two runs agree in it.

    `started` is the moment in UTC as ISO 8601 has it, "2026-03-01T12:00:00Z". All else of time is
    in seconds: `wall_seconds` on the wall, `cpu_seconds` of the processor for this process and
    `cpu_seconds_children` for all its workers together, `stage_seconds` on the wall by the name of
    the stage of the command. Memory is the most that was resident, in bytes: `peak_bytes` of this
    process and `peak_bytes_largest_child` of the one worker that needed most. Both of workers are
    null where there were none or the system does not tell. `work_seconds` is what all workers
    together spent on documents, by what they did.
    """

    started: str
    wall_seconds: float
    cpu_seconds: float
    cpu_seconds_children: float | None
    stage_seconds: dict[str, float]
    peak_bytes: int
    peak_bytes_largest_child: int | None
    work_seconds: dict[str, float] = {}


class Versions(Struct, frozen=True):
    """Which code ran.

    `corpuskit` and `python` are versions; `plugins` has the version of each distribution that
    brought a reader, a language pack or a rule, by its name.
    """

    corpuskit: str
    python: str
    plugins: dict[str, str]


class Options(Struct, frozen=True, kw_only=True):
    """What the run was asked to do, whichever command or call asked for it.

    `settings` are those that the output folder keeps: each format with its options ("format json"),
    normalisation, selection and so on. `inputs` and `output` are paths or URLs as they were given,
    "" for standard output; `work_folder` is where an output at a URL was made, else "". `encoding`,
    `reader` and `metadata` are "" where none was forced or named.
    `limits` are those beyond which sources are refused, `fields` the fields of tables by what they
    hold. A `dry_run` wrote nothing; `force` wrote over what other settings had made.
    """

    settings: dict[str, str]
    inputs: tuple[str, ...]
    output: str
    work_folder: str
    encoding: str
    reader: str
    metadata: str
    limits: dict[str, int]
    fields: dict[str, str]
    dry_run: bool
    force: bool


class Workings(Struct, frozen=True, kw_only=True):
    """How the run went about its work, which decides no byte of what it wrote.

    `workers` is how many the `engine` of that name was asked for; with 0 there was none, and all
    was done in one process. `deadline` is how many seconds a document may take for each mebibyte of
    its source that was begun. `limit` is how many sources were read at most, 0 for all. The run
    stops when more than `most_refused` are refused, -1 for never. `retry` tried again what an
    earlier run refused.
    """

    workers: int
    engine: str
    deadline: float
    limit: int
    most_refused: int
    retry: bool


class RunCounts(Struct, frozen=True, kw_only=True):
    """How much of what there was.

    `sources` counts what `outcomes` does but for containers, which are "opened"; `outcomes` always
    has every outcome. `documents` are those that at least one format carries. Characters are code
    points of normalised text, blank blocks aside: `characters_kept` and `characters_left_out`.
    `blocks` counts by label, `rules` by the rule that decided a label, `changes` by the rule of
    normalisation, `notes` by what a format mentions, `warnings` by code, `skips` by cause. Of the
    refusals, `refusals_told` are named in the messages and `refusals_untold` only in the ledger.
    `reused` counts the sources that an earlier run into the same folder had done.
    """

    sources: int
    outcomes: dict[str, int]
    documents: int
    characters_kept: int
    characters_left_out: int
    blocks: dict[str, int]
    rules: dict[str, int]
    changes: dict[str, int]
    notes: dict[str, int]
    warnings: dict[str, int]
    skips: dict[str, int]
    refusals_told: int
    refusals_untold: int
    reused: int


class Messages(Struct, frozen=True):
    """What a person was told, in words: the first `refusals` and `warnings`, and all `remarks`."""

    refusals: tuple[str, ...]
    warnings: tuple[str, ...]
    remarks: tuple[str, ...]


class _Kind(Struct, frozen=True):
    format: str


class Report(Struct, frozen=True, kw_only=True):
    """All that is said of one run; `format` tells how to read it.

    All is the same whenever the same run is made, but for `timings`, for `running` when it goes
    about its work another way, and for what it reused. `exit_code` is what the command ends with: 0
    when all went well, 3 when an input was refused or no document was made.
    """

    format: str
    versions: Versions
    options: Options
    running: Workings
    counts: RunCounts
    messages: Messages
    timings: Timings
    exit_code: int


def report_of(job: Job, summary: Summary, timings: Timings) -> Report:
    r"""Put together the report of a job that is done.

    What is not Unicode in a path or a name, such as a byte of a path that is not UTF-8, is written
    as an escape, "\udcff".
    """
    return Report(
        format=FORMAT,
        versions=_versions(job.settings),
        options=_options(job),
        running=_workings(job.running),
        counts=_counts(summary),
        messages=Messages(
            *map(_all_unicode, (summary.refusals, summary.warnings, summary.remarks))
        ),
        timings=replace(timings, work_seconds=_seconds(summary.seconds)),
        exit_code=summary.exit_code,
    )


def encode_report(report: Report) -> bytes:
    """Give the report as JSON that a person can read too: indented, keys sorted, UTF-8."""
    return msgspec.json.format(msgspec.json.encode(report, order="sorted"), indent=2) + b"\n"


def is_run_report(data: bytes) -> bool:
    """Say whether bytes are a report that `encode_report` gave, of whatever version."""
    try:
        return msgspec.json.decode(data, type=_Kind).format.startswith(KIND)
    except msgspec.DecodeError:
        return False


def _versions(settings: Mapping[str, str]) -> Versions:
    listed = (each.partition(" ") for each in settings.get("plugins", "").split(", ") if each)
    plugins = _texts({name: version for name, _, version in listed})
    return Versions(VERSION, platform.python_version(), plugins)


def _options(job: Job) -> Options:
    return Options(
        settings=_texts(settings_of(job.exporters, job.settings)),
        inputs=_all_unicode(map(without_secrets, job.inputs)),
        output=unicode_of(job.place),
        work_folder=unicode_of(job.output) if job.store else "",
        encoding=unicode_of(job.encoding),
        reader=unicode_of(job.reader),
        metadata=unicode_of(job.metadata),
        limits=job.limits._asdict(),
        fields=_texts(job.fields._asdict()),
        dry_run=job.dry_run,
        force=job.force,
    )


def _workings(running: Running) -> Workings:
    return Workings(
        workers=running.workers,
        engine=unicode_of(running.engine.name),
        deadline=running.deadline,
        limit=running.limit,
        most_refused=running.most_refused,
        retry=running.retry,
    )


def _counts(summary: Summary) -> RunCounts:
    return RunCounts(
        sources=summary.sources,
        outcomes={str(outcome): summary.outcomes[outcome] for outcome in Outcome},
        documents=summary.documents,
        characters_kept=summary.characters_kept,
        characters_left_out=summary.characters_left_out,
        blocks=_numbers(summary.blocks),
        rules=_numbers(summary.rules),
        changes=_numbers(summary.changes),
        notes=_numbers(summary.notes),
        warnings=_numbers(summary.warning_codes),
        skips=_numbers(summary.skips),
        refusals_told=len(summary.refusals),
        refusals_untold=summary.refusals_untold,
        reused=summary.reused,
    )


def _numbers(counter: Mapping[str, int]) -> dict[str, int]:
    """Give counts by names that JSON can hold; names that become the same are counted together."""
    numbers: Counter[str] = Counter()
    for name, count in counter.items():
        numbers[unicode_of(name)] += count
    return dict(+numbers)


def _seconds(spent: Mapping[str, float]) -> dict[str, float]:
    return {name: round(seconds, DIGITS) for name, seconds in spent.items()}


def _texts(texts: Mapping[str, str]) -> dict[str, str]:
    return {unicode_of(name): unicode_of(text) for name, text in texts.items()}


def _all_unicode(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(unicode_of, texts))
