import io
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from corpuskit.errors import SourceRefused
from corpuskit.model import Stated
from corpuskit.reader import (
    FieldNames,
    Limits,
    Piece,
    RawFile,
    RawStream,
    SourceSkipped,
    StreamReader,
)

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

from corpuskit_parquet import corpuskit_readers  # noqa: E402  # what follows needs pyarrow
from corpuskit_parquet.columns import values_of  # noqa: E402
from corpuskit_parquet.reader import ParquetReader  # noqa: E402

MEND = "write the file again, or fetch it again"


def written(table: Any, **options: Any) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(table, stream, **options)
    return stream.getvalue()


def read(
    data: bytes, fields: FieldNames | None = None, limits: Limits | None = None
) -> list[Piece]:
    stream = RawStream(
        "c.parquet", io.BytesIO(data), len(data), limits or Limits(), fields or FieldNames()
    )
    return list(ParquetReader().read_stream(stream))


def shown(pieces: Iterable[Piece]) -> list[tuple[str, str]]:
    """Give the last part of each name, with the text or the message behind it."""
    return [_shown(piece) for piece in pieces]


def _shown(piece: Piece) -> tuple[str, str]:
    if isinstance(piece, RawFile):
        return piece.name.removeprefix("c.parquet!/"), piece.data.decode()
    assert isinstance(piece, SourceRefused)
    name, _, message = str(piece).removeprefix("c.parquet!/").partition(": ")
    return name, message


def refused(data: bytes, fields: FieldNames | None = None) -> str:
    with pytest.raises(SourceRefused) as caught:
        read(data, fields)
    return str(caught.value)


def hundred_rows() -> bytes:
    """Write four row groups of 25 rows, neither packed nor with a dictionary."""
    table = pa.table({"text": [f"text number {number}" for number in range(1, 101)]})
    options = {"compression": "none", "use_dictionary": False, "write_page_checksum": True}
    return written(table, row_group_size=25, **options)


def test_the_reader_of_parquet_is_a_stream_reader() -> None:
    (reader,) = corpuskit_readers()
    assert isinstance(reader, StreamReader)
    assert (reader.name, reader.suffixes) == ("parquet", (".parquet",))
    assert vars(type(reader))["is_table"] is True


def test_each_row_is_a_document_named_by_its_number() -> None:
    rows = shown(read(hundred_rows()))
    assert rows == [(str(number), f"text number {number}") for number in range(1, 101)]


def test_a_row_as_hugging_face_keeps_it() -> None:
    table = pa.table(
        {
            "text": ["Bài"], "id": ["<urn:uuid:1>"], "dump": ["CC-MAIN-2023-14"], "url": ["http://a"],
            "date": ["2023-04-02T00:00:00Z"], "language_score": [0.5], "token_count": [7],
        }
    )  # fmt: skip
    (file,) = read(written(table))
    assert file == RawFile(
        "c.parquet!/1", "Bài".encode(), encoding="utf-8", media_type="text/plain", charset="utf-8",
        stated=(
            Stated("id", "id", "<urn:uuid:1>"), Stated("", "dump", "CC-MAIN-2023-14"),
            Stated("url", "url", "http://a"), Stated("crawled", "date", "2023-04-02T00:00:00Z"),
            Stated("", "language_score", "0.5"), Stated("", "token_count", "7"),
        ),
    )  # fmt: skip


def test_a_row_as_datatrove_keeps_it() -> None:
    metadata = [{"url": "http://a", "title": None}, {"url": None, "title": "T"}]
    table = pa.table({"text": ["a", "b"], "id": ["1", "2"], "metadata": metadata})
    stated = [file.stated for file in read(written(table)) if isinstance(file, RawFile)]
    assert stated == [
        (Stated("id", "id", "1"), Stated("url", "metadata.url", "http://a")),
        (Stated("id", "id", "2"), Stated("title", "metadata.title", "T")),
    ]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (pa.array(["a", None], pa.large_string()), ["a", None]),
        (pa.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"]),
        (pa.array([2**63 - 1, None]), ["9223372036854775807", None]),
        (pa.array([0.1], pa.float32()), ["0.1"]),
        (pa.array([float("nan"), 1e300]), ["nan", "1e+300"]),
        (pa.array([Decimal("1.10")]), ["1.10"]),
        (pa.array([Decimal(100_000)], pa.decimal128(9, -2)), ["100000"]),
        (pa.array([True, None]), [True, None]),
        (pa.array([date(2023, 5, 18)]), ["2023-05-18"]),
        (pa.array([5], pa.time64("us")), ["00:00:00.000005"]),
        (pa.array([90], pa.duration("s")), ["90 s"]),
        (pa.array([1684368000123456789], pa.timestamp("ns")), ["2023-05-18T00:00:00.123456789"]),
        (
            pa.array([datetime(2023, 5, 18, tzinfo=UTC)], pa.timestamp("s", "Asia/Ho_Chi_Minh")),
            ["2023-05-18T00:00:00Z"],
        ),
        (pa.array([0], pa.timestamp("s", "No/Where")), ["1970-01-01T00:00:00Z"]),
        (pa.array([253402300805], pa.timestamp("s")), ["10000-01-01T00:00:05"]),
        (pa.array([[1, None], None, []]), [["1", None], None, []]),
        (pa.array([{"a": {"b": [1]}}, None]), [{"a": {"b": ["1"]}}, None]),
        (pa.array([{}, None], pa.struct([])), [{}, None]),
        (pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int64())), [[{"key": "k", "value": "1"}]]),
        (pa.array([b"\xff", None]), [b"\xff", None]),
        (pa.nulls(1), [None]),
    ],
    ids=lambda value: str(value.type) if isinstance(value, pa.Array) else "",
)  # fmt: skip
def test_values_of_any_type_are_given_as_they_are_stored(
    column: object, values: list[object]
) -> None:
    assert values_of(column) == values


def test_numbers_and_moments_within_a_record_stand_as_json() -> None:
    table = pa.table({"text": ["a"], "l": [[1.5, None]], "at": [[date(2023, 5, 18)]]})
    (file,) = read(written(table))
    assert isinstance(file, RawFile)
    assert [statement.value for statement in file.stated] == ["[1.5,null]", '["2023-05-18"]']


def test_the_columns_are_those_that_the_user_names() -> None:
    table = pa.table({"text": ["t"], "d": [{"body": "b", "key": 1}]})
    (file,) = read(written(table), FieldNames(text="d.body", id="d.key"))
    assert isinstance(file, RawFile)
    assert (file.data, file.stated) == (b"b", (Stated("", "text", "t"), Stated("id", "d.key", "1")))


def test_a_column_of_bytes_is_text_where_it_is_utf_8() -> None:
    table = pa.table({"content": ["Bài".encode(), b"\xff", None]})
    assert shown(read(written(table))) == [
        ("1", "Bài"),
        ("2", "not text; byte 0 of the field 'content' is not UTF-8: mend the record"),
        ("3", "no text; the field 'content' holds null: name another with --text-field"),
    ]


def test_a_string_that_is_not_utf_8_costs_no_other_row() -> None:
    column = pa.array([b"a", b"\xff", b"c"]).view(pa.string())
    rows = shown(read(written(pa.table({"text": column}))))
    assert [name for name, _ in rows] == ["1", "2", "3"]
    assert (rows[0][1], rows[1][1].partition(";")[0], rows[2][1]) == ("a", "not text", "c")


def test_without_a_column_of_text_there_is_one_message() -> None:
    assert refused(written(pa.table({"a": range(9), "b": ["x"] * 9}))) == (
        "c.parquet: no text field; its fields are a, b: "
        "name the one that holds the text with --text-field"
    )
    assert refused(written(pa.table({"text": range(9)}))) == (
        "c.parquet: no text; the field 'text' holds a number: name another with --text-field"
    )


def test_a_damaged_row_group_is_refused_by_its_number_and_the_others_are_read() -> None:
    data = hundred_rows().replace(b"text number 45", b"text number 54")
    rows = shown(read(data))
    assert [name for name, _ in rows] == [
        *map(str, range(1, 26)), "26-50", *map(str, range(51, 101)),
    ]  # fmt: skip
    assert rows[25][1].startswith("damaged; row group 2: could not verify page integrity")
    assert rows[25][1].endswith(MEND)


@pytest.mark.parametrize(
    "data", [b"", b"PAR1", b"x" * 100, hundred_rows()[:-9], hundred_rows()[:900]]
)
def test_what_is_no_parquet_file_is_refused(data: bytes) -> None:
    message = refused(data)
    assert message.startswith("c.parquet: not Parquet; ")
    assert message.endswith(MEND)


def test_a_file_that_would_unpack_to_much_more_is_refused() -> None:
    data = written(pa.table({"text": ["a" * 3_000_000]}), compression="zstd", use_dictionary=False)
    ((name, message),) = shown(read(data))
    assert (name, message.partition(": it unpacks")[0]) == ("1", "damaged; row group 1")


def test_a_stream_that_cannot_be_sought_is_refused_with_advice() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    stream = RawStream("c.parquet.gz!/c.parquet", Pipe(hundred_rows()))
    with pytest.raises(SourceRefused) as caught:
        list(ParquetReader().read_stream(stream))
    assert str(caught.value) == (
        "c.parquet.gz!/c.parquet: cannot be sought; "
        "a Parquet file is read from its end: unpack it first"
    )


def test_without_rows_a_file_is_passed_over() -> None:
    data = written(pa.table({"text": pa.array([], pa.string())}))
    assert read(data) == [SourceSkipped("c.parquet", "holds no records")]


def test_columns_of_one_name_are_told() -> None:
    table = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["text", "text"])
    (file,) = read(written(table))
    assert isinstance(file, RawFile)
    assert (file.data, [w.code for w in file.warnings]) == (b"b", ["duplicate-key"])


def test_columns_that_are_nested_too_deeply_are_refused() -> None:
    kind = pa.string()
    for _ in range(60):
        kind = pa.struct([pa.field("a", kind)])
    table = pa.table({"text": ["a"], "deep": pa.nulls(1, kind)})
    assert refused(written(table)).startswith("c.parquet: nested too deeply; more than 50 levels")


def test_the_stream_stays_open_for_whoever_opened_it() -> None:
    stream = io.BytesIO(hundred_rows())
    list(ParquetReader().read_stream(RawStream("c.parquet", stream)))
    assert not stream.closed


def test_pyarrow_is_loaded_when_a_file_is_read_and_asked_for_when_it_is_missing() -> None:
    code = """
import io, sys
from corpuskit_parquet import corpuskit_readers
from corpuskit.reader import RawStream
(reader,) = corpuskit_readers()
assert not any(name.startswith("pyarrow") for name in sys.modules)
sys.modules["pyarrow"] = None
try:
    list(reader.read_stream(RawStream("c.parquet", io.BytesIO())))
except Exception as error:
    print(type(error).__name__, error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own words
    assert done.stdout == (
        "SourceRefused c.parquet: pyarrow is not installed; "
        "it reads Parquet: install it with: pip install pyarrow\n"
    )


def test_rows_are_read_a_few_at_a_time() -> None:
    """One row group of 64 MB in pages of 1 MB, of which a few may be in memory."""
    texts = [f"{number:05}" * 20_000 for number in range(640)]
    table = pa.table({"text": texts})
    data = written(table, row_group_size=640, use_dictionary=False, write_batch_size=8)
    before = pa.total_allocated_bytes()
    stream = RawStream("c.parquet", io.BytesIO(data))
    peak = max(pa.total_allocated_bytes() for _ in ParquetReader().read_stream(stream))
    assert peak - before < 20_000_000
