"""Calls into code that is not the core's: whatever it raises or gives becomes a named failure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from corpuskit.errors import CorpuskitError, ExportRefused, RunFailed, SourceRefused
from corpuskit.exporter import Companion, CorpusInfo, Exporter, RecordExporter
from corpuskit.model import Document
from corpuskit.reader import Piece, RawDocument, RawFile, RawStream, Reader, StreamReader
from corpuskit.runs.judged import check_open, check_piece, check_raw, check_refusal, named
from corpuskit.version import VERSION
from corpuskit.wording import in_words

_T = TypeVar("_T")
_R = TypeVar("_R", bound=SourceRefused)

FAILURES = (Exception, SystemExit)
"""What a plugin may raise by mistake; an interrupt is not among it."""

FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""What the name of a format and of a companion file may be."""


def read_documents(reader: Reader, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
    """Give what a reader makes of a file; any failure of it becomes a refusal, the last one.

    A document that is not as it should be is refused by itself.
    """
    stage = _reader(reader.name)
    try:
        for raw in reader.read(file):
            refusal = _refused_unless(partial(_check_raw, raw, file, reader.name), stage, raw, file)
            yield refusal or raw
    except FAILURES as error:
        yield _failure(error, stage, file.name, SourceRefused)


def read_pieces(reader: StreamReader, file: RawStream) -> Iterator[Piece]:
    """Give what a reader finds in a stream; any failure of it becomes a refusal, the last one.

    A piece that is not as it should be is refused by itself.
    """
    stage = _reader(reader.name)
    try:
        for piece in reader.read_stream(file):
            refusal = _refused_unless(partial(check_piece, piece, file), stage, piece, file)
            yield refusal or piece
        check_open(file)
    except OSError as error:
        yield SourceRefused(file.name, _unreadable(error))
    except FAILURES as error:
        yield _failure(error, stage, file.name, SourceRefused)


def read_chunk(member: RawStream, size: int, reader: str) -> bytes:
    """Read at most `size` bytes of a member; any failure becomes a refusal, which is raised."""
    try:
        chunk = member.stream.read(size)
        if not isinstance(chunk, bytes | bytearray | memoryview):
            raise TypeError(f"reading its member gave {type(chunk).__name__}, not bytes")
    except OSError as error:
        raise SourceRefused(member.name, _unreadable(error)) from error
    except FAILURES as error:
        raise _failure(error, _reader(reader), member.name, SourceRefused) from error
    return bytes(chunk)


def _reader(name: str) -> str:
    return f"reader '{name}'"


def _unreadable(error: OSError) -> str:
    return f"cannot be read: {(error.strerror or str(error) or type(error).__name__).lower()}"


def _check_raw(raw: object, file: RawFile, reader: str) -> None:
    if isinstance(raw, RawDocument):
        check_raw(raw, file, reader)
    elif isinstance(raw, SourceRefused):
        check_refusal(raw)
    else:
        raise TypeError(f"{type(raw).__name__} is no document")


def _refused_unless(
    check: Callable[[], None], stage: str, value: object, file: RawFile | RawStream
) -> SourceRefused | None:
    try:
        check()
    except FAILURES as error:
        return SourceRefused(named(value, file.name), _bug(stage, error))
    return None


def _failure(error: BaseException, stage: str, name: str, kind: type[_R]) -> _R:
    """Give the refusal that a plugin raised, or one that says how the plugin failed."""
    try:
        if isinstance(error, kind):
            check_refusal(error)
            return error
    except TypeError as junk:
        error = junk
    return kind(name, _bug(stage, error))


def label(
    labelled: Callable[[RawDocument], Document], raw: RawDocument
) -> Document | SourceRefused:
    """Label a document; any failure becomes a refusal."""
    try:
        return labelled(raw)
    except SourceRefused as refusal:
        return refusal
    except FAILURES as error:
        return SourceRefused(raw.source.name, _bug("labelling", error))


def encode(exporter: RecordExporter, document: Document) -> bytes:
    """Give the bytes of a document; any failure becomes an ExportRefused of this format alone."""
    try:
        data = exporter.encode(document)
        if not isinstance(data, bytes):
            raise TypeError(f"{type(data).__name__} is not bytes")
    except FAILURES as error:
        stage = f"exporter '{exporter.name}'"
        raise _failure(error, stage, document.source.name, ExportRefused) from error
    return data


def notes(exporter: RecordExporter, document: Document) -> Mapping[str, int]:
    """Give what an exporter mentions of a document; a failure is mentioned itself."""
    try:
        return dict(map(_note, exporter.notes(document).items()))
    except FAILURES as error:
        return {f"no notes, {type(error).__name__}": 1}


def _note(note: tuple[object, object]) -> tuple[str, int]:
    text, count = note
    if not isinstance(text, str) or not isinstance(count, int):
        raise TypeError("a note is a str with an int")
    return text, count


def header(exporter: RecordExporter, corpus: CorpusInfo) -> bytes:
    """Give the header of an export; raises RunFailed."""
    return _frame(exporter, "header", corpus)


def footer(exporter: RecordExporter, corpus: CorpusInfo) -> bytes:
    """Give the footer of an export; raises RunFailed."""
    return _frame(exporter, "footer", corpus)


def companions(exporter: RecordExporter, corpus: CorpusInfo) -> Iterator[Companion]:
    """Give the files beside an export, the pieces of each guarded too; raises RunFailed."""
    taken = {file.casefold() for file in (corpus.file, *corpus.files)}
    for companion in _guarded(exporter, lambda: map(_named, exporter.companions(corpus))):
        if companion.name.casefold() in taken:
            raise RunFailed(
                f"exporter '{exporter.name}' names a companion {companion.name!r} as another file"
                " of its own; leave this format out, and tell its author"
            )
        taken.add(companion.name.casefold())
        if not FILE_NAME.fullmatch(companion.name):
            raise RunFailed(
                f"exporter '{exporter.name}' names a companion {companion.name!r}, which is no"
                " plain name of a file; leave this format out, and tell its author"
            )
        yield Companion(companion.name, _guarded(exporter, companion.pieces.__iter__))


def companion_names(exporter: RecordExporter) -> list[str]:
    """Give the names of the files that will stand beside an export; raises RunFailed."""
    return [companion.name for companion in companions(exporter, CorpusInfo(VERSION))]


def export_failed(exporter: Exporter, error: BaseException) -> RunFailed:
    """Make the failure of an exporter that writes its stream itself."""
    return RunFailed(f"{_bug(f'exporter {exporter.name!r}', error)}; leave this format out")


def _named(companion: Companion) -> Companion:
    if not isinstance(companion.name, str):
        raise TypeError(f"the name of a companion is {type(companion.name).__name__}, not str")
    return companion


def _frame(exporter: RecordExporter, part: str, corpus: CorpusInfo) -> bytes:
    try:
        data = getattr(exporter, part)(corpus)
        if not isinstance(data, bytes):
            raise TypeError(f"its {part} is {type(data).__name__}, not bytes")
    except FAILURES as error:
        raise export_failed(exporter, error) from error
    return data


def _guarded(exporter: RecordExporter, values: Callable[[], Iterable[_T]]) -> Iterator[_T]:
    try:
        yield from values()
    except FAILURES as error:
        raise export_failed(exporter, error) from error


def _bug(stage: str, error: BaseException) -> str:
    if isinstance(error, CorpuskitError):
        return f"{stage}: {error}"
    return f"internal error in {stage}: {in_words(error)}"
