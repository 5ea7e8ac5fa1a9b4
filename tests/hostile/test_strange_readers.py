"""Readers of strangers that break a promise: a report that names them, and the run goes on."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from textwrap import indent

import pytest

from tests.run_fakes import tree
from tests.strangers import install, run_corpuskit

READER = """
from corpuskit import MEMBER, RawFile, RawStream, SourceRefused, decode, hookimpl


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
