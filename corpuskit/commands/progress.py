"""How far a run is: one line that moves on a terminal, one line a minute in a log."""

import os
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from math import ceil
from typing import NamedTuple, TextIO
from unicodedata import category, east_asian_width

from corpuskit.escape import safe
from corpuskit.runs.job import Progress

PAUSE = 0.1  # seconds between two drawings
MINUTE = 60.0  # seconds between two lines of a log
STRETCH = 10.0  # seconds over which the rate is taken
STEP = 0.5  # seconds between two moments that are remembered
RATE_EVIDENCE = 1.0  # seconds that a rate needs
LEFT_EVIDENCE = 5.0  # seconds that an estimate of the rest needs
LONGEST = 99 * 3600  # seconds; an estimate beyond them is no help
ROUNDED_FROM = 10  # rates from here on are told without a fraction
SHORTEST_NAME = 12  # columns; less of a name tells nothing
USUAL_SIZE = (80, 24)
CLEAR = "\r\x1b[K"
CUT = "..."
SIZES = (("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("kB", 10**3), ("B", 1))
UNITS = (("s", 1), ("min", 60), ("h", 3600))
DISPENSABLE = (
    (),
    ("rate",),
    ("rate", "refused"),
    ("rate", "left"),
    ("rate", "left", "refused"),
)
"""Which facts a line may do without; the first choice that fits is taken."""
WIDE = frozenset("WF")
MARKS = frozenset(("Mn", "Me"))
EMOJI_SIGN = "\ufe0f"  # a mark that makes the character before it wide on many terminals

Report = Callable[[Progress], None]
Clock = Callable[[], float]


class Facts(NamedTuple):
    """What is told of a run beside the name of the last source, in words; "" for nothing."""

    sources: str
    rate: str
    left: str
    refused: str


class Pace:
    """How fast a run goes, by what it did in the last ten seconds or since its last source."""

    def __init__(self) -> None:
        self._moments: deque[tuple[float, int]] = deque()

    def note(self, now: float, done: int) -> None:
        """Remember that at this second so many sources were done; fewer begin a new count."""
        if self._moments and done < self._moments[-1][1]:
            self._moments.clear()
        if not self._moments or now - self._moments[-1][0] >= STEP:
            self._moments.append((now, done))
        while len(self._moments) > 1 and self._moments[1][0] <= now - STRETCH:
            self._moments.popleft()

    def rate(self, now: float, done: int, evidence: float) -> float:
        """Give sources per second; 0.0 when none is known from at least `evidence` seconds."""
        then, earlier = self._moments[0] if self._moments else (now, done)
        elapsed = now - then
        return max(0, done - earlier) / elapsed if elapsed > 0 and elapsed >= evidence else 0.0


@contextmanager
def shown_progress(stream: TextIO, clock: Clock = time.monotonic) -> Iterator[Report]:
    """Give what tells on `stream` how far a run is.

    On a terminal that is a line which is wiped away at the end, elsewhere a line once a minute.
    """
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield _Telling(stream, clock, LOG).tell
        return
    try:
        yield _Telling(stream, clock, DRAWING).tell
    finally:
        _put(stream, CLEAR)


def told_progress(stream: TextIO) -> Report:
    """Give what writes a line for each source."""

    def tell(progress: Progress) -> None:
        if progress.sent >= 0 and not progress.name:
            return
        _put(stream, f"{progress.done}/{progress.total} {safe(progress.name)}\n")

    return tell


def facts_of(progress: Progress, pace: Pace, now: float) -> Facts:
    """Put how far a run is into words; a refusal is told once there is one."""
    done, total, _, refused, sent = progress
    what = "sources" if sent < 0 else "files"
    size = f", {spoken_size(sent)} sent" if sent >= 0 else ""
    rate = pace.rate(now, done, RATE_EVIDENCE)
    left = time_left(total - done, pace.rate(now, done, LEFT_EVIDENCE))
    return Facts(
        sources=f"{done:,}/{total:,} {what}{_percent(done, total)}{size}",
        rate=spoken_rate(rate) if rate else "",
        left=f"ETA {left}" if left else "",
        refused=f"{refused:,} refused" if refused else "",
    )


def spoken_rate(rate: float) -> str:
    """Give sources per second in the unit that leaves at least one: "512/s", "3.2/min"."""
    unit, seconds = next((each for each in UNITS if rate * each[1] >= 1), UNITS[-1])
    number = rate * seconds
    return f"{number:,.0f}/{unit}" if number >= ROUNDED_FROM else f"{number:.1f}/{unit}"


def spoken_size(size: int) -> str:
    """Give bytes in the largest unit of which there is one at least: "12.3 MB"."""
    unit, of_bytes = next((each for each in SIZES if size >= each[1]), SIZES[-1])
    return f"{size / of_bytes:,.1f} {unit}" if of_bytes > 1 else f"{size} {unit}"


def time_left(sources: int, rate: float) -> str:
    """Say how long so many sources take at a rate; "" when nothing is left or no rate is known."""
    if sources <= 0 or rate <= 0:
        return ""
    seconds = sources / rate
    if seconds > LONGEST:
        return "over 99 h"
    minutes = ceil(seconds / 60)
    if minutes <= 1:
        return f"{ceil(seconds)} s"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02} min" if hours else f"{minutes} min"


def fitted(facts: Facts, name: str, width: int) -> str:
    """Give one line of at most `width` columns.

    A name that is too long loses its beginning; then it is left out, then facts are.
    """
    lines = (_without(facts, fields) for fields in DISPENSABLE)
    line = next((line for line in lines if len(line) <= width), facts.sources[: max(0, width)])
    return _joined(line, _ending(name, width - len(line) - len(", ")))


def columns(text: str) -> int:
    """Say how many columns of a terminal a printable text takes."""
    return sum(map(_columns, text))


def _as_log(facts: Facts, name: str, stream: TextIO) -> str:
    return _joined(*facts, name) + "\n"


def _as_drawing(facts: Facts, name: str, stream: TextIO) -> str:
    # The last column stays free: some terminals go to the next line once it is written to.
    return CLEAR + fitted(facts, _as_written(name, stream), _width(stream) - 1)


class _Style(NamedTuple):
    """How lines look, the seconds between two of them, and the seconds before the first."""

    form: Callable[[Facts, str, TextIO], str]
    every: float
    first: float


LOG = _Style(_as_log, MINUTE, MINUTE)
DRAWING = _Style(_as_drawing, PAUSE, 0.0)


class _Telling:
    def __init__(self, stream: TextIO, clock: Clock, style: _Style) -> None:
        self._stream, self._clock, self._style = stream, clock, style
        self._next = clock() + style.first
        self._pace = Pace()

    def tell(self, progress: Progress) -> None:
        now = self._clock()
        self._pace.note(now, progress.done)
        if now >= self._next:
            self._next = now + self._style.every
            facts = facts_of(progress, self._pace, now)
            _put(self._stream, self._style.form(facts, safe(progress.name), self._stream))


def _as_written(text: str, stream: TextIO) -> str:
    """Give a text as it is shown where the stream cannot encode all of it."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _width(stream: TextIO) -> int:
    """Ask for the size of the terminal of `stream`, in case standard output is none."""
    try:
        own = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        own = os.terminal_size((0, 0))
    return shutil.get_terminal_size(own if own.columns else USUAL_SIZE).columns


def _put(stream: TextIO, text: str) -> None:
    with suppress(OSError):  # whoever watched went away, which is no reason to end a run
        stream.write(text)
        stream.flush()


def _percent(done: int, total: int) -> str:
    return f" ({min(100, 100 * done // total)}%)" if total > 0 else ""


def _without(facts: Facts, fields: tuple[str, ...]) -> str:
    return _joined(*facts._replace(**dict.fromkeys(fields, "")))


def _joined(*texts: str) -> str:
    return ", ".join(filter(None, texts))


def _ending(name: str, room: int) -> str:
    """Give as much of the end of a name as fits; "" when that says too little."""
    if columns(name) <= room:
        return name
    if room < SHORTEST_NAME:
        return ""
    start, left = len(name), room - len(CUT)
    while start and (left := left - _columns(name[start - 1])) >= 0:
        start -= 1
    while start < len(name) and not _columns(name[start]):
        start += 1  # else a mark would stand on the sign of the cut
    return CUT + name[start:]


def _columns(character: str) -> int:
    if east_asian_width(character) in WIDE:
        return 2
    return 0 if category(character) in MARKS and character != EMOJI_SIGN else 1
