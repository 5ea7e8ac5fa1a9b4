"""A run: sources in, documents out, one entry in the ledger for each source.

Nothing is written before the plan holds. Then every source is read, labelled and encoded by itself,
and whatever goes wrong with it is its own refusal. Foreign code may print; what it prints goes to
standard error.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, redirect_stdout
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from corpuskit.errors import ExportRefused, SourceRefused
from corpuskit.exporter import Exporter, Member, RecordExporter
from corpuskit.files.inputs import STATE, Source, lines
from corpuskit.files.output import OutputFolder
from corpuskit.files.stdio import write_stdout
from corpuskit.ledger import Outcome, Run, encode_line, encode_run, members, outputs
from corpuskit.model import Document
from corpuskit.names import Keys, name_key
from corpuskit.runs import dropped
from corpuskit.runs.claims import Claims
from corpuskit.runs.conversion import Conversion, results
from corpuskit.runs.interrupts import ending_on_signals
from corpuskit.runs.job import Job, Labeller, Progress
from corpuskit.runs.outputs import CorpusFile, DocumentFiles, Memory, Nowhere, Sink, StreamFile
from corpuskit.runs.plan import Plan, make_plan
from corpuskit.runs.summary import Summary
from corpuskit.runs.target import refuse_changed
from corpuskit.version import VERSION

__all__ = ["Job", "Labeller", "Progress", "convert", "documents"]

Change = Callable[[Iterable[bytes]], Iterable[bytes]]


def convert(job: Job, progress: Callable[[Progress], None] | None = None) -> Summary:
    """Do a job; `progress` is called after each source.

    Raises UsageError before anything is touched, OutputInUse for a folder that another run holds or
    that was made with other settings, RunFailed when the disk or an exporter as a whole fails, and
    BrokenPipeError when the reader of standard output went away.
    """
    summary = Summary(job.output, job.dry_run, job.settings.get("profile", ""))
    with closing(make_plan(job)) as plan, ending_on_signals():
        _Run(plan, summary, progress or _ignore).do()
        summary.remarks += (line for table in plan.tables for line in table.lines())
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
        memory = Memory(exporter)
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
        job = self.plan.job
        with self._folder() as folder, redirect_stdout(sys.stderr):
            conversion = Conversion(self.plan, self.summary, self._sinks(folder))
            ledger = folder.start(f"{STATE}/ledger.jsonl")
            for line in self._lines(conversion):
                ledger.write(line)
            ledger.flush()
            refusals: dict[str, ExportRefused] = {}
            files = tuple(sorted([*_finish(conversion, ledger.scratch, refusals), *job.files]))
            if refusals:
                ledger = folder.rewrite(ledger, self._drop(conversion, refusals))
            for name, data in sorted(job.files.items()):
                folder.put(name, data)
            folder.remove(_stale(folder, self.plan, Keys(chain(conversion.keys, _keys(files)))))
            ledger.commit()
            run = folder.start(f"{STATE}/run.json")
            run.write(encode_run(Run(VERSION, dict(self.plan.settings), files)))
            run.commit()
            folder.finish()

    def _drop(self, conversion: Conversion, refusals: dropped.Refusals) -> Change:
        dropped.tell(refusals, self.summary)
        lost = (each for each in self.plan.job.exporters if each.name in refusals)
        files = [f"{each.name}/corpus{each.suffix}" for each in lost]
        conversion.keys = dropped.other_keys(conversion.keys, files)
        return lambda lines: dropped.without(lines, refusals, self.summary)

    def _folder(self) -> OutputFolder:
        output, planned = self.plan.job.output, self.plan.previous
        return OutputFolder(output, lambda: refuse_changed(output, planned))

    def _sinks(self, folder: OutputFolder) -> dict[str, Sink]:
        return {e.name: _sink(e, folder, self.plan) for e in self.plan.job.exporters}

    def _lines(self, conversion: Conversion) -> Iterator[bytes]:
        total = self.plan.total
        for done, source in enumerate(self.plan.sources, start=1):
            yield from map(encode_line, conversion.lines(source))
            self.progress(Progress(done, total, source.name.name))


@dataclass(frozen=True, slots=True)
class _Members:
    """The documents of one format, read from the ledger whenever they are walked."""

    ledger: Path
    exporter: str

    def __iter__(self) -> Iterator[Member]:
        return members(lines(self.ledger), self.exporter)


def _sink(exporter: Exporter, folder: OutputFolder, plan: Plan) -> Sink:
    if not isinstance(exporter, RecordExporter):
        return StreamFile(exporter, folder, lambda: _only_documents(plan))
    if exporter.per_document:
        return DocumentFiles(exporter, folder, plan.names[exporter.name])
    return CorpusFile(exporter, folder)


def _only_documents(plan: Plan) -> Iterator[Document]:
    unsettled: Iterator[Source] = (source for source in plan.sources if source.settled is None)
    claims = Claims(plan)
    found = chain.from_iterable(results(plan, source, claims) for source in unsettled)
    return (result for result in found if isinstance(result, Document))


def _finish(
    conversion: Conversion, ledger: Path, refusals: dict[str, ExportRefused]
) -> Iterator[str]:
    # Exporters that write their streams themselves come last: they may fail as a whole.
    sinks = conversion.sinks.items()
    ordered = sorted(sinks, key=lambda item: (isinstance(item[1], StreamFile), item[0]))
    for name, sink in ordered:
        try:
            yield from sink.finish(_Members(ledger, name), conversion.counts[name])
        except ExportRefused as refusal:
            refusals[name] = refusal


def _stale(folder: OutputFolder, plan: Plan, current: Keys) -> Iterator[str]:
    earlier = plan.previous.files if plan.previous else ()
    ledger = lines(folder.inside("ledger.jsonl"))
    names = chain(outputs(ledger), earlier, folder.recorded)
    return (name for name in names if name_key(name) not in current)


def _keys(names: tuple[str, ...]) -> Iterator[int]:
    return map(name_key, names)


def _ignore(progress: Progress) -> None:
    """Tell nobody."""
