"""A source in its parts: itself where it is a file, its members where it is a container.

Each part is a source of its own, with its own line in the ledger. Parts are given one after
another, and what one gives must be taken before the next is asked for.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple

from corpuskit.errors import SourceRefused
from corpuskit.files.inputs import Settled, Source, digest, opened
from corpuskit.ledger import Outcome
from corpuskit.model import Document
from corpuskit.names import SourceName
from corpuskit.reader import (
    MEMBER,
    Piece,
    RawDocument,
    RawFile,
    RawStream,
    SourceSkipped,
    StreamReader,
)
from corpuskit.runs import foreign
from corpuskit.runs.choosing import AnyReader, is_table, reads_streams, reads_whole
from corpuskit.runs.desk import Desk

Given = RawDocument | Document | SourceRefused
CHUNK = 1 << 20
LONGEST_TYPE = 80
"""Characters of a media type that are shown."""


OPENED = Settled(Outcome.OPENED, "")


class Part(NamedTuple):
    """One part of a source: what is settled about it, or what it holds.

    It holds a `file` that is to be read, or what is `ready`. `sha256` is that of its bytes, ""
    where they were not read; `is_member` says that its name is not that of a file on the disk;
    `reader` names who reads it, "" where nobody does. All of it can be pickled.
    """

    name: SourceName
    ready: tuple[Given, ...] = ()
    file: RawFile | None = None
    sha256: str = ""
    settled: Settled | None = None
    is_member: bool = True
    reader: str = ""

    @property
    def is_document(self) -> bool:
        """Say whether it holds what is to be a document, and no word about a source alone."""
        return bool(self.file) or any(not isinstance(one, SourceRefused) for one in self.ready)

    @property
    def size(self) -> int:
        """Bytes, or characters of what is decoded already."""
        if self.file:
            return len(self.file.data)
        return sum(map(_length, self.ready))


def parts(desk: Desk, source: Source) -> Iterator[Part]:
    """Give the parts of a source; never raises what a source or a reader does wrong."""
    if source.settled:
        yield Part(source.name, settled=source.settled, is_member=False)
        return
    try:
        reader = _reader(desk.readers.of_name(source.name.name), source.name.name)
        if reads_streams(reader):
            yield from _opened(desk, source, reader)
        else:
            yield _whole(desk, source, reader)
    except SourceRefused as refusal:
        yield _refused(refusal, source.name)._replace(is_member=False)


def given(desk: Desk, part: Part) -> Iterator[Given]:
    """Read what a part holds; never raises what a reader does wrong."""
    if part.file is None:
        return iter(part.ready)
    reader = desk.readers.called(part.reader)
    return foreign.read_documents(reader, part.file._replace(detect=desk.job.detect))


def _whole(desk: Desk, source: Source, reader: AnyReader) -> Part:
    name, name_hex = source.name
    file = RawFile(name, desk.read(source), desk.job.encoding, name_hex)
    return _file(desk, file, reader)._replace(is_member=False)


def _file(desk: Desk, file: RawFile, reader: AnyReader) -> Part:
    if not reads_whole(reader):
        raise TypeError(f"{reader.name} reads no whole files")
    reader = desk.readers.of_content(reader, file)
    name = SourceName(file.name, file.name_hex)
    return Part(name, file=file, sha256=digest(file.data), reader=reader.name)


def _opened(desk: Desk, source: Source, reader: StreamReader) -> Iterator[Part]:
    """Give the members of a file, and a line for the file itself."""
    with opened(source, desk.stdin) as file:
        container = _Container(desk, RawStream(source.name.name, file.stream, file.size), reader)
        for part in _with_line(container, source.name, file.sha256):
            yield part._replace(is_member=part.is_document or part.name.name != source.name.name)


class _Container(NamedTuple):
    """A stream that is read, how many containers lie around it, and whether it is out of a table.

    A table is no container, unless it lies in another table.
    """

    desk: Desk
    stream: RawStream
    reader: StreamReader
    depth: int = 0
    is_row: bool = False

    @property
    def inner_depth(self) -> int:
        return self.depth + (self.is_row or not is_table(self.reader))

    def parts(self) -> Iterator[Part]:
        job, limits = self.desk.job, self.desk.job.limits
        if self.inner_depth > limits.depth:
            cause, advice = "is a container inside another", "allow it with --max-depth"
            yield _refused(SourceRefused(self.stream.name, cause, advice))
            return
        stream = self.stream._replace(
            limits=limits,
            fields=job.fields,
            encoding=job.encoding,
            detect=job.detect,
        )
        for piece in foreign.read_pieces(self.reader, stream):
            yield from self._piece(piece)

    def _piece(self, piece: Piece) -> Iterator[Part]:
        if isinstance(piece, SourceSkipped):
            settled = Settled(Outcome.SKIPPED, piece.cause)
            yield Part(SourceName(piece.name), settled=settled)
        elif isinstance(piece, SourceRefused):
            yield _refused(piece)
        elif isinstance(piece, RawFile | RawStream):
            yield from self._member(piece)
        else:
            source = piece.source
            name = SourceName(source.name, source.name_hex)
            yield Part(name, (piece,), sha256=source.sha256, reader=self.reader.name)

    def _member(self, piece: RawFile | RawStream) -> Iterator[Part]:
        try:
            reader = self._chosen(piece)
            if reads_streams(reader):
                yield from _with_line(self._inner(piece, reader), SourceName(piece.name))
            else:
                yield _file(self.desk, self._in_memory(piece), reader)
        except SourceRefused as refusal:
            yield _refused(refusal, SourceName(piece.name))

    def _chosen(self, piece: RawFile | RawStream) -> AnyReader:
        readers, media_type = self.desk.readers, ""
        if isinstance(piece, RawFile):
            media_type = piece.media_type
        choose = readers.of_row if is_table(self.reader) else readers.of_member
        reader = choose(piece.name, media_type)
        if reader is None and media_type:
            cause = f"no reader takes {media_type[:LONGEST_TYPE]!r}"
            raise SourceRefused(piece.name, cause, "name one with --reader")
        return _reader(reader, piece.name)

    def _inner(self, piece: RawFile | RawStream, reader: StreamReader) -> "_Container":
        stream = _as_stream(piece)
        depth, is_row = self.inner_depth, is_table(self.reader)
        return self._replace(stream=stream, reader=reader, depth=depth, is_row=is_row)

    def _in_memory(self, piece: RawFile | RawStream) -> RawFile:
        job, limits = self.desk.job, self.desk.job.limits
        limit = min(limits.member, limits.document)
        if isinstance(piece, RawStream):
            piece = RawFile(piece.name, _read_all(piece, limit, self.reader.name))
        if len(piece.data) > limit:
            raise _too_large(piece.name, limit)
        return piece._replace(encoding=piece.encoding or job.encoding, detect=None)


def _with_line(
    container: _Container, name: SourceName, sha256: Callable[[], str] = str
) -> Iterator[Part]:
    """Give the members of a container, and a line for it unless one says what is wrong with it.

    A container inside another has no digest.
    """
    is_sound = True
    for part in container.parts():
        is_sound = is_sound and part.name.name != name.name
        yield part
    if is_sound:
        yield Part(name, sha256=sha256(), settled=OPENED, reader=container.reader.name)


def _length(each: Given) -> int:
    if isinstance(each, SourceRefused):
        return 0
    return len(each.text if isinstance(each, RawDocument) else each.raw)


def _reader(reader: AnyReader | None, name: str) -> AnyReader:
    if reader is None:
        suffix = _last_suffix(name)
        cause = f"no reader takes {suffix!r}" if suffix else "no reader takes a name without suffix"
        raise SourceRefused(name, cause, "name one with --reader")
    return reader


def _refused(refusal: SourceRefused, name: SourceName | None = None) -> Part:
    return Part(name or SourceName(refusal.source), (refusal,))


def _as_stream(piece: RawFile | RawStream) -> RawStream:
    if isinstance(piece, RawStream):
        return piece
    return RawStream(piece.name, BytesIO(piece.data), len(piece.data))


def _read_all(piece: RawStream, limit: int, reader: str) -> bytes:
    """Read a member to its end; raises SourceRefused when it is larger than the limit."""
    if piece.size > limit:
        raise _too_large(piece.name, limit)
    data = bytearray()
    while chunk := foreign.read_chunk(piece, min(CHUNK, limit + 1 - len(data)), reader):
        data += chunk
        if len(data) > limit:
            raise _too_large(piece.name, limit)
    return bytes(data)


def _too_large(name: str, limit: int) -> SourceRefused:
    return SourceRefused(name, "too large", f"{limit} bytes are allowed; see --max-member")


def _last_suffix(name: str) -> str:
    base = name.rpartition(MEMBER)[2].rpartition("/")[2]
    _, dot, suffix = base[1:].rpartition(".")
    return dot + suffix.lower() if dot else ""
