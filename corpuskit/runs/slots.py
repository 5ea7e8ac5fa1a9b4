"""How many workers a run gets, and how much each is handed at a time."""

from dataclasses import replace

from corpuskit.engines.processes import pickled
from corpuskit.files.sidecar import any_date
from corpuskit.runs.job import HERE, Job
from corpuskit.runs.plan import Plan, Readable
from corpuskit.runs.supervised import MOST_TOGETHER

TURNS = 4
"""Batches that each worker gets at least, so that none waits for another at the end."""


def slots_for(plan: Plan) -> int:
    """Give the number of workers, no more than there is work for; 0 for none.

    A person who waits for one document to be printed sees it sooner without.
    """
    is_printed = not plan.job.output and not plan.job.dry_run
    workers = 0 if is_printed else plan.job.running.workers
    return workers if _has_many(plan, workers) else min(workers, plan.total)


def batch_for(plan: Plan, slots: int) -> int:
    """Give how many sources go together to a worker."""
    if not slots:
        return 1
    if _has_many(plan, slots):
        return MOST_TOGETHER
    return max(1, min(MOST_TOGETHER, plan.total // (TURNS * slots)))


def without_running(job: Job) -> Job:
    """Give the job as workers need it."""
    return replace(job, inputs=(), output="", settings={}, files={}, running=HERE, is_date=any_date)


def tools_only(job: Job) -> Job:
    """Give the job as whoever opens containers needs it; nothing is exported there."""
    return replace(without_running(job), exporters=())


def check_travels(job: Job) -> None:
    """Raise RunFailed that names what cannot be sent to workers."""
    for exporter in job.exporters:
        pickled(exporter, f"exporter '{exporter.name}'")
    for reader in job.readers:
        pickled(reader, f"reader '{reader.name}'")


def _has_many(plan: Plan, slots: int) -> bool:
    """Say whether there is plenty for all; nobody knows how much a container holds."""
    enough = plan.total >= TURNS * slots * MOST_TOGETHER
    return enough or sum(1 for _ in Readable(plan)) < plan.total
