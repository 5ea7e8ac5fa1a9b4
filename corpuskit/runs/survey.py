"""What would become of sources: all of them are read, and nothing is labelled."""

import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, redirect_stdout
from dataclasses import dataclass
from typing import NamedTuple

from corpuskit.engine import Failed
from corpuskit.errors import SourceRefused
from corpuskit.ledger import Outcome
from corpuskit.runs.desk import Desk
from corpuskit.runs.flow import workers
from corpuskit.runs.interrupts import ending_on_signals
from corpuskit.runs.job import Job
from corpuskit.runs.opening import opener
from corpuskit.runs.parts import Given, Part, given, parts
from corpuskit.runs.plan import Plan
from corpuskit.runs.slots import slots_for, without_running
from corpuskit.runs.tasks import Over, Tasks, lost
from corpuskit.runs.working import Task

READABLE = "readable"


class Row(NamedTuple):
    """One source: what would become of it, as what it is read, and why not.

    `bytes` are those of its first document as unpacked, -1 when it was not read.
    """

    outcome: str
    reader: str
    encoding: str
    bytes: int
    documents: int
    name: str
    cause: str = ""
    warnings: tuple[str, ...] = ()


def survey(plan: Plan) -> Generator[Row]:
    """Give a row for each part of each source, in order, whatever it does to who reads it.

    To be closed, since workers are at work until the last row or the close.
    """
    slots = slots_for(plan)
    with (
        ending_on_signals(),
        opener(plan, is_apart=bool(slots)) as opened,
        workers(plan, Survey(without_running(plan.job)), slots) as supervisor,
        closing(Tasks(plan, opened, at_hand=_at_hand).items()) as items,
    ):
        for item, result in supervisor.results(items):
            if isinstance(result, Failed):
                yield _read("", item.task.name.name, (lost(item.task, result),))
            elif not isinstance(result, Over):
                yield from result


@dataclass(frozen=True)
class Survey:
    """Reads what it is handed; can be pickled when the readers of the job can."""

    job: Job

    def __call__(self, tasks: Sequence[Task]) -> list[tuple[Row, ...]]:
        """Give the rows of each task; what a reader prints goes to standard error."""
        desk = Desk(self.job)
        with redirect_stdout(sys.stderr):
            return [tuple(self._rows(desk, task)) for task in tasks]

    def _rows(self, desk: Desk, task: Task) -> Iterator[Row]:
        for part in (task,) if isinstance(task, Part) else parts(desk, task):
            yield _settled(part) or _read(part.reader, part.name.name, given(desk, part))


def _at_hand(part: Part) -> tuple[Row, ...] | None:
    """Give the row of a part that no reader has to look at any more."""
    if part.settled or part.file is None:
        return (_settled(part) or _read(part.reader, part.name.name, part.ready),)
    return None


def _settled(part: Part) -> Row | None:
    if part.settled is None:
        return None
    outcome, cause = part.settled
    return Row(outcome, part.reader, "", -1, 0, part.name.name, cause)


def _read(reader: str, name: str, found: Iterable[Given]) -> Row:
    found = list(found)
    refusal = next((each for each in found if isinstance(each, SourceRefused)), None)
    read = [each for each in found if not isinstance(each, SourceRefused)]
    warnings = tuple(warning.code for each in read for warning in each.warnings)
    encoding, size = (read[0].source.encoding, read[0].source.size) if read else ("", -1)
    outcome = Outcome.REFUSED if refusal else READABLE if read else Outcome.SKIPPED
    cause = _cause(refusal) if refusal else "" if read else "holds no document"
    return Row(outcome, reader, encoding, size, len(read), name, cause, warnings)


def _cause(refusal: SourceRefused) -> str:
    return f"{refusal.cause}; {refusal.advice}" if refusal.advice else refusal.cause
