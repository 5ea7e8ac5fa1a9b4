"""Readers of strangers that break a promise: a report that names them, and the run goes on."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from textwrap import indent

import pytest

from tests.run_fakes import tree
from tests.strangers import install, run_corpuskit

READER = """
from corpuskit import MEMBER, Document, RawFile, RawStream, SourceRefused, SourceSkipped
from corpuskit import decode, hookimpl


class OddReader:
    name, suffixes, summary = "odd", (".odd",), "made for a test"

{method}

@hookimpl
def corpuskit_readers():
    return [OddReader()]
"""
Converted = Callable[..., CompletedProcess[str]]


@pytest.fixture
def converted(tmp_path: Path) -> Converted:
    """Convert a file that the reader of a stranger takes, and a text beside it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.odd").write_bytes(b"one\ntwo\n")
    (tmp_path / "in/b.txt").write_bytes(b"three\n")

    def convert(method: str, *words: str | Path) -> CompletedProcess[str]:
        code = READER.format(method=indent(method, "    "))
        lib = install(tmp_path / "lib", "strange-things", {"readers": "odd = ck_odd"}, ck_odd=code)
        given = words or (tmp_path / "in", "-o", tmp_path / "out", "-j", "1")
        return run_corpuskit("convert", *given, beside=lib)

    return convert


NAMESAKES = {
    "of the file": """
def read(self, file):
    for line in file.data.splitlines(keepends=True):
        yield decode(line, file.name)
""",
    "of the stream": """
def read_stream(self, file):
    for line in file.stream:
        yield decode(line, file.name)
""",
    "of a member": """
def read_stream(self, file):
    for line in file.stream:
        yield decode(line, file.name + MEMBER + "x")
""",
}


@pytest.mark.parametrize("name", NAMESAKES)
def test_of_two_documents_with_one_name_the_second_is_refused_and_the_first_restored(
    tmp_path: Path, converted: Converted, name: str
) -> None:
    done = converted(NAMESAKES[name])
    full = "a.odd!/x" if name == "of a member" else "a.odd"
    assert done.returncode == 3
    assert f"refused: {full}: its name is that of another document" in done.stderr
    back = run_corpuskit("restore", tmp_path / "out", "-o", tmp_path / "back")
    assert (back.returncode, tree(tmp_path / "back")) == (0, {full: b"one\n", "b.txt": b"three\n"})


MEMBERS = """
def read_stream(self, file):
    class Odd:
        def read(self, size=-1):
            {read}

    class Text(str):
        pass

    name = file.name + MEMBER
    yield {given}
    yield RawFile(name + "2.txt", b"two")
"""
JUNK = {
    "RawFile(name + '1.txt', 'text')": "a.odd!/1.txt: internal error in reader 'odd': TypeError:"
    " its data is str, not bytes",
    "RawFile(name + '1.txt', b'', media_type=5)": "a.odd!/1.txt: internal error in reader 'odd':"
    " TypeError: its media_type is int, not str",
    "RawFile(name + '1.txt', b'', stated=('x',))": "a.odd!/1.txt: internal error in reader 'odd':"
    " TypeError: a statement is str, not Stated",
    "RawFile(name + '1.txt', b'', name_hex='zz')": "a.odd!/1.txt: internal error in reader 'odd':"
    " ValueError: non-hexadecimal number",
    "RawFile(name + 'a//b', b'')": "a.odd!/a//b: internal error in reader 'odd':"
    " ValueError: 'a.odd!/a//b' is no name of a document",
    "RawStream(name + '1.txt', Odd(), size='big')": "a.odd!/1.txt: internal error in reader 'odd':"
    " TypeError: its size is str, not int",
    "RawStream(name + '1.txt', None)": "a.odd!/1.txt: internal error in reader 'odd':"
    " TypeError: its stream is NoneType, which cannot be read",
    "SourceSkipped(name + '1.txt', 5)": "a.odd!/1.txt: internal error in reader 'odd':"
    " TypeError: its cause is int, not str",
    "SourceRefused(5, 6, 7)": "a.odd: internal error in reader 'odd': TypeError:"
    " its source is int, not str",
    "Document(5, decode(b'x', name + '1').source, (1, 2))": "a.odd!/1: internal error in reader"
    " 'odd': ValidationError: Expected `str`, got `int` - at `$.id`",
    "decode(b'x', name + '1')._replace(blocks=(1,))": "a.odd!/1: internal error in reader 'odd':"
    " TypeError: its blocks are not RawBlocks with a Layout",
    "7": "a.odd: internal error in reader 'odd': TypeError: int is no piece",
}


@pytest.mark.parametrize("given", JUNK)
def test_one_piece_that_is_none_is_refused_by_name_and_costs_no_other(
    tmp_path: Path, converted: Converted, given: str
) -> None:
    done = converted(MEMBERS.format(read="return b''", given=given))
    assert done.returncode == 3
    assert f"refused: {JUNK[given]}" in done.stderr
    assert "2 documents written" in done.stderr


READS = {
    "return 'text'": "internal error in reader 'odd': TypeError: reading its member gave str, not",
    "raise OSError(5, 'Input/output error')": "cannot be read: input/output error",
    "raise KeyError(7)": "internal error in reader 'odd': KeyError: 7",
}


@pytest.mark.parametrize("read", READS)
def test_a_member_that_cannot_be_read_is_refused_with_the_name_of_the_reader(
    converted: Converted, read: str
) -> None:
    done = converted(MEMBERS.format(read=read, given="RawStream(name + '1.txt', Odd())"))
    assert done.returncode == 3
    assert f"refused: a.odd!/1.txt: {READS[read]}" in done.stderr
    assert "2 documents written" in done.stderr


def test_a_reader_that_closes_the_stream_is_named_and_costs_no_member(
    converted: Converted,
) -> None:
    method = """
def read_stream(self, file):
    with file.stream:
        yield RawFile(file.name + MEMBER + "1.txt", file.stream.read())
"""
    done = converted(method)
    told = "refused: a.odd: internal error in reader 'odd': ValueError: it closed the stream"
    assert (done.returncode, told in done.stderr) == (3, True)
    assert "2 documents written" in done.stderr


def test_what_cannot_be_sent_to_another_process_costs_its_source_alone(
    converted: Converted,
) -> None:
    given = "decode(b'x', name + '1')._replace(text=Text('x'))"
    done = converted(MEMBERS.format(read="return b''", given=given))
    assert done.returncode == 3
    assert "refused: a.odd: what it gave cannot be sent to another process: " in done.stderr
    assert "1 document written" in done.stderr


def test_an_error_that_cannot_say_what_it_is_is_told_by_its_kind(converted: Converted) -> None:
    method = """
def read(self, file):
    class Mute(Exception):
        def __str__(self):
            raise ValueError
    raise Mute
"""
    done = converted(method)
    assert done.returncode == 3
    assert "refused: a.odd: internal error in reader 'odd': Mute\n" in done.stderr


def test_one_document_that_is_none_costs_no_other_of_the_file(converted: Converted) -> None:
    method = """
def read(self, file):
    yield decode(b"one", file.name + "/1")
    yield decode(b"two", file.name + "/2")._replace(warnings=5)
    yield decode(b"three", file.name + "/3")
"""
    done = converted(method)
    told = "refused: a.odd/2: internal error in reader 'odd': TypeError: its warnings are int"
    assert (done.returncode, told in done.stderr) == (3, True)
    assert "3 documents written" in done.stderr
