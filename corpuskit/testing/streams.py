"""Trying out a reader of streams: on sound and on damaged bytes, from a disk and from a pipe."""

import hashlib
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, NoReturn

from corpuskit.errors import SourceRefused
from corpuskit.model import Document
from corpuskit.reader import (
    MEBIBYTE,
    MEMBER,
    Limits,
    RawDocument,
    RawFile,
    RawStream,
    SourceSkipped,
    StreamReader,
)
from corpuskit.testing import probes
from corpuskit.testing.files import check_raw, check_twins

MOST_PIECES = 10_000
CHUNK = 1 << 16
TIGHT = Limits(member=16, ratio=1, members=1)
"""Limits that nearly every container is beyond."""

_KINDS = (RawDocument, Document, RawFile, RawStream, SourceSkipped, SourceRefused)
_PLACES = (0.0, 0.25, 0.5, 0.75, 1.0)


class Member(NamedTuple):
    """A member stream that was read: its name, and its bytes or why there are none."""

    name: str
    sha256: str
    refusal: str = ""


class Pipe(io.BytesIO):
    """A stream that can be read once, from its beginning."""

    def seekable(self) -> bool:
        """Say no, as a pipe does."""
        return False

    def seek(self, *_: object) -> NoReturn:
        """Refuse to move, as a pipe does."""
        raise io.UnsupportedOperation("a stream need not be one that can be sought")

    def tell(self) -> NoReturn:
        """Refuse to say where it is, as a pipe does."""
        self.seek()


class Trial(NamedTuple):
    """A reader on one stream; `is_read` says whether its members are read or left."""

    reader: StreamReader
    file: RawFile
    limits: Limits = Limits()
    is_read: bool = True
    stream: type[io.BytesIO] = io.BytesIO


def check_streams(reader: StreamReader, files: Iterable[RawFile]) -> None:
    """Run every promise that a reader of streams makes; raises PluginFailed."""
    for file in files:
        sound = Trial(reader, file)
        found = _run(sound)
        probes.same(f"reading {file.name} again", found, _run(sound))
        left = _run(sound._replace(is_read=False))
        probes.same(f"leaving members of {file.name} unread", _names(found), _names(left))
        _check_pipe(sound, found)
        _check_limits(sound, found)
        for damaged in _damaged(file.data):
            _run(sound._replace(file=file._replace(data=damaged)))


def _check_pipe(sound: Trial, found: list[object]) -> None:
    """See that a stream which cannot be sought gives the same, or is refused as a whole."""
    piped = _run(sound._replace(stream=Pipe))
    if not (len(piped) == 1 and isinstance(piped[0], probes.Refusal)):
        probes.same(f"reading {sound.file.name} from a pipe", found, piped)


def _check_limits(sound: Trial, found: list[object]) -> None:
    if getattr(sound.reader, "is_table", False):
        return
    name = sound.file.name
    tight = _run(sound._replace(limits=TIGHT))
    members = [piece for piece in tight if isinstance(piece, Member | RawFile)]
    if len(members) > TIGHT.members:
        probes.broken(f"{name} gave {len(members)} members where {TIGHT.members} is allowed")
    is_cut = len(members) < sum(isinstance(piece, Member | RawFile) for piece in found)
    if is_cut and not any(isinstance(piece, probes.Refusal) for piece in tight):
        probes.broken(f"{name} has more members than are allowed, and nothing was refused")
    for piece in tight:
        if isinstance(piece, RawFile) and len(piece.data) > TIGHT.member:
            probes.broken(f"{piece.name} has {len(piece.data)} bytes, {TIGHT.member} are allowed")


def _run(trial: Trial) -> list[object]:
    """Give all that is found, members that were read and refusals as values."""
    stream = trial.stream(trial.file.data)
    file = RawStream(trial.file.name, stream, len(trial.file.data), trial.limits)
    found = probes.called(f"reading {file.name}", lambda: [*_walk(trial, file)])
    if stream.closed:
        probes.broken(f"reading {file.name} closed the stream")
    check_twins(_names(found))
    return found


def _walk(trial: Trial, file: RawStream) -> Iterator[object]:
    try:
        for piece in islice(trial.reader.read_stream(file), MOST_PIECES):
            yield _told(trial, piece)
    except SourceRefused as refusal:
        yield _told(trial, refusal)


def _told(trial: Trial, piece: object) -> object:
    if not isinstance(piece, _KINDS):
        probes.broken(f"a reader gave {type(piece).__name__}, which is no piece")
    _check_name(trial.file.name, piece)
    if isinstance(piece, SourceRefused):
        return probes.Refusal(str(piece))
    if isinstance(piece, RawDocument):
        check_raw(trial.reader.name, trial.file.name, piece)
    return _member(trial, piece) if isinstance(piece, RawStream) else piece


def _check_name(stream: str, piece: object) -> None:
    name = _name(piece)
    is_whole = not isinstance(piece, RawFile | RawStream) and name == stream
    # A document that was labelled once has the name that it had then.
    if not (isinstance(piece, Document) or is_whole or name.startswith(stream + MEMBER)):
        probes.broken(f"'{name}' is no name below '{stream}{MEMBER}'")


def _name(piece: object) -> str:
    if isinstance(piece, SourceRefused):
        return piece.source
    if isinstance(piece, RawDocument | Document):
        return piece.source.name
    return probes.of_type(str, "the name of a piece", getattr(piece, "name", None))


def _names(found: Iterable[object]) -> list[str]:
    return [_name(piece) for piece in found if not isinstance(piece, probes.Refusal)]


def _member(trial: Trial, member: RawStream) -> Member:
    """Read a member to its end, unless members are left."""
    digest, count = hashlib.sha256(), 0
    most = max(MEBIBYTE, trial.limits.ratio * len(trial.file.data))
    try:
        while trial.is_read and (chunk := member.stream.read(CHUNK)):
            digest.update(chunk)
            count += len(chunk)
            if count > most:
                probes.broken(f"{member.name} unpacks beyond the ratio of {trial.limits.ratio}")
    except SourceRefused as refusal:
        return Member(member.name, digest.hexdigest(), str(refusal))
    return Member(member.name, digest.hexdigest())


def _damaged(data: bytes) -> Iterator[bytes]:
    """Give the bytes cut at several places, and with a byte changed there."""
    for place in _PLACES:
        at = min(int(len(data) * place), max(0, len(data) - 1))
        yield data[:at]
        yield data[:at] + bytes(255 - byte for byte in data[at : at + 1]) + data[at + 1 :]
