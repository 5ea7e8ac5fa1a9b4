"""A run that was finished, and that would give the same again, has nothing to do."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from corpuskit.files.attempts import LEDGER
from corpuskit.files.disk import facts_of
from corpuskit.files.inputs import STATE, lines
from corpuskit.files.output import OutputFolder
from corpuskit.ledger import Line, Run, decode_lines
from corpuskit.runs.conversion import Conversion
from corpuskit.runs.done import Done
from corpuskit.runs.earlier import Earlier, finished_store
from corpuskit.runs.opening import opener
from corpuskit.runs.outputs import Nowhere
from corpuskit.runs.plan import Plan
from corpuskit.runs.summary import Summary
from corpuskit.runs.target import is_same
from corpuskit.runs.tasks import Over, Tasks


def unchanged(plan: Plan, folder: OutputFolder) -> Summary | None:
    """Give the summary of a finished run, when every source and every file is as it was then.

    What stands in the folder is read and compared with the digests of that run.
    """
    job, previous = plan.job, plan.previous
    if not is_same(previous, plan.run) or folder.earlier_attempts or any(folder.recorded):
        return None
    if previous is None or previous.limit != job.running.limit:
        return None
    stores, scratch = [finished_store(job.output)], folder.scratch("kept")
    is_apart = bool(job.running.workers)
    with (
        closing(Earlier(job, stores, scratch, is_check=True)) as earlier,
        opener(plan, is_apart=is_apart) as opened,
    ):
        tasks = Tasks(plan, opened, earlier)
        summary = _compared(plan, tasks) if _stand(Path(job.output), previous) else None
    for table in [] if summary else plan.tables:
        table.forget()
    return summary


def _compared(plan: Plan, tasks: Tasks) -> Summary | None:
    job = plan.job
    summary = Summary(job.place, job.dry_run, job.settings.get("profile", ""), is_unchanged=True)
    ledger = decode_lines(lines(Path(job.output) / STATE / LEDGER))
    sinks = {exporter.name: Nowhere() for exporter in job.exporters}
    conversion = Conversion(plan, summary, sinks)
    for done in _done(tasks):
        if done is None or not _is_same(conversion.take(done), next(ledger, None)):
            return None
        if 0 < job.running.limit <= summary.sources:
            break
    return summary if next(ledger, None) is None else None


def _done(tasks: Tasks) -> Iterator[Done | None]:
    """Give what became of each part, None at the first that is to be done."""
    for item in tasks.items():
        if item.task is not None:
            yield None
            return
        if not isinstance(item.result, Over):
            yield from item.result.done


def _is_same(line: Line, before: Line | None) -> bool:
    if before is None:
        return False
    ids = [entry.id for entry in line.documents], [entry.id for entry in before.documents]
    return ids[0] == ids[1] and _told(line) == _told(before)


def _told(line: Line) -> tuple[str, ...]:
    return line.name, line.name_hex, line.outcome, line.cause, line.sha256, line.key


def _stand(output: Path, previous: Run) -> bool:
    """Say whether the ledger and the files of no one document are as they were written."""
    if facts_of(output / STATE / LEDGER) != previous.ledger:
        return False
    return all(
        facts_of(output / name) == replace(facts, documents=None)
        for name, facts in previous.files.items()
    )
