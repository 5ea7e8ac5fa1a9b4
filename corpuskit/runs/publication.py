"""An output at a URL: a run is made in a work folder, and published when it is complete.

The folder is an output folder like any other, with its lock, its attempts and its ledger. What the
store holds is looked at before any work is done, so that what cannot be is refused at once.
"""

import os
from dataclasses import replace

from corpuskit.errors import OutputInUse, UsageError
from corpuskit.files.inputs import STATE, lies_in
from corpuskit.files.publishing import THE_JOURNAL, THE_RUN, read_journal
from corpuskit.files.stores import Store, refusing
from corpuskit.files.urls import (
    as_bytes,
    below,
    check_writable,
    is_url,
    on_disk,
    root_of,
    shown,
)
from corpuskit.files.work import work_folder
from corpuskit.ledger import decode_run
from corpuskit.runs import run
from corpuskit.runs.delivery import Delivery, Tell
from corpuskit.runs.job import Job, Progress
from corpuskit.runs.plan import all_settings
from corpuskit.runs.summary import Summary
from corpuskit.runs.target import check_place, refuse_other_run


def convert(job: Job, progress: Tell | None = None) -> Summary:
    """Do a job as `run.convert` does, whose output may also be a URL.

    Raises UsageError too for a store that cannot be reached, OutputInUse for what no run put there,
    RunFailed when the store fails: then the work and what was sent of it are kept.
    """
    job = placed(job)
    if not job.store:
        return run.convert(job, progress)
    _refuse_inputs(job)
    delivery = Delivery(job, check_store(job), progress or _ignore)
    summary = run.convert(job, progress, delivery.publish)
    if not job.dry_run:
        delivery.tell(summary)
    return summary


def placed(job: Job) -> Job:
    """Give a job whose output is a folder: its own, or the work folder for its URL.

    Raises UsageError for a URL that is no place for a corpus.
    """
    if job.store:
        return job
    output = on_disk(job.output)
    if job.output and not output:
        raise UsageError(f"{job.output} names no folder; name one behind it")
    if not is_url(output):
        if job.work_folder:
            raise UsageError("a work folder is for an output at a URL; leave --work-folder out")
        return replace(job, output=output)
    check_writable(output)
    folder = on_disk(job.work_folder) or work_folder(output, os.environ)
    if is_url(folder):
        raise UsageError(f"{shown(folder)} is no folder on this disk; name one with --work-folder")
    return replace(job, output=folder, store=root_of(output))


def check_reachable(output: str, *, dry_run: bool = False) -> None:
    """Raise UsageError for an output where nothing can be put; asks the store of a URL."""
    if is_url(on_disk(output)):
        check_writable(output)
        with refusing(output):
            Store(output).sizes(STATE)
    elif output:
        check_place(on_disk(output), dry_run=dry_run)


def check_store(job: Job) -> bytes | None:
    """Refuse what a local folder would be refused for, and give run.json as it stands there.

    Nothing is changed. Raises UsageError when the store cannot be reached.
    """
    with refusing(job.store):
        store = Store(job.store)
        is_stopped = THE_JOURNAL in store.sizes(STATE)
        data = store.read(THE_RUN)
        previous = decode_run(data or b"")
        if is_stopped and not previous:
            head, _ = read_journal(store.lines(THE_JOURNAL))
            previous = head.run if head else None
        if previous:
            refuse_other_run(job, previous, all_settings(job), shown(job.store))
        elif not job.force and not is_stopped:
            _refuse_foreign(job, store)
    return data


def _refuse_foreign(job: Job, store: Store) -> None:
    taken = [exporter.name for exporter in job.exporters if store.sizes(exporter.name)]
    taken += [name for name, data in job.files.items() if store.read(name) not in (None, data)]
    for name in taken:
        raise OutputInUse(
            f"{shown(below(job.store, name))} was not made by a run; "
            "use --force or name another place with -o"
        )


def _refuse_inputs(job: Job) -> None:
    """Raise UsageError when what is written would be read, now or by the next run."""
    store = as_bytes(job.store)
    written = [store + b"/" + name.encode() for name in (STATE, *(e.name for e in job.exporters))]
    for given in filter(is_url, map(on_disk, job.inputs)):
        root = as_bytes(root_of(given))
        if lies_in(store, root) or any(lies_in(root, place) for place in written):
            raise UsageError(
                f"{shown(job.store)} and the input {shown(given)} overlap; "
                "name another place with -o"
            )


def _ignore(progress: Progress) -> None:
    """Tell nobody."""
