"""Who reads what, and what a reader that the user forces is for."""

from collections.abc import Iterator
from typing import ClassVar

import pytest

from corpuskit.reader import Piece, RawStream
from corpuskit.runs.choosing import Readers, is_container, is_table
from tests.run_fakes import TextReader


class Zip:
    name: ClassVar[str] = "zip"
    suffixes: ClassVar[tuple[str, ...]] = (".zip",)
    summary: ClassVar[str] = "files"

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        return iter(())


class Tar(Zip):
    name: ClassVar[str] = "tar"
    suffixes: ClassVar[tuple[str, ...]] = (".tar", ".tar.gz")


class Rows(Zip):
    name: ClassVar[str] = "rows"
    suffixes: ClassVar[tuple[str, ...]] = (".rows",)
    is_table: ClassVar[bool] = True


class Columns(Rows):
    name: ClassVar[str] = "columns"
    suffixes: ClassVar[tuple[str, ...]] = (".columns",)


class Html(TextReader):
    name: ClassVar[str] = "html"
    suffixes: ClassVar[tuple[str, ...]] = (".html",)
    media_types: ClassVar[tuple[str, ...]] = ("text/html",)


READERS = (TextReader(), Html(), Zip(), Tar(), Rows(), Columns())
NAMES = ("a.txt", "a", "a.html", "a.rows", "a.columns", "a.zip", "a.tar.gz", "a.png")


def chosen(forced: str, kind: str) -> list[str]:
    readers = Readers(READERS, forced)
    choose = {"file": readers.of_name, "member": readers.of_member, "row": readers.of_row}[kind]
    return [reader.name if (reader := choose(name)) else "" for name in NAMES]


@pytest.mark.parametrize(
    ("forced", "kind", "expected"),
    [
        ("", "file", ["text", "text", "html", "rows", "columns", "zip", "tar", ""]),
        ("", "member", ["text", "text", "html", "rows", "columns", "zip", "tar", ""]),
        ("html", "file", ["html", "html", "html", "rows", "columns", "zip", "tar", "html"]),
        ("html", "member", ["html", "html", "html", "rows", "columns", "zip", "tar", "html"]),
        ("rows", "file", ["rows", "rows", "rows", "rows", "rows", "zip", "tar", "rows"]),
        ("rows", "member", ["rows", "rows", "rows", "rows", "rows", "zip", "tar", "rows"]),
        ("rows", "row", ["text", "text", "html", "rows", "columns", "zip", "tar", ""]),
        ("html", "row", ["html", "html", "html", "rows", "columns", "zip", "tar", "html"]),
        ("zip", "file", ["zip"] * 8),
        ("zip", "member", ["text", "text", "html", "rows", "columns", "zip", "tar", ""]),
    ],
)
def test_a_forced_reader_is_for_files_but_leaves_containers_to_theirs(
    forced: str, kind: str, expected: list[str]
) -> None:
    assert chosen(forced, kind) == expected


@pytest.mark.parametrize(
    ("forced", "media_type", "expected"),
    [
        ("", "text/html; charset=utf-8", "html"),
        ("", "TEXT/HTML", "html"),
        ("", "image/png", ""),
        ("text", "image/png", "text"),
        ("rows", "text/html", "html"),
        ("zip", "text/html", "html"),
    ],
)
def test_what_a_container_says_of_a_member_goes_before_its_name(
    forced: str, media_type: str, expected: str
) -> None:
    readers = Readers(READERS, forced)
    for choose in (readers.of_member, readers.of_row):
        reader = choose("a.rows", media_type)
        assert (reader.name if reader else "") == expected


def test_tables_and_containers_are_told_apart() -> None:
    assert [is_table(reader) for reader in READERS] == [False] * 4 + [True] * 2
    assert [is_container(reader) for reader in READERS] == [False] * 2 + [True] * 2 + [False] * 2
