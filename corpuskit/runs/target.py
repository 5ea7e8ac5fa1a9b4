"""The output folder as a run finds it: what an earlier run left there, and what no run made."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpuskit.errors import OutputInUse, UsageError
from corpuskit.escape import safe
from corpuskit.files.attempts import attempts, described
from corpuskit.files.disk import holds
from corpuskit.files.inputs import STATE, lies_in, lines
from corpuskit.files.output import RUN_FILES, is_occupied, journal_names, refuse_held
from corpuskit.files.places import check_folder
from corpuskit.ledger import Run, decode_run, formats_of, refuse_other_settings
from corpuskit.runs.job import Job


def previous_run(output: str) -> Run | None:
    """Give the run that made the folder, None when none did."""
    return decode_run(b"".join(lines(Path(output) / STATE / "run.json")))


def check_output(job: Job, settings: Mapping[str, str]) -> Run | None:
    """Give the run that made the output of a job.

    Raises UsageError when the output is a file, OutputInUse for what the job may not write over.
    """
    if not job.output:
        return None
    output = Path(job.output)
    check_place(job.output, dry_run=job.dry_run)
    refuse_held(job.output)
    previous = previous_run(job.output)
    if previous:
        refuse_other_run(job, previous, settings, job.output)
    for attempt in filter(None, map(attempted, attempts(output))) if not job.force else ():
        refuse_other_settings(attempt, settings, job.output)
    if not previous and not job.force and not (output / STATE / "journal").exists():
        _refuse_foreign(job, output)
    for exporter in job.exporters:
        check_place(str(output / exporter.name), dry_run=job.dry_run)
    return previous


def check_place(folder: str, *, dry_run: bool) -> None:
    """Raise UsageError when a folder is a file, or when no file can be put into it."""
    if os.path.lexists(folder) and not Path(folder).is_dir():
        raise UsageError(f"{safe(folder)} is a file; name another folder with -o")
    check_folder(folder, dry_run=dry_run)


def attempted(folder: Path) -> Run | None:
    """Give the options of an attempt, None when it was stopped before it could say them."""
    return decode_run(described(folder))


def is_same(run: Run | None, now: Run) -> bool:
    """Say whether a run was made with the options and the code of another."""
    if run is None or not now.code:
        return False
    return (run.version, run.settings, run.code) == (now.version, now.settings, now.code)


def refuse_other_run(job: Job, previous: Run, settings: Mapping[str, str], place: str) -> None:
    """Raise OutputInUse when a run may not replace another one without --force.

    That is one with other settings, and a run of a few sources where there is one of all.
    """
    if job.force:
        return
    refuse_other_settings(previous, settings, place)
    if job.running.limit and not 0 < previous.limit <= job.running.limit:
        raise OutputInUse(
            f"{safe(place)} holds more than --limit lets in; use --force or name another folder"
        )


def refuse_changed(output: str, planned: Run | None) -> None:
    """Raise OutputInUse when another run finished in the folder since the plan was made."""
    if previous_run(output) != planned:
        raise OutputInUse(f"{safe(output)}: another run finished there meanwhile; run again")


def refuse_hidden_sources(job: Job, previous: Run | None, roots: Iterable[bytes]) -> None:
    """Raise UsageError when the output lies in an input and holds what no run made.

    The walk passes the output over, so that such files would vanish without a word.
    """
    output = os.path.realpath(job.output)
    if not any(lies_in(os.fsencode(output), root) for root in roots if root):
        return
    made = {exporter.name for exporter in job.exporters}
    made |= formats_of(previous) if previous else set()
    made |= {name.partition("/")[0] for name in journal_names(Path(output) / STATE / "journal")}
    if any(not _is_made(path, made) for path in _listed(Path(output))):
        raise UsageError(
            f"{safe(job.output)} holds files that no run made; name another folder with -o"
        )


def _refuse_foreign(job: Job, output: Path) -> None:
    for exporter in job.exporters:
        folder = output / exporter.name
        if is_occupied(folder):
            raise OutputInUse(
                f"{safe(str(folder))} was not made by a run; use --force or name another folder"
            )
    for name, data in job.files.items():
        file = output / name
        if (file.exists() or file.is_symlink()) and not holds(file, data):
            raise OutputInUse(
                f"{safe(str(file))} was not made by a run; use --force or name another folder"
            )


def _is_made(path: Path, made: set[str]) -> bool:
    # What is hidden is no source wherever it stands.
    is_run_file = path.name in RUN_FILES and path.is_file()
    return path.name.startswith(".") or is_run_file or (path.name in made and path.is_dir())


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UsageError(
            f"{safe(str(folder))} cannot be read: {error.strerror}; name another folder with -o"
        ) from error
