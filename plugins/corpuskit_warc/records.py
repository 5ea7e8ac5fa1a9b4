"""The records of an archive, one by one; what is damaged is told, and the next one is looked for.

A record is believed when all of its block is there, and line ends, another record or the end of
the archive follow: neither a length alone nor a gzip member with a wrong checksum is enough.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpuskit import Limits
from corpuskit_warc.headers import HEADER_LIMIT, Header, parse_header
from corpuskit_warc.tape import CUT, NEWLINES, NO_RECORD, RECORD, TOO_LARGE, Tape

WRONG_LENGTH = "wrong length"

_DIGITS = 12  # of a Content-Length: no record is larger than that
_BETWEEN = 8  # bytes behind a record that tell whether it ends there
_USUAL = 2048  # bytes that hold nearly every header

_ENDINGS = (b"\r\n\r\n", b"\n\n")
_VERSION = re.compile(rb"WARC/[01]\.\d{1,2}[ \t]*\r?\n")
_HEADER_END = re.compile(rb"\n\r?\n")


class Record(NamedTuple):
    """One whole record: `block` is its content, and only the beginning when `size` is larger."""

    header: Header
    block: bytes
    size: int


class Damage(NamedTuple):
    """What stands for a record, or for bytes, that cannot be read."""

    cause: str
    detail: str


class _Unsound(Exception):
    """A record that is not to be believed; `walled` when the wall behind it says why."""

    def __init__(self, cause: str, detail: str, *, walled: bool = False) -> None:
        super().__init__(cause)
        self.damage = Damage(cause, detail)
        self.walled = walled


def scan(tape: Tape, limits: Limits) -> Iterator[Record | Damage]:
    """Give each record of the tape, and a Damage for each stretch that holds none."""
    while True:
        tape.skip_newlines()
        if tape.fill(tape.at + 1):
            yield from _next(tape, limits)
        elif tape.wall and tape.wall.cause:
            yield Damage(tape.wall.cause, tape.wall.detail)
            tape.cross()
        else:
            return


def _next(tape: Tape, limits: Limits) -> Iterator[Record | Damage]:
    try:
        record, end = _read(tape, limits)
        cut = _check_ending(tape, end)
    except _Unsound as unsound:
        yield unsound.damage
        if unsound.walled:
            tape.cross()
        else:
            tape.seek_record()
        return
    yield record
    if cut:
        yield Damage(CUT, f"the file ends before the line ends of the record {tape.place}")
    tape.move(end)


def _read(tape: Tape, limits: Limits) -> tuple[Record, int]:
    """Give the record that begins here and the position of its end."""
    header, body = _header(tape)
    size = _size(header, tape)
    end = body + size
    if 0 <= tape.size < end:
        raise _broken_off(tape, end)
    if size <= limits.member:
        if not tape.fill(end):
            raise _broken_off(tape, end)
        return Record(header, tape.peek(body, end), size), end
    tape.fill(body + HEADER_LIMIT)
    block = tape.peek(body, min(end, tape.held(body + HEADER_LIMIT)))
    if not tape.skip(end):
        raise _broken_off(tape, end)
    return Record(header, block, size), end


def _header(tape: Tape) -> tuple[Header, int]:
    """Parse the header that begins here, and give the position of the block behind it."""
    start = tape.at
    for limit in (_USUAL, HEADER_LIMIT):
        enough = tape.fill(start + limit)
        held = tape.held(start + limit)
        if match := tape.find(_HEADER_END, start, held):
            data = tape.peek(start, start + match.end())
            if not _VERSION.match(data):
                break
            return parse_header(data), start + match.end()
    first = tape.peek(start, start + len(RECORD))
    if not RECORD.startswith(first) or match:
        raise _Unsound(NO_RECORD, f"none begins {tape.place}")
    if enough:
        raise _Unsound(TOO_LARGE, f"the header {tape.place} is larger than {HEADER_LIMIT} bytes")
    raise _broken_off(tape, start + HEADER_LIMIT)


def _size(header: Header, tape: Tape) -> int:
    lengths = set(header.all("content-length"))
    stated = lengths.pop() if len(lengths) == 1 else ""
    if not (stated.isascii() and stated.isdigit() and len(stated) <= _DIGITS):
        raise _Unsound(WRONG_LENGTH, f"the record {tape.place} states no usable Content-Length")
    return int(stated)


def _broken_off(tape: Tape, end: int) -> _Unsound:
    """Say why the record that begins here does not reach `end`."""
    if 0 <= tape.next_record() < end:
        return _Unsound(WRONG_LENGTH, f"the record {tape.place} runs into the next gzip member")
    if tape.wall and not tape.wall.sound:
        return _Unsound(tape.wall.cause, tape.wall.detail, walled=True)
    return _Unsound(CUT, f"the record {tape.place} is not there up to its end")


def _check_ending(tape: Tape, end: int) -> bool:
    """Make sure that a record ends at `end`; True when the file is cut in the line ends there."""
    tape.fill(end + _BETWEEN)
    rest = tape.peek(end, end + _BETWEEN)
    after = rest.lstrip(NEWLINES)
    if after:
        between = end + len(rest) - len(after)
        if not RECORD.startswith(after[: len(RECORD)]) and not tape.joined(end, between):
            raise _Unsound(WRONG_LENGTH, f"the record {tape.place} does not end where it says")
        return False
    if tape.wall and not tape.wall.sound and len(rest) < _BETWEEN:
        raise _broken_off(tape, end + _BETWEEN)
    return not tape.packed and not rest.startswith(_ENDINGS)
