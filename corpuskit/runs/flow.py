"""The flow of a run: sources go to workers, and what they made is delivered in order."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from typing import Any

from corpuskit.engine import Failed
from corpuskit.engines.inline import Inline
from corpuskit.errors import RunFailed
from corpuskit.ledger import Line
from corpuskit.runs.conversion import Conversion
from corpuskit.runs.earlier import Earlier
from corpuskit.runs.engaged import Engaged
from corpuskit.runs.job import Progress
from corpuskit.runs.opening import opener
from corpuskit.runs.plan import Plan
from corpuskit.runs.slots import batch_for, check_travels, slots_for, without_running
from corpuskit.runs.supervised import Supervisor
from corpuskit.runs.tasks import Over, Tasks, culprit
from corpuskit.runs.working import Work

Report = Callable[[Progress], None]


def flow(
    plan: Plan, conversion: Conversion, progress: Report, earlier: Earlier | None = None
) -> Generator[Line]:
    """Give the line of each part of each source; `progress` is called after each source and member.

    To be closed, since workers are at work until the last line or the close.
    """
    total, done, slots = plan.total, 0, slots_for(plan)
    if slots:
        check_travels(plan.job)
    with (
        opener(plan, is_apart=bool(slots)) as opened,
        workers(plan, _work(plan, conversion), slots) as supervisor,
        closing(Tasks(plan, opened, earlier).items()) as items,
    ):
        for item, result in supervisor.results(items):
            if isinstance(result, Over):
                done += 1
                progress(Progress(done, total, result.name, conversion.summary.refused))
            elif isinstance(result, Failed):
                yield conversion.take(culprit(plan, item.task, result))
            else:
                conversion.summary.add_work(result, apart=bool(slots))
                yield from map(conversion.take, result.done)
                if any(each.is_member for each in result.done):
                    name = result.done[-1].name.name
                    progress(Progress(done, total, name, conversion.summary.refused))


@contextmanager
def workers(plan: Plan, work: Callable[[Any], Any], slots: int) -> Iterator[Supervisor]:
    """Give who feeds the workers of a plan; without slots all is done in this process."""
    engine = plan.job.running.engine
    try:
        with Engaged(engine, work, slots) if slots else Inline().start(work, slots) as started:
            yield Supervisor(started, batch_for(plan, slots))
    except SystemExit as error:
        if error.code:  # a signal ends the run so
            raise
        told = f"engine '{engine.name}' left the program in the middle of the run"
        raise RunFailed(told) from None


def _work(plan: Plan, conversion: Conversion) -> Work:
    keeps_bytes = any(sink.takes_bytes for sink in conversion.sinks.values())
    return Work(without_running(plan.job), plan.rows, keeps_bytes)
