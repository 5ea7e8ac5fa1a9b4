"""Containers: each member is a source of its own, and the container has its own line."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from corpuskit.errors import SourceRefused
from corpuskit.ledger import Line, decode_lines
from corpuskit.model import Document, Stated
from corpuskit.reader import Limits, Piece, RawFile, RawStream, SourceSkipped
from corpuskit.runs.choosing import Readers
from corpuskit.runs.run import convert, documents
from corpuskit.text.decode import decode_file
from tests.run_fakes import Pages, PartsReader, TextReader, fill, job

ASTRAY = "internal error in reader 'box': ValueError: 'elsewhere.txt' is no name of a member"
BOX = b"a.txt=one\nb.txt=two\n"


class BoxReader:
    """A container whose lines are members: a name, "=" and the text; some names mean mischief."""

    name: ClassVar[str] = "box"
    suffixes: ClassVar[tuple[str, ...]] = (".box",)
    summary: ClassVar[str] = "boxes"

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        for line in file.stream:
            name, _, text = line.rstrip(b"\n").partition(b"=")
            yield from self._member(f"{file.name}!/{name.decode()}", text)

    def _member(self, name: str, text: bytes) -> Iterator[Piece]:
        if text == b"bad":
            yield SourceRefused(name, "is damaged")
        elif text == b"skip":
            yield SourceSkipped(name, "not text")
        elif text == b"stop":
            raise SourceRefused(name.partition("!/")[0], "ends too early")
        elif text == b"bug":
            raise ZeroDivisionError("a bug")
        elif text == b"rubbish":
            yield 7  # type: ignore[misc]  # rubbish is what is tested
        elif text == b"astray":
            yield RawFile("elsewhere.txt", b"astray")
        elif name.endswith(".box"):
            yield RawStream(name, io.BytesIO(text.replace(b"|", b"\n")))
        else:
            yield RawFile(name, text, stated=(Stated("url", "box", "http://x.vn/a"),))


class RowsReader:
    """A table: each line is a document."""

    name: ClassVar[str] = "rows"
    suffixes: ClassVar[tuple[str, ...]] = (".rows",)
    summary: ClassVar[str] = "rows"
    is_table: ClassVar[bool] = True

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        for number, line in enumerate(file.stream, start=1):
            yield decode_file(RawFile(f"{file.name}!/{number}", line))


class HtmlReader(TextReader):
    name: ClassVar[str] = "html"
    suffixes: ClassVar[tuple[str, ...]] = (".html",)
    media_types: ClassVar[tuple[str, ...]] = ("text/html",)


class PlainReader(TextReader):
    media_types: ClassVar[tuple[str, ...]] = ("text/plain",)


READERS = (PlainReader(), PartsReader(), BoxReader(), RowsReader(), HtmlReader())


def lines(folder: Path) -> list[Line]:
    return list(decode_lines((folder / ".corpuskit" / "ledger.jsonl").read_bytes().split(b"\n")))


def converted(tmp_path: Path, data: bytes, **changes: Any) -> list[tuple[str, str, str]]:
    fill(tmp_path / "in", pages_box=data)
    convert(job(tmp_path / "in", tmp_path / "out", readers=READERS, **changes))
    return [(line.name, line.outcome.value, line.cause) for line in lines(tmp_path / "out")]


def test_each_member_has_its_line_and_the_container_is_opened(tmp_path: Path) -> None:
    assert converted(tmp_path, BOX) == [
        ("pages.box!/a.txt", "converted", ""),
        ("pages.box!/b.txt", "converted", ""),
        ("pages.box", "opened", ""),
    ]


def test_a_container_is_no_source_in_the_summary(tmp_path: Path) -> None:
    fill(tmp_path / "in", pages_box=BOX, c_txt="three")
    summary = convert(job(tmp_path / "in", tmp_path / "out", readers=READERS))
    assert summary.sources == 3
    assert summary.exit_code == 0
    assert summary.lines()[0] == (
        "3 sources: 3 converted, 0 warned, 0 refused, 0 skipped, out of 1 container"
    )


def test_the_ledger_has_the_sha256_of_members_and_of_the_container(tmp_path: Path) -> None:
    fill(tmp_path / "in", pages_box=BOX)
    convert(job(tmp_path / "in", tmp_path / "out", readers=READERS))
    expected = [hashlib.sha256(data).hexdigest() for data in (b"one", b"two", BOX)]
    assert [line.sha256 for line in lines(tmp_path / "out")] == expected


def test_what_a_container_states_of_a_member_is_in_its_source(tmp_path: Path) -> None:
    fill(tmp_path, pages_box=b"a.txt=one\n")
    (document,) = documents(job(tmp_path, readers=READERS, dry_run=True))
    assert isinstance(document, Document)
    assert document.source.stated == (Stated("url", "box", "http://x.vn/a"),)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a.txt=bad\nb.txt=two\n", ("pages.box!/a.txt", "refused", "is damaged")),
        (b"a.txt=skip\nb.txt=two\n", ("pages.box!/a.txt", "skipped", "not text")),
        (b"a.png=one\nb.txt=two\n", ("pages.box!/a.png", "refused", "no reader takes '.png'")),
        (b"b.txt=two\na.txt=stop\n", ("pages.box", "refused", "ends too early")),
        (
            b"b.txt=two\na.txt=bug\n",
            ("pages.box", "refused", "internal error in reader 'box': ZeroDivisionError: a bug"),
        ),
        (
            b"b.txt=two\na.txt=rubbish\n",
            ("pages.box", "refused", "internal error in reader 'box': TypeError: int is no piece"),
        ),
        (
            b"b.txt=two\na.txt=astray\n",
            ("pages.box", "refused", ASTRAY),
        ),
    ],
)
def test_what_is_wrong_with_one_member_costs_no_other(
    tmp_path: Path, data: bytes, expected: tuple[str, str, str]
) -> None:
    found = converted(tmp_path, data)
    assert expected in found
    assert ("pages.box!/b.txt", "converted", "") in found
    assert sum(name == "pages.box" for name, *_ in found) == 1


def test_two_members_of_one_name_are_one_document_and_a_refusal(tmp_path: Path) -> None:
    assert converted(tmp_path, b"a.txt=one\na.txt=two\n")[:2] == [
        ("pages.box!/a.txt", "converted", ""),
        ("pages.box!/a.txt", "refused", "its name is that of another document"),
    ]


def test_members_that_differ_in_suffix_alone_have_files_of_their_own(tmp_path: Path) -> None:
    fill(tmp_path / "in", pages_box=b"a.txt=one\na.html=two\n")
    convert(job(tmp_path / "in", tmp_path / "out", Pages(), readers=READERS))
    files = sorted(path.name for path in (tmp_path / "out" / "pages" / "pages.box!").iterdir())
    assert files == ["a.html.page", "a.txt.page"]


def test_a_container_in_a_container_is_refused_unless_it_is_allowed(tmp_path: Path) -> None:
    data = b"inner.box=c.txt=three\n"
    assert converted(tmp_path, data)[0] == (
        "pages.box!/inner.box",
        "refused",
        "is a container inside another",
    )
    assert converted(tmp_path, data, limits=Limits(depth=2), force=True)[0] == (
        "pages.box!/inner.box!/c.txt",
        "converted",
        "",
    )


def test_a_table_may_lie_in_a_container(tmp_path: Path) -> None:
    assert converted(tmp_path, b"t.rows=one\n")[0] == ("pages.box!/t.rows!/1", "converted", "")


def test_a_member_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    data = b"a.txt=" + b"x" * 100 + b"\nb.txt=two\n"
    found = converted(tmp_path, data, limits=Limits(member=50))
    assert found[0] == ("pages.box!/a.txt", "refused", "too large")
    assert found[1] == ("pages.box!/b.txt", "converted", "")


def test_text_that_begins_as_html_is_read_as_html_unless_a_reader_is_forced() -> None:

    text, html = READERS[0], READERS[-1]
    page = RawFile("a.txt", b"\n<!-- saved -->\n<!DOCTYPE html><p>one")
    assert isinstance(text, PlainReader)
    assert Readers(READERS).of_content(text, page) is html
    assert Readers(READERS).of_content(text, RawFile("a.txt", b"<p>one")) is text
    assert Readers(READERS, "text").of_content(text, page) is text


@pytest.mark.parametrize(
    ("name", "media_type", "forced", "expected"),
    [
        ("a.box!/7", "text/html; charset=utf-8", "", "html"),
        ("a.box!/7", "", "", "text"),
        ("a.box!/7.html", "", "", "html"),
        ("a.box!/7.html", "", "text", "text"),
        ("a.box!/7", "image/png", "", None),
        ("a.box!/t.rows", "", "text", "rows"),
    ],
)
def test_a_member_is_read_by_what_its_container_calls_it_then_by_its_name(
    name: str, media_type: str, forced: str, expected: str | None
) -> None:

    reader = Readers(READERS, forced).of_member(name, media_type)
    assert (reader.name if reader else None) == expected


def test_a_container_takes_no_file_from_a_document_beside_it(tmp_path: Path) -> None:
    fill(tmp_path / "in", a_box=b"c.txt=one\n", a_txt="two")
    convert(job(tmp_path / "in", tmp_path / "out", Pages(), readers=READERS))
    files = sorted(path.name for path in (tmp_path / "out" / "pages").rglob("*.page"))
    assert files == ["a.page", "c.txt.page", "list.page"]
