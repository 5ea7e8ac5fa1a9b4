"""A run: sources in, documents out, one entry in the ledger for each source.

Nothing is written before the plan holds. Then every source is read, labelled and encoded by itself,
and whatever goes wrong with it is its own refusal. Foreign code may print; what it prints goes to
standard error.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from corpuskit.errors import ExportRefused, RunFailed, SourceRefused
from corpuskit.exporter import Exporter, Member, RecordExporter
from corpuskit.files.attempts import LEDGER, RUN_FILE, forget_attempt
from corpuskit.files.disk import facts_of_data
from corpuskit.files.inputs import STATE, lines
from corpuskit.files.output import OutputFolder, PendingFile
from corpuskit.files.stdio import write_stdout
from corpuskit.ledger import Outcome, encode_line, encode_run, members, outputs
from corpuskit.model import Document
from corpuskit.names import Keys, name_key
from corpuskit.runs import dropped
from corpuskit.runs.claims import Claims
from corpuskit.runs.conversion import Conversion, results
from corpuskit.runs.earlier import Earlier, attempt_store, finished_store
from corpuskit.runs.flow import flow
from corpuskit.runs.interrupts import ending_on_signals
from corpuskit.runs.job import Job, Labeller, Progress
from corpuskit.runs.outputs import (
    DocumentFiles,
    Memory,
    Nowhere,
    PutFile,
    Sink,
    StreamFile,
)
from corpuskit.runs.plan import Plan, make_plan
from corpuskit.runs.shards import CorpusFiles
from corpuskit.runs.summary import Summary
from corpuskit.runs.target import attempted, is_same, refuse_changed
from corpuskit.runs.unchanged import unchanged
from corpuskit.wording import counted

if TYPE_CHECKING:
    from corpuskit.files.kept import Store

__all__ = ["Job", "Labeller", "Progress", "convert", "documents"]

PAUSE = 1.0
"""Seconds between two flushes."""
Change = Callable[[Iterable[bytes]], Iterable[bytes]]


def convert(
    job: Job,
    progress: Callable[[Progress], None] | None = None,
    publish: Callable[[], None] | None = None,
) -> Summary:
    """Do a job; `progress` is called after each source.

    `publish` is called when the output folder is complete, before it is unlocked.

    Raises UsageError before anything is touched, OutputInUse for a folder that another run holds or
    that was made with other settings, RunFailed when the disk or an exporter as a whole fails, and
    BrokenPipeError when the reader of standard output went away.
    """
    summary = Summary(job.place, job.dry_run, job.settings.get("profile", ""))
    with closing(make_plan(job)) as plan, ending_on_signals():
        _Run(plan, summary, progress or _ignore, publish or _nothing).do()
        summary.remarks += (line for table in plan.tables for line in table.lines())
        summary.remarks += job.copies.remarks(summary) if job.copies else ()
    return summary


def documents(job: Job) -> Iterator[Document | SourceRefused]:
    """Give the documents of a job one by one, and each refusal in its place; nothing is written.

    Raises UsageError as `convert` does; the job should be a dry run, which needs no format.
    """
    with closing(make_plan(job)) as plan:
        claims = Claims(plan)
        for source in plan.sources:
            yield from results(plan, source, claims)


@dataclass(frozen=True, slots=True)
class _Run:
    plan: Plan
    summary: Summary
    progress: Callable[[Progress], None]
    publish: Callable[[], None]

    def do(self) -> None:
        if self.plan.job.dry_run:
            self._rehearse()
        elif self.plan.job.output:
            self._fill_folder()
        else:
            self._print()

    def _rehearse(self) -> None:
        nowhere = Nowhere()
        sinks: dict[str, Sink] = {exporter.name: nowhere for exporter in self.plan.job.exporters}
        with redirect_stdout(sys.stderr):
            for _ in self._lines(Conversion(self.plan, self.summary, sinks)):
                pass

    def _print(self) -> None:
        (exporter,) = self.plan.job.exporters
        source = next((one.name.name for one in self.plan.sources if not one.settled), "")
        memory = Memory(exporter, source)
        with redirect_stdout(sys.stderr):
            for _ in self._lines(Conversion(self.plan, self.summary, {exporter.name: memory})):
                pass
            try:
                data = memory.data()
            except ExportRefused as refusal:
                self._refuse_printed({exporter.name: refusal})
                return
        write_stdout(data)

    def _refuse_printed(self, refusals: dropped.Refusals) -> None:
        dropped.tell(refusals, self.summary)
        outcome = Outcome.WARNED if self.summary.warned else Outcome.CONVERTED
        self.summary.refuse_later(outcome, self.summary.documents)

    def _fill_folder(self) -> None:
        with redirect_stdout(sys.stderr), self._folder() as folder:
            if summary := unchanged(self.plan, folder):
                self.summary.take_over(summary)
                folder.finish()
            else:
                with self._earlier(folder) as earlier:
                    self._write(folder, earlier)
            self.publish()

    def _write(self, folder: OutputFolder, earlier: Earlier) -> None:
        conversion = Conversion(self.plan, self.summary, self._sinks(folder))
        ledger = folder.start(f"{STATE}/{LEDGER}")
        clock = _Flushing(conversion, ledger)
        for line in self._lines(conversion, earlier):
            ledger.write(line)
            clock.tick()
        ledger.flush()
        self.summary.reused = earlier.reused
        self._complete(folder, conversion, ledger)

    def _complete(self, folder: OutputFolder, conversion: Conversion, ledger: PendingFile) -> None:
        """Put all files in place, the one that vouches for them last."""
        job, previous = self.plan.job, self.plan.previous
        if not is_same(previous, self.plan.run):
            folder.disown(previous.files if previous else ())
        refusals: dict[str, ExportRefused] = {}
        members_of = partial(_Members, ledger.scratch, job.packing.ending)
        files = dict(_finish(conversion, members_of, refusals))
        files |= {name: facts_of_data(data) for name, data in job.files.items()}
        if refusals:
            ledger = folder.rewrite(ledger, self._drop(conversion, refusals))
        for name, data in sorted(job.files.items()):
            folder.put(name, data)
        folder.remove(_stale(folder, self.plan, Keys(chain(conversion.keys, _keys(files)))))
        ledger.commit()
        run = folder.start(f"{STATE}/{RUN_FILE}")
        done = replace(self.plan.run, files=dict(sorted(files.items())), ledger=ledger.facts)
        run.write(encode_run(done))
        run.commit()
        folder.finish()

    def _drop(self, conversion: Conversion, refusals: dropped.Refusals) -> Change:
        dropped.tell(refusals, self.summary)
        lost = (each for each in self.plan.job.exporters if each.name in refusals)
        end = self.plan.job.packing.ending
        files = [f"{each.name}/corpus{each.suffix}{end}" for each in lost]
        conversion.keys = dropped.other_keys(conversion.keys, files)
        return lambda lines: dropped.without(lines, refusals, self.summary)

    def _folder(self) -> OutputFolder:
        output, planned = self.plan.job.output, self.plan.previous
        check = partial(refuse_changed, output, planned)
        return OutputFolder(output, check, encode_run(self.plan.run))

    @contextmanager
    def _earlier(self, folder: OutputFolder) -> Iterator[Earlier]:
        """Give what earlier runs did with the same options; the others are forgotten."""
        job, now = self.plan.job, self.plan.run
        stores: list[Store] = []
        for attempt in folder.earlier_attempts:
            if is_same(attempted(attempt), now):
                stores.append(attempt_store(job.output, attempt, job))
            else:
                forget_attempt(attempt)
        if is_same(self.plan.previous, now):
            stores.append(finished_store(job.output))
        with closing(Earlier(job, stores, folder.scratch("kept"))) as earlier:
            yield earlier

    def _sinks(self, folder: OutputFolder) -> dict[str, Sink]:
        return {e.name: _sink(e, folder, self.plan) for e in self.plan.job.exporters}

    def _lines(self, conversion: Conversion, earlier: Earlier | None = None) -> Iterator[bytes]:
        """Give the lines of all sources, as far as the user lets the run go."""
        running, summary = self.plan.job.running, self.summary
        with closing(flow(self.plan, conversion, self.progress, earlier)) as taken:
            for line in taken:
                yield encode_line(line)
                if 0 <= running.most_refused < summary.refused:
                    raise RunFailed(_stopped(summary))
                if 0 < running.limit <= summary.sources:
                    return


class _Flushing:
    """Flushes what was written about once a second, so that a killed run loses no more."""

    def __init__(self, conversion: Conversion, ledger: PendingFile) -> None:
        self._conversion, self._ledger = conversion, ledger
        self._next = time.monotonic() + PAUSE

    def tick(self) -> None:
        if time.monotonic() >= self._next:
            self._conversion.flush()
            self._ledger.flush()
            self._next = time.monotonic() + PAUSE


def _stopped(summary: Summary) -> str:
    told = f"stopped behind {counted(summary.refused, 'refused source')}"
    last = summary.refusals[-1] if summary.refusals else ""
    return f"{told}, the last was {last}; what is finished is kept, run again to go on"


@dataclass(frozen=True, slots=True)
class _Members:
    """The documents of one format, read from the ledger whenever they are walked."""

    ledger: Path
    ending: str
    """What stands behind the names of packed files."""
    exporter: str

    def __iter__(self) -> Iterator[Member]:
        for member in members(lines(self.ledger), self.exporter):
            yield member._replace(file=member.file.removesuffix(self.ending))


def _sink(exporter: Exporter, folder: OutputFolder, plan: Plan) -> Sink:
    packing = plan.job.packing
    if not isinstance(exporter, RecordExporter):
        return StreamFile(exporter, folder, packing)
    if exporter.per_document:
        names = plan.names[exporter.name]
        return DocumentFiles(exporter, folder, names, packing.compression)
    return CorpusFiles(exporter, folder, packing)


def _finish(
    conversion: Conversion,
    members_of: Callable[[str], _Members],
    refusals: dict[str, ExportRefused],
) -> Iterator[PutFile]:
    # Exporters that write their streams themselves come last: they may fail as a whole.
    sinks = conversion.sinks.items()
    ordered = sorted(sinks, key=lambda item: (isinstance(item[1], StreamFile), item[0]))
    for name, sink in ordered:
        try:
            yield from sink.finish(members_of(name), conversion.counts[name])
        except ExportRefused as refusal:
            refusals[name] = refusal


def _stale(folder: OutputFolder, plan: Plan, current: Keys) -> Iterator[str]:
    earlier = plan.previous.files if plan.previous else {}
    ledger = lines(folder.inside("ledger.jsonl"))
    names = chain(outputs(ledger), earlier, folder.recorded)
    return (name for name in names if name_key(name) not in current)


def _keys(names: Iterable[str]) -> Iterator[int]:
    return map(name_key, names)


def _ignore(progress: Progress) -> None:
    """Tell nobody."""


def _nothing() -> None:
    """Leave the output where it is."""
