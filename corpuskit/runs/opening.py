"""Containers opened here, or in a process of their own that may crash without harm."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, redirect_stdout
from dataclasses import dataclass

from corpuskit.engines.apart import Apart, Lost
from corpuskit.engines.processes import pickled
from corpuskit.errors import SourceRefused
from corpuskit.files.inputs import Source
from corpuskit.runs.choosing import reads_streams
from corpuskit.runs.desk import Desk
from corpuskit.runs.job import Job
from corpuskit.runs.parts import Part, parts
from corpuskit.runs.plan import Plan
from corpuskit.runs.slots import tools_only

PATIENCE = 10
"""How many times longer than a document a container may take until it gives the next member."""

Opener = Callable[[Source], Iterator[Part]]


@dataclass(frozen=True)
class Opening:
    """Gives the parts of a source; can be pickled when the readers of the job can."""

    job: Job

    def __call__(self, source: Source) -> Iterator[Part]:
        """Give the parts; what a reader prints goes to standard error."""
        with redirect_stdout(sys.stderr):
            yield from parts(Desk(self.job), source)


@contextmanager
def opener(plan: Plan, *, is_apart: bool) -> Iterator[Opener]:
    """Give what opens the sources of a plan, in a process of its own where `is_apart`."""
    if not is_apart:
        yield lambda source: parts(plan.desk, source)
        return
    with closing(Apart(pickled(Opening(tools_only(plan.job))))) as apart:

        def parts_apart(source: Source) -> Iterator[Part]:
            if source.path and not source.settled and _is_container(plan, source):
                return _parts_apart(apart, source, plan.job.running.deadline * PATIENCE)
            return parts(plan.desk, source)

        yield parts_apart


def _parts_apart(apart: Apart, source: Source, seconds: float) -> Iterator[Part]:
    try:
        with closing(apart.items(source, seconds)) as items:
            yield from items
    except Lost as lost:
        advice = "what it had given until then is kept; see what is odd with it"
        refusal = SourceRefused(source.name.name, str(lost), advice)
        yield Part(source.name, (refusal,), is_member=False)


def _is_container(plan: Plan, source: Source) -> bool:
    reader = plan.desk.readers.of_name(source.name.name)
    return reader is not None and reads_streams(reader)
