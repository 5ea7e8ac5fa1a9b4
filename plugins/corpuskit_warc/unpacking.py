"""What unpacks an archive: gzip member by member, Zstandard as a whole, plain bytes as they are."""

import zlib
from collections.abc import Generator, Iterator

from corpuskit import Limits, RawStream, SourceRefused
from corpuskit_warc.codecs import fastwarc_streams
from corpuskit_warc.packed import CHUNK, Meter, Packed
from corpuskit_warc.tape import (
    CUT,
    DAMAGED,
    NO_RECORD,
    RECORD,
    TOO_LARGE,
    Event,
    Opened,
    Tape,
    Wall,
)

GZIP = b"\x1f\x8b"
GZIP_MEMBER = b"\x1f\x8b\x08"
ZSTANDARD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")  # a frame, and the frame of a dictionary

_SAMPLE = 1024  # packed bytes in which a record shows its first letters


def unpack(file: RawStream) -> Tape:
    """Give the unpacked bytes of an archive; the first bytes say how it is packed.

    Raises SourceRefused for an archive that is empty or of another kind.
    """
    packed = Packed(file.stream)
    first = packed.peek(16)
    if not first:
        raise SourceRefused(file.name, "not a WARC file", "it is empty")
    if first.startswith(b"filedesc://"):
        advice = "it is an ARC file: make a WARC file of it with `warcio recompress`"
        raise SourceRefused(file.name, "not a WARC file", advice)
    if first.startswith(GZIP) or (file.name.endswith(".gz") and not first.startswith(RECORD)):
        return Tape(_gzip(packed, file.limits), packed=True)
    if first.startswith(ZSTANDARD):
        return Tape(_zstandard(packed, file), packed=True)
    return Tape(iter(packed.read, b""), packed=False, size=file.size)


def _gzip(packed: Packed, limits: Limits) -> Iterator[Event]:
    while packed.peek(1):
        begin = packed.at
        if not packed.peek(2).startswith(GZIP):
            yield from _foreign(packed)
            continue
        wall = yield from _member(packed, limits)
        if wall:
            packed.go_back(begin + 1)
            last = not _seek_member(packed) and wall.cause != CUT
            yield wall._replace(detail=f"{wall.detail}, what follows is lost") if last else wall


def _foreign(packed: Packed) -> Iterator[Wall]:
    """Pass over what stands between gzip members; zeros are padding and need no word."""
    begin = packed.at
    while (data := packed.read()) and not data.strip(b"\0"):
        continue
    packed.unread(len(data.lstrip(b"\0")))
    if packed.peek(2) == GZIP or not data:
        return
    _seek_member(packed)
    count = packed.at - begin
    yield Wall(sound=True, cause=NO_RECORD, detail=f"{count} bytes at byte {begin} are not gzip")


def _seek_member(packed: Packed) -> bool:
    """Move to the next gzip member that holds a record, or to the end of the file."""
    while window := packed.peek(CHUNK + _SAMPLE):
        found = window.find(GZIP_MEMBER)
        while 0 <= found < CHUNK:
            if _holds_record(window[found : found + _SAMPLE]):
                packed.read(found)
                return True
            found = window.find(GZIP_MEMBER, found + 1)
        packed.read(CHUNK)
    return False


def _holds_record(sample: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(sample, len(RECORD)) == RECORD
    except zlib.error:
        return False


def _member(packed: Packed, limits: Limits) -> Generator[Event, None, Wall | None]:
    """Unpack one gzip member; the wall that it breaks off at, None when it is whole."""
    begin = packed.at
    pieces = _inflated(packed, limits)
    first, wall = b"", None
    try:
        while len(first) < len(RECORD):
            first += next(pieces)
    except StopIteration as end:
        wall, pieces = end.value, _nothing()
    yield Opened(begin, record=first.startswith(RECORD))
    if first:
        yield first
    return (yield from pieces) or wall


def _nothing() -> Generator[bytes, None, Wall | None]:
    yield from ()
    return None


def _inflated(packed: Packed, limits: Limits) -> Generator[bytes, None, Wall | None]:
    begin, meter = packed.at, Meter(limits)
    inflater = zlib.decompressobj(31)
    data = b""
    while not inflater.eof:
        fresh = b"" if data else packed.read()
        try:
            piece = inflater.decompress(data or fresh, CHUNK)
        except zlib.error as error:
            return _damage(begin, str(error))
        if not (data or fresh or piece):
            return Wall(sound=False, cause=CUT, detail=f"the file ends at byte {packed.at}")
        if meter.exceeds(len(fresh), len(piece)):
            detail = f"the packed stretch at byte {begin} grows more than {limits.ratio} times"
            return Wall(sound=False, cause=TOO_LARGE, detail=detail)
        data = inflater.unconsumed_tail
        yield piece
    packed.unread(len(inflater.unused_data))
    return None


def _damage(begin: int, error: str) -> Wall:
    """Say what is wrong with a gzip member, of which other records may have been given already."""
    what = "fails its checksum" if "check" in error else "is not valid"
    detail = f"the packed stretch at byte {begin} {what}, any record in it may be damaged"
    return Wall(sound=False, cause=DAMAGED, detail=detail)


def _zstandard(packed: Packed, file: RawStream) -> Iterator[Event]:
    reader = fastwarc_streams(file.name, "is packed with Zstandard").ZstdReader(packed)
    meter, before = Meter(file.limits), 0
    try:
        for piece in iter(lambda: reader.read(CHUNK), b""):
            if meter.exceeds(packed.at - before, len(piece)):
                detail = f"before byte {packed.at} it grows more than {file.limits.ratio} times"
                yield Wall(sound=False, cause=TOO_LARGE, detail=detail)
                return
            before = packed.at
            yield piece
    except (OSError, ValueError) as error:
        detail = f"it cannot be unpacked before byte {packed.at}: {error}"
        yield Wall(sound=False, cause=DAMAGED, detail=detail)
