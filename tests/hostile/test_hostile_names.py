import os
from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

import msgspec
import pytest

from corpuskit.ledger import Line, decode_lines
from corpuskit.model import Document
from corpuskit.names import name_key
from corpuskit.runs.restore import restore
from corpuskit.runs.run import convert
from corpuskit.runs.summary import Summary
from tests.run_fakes import Lines, Pages, job

NAMES = (
    b"line\nend.txt",
    b"\x1b]0;title\x07.txt",
    b"\xc2\x9b31m.txt",
    "\u202egnp.txt".encode(),
    b"[bold red].txt",
    b"%s{0}$(id)`id`.txt",
    b"%2e%2e%2fup.txt",
    b"-rf.txt",
    b" .txt",
    b"a\\b:c*.txt",
    b"CON.txt",
    b"caf\xe9.txt",
    b"caf\xe8.txt",
    "Hội.txt".encode(),
    normalize("NFD", "Hội.txt").encode(),
    b"TWIN.txt",
    b"twin.txt",
    b"x" * 251 + b".txt",
    ("ệ" * 83 + ".txt").encode(),
)


class Records(Lines):
    """The archive that restoring reads."""

    name = "json"
    suffix = ".jsonl"

    def header(self, corpus: object) -> bytes:
        return b""

    def footer(self, corpus: object) -> bytes:
        return b""

    def encode(self, document: Document) -> bytes:
        return msgspec.json.encode(document) + b"\n"


def fill_bytes(folder: Path, names: Iterable[bytes]) -> Path:
    folder.mkdir()
    for name in names:
        path = folder / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"text of " + name.hex().encode() + b"\n")
    return folder


def converted(source: Path, output: Path) -> tuple[Summary, list[Line]]:
    summary = convert(job(source, output, Records(), Pages()))
    return summary, list(
        decode_lines((output / ".corpuskit/ledger.jsonl").read_bytes().splitlines())
    )


def test_every_strange_name_is_converted_written_portably_and_restored(tmp_path: Path) -> None:
    source = fill_bytes(tmp_path / "in", NAMES)
    summary, ledger = converted(source, tmp_path / "out")
    assert (summary.documents, summary.exit_code) == (len(NAMES), 0)
    files = [entry.files["pages"] for line in ledger for entry in line.documents]
    assert len({name_key(file) for file in files}) == len(NAMES)
    assert len({entry.id for line in ledger for entry in line.documents}) == len(NAMES)
    for file in files:
        assert file.isprintable() or "\u202e" in file
        assert len(file.encode()) < 230
        assert not set(file) & set('<>:"|?*\\')
    records = (tmp_path / "out/json/corpus.jsonl").read_bytes().splitlines()
    assert len(records) == len(NAMES)
    back = tmp_path / "back"
    report = restore(
        str(tmp_path / "out"), str(back), lambda line: msgspec.json.decode(line, type=Document)
    )
    assert report.written == len(NAMES)
    for name in NAMES:
        assert (back / os.fsdecode(name)).read_bytes() == (source / os.fsdecode(name)).read_bytes()


def test_what_is_told_of_strange_names_is_always_printable(tmp_path: Path) -> None:
    names = [name.replace(b".txt", b".p\x1bdf") for name in NAMES if len(name) < 200]
    summary, _ = converted(fill_bytes(tmp_path / "in", names), tmp_path / "out\x1b[31m")
    assert summary.refused == len(names)
    assert [line for line in summary.lines() if not line.isprintable()] == []


def test_a_name_that_reads_like_another_is_refused_and_costs_no_other(tmp_path: Path) -> None:
    source = fill_bytes(tmp_path / "in", [b"a\xff.txt", b"a%FF.txt", b"b.txt"])
    summary, ledger = converted(source, tmp_path / "out")
    assert summary.refusals == [
        "a%FF.txt: its name is not UTF-8 and reads like that of another source"
    ]
    outcomes = [(line.name, line.name_hex, line.outcome) for line in ledger]
    assert outcomes == [
        ("a%FF.txt", "", "converted"),
        ("a%FF.txt", b"a\xff.txt".hex(), "refused"),
        ("b.txt", "", "converted"),
    ]


def test_files_deep_in_the_tree_are_converted(tmp_path: Path) -> None:
    deep = b"/".join([b"folder"] * 120) + b"/a.txt"
    summary, _ = converted(fill_bytes(tmp_path / "in", [deep]), tmp_path / "out")
    assert (summary.documents, summary.exit_code) == (1, 0)


def test_a_folder_below_the_longest_path_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    source = fill_bytes(tmp_path / "in", [b"z.txt"])
    part, here = "d" * 250, os.open(source, os.O_RDONLY)
    for _ in range(17):
        os.mkdir(part, dir_fd=here)
        below = os.open(part, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    summary, ledger = converted(source, tmp_path / "out")
    assert (summary.documents, summary.refused, summary.exit_code) == (1, 1, 3)
    assert ledger[0].cause == "cannot be read: file name too long"


def test_an_output_path_that_is_too_long_costs_one_document_of_one_format(tmp_path: Path) -> None:
    room = 4090 - len(os.fsencode(tmp_path)) - len("/in/") - len("/a.txt")
    deep = "/".join(["d" * 200] * (room // 201))
    source = tmp_path / "in"
    (source / deep).mkdir(parents=True)
    (source / deep / "a.txt").write_text("deep\n")
    output = tmp_path / ("o" * 240)
    summary = convert(job(source, output, Pages(), Lines()))
    assert (summary.documents, summary.refused) == (1, 1)
    assert summary.refusals[0].endswith("not as pages: its path is too long for the output")
    assert (output / "lines/corpus.txt").exists()


@pytest.mark.parametrize("name", ["-rf", "out\n", "[bold]"])
def test_an_output_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    source = fill_bytes(tmp_path / "in", [b"a.txt"])
    assert convert(job(source, tmp_path / name)).exit_code == 0
