"""An archive unpacked: one long row of bytes, with notes on where it can be trusted.

What unpacks gives bytes, `Opened` where a gzip member begins, and a `Wall` where the bytes break
off: behind a wall the row goes on at another place of the file.
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

RECORD = b"WARC/"
NEWLINES = b"\r\n"

CUT = "cut short"
DAMAGED = "damaged"
NO_RECORD = "not a WARC record"
TOO_LARGE = "too large"

_MARKER = re.compile(rb"\n\r?\nWARC/[01]\.")
HORIZON = 1 << 22  # bytes in which the next gzip member is looked for
_OVERLAP = 16  # bytes, more than the longest marker has


class Opened(NamedTuple):
    """A gzip member begins at `offset` of the file; `record` says that its first bytes are one."""

    offset: int
    record: bool


class Wall(NamedTuple):
    """Here the bytes break off.

    `sound` says that those before are whole and checked; `cause` is "" at the end of the file.
    """

    sound: bool
    cause: str = ""
    detail: str = ""


Event = bytes | Opened | Wall
END = Wall(sound=True)


class Tape:
    """The bytes before the next wall, of which only those are held that are still asked for.

    Positions count unpacked bytes from the beginning. `at` is where the next record is expected.
    """

    def __init__(self, events: Iterator[Event], *, packed: bool, size: int = -1) -> None:
        self._events = events
        self._data = bytearray()
        self._base = 0
        self._begin = 0
        self._member = Opened(0, record=False)
        self._member_at = -1
        self._records: deque[tuple[int, Opened]] = deque()
        self._joints: deque[int] = deque()
        self.packed = packed
        self.size = size
        self.wall: Wall | None = None

    @property
    def at(self) -> int:
        """The position of the first byte that is held."""
        return self._base

    @property
    def end(self) -> int:
        """The position behind the last byte that is held."""
        return self._base + len(self._data)

    @property
    def place(self) -> str:
        """Where in the file the record is that is being read, in words."""
        if self.packed:
            return f"in the packed stretch at byte {self._member.offset}"
        return f"at byte {self._begin}"

    def fill(self, position: int) -> bool:
        """Hold the bytes before `position`; False when a wall or a member's record comes first."""
        while self.end < position and self.wall is None and not self._reached(position):
            self._pull()
        return self.end >= position and not self._reached(position)

    def next_record(self) -> int:
        """Where the next gzip member begins that holds a record, if that is known, else -1."""
        return self._records[0][0] if self._records else -1

    def joined(self, start: int, end: int) -> bool:
        """Say whether a gzip member begins between two positions, the end included."""
        while self._joints and self._joints[0] < start:
            self._joints.popleft()
        return bool(self._joints and self._joints[0] <= end)

    def held(self, position: int) -> int:
        """Give `position`, or an earlier one where a member's record begins or the bytes end."""
        end = min(position, self.end)
        return min(end, self._records[0][0]) if self._records else end

    def peek(self, start: int, end: int) -> bytes:
        """Give the held bytes between two positions."""
        with memoryview(self._data) as data:
            return bytes(data[start - self._base : end - self._base])

    def find(self, wanted: re.Pattern[bytes], start: int, end: int) -> re.Match[bytes] | None:
        """Search the held bytes between two positions; what is found counts from `at`."""
        return wanted.search(self._data, start - self._base, end - self._base)

    def move(self, position: int) -> None:
        """Go forward to `position`, up to which the bytes are held."""
        del self._data[: position - self._base]
        self._base = position
        while self._records and self._records[0][0] <= position:
            self._member_at, self._member = self._records.popleft()

    def skip(self, position: int) -> bool:
        """Go forward over bytes that are not held yet; False when something stands in the way."""
        while self.end < position and self.wall is None and not self._reached(position):
            self.move(self.end - 1)
            self._pull()
        if self._reached(position):
            self.move(self.next_record() - 1)
            return False
        self.move(self.held(position))
        return self._base == position

    def skip_newlines(self) -> None:
        """Go on to the first byte that is no line end."""
        while self.fill(self.at + 1):
            held = self.peek(self.at, self.at + _OVERLAP)
            text = held.lstrip(NEWLINES)
            self.move(self.at + len(held) - len(text))
            self._begin = self.at
            if text:
                return

    def seek_record(self) -> None:
        """Go on to where another record seems to begin, else to the wall.

        In a file of one gzip member to a record that is the next member: a marker before it could
        be text of a page.
        """
        start = self.at + 1
        if self._member_at == self.at:
            self.fill(start + HORIZON)
        while self.next_record() < 0:
            if match := self.find(_MARKER, start, self.end):
                return self.move(self.at + match.end() - len(b"WARC/1."))
            start = max(start, self.end - _OVERLAP)
            self.move(start - 1)
            if self.wall is not None:
                return self.move(self.end)
            self._pull()
        return self.move(self.next_record())

    def cross(self) -> None:
        """Go on behind the wall."""
        self.move(self.end)
        self.wall = None

    def _reached(self, position: int) -> bool:
        return bool(self._records) and self._records[0][0] < position

    def _pull(self) -> None:
        event = next(self._events, END)
        if isinstance(event, Wall):
            self.wall = event
        elif isinstance(event, Opened):
            self._open(event)
        else:
            self._data += event

    def _open(self, member: Opened) -> None:
        if not self._joints or self._joints[-1] != self.end:
            self._joints.append(self.end)
        if not member.record:
            return
        if self._data:
            self._records.append((self.end, member))
        else:
            self._member_at, self._member = self.end, member
