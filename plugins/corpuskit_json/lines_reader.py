"""The reader "jsonl": each line is a document, or a labelled one when corpuskit wrote it."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import ClassVar

from corpuskit import (
    MEMBER,
    Document,
    Piece,
    RawFile,
    RawStream,
    SourceRefused,
    SourceSkipped,
    record_member,
)
from corpuskit_json.cutting import Line, cut_lines
from corpuskit_json.parsing import MEND, NOT_JSON, parse_line
from corpuskit_json.reading import read_record
from corpuskit_json.record import FORMAT

# What some files begin with that are no lines of JSON, and what to do with them.
BEGINNINGS = (
    (b"\x1f\x8b", "it is a gzip archive: name it so, with .gz at the end, or unpack it first"),
    (b"\x28\xb5\x2f\xfd", "it is a zstandard archive: unpack it first"),
    (b"PK\x03\x04", "it is a zip archive: name it so, with .zip at the end, or unpack it first"),
    (b"PAR1", "it is a Parquet file: name it so, with .parquet at the end"),
    (b"\xff\xfe", "it is UTF-16 or UTF-32: write it as UTF-8 first"),
    (b"\xfe\xff", "it is UTF-16: write it as UTF-8 first"),
)
ID = re.compile(r"[^\W\d](?:[\w.-]|[^\x00-\xbf\u2000-\u206f\ufff0-\uffff]){0,199}")
NOWHERE = frozenset({"", ".", ".."})
OWN_BEGINNING = f'{{"format":"{FORMAT}"'.encode()
ARRAY_ADVICE = "write one record a line with: jq -c '.[]' FILE"
OBJECT_ADVICE = "write one record a line with: jq -c . FILE"


class JsonLinesReader:
    """Reads JSON Lines of any size, what the exporter "json" wrote, and one object in a file."""

    name: ClassVar[str] = "jsonl"
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson", ".json")
    summary: ClassVar[str] = "JSON Lines, one document per line; also what --to json wrote"
    is_table: ClassVar[bool] = True

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        """Give the document of each line that is not blank, by the number of the line.

        Raises SourceRefused for a stream that is no JSON Lines at all.
        """
        limit = file.limits.document
        lines = (line for line in cut_lines(file.stream, limit) if not line.is_blank)
        first = next(lines, None)
        if first is None:
            yield SourceSkipped(file.name, "holds no records")
            return
        _refuse_beginning(file.name, first)
        ahead = [first]
        if not _is_json(file, first):
            ahead += islice(lines, 1)
        if len(ahead) > 1 and _is_spread(file, *ahead):
            yield _spread_object(file, chain(ahead, lines))
        else:
            yield from (_piece(file, line) for line in chain(ahead, lines))


def _is_spread(file: RawStream, first: Line, second: Line) -> bool:
    """Say whether the first line, which is no JSON, begins one object over many lines.

    Raises SourceRefused when it begins an array.
    """
    beginning = first.data.lstrip()[:1]
    if beginning == b"[" and not _is_json(file, second):
        raise SourceRefused(file.name, "an array, not JSON Lines", ARRAY_ADVICE)
    return beginning == b"{" and not second.data.startswith(b"{")


def _refuse_beginning(name: str, first: Line) -> None:
    for beginning, advice in BEGINNINGS:
        if first.number == 1 and first.data.startswith(beginning):
            raise SourceRefused(name, "not JSON Lines", advice)


def _is_json(file: RawStream, line: Line) -> bool:
    try:
        parse_line(file.name, line, file.encoding)
    except SourceRefused as refusal:
        return refusal.cause != NOT_JSON
    return True


def _spread_object(file: RawStream, lines: Iterator[Line]) -> Piece:
    """Give the one object that is spread over the lines; it is refused as a whole."""
    pieces: list[bytes] = []
    size = 0
    for line in lines:
        size += line.size + 1
        if size > file.limits.document:
            return SourceRefused(file.name, "not JSON Lines", OBJECT_ADVICE)
        pieces.append(line.data)
    whole = Line(1, 0, b"\n".join(pieces), size)
    if not _is_json(file, whole):
        return SourceRefused(file.name, "not JSON Lines", OBJECT_ADVICE)
    return _piece(file, whole)


def _piece(file: RawStream, line: Line) -> Piece:
    name = f"{file.name}{MEMBER}{line.number}"
    try:
        return _read_line(name, line, file)
    except SourceRefused as refusal:
        return SourceRefused(name, refusal.cause, _placed(refusal.advice, line))


def _placed(advice: str, line: Line) -> str:
    """Give an advice that says at which byte of the stream something is wrong."""
    if " byte " in f" {advice}":
        return advice
    return f"in the line at byte {line.offset}" + (f", {advice}" if advice else "")


def _read_line(name: str, line: Line, file: RawStream) -> RawFile | Document:
    if line.size > file.limits.document:
        limit = file.limits.document
        advice = f"the line at byte {line.offset} has {line.size} bytes, {limit} are allowed"
        raise SourceRefused(name, "too large", advice)
    if line.data.startswith(OWN_BEGINNING):
        return _read_own(name, line.data)
    parsed = parse_line(name, line, file.encoding)
    if parsed.record.get("format") == FORMAT:
        return _read_own(name, parsed.text.encode("utf-8", "surrogatepass"))
    return record_member(name, parsed.record, file.fields, parsed.warnings)


def _read_own(name: str, record: bytes) -> Document:
    """Read a labelled document back; exporters and `restore` trust its id and its source name."""
    document = read_record(record)
    source = document.source.name
    if not NOWHERE.isdisjoint(source.split("/")) or "\0" in source:
        raise SourceRefused(name, "damaged record", f"{source!r} is no path of a source: {MEND}")
    if not ID.fullmatch(document.id):
        raise SourceRefused(name, "damaged record", f"{document.id!r} is no id: {MEND}")
    return document
