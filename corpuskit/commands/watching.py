"""How a command goes about many sources, and what it shows meanwhile."""

import sys
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

from corpuskit.commands.groups import Telling
from corpuskit.commands.progress import Report, shown_progress, told_progress
from corpuskit.runs.job import Running


class Way(NamedTuple):
    """Who does the work, and how much is said meanwhile."""

    running: Running
    telling: Telling


def watching(telling: Telling) -> AbstractContextManager[Report | None]:
    """Give what is to be called after each source, None when nobody wants to know."""
    if telling.verbose:
        return nullcontext(told_progress(sys.stderr))
    return nullcontext() if telling.quiet else shown_progress(sys.stderr)
