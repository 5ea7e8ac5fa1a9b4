"""Containers and tables inside others: none is lost, and none goes on for ever."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from corpuskit.ledger import decode_lines
from corpuskit.reader import MEMBER, Limits, Piece, RawFile, RawStream, SourceSkipped
from corpuskit.runs.run import convert
from corpuskit_archives import GzipReader, ZipReader
from tests.run_fakes import TextReader, fill, job
from tests.stream_samples import TEXT, zipped


class RowsReader:
    """Each line is a row, which has no media type; a line "again" is the whole table once more."""

    name: ClassVar[str] = "rows"
    suffixes: ClassVar[tuple[str, ...]] = (".rows",)
    summary: ClassVar[str] = "rows"
    is_table: ClassVar[bool] = True

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        data = file.stream.read()
        if not data:
            yield SourceSkipped(file.name, "holds no records")
        for number, line in enumerate(data.splitlines(), start=1):
            again = line == b"again"
            name = f"{file.name}{MEMBER}{number}" + (".rows" if again else "")
            yield RawFile(name, data if again else line)


READERS = (TextReader(), RowsReader(), ZipReader(), GzipReader())


def outcomes(tmp_path: Path, **changes: Any) -> list[tuple[str, str, str]]:
    convert(job(tmp_path / "in", tmp_path / "out", readers=READERS, **changes))
    lines = (tmp_path / "out/.corpuskit/ledger.jsonl").read_bytes().split(b"\n")
    return [(line.name, line.outcome.value, line.cause) for line in decode_lines(lines)]


def test_an_inner_container_has_a_line_of_its_own_even_when_it_is_empty(tmp_path: Path) -> None:
    data = zipped({"b.zip": zipped({}), "c.zip": zipped({"d.txt": TEXT})})
    fill(tmp_path / "in", a_zip=data)
    assert outcomes(tmp_path, limits=Limits(depth=2)) == [
        ("a.zip!/b.zip", "opened", ""),
        ("a.zip!/c.zip!/d.txt", "converted", ""),
        ("a.zip!/c.zip", "opened", ""),
        ("a.zip", "opened", ""),
    ]


def test_an_inner_container_that_is_damaged_is_refused_by_its_name_alone(tmp_path: Path) -> None:
    fill(tmp_path / "in", a_zip=zipped({"b.zip": TEXT, "d.txt": TEXT}))
    assert outcomes(tmp_path, limits=Limits(depth=2)) == [
        ("a.zip!/b.zip", "refused", "cut off"),
        ("a.zip!/d.txt", "converted", ""),
        ("a.zip", "opened", ""),
    ]


@pytest.mark.parametrize(
    ("name", "data", "skipped"),
    [("a.rows", b"", "a.rows"), ("a.zip", zipped({"b.rows": b""}), "a.zip!/b.rows")],
)
def test_a_table_without_rows_is_skipped_by_its_own_name(
    tmp_path: Path, name: str, data: bytes, skipped: str
) -> None:
    fill(tmp_path / "in", **{name.replace(".", "_"): data})
    found = outcomes(tmp_path)
    assert (skipped, "skipped", "holds no records") in found
    assert [line for line in found if line[0] == skipped] == [
        (skipped, "skipped", "holds no records")
    ]


def test_a_row_is_no_table_because_a_table_is_forced(tmp_path: Path) -> None:
    fill(tmp_path / "in", a_dat=b"one\ntwo\n")
    assert outcomes(tmp_path, reader="rows") == [
        ("a.dat!/1", "converted", ""),
        ("a.dat!/2", "converted", ""),
        ("a.dat", "opened", ""),
    ]


def test_a_table_that_holds_itself_comes_to_an_end(tmp_path: Path) -> None:
    fill(tmp_path / "in", a_rows=b"one\nagain\n")
    assert outcomes(tmp_path) == [
        ("a.rows!/1", "converted", ""),
        ("a.rows!/2.rows!/1", "converted", ""),
        (
            "a.rows!/2.rows!/2.rows",
            "refused",
            "is a container inside another",
        ),
        ("a.rows!/2.rows", "opened", ""),
        ("a.rows", "opened", ""),
    ]
