"""The rows of a Parquet file, a few at a time, damaged row groups named and passed over."""

from collections import Counter
from collections.abc import Iterator
from os import SEEK_END
from typing import Any, NamedTuple

import pyarrow as pa
from pyarrow import parquet, types

from corpuskit import (
    MEMBER,
    DocumentWarning,
    Piece,
    RawFile,
    RawStream,
    SourceRefused,
    SourceSkipped,
    record_member,
)
from corpuskit_parquet.columns import is_text, values_of

BATCH = 16  # rows; in a column with a dictionary each may be as large as a whole page
SMALL = 1 << 20  # bytes; the ratio of less says nothing
BUFFER = 1 << 16
DEEPEST = 50
MEND = "write the file again, or fetch it again"
_LONGEST_CAUSE = 120
_FAILURES = (pa.ArrowException, OSError, ValueError, MemoryError)


class _Group(NamedTuple):
    """A row group: its number from 0, the number of its first row from 1, and how many it has."""

    number: int
    first: int
    rows: int

    def member(self, stream: str, done: int) -> str:
        """Name the rows that follow the first `done`."""
        start, end = self.first + done, self.first + self.rows - 1
        return f"{stream}{MEMBER}{start}-{end}" if end > start else f"{stream}{MEMBER}{start}"


def read_rows(file: RawStream) -> Iterator[Piece]:
    """Give the member of each row, or the refusal of the rows that cannot be read.

    Raises SourceRefused for what is no Parquet file and what has no text column.
    """
    table = _opened(file)
    warnings = _check_schema(file, table.schema_arrow)
    if not table.metadata.num_rows:
        yield SourceSkipped(file.name, "holds no records")
    first = 1
    for number in range(table.num_row_groups):
        group = _Group(number, first, table.metadata.row_group(number).num_rows)
        yield from _read_group(file, table, group, warnings)
        first += group.rows


def _opened(file: RawStream) -> Any:
    try:
        return parquet.ParquetFile(
            file.stream,
            buffer_size=BUFFER,
            pre_buffer=False,
            page_checksum_verification=True,
        )
    except _FAILURES as error:
        raise SourceRefused(file.name, "not Parquet", f"{_cause(error)}: {MEND}") from error


def _check_schema(file: RawStream, schema: pa.Schema) -> tuple[DocumentWarning, ...]:
    """Ask once what would be wrong with every row."""
    if _depth(schema) > DEEPEST:
        advice = f"more than {DEEPEST} levels: leave the columns out that are so deep"
        raise SourceRefused(file.name, "nested too deeply", advice)
    record_member(file.name, _example(schema), file.fields)
    twice = [name for name, count in Counter(schema.names).items() if count > 1]
    if not twice:
        return ()
    message = f"the columns {', '.join(twice)} stand more than once; the last counts"
    return (DocumentWarning("duplicate-key", message[: 2 * _LONGEST_CAUSE]),)


def _depth(schema: pa.Schema) -> int:
    depth, level = 0, list(schema)
    while level and depth <= DEEPEST:
        depth += 1
        level = [kind.field(index) for kind in _types(level) for index in range(kind.num_fields)]
    return depth


def _types(fields: list[pa.Field]) -> Iterator[pa.DataType]:
    return (field.type for field in fields)


def _example(fields: Any) -> dict[str, object]:
    """Make a record with nothing in it but the types that matter."""
    return {field.name: _example_value(field.type) for field in fields}


def _example_value(kind: pa.DataType) -> object:
    if types.is_struct(kind):
        return _example(kind.field(index) for index in range(kind.num_fields))
    inner = kind.value_type if types.is_dictionary(kind) else kind
    return "" if is_text(inner) else 0


def _read_group(
    file: RawStream, table: Any, group: _Group, warnings: tuple[DocumentWarning, ...]
) -> Iterator[Piece]:
    done = 0
    try:
        _check_ratio(file, table.metadata.row_group(group.number))
        batches = table.iter_batches(BATCH, row_groups=[group.number], use_threads=False)
        for records in map(_records, batches):
            for record in records:
                done += 1
                yield _member(
                    file, f"{file.name}{MEMBER}{group.first + done - 1}", record, warnings
                )
        if done < group.rows:
            raise OSError("it holds fewer rows than it says")
    except _FAILURES as error:
        advice = f"row group {group.number + 1}: {_cause(error)}: {MEND}"
        yield SourceRefused(group.member(file.name, done), "damaged", advice)


def _check_ratio(file: RawStream, group: Any) -> None:
    """Refuse a bomb by the size of the file: asking a damaged column for its own ends the process.

    pyarrow lets what is wrong in the metadata of a column through as an error of C++.
    """
    packed, unpacked = file.stream.seek(0, SEEK_END), group.total_byte_size
    if unpacked > SMALL and unpacked > packed * file.limits.ratio:
        raise OSError(f"it unpacks to {unpacked} bytes, in a file of {packed}")


def _records(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    columns = [values_of(column) for column in batch.columns]
    names = batch.schema.names
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _member(
    file: RawStream, name: str, record: dict[str, Any], warnings: tuple[DocumentWarning, ...]
) -> RawFile | SourceRefused:
    try:
        return record_member(name, record, file.fields, warnings)
    except SourceRefused as refusal:
        return refusal


def _cause(error: BaseException) -> str:
    """Give the first line of what the library says; later ones are of use to its makers alone."""
    lines = str(error).strip().split("\n")
    return lines[0][:_LONGEST_CAUSE].rstrip(". ") or type(error).__name__
