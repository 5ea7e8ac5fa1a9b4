"""How far a run is: one line that moves, only where a person is watching."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from corpuskit.escape import safe
from corpuskit.runs.job import Progress

WIDTH = 60  # characters of the line, so that it fits on any terminal
PAUSE = 0.1  # seconds between two drawings
CLEAR = "\r\x1b[K"

Report = Callable[[Progress], None]


@contextmanager
def shown_progress(stream: TextIO) -> Iterator[Report | None]:
    """Give what draws the progress on `stream`, or None when that is no terminal."""
    if not stream.isatty():
        yield None
        return
    try:
        yield _Line(stream).draw
    finally:
        stream.write(CLEAR)
        stream.flush()


def told_progress(stream: TextIO) -> Report:
    """Give what writes a line for each source."""

    def tell(progress: Progress) -> None:
        stream.write(f"{progress.done}/{progress.total} {safe(progress.name)}\n")

    return tell


class _Line:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._next = 0.0

    def draw(self, progress: Progress) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + PAUSE
            line = f"{progress.done:,}/{progress.total:,} {safe(progress.name)}"
            self._stream.write(CLEAR + line[:WIDTH])
            self._stream.flush()
