"""Hostile archives, tables and crawls in whole runs: no member costs another, nothing escapes."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpuskit.ledger import Outcome, decode_lines
from tests.run_fakes import tree
from tests.running import Run
from tests.stream_samples import (
    CRAWL,
    FILES,
    PAGE,
    TEXT,
    as_lines,
    packed,
    response,
    tarred,
    zipped,
)

HOSTILE_NAMES = [
    "../../evil.txt",
    "/etc/evil.txt",
    "..\\..\\evil.txt",
    "C:\\evil.txt",
    "a/../../../evil.txt",
    "./evil.txt",
    "\x1b[2J.txt",
    "con.txt",
    "a\nb.txt",
    "%2e%2e%2fevil.txt",
    "x" * 300 + ".txt",
]


def put(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return folder


def outcomes(output: Path) -> dict[str, Outcome]:
    lines = (output / ".corpuskit/ledger.jsonl").read_bytes().split(b"\n")
    return {line.name: line.outcome for line in decode_lines(lines)}


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_no_name_of_a_member_leads_out_of_the_output_or_the_restored_folder(
    corpuskit: Run, tmp_path: Path, pack: object
) -> None:
    files = dict.fromkeys(HOSTILE_NAMES, TEXT)
    archive = zipped(files) if pack is zipped else tarred(files)
    name = "a.zip" if pack is zipped else "a.tar"
    source = put(tmp_path / "in", name, archive)
    place = tmp_path / "deep" / "deeper"
    place.mkdir(parents=True)
    words = ("--to", "json", "--to", "tei", "-q")
    done = corpuskit("convert", source, "-o", place / "out", *words)
    assert (done.returncode, done.stderr) == (0, "")
    done = corpuskit("restore", place / "out", "-o", place / "back")
    files_found = tree(tmp_path)
    outside = [
        path
        for path in files_found
        if not path.startswith(("in/", "deep/deeper/out/", "deep/deeper/back/"))
    ]
    assert outside == []
    restored = [path for path in files_found if path.startswith("deep/deeper/back/")]
    assert all(path.startswith(f"deep/deeper/back/{name}!/") for path in restored)
    # One name is longer than a file system takes: its restoring fails by name, and alone.
    assert len(restored) == len(HOSTILE_NAMES) - 1
    assert (done.returncode, done.stderr.count("failed: ")) == (3, 1)
    assert "\x1b" not in done.stderr


def test_a_record_that_names_a_place_outside_is_refused_and_costs_no_other(
    corpuskit: Run, tmp_path: Path
) -> None:
    page = put(tmp_path / "page", "a.txt", TEXT)
    record = json.loads(corpuskit("convert", page / "a.txt", "-q").stdout)
    names = ["../../evil.txt", "/etc/evil.txt", "ok.txt", "", "a\0b"]
    lines = [{**record, "source": {**record["source"], "name": name}} for name in names]
    data = "".join(json.dumps({**line, "id": f"d-{n}"}) + "\n" for n, line in enumerate(lines))
    source = put(tmp_path / "in", "c.jsonl", data.encode())
    done = corpuskit("convert", source, "-o", tmp_path / "out", "-q")
    assert done.returncode == 3
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        "c.jsonl!/1",
        "c.jsonl!/2",
        "c.jsonl!/4",
        "c.jsonl!/5",
    ]
    assert outcomes(tmp_path / "out")["ok.txt"] is Outcome.CONVERTED


def test_a_bomb_is_refused_before_it_is_unpacked_and_its_neighbours_are_read(
    tmp_path: Path,
) -> None:
    bomb = zipped({"bomb.txt": bytes(200 << 20), "ok.txt": TEXT})
    source = put(tmp_path / "in", "a.zip", bomb)
    put(source, "b.txt.gz", gzip.compress(bytes(200 << 20), mtime=0))
    code = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (900 << 20, 900 << 20))\n"
        "from corpuskit.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(  # noqa: S603  # the interpreter itself
        [sys.executable, "-c", code, "convert", source, "-o", tmp_path / "out", "-q"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "a.zip!/bomb.txt: too large; 67108864 bytes are allowed; see --max-member",
        "b.txt.gz!/b.txt: unpacks too far; 200 times its packed size is allowed; see --max-ratio",
    ]
    assert outcomes(tmp_path / "out")["a.zip!/ok.txt"] is Outcome.CONVERTED


@pytest.mark.parametrize(
    ("name", "data", "whole"),
    [
        ("a.zip", zipped(FILES)[:-30], 0),
        ("a.tar", tarred(FILES)[: tarred(FILES).rindex(b"hai.txt") + 300], 1),
        ("a.tar.gz", gzip.compress(tarred(FILES), mtime=0)[:-20], 2),
        ("a.html.gz", gzip.compress(PAGE, mtime=0)[:-9], 0),
        ("a.warc.gz", packed((*CRAWL, response(PAGE)))[:-50], 1),
        ("a.jsonl", as_lines()[:-10], 2),
    ],
)
def test_what_is_whole_in_a_file_that_was_cut_is_kept_and_the_rest_is_refused(
    corpuskit: Run, tmp_path: Path, name: str, data: bytes, whole: int
) -> None:
    source = put(tmp_path / "in", name, data)
    done = corpuskit("convert", source, "-o", tmp_path / "out", "-q")
    found = [*outcomes(tmp_path / "out").values()]
    assert done.returncode == 3
    assert (found.count(Outcome.CONVERTED), found.count(Outcome.REFUSED)) == (whole, 1)
    assert done.stderr.startswith(name)
    assert done.stderr.count("\n") == 1


def test_a_million_records_that_nobody_reads_make_a_short_summary(
    corpuskit: Run, tmp_path: Path
) -> None:
    media = [response(b"x", media_type=f"x/{number}") for number in range(500)]
    source = put(tmp_path / "in", "a.warc", b"".join((*media, response(PAGE))))
    done = corpuskit("convert", source, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) < 10
    assert "skipped: other causes 492, media type x/0 1, " in done.stderr
