import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import pytest

from corpuskit.errors import RunFailed, UsageError
from corpuskit.model import Document
from corpuskit.reader import Limits
from corpuskit.runs.run import convert
from tests.run_fakes import Lines, Pages, Whole, fill, job, tree


class Stdin(io.TextIOWrapper):
    """Standard input with the bytes that a test gives."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))


@pytest.mark.parametrize(
    ("exporter", "expected"),
    [
        (Lines(), b"begin\nd-a.txt: 'one'\nend 1 []\n"),
        (Pages(), b"one"),
        (Whole(), b"d-a.txt\n"),
    ],
)
def test_one_document_goes_to_standard_output(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], exporter: Lines, expected: bytes
) -> None:
    summary = convert(job(fill(tmp_path, a_txt="one\n"), "", exporter))
    assert capsysbinary.readouterr().out == expected
    assert (summary.documents, summary.exit_code) == (1, 0)
    assert tree(tmp_path) == {"a.txt": b"one\n"}


def test_several_documents_of_one_source_do_not_fit(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    source = fill(tmp_path, a_parts="p\n---\nq\n")
    with pytest.raises(UsageError, match=r"a\.parts holds several documents"):
        convert(job(source, ""))
    assert capsysbinary.readouterr().out == b""


def test_a_bug_in_an_exporter_of_streams_prints_nothing(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    class Broken(Whole):
        def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
            stream.write(b"half")
            raise KeyError("x")

    with pytest.raises(RunFailed, match="internal error in exporter 'whole': KeyError: 'x'"):
        convert(job(fill(tmp_path, a_txt="one\n"), "", Broken()))
    assert capsysbinary.readouterr().out == b""


def test_a_refused_source_prints_nothing_and_says_so(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    summary = convert(job(fill(tmp_path, a_pdf=""), ""))
    assert capsysbinary.readouterr().out == b""
    assert (summary.refused, summary.exit_code) == (1, 3)


def test_standard_input_is_a_source_named_stdin(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin("Hội\n".encode()))
    convert(job("-", ""))
    assert capsysbinary.readouterr().out.decode() == "begin\nd-stdin: 'Hội'\nend 1 []\n"


def test_standard_input_can_fill_a_folder_in_several_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(b"one\n"))
    convert(job("-", tmp_path, Pages(), Whole()))
    assert (tmp_path / "pages/stdin.page").read_bytes() == b"one"
    assert (tmp_path / "whole/corpus.bin").read_bytes() == b"d-stdin\n"


def test_standard_input_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(b"x" * 10))
    summary = convert(job("-", "", limits=Limits(document=9)))
    assert summary.refusals == ["stdin: too large; more than 9 bytes"]


def test_standard_input_is_named_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="standard input is named twice"):
        convert(job("-", tmp_path, inputs=("-", "-")))


def test_standard_input_beside_a_file_is_no_overlap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(b"one\n"))
    source = fill(tmp_path / "in", a_txt="two\n")
    summary = convert(job("-", tmp_path / "out", inputs=("-", str(source / "a.txt"))))
    assert summary.documents == 2


@pytest.mark.parametrize("name", ["stdin", "stdout"])
def test_closed_streams_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    source = "-" if name == "stdin" else str(fill(tmp_path, a_txt="one\n"))
    monkeypatch.setattr(sys, name, None)
    with pytest.raises((UsageError, RunFailed), match=r"standard (in|out)put is closed"):
        convert(job(source, ""))
