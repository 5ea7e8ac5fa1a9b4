"""`corpuskit sources`: what would be read, as what, and what would be refused and why."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from tests.poisons import poison
from tests.running import Done, Run
from tests.strangers import install, run_corpuskit
from tests.stream_samples import CRAWL, FILES, PAGE, ROWS, TEXT, as_lines, packed, zipped

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a page, a text, an archive, a table, a crawl, a picture and what is broken."""
    files = {
        "a.html": PAGE,
        "b.txt": TEXT,
        "c.zip": zipped(FILES),
        "d.jsonl": as_lines(ROWS[:1]) + b'{"id":\n',
        "e.warc.gz": packed(CRAWL),
        "f.png": PICTURE,
        "g.zip": zipped(FILES)[:100],
        ".hidden.txt": TEXT,
    }
    place = tmp_path / "in"
    place.mkdir()
    for name, data in files.items():
        (place / name).write_bytes(data)
    return place


CUT_AT = len(as_lines(ROWS[:1]) + b'{"id":')
ROWS_OF_FOLDER = [
    ("skipped", "", 0, ".hidden.txt", "hidden"),
    ("readable", "html", 1, "a.html", ""),
    ("readable", "text", 1, "b.txt", ""),
    ("readable", "html", 1, "c.zip!/trang/một.html", ""),
    ("readable", "text", 1, "c.zip!/hai.txt", ""),
    ("opened", "zip", 0, "c.zip", ""),
    ("readable", "text", 1, "d.jsonl!/1", ""),
    (
        "refused",
        "",
        0,
        "d.jsonl!/2",
        f"not JSON; it ends too soon, at byte {CUT_AT}: mend the line or leave it out",
    ),
    ("opened", "jsonl", 0, "d.jsonl", ""),
    ("skipped", "", 0, "e.warc.gz!/00000001", "record type warcinfo"),
    ("skipped", "", 0, "e.warc.gz!/00000002", "record type request"),
    ("readable", "html", 1, "e.warc.gz!/00000003", ""),
    ("skipped", "", 0, "e.warc.gz!/00000004", "status 404"),
    ("skipped", "", 0, "e.warc.gz!/00000005", "media type image/png"),
    ("opened", "warc", 0, "e.warc.gz", ""),
    ("refused", "", 0, "f.png", "no reader takes '.png'; name one with --reader"),
    (
        "refused",
        "",
        0,
        "g.zip",
        "cut off; the directory at its end is missing: fetch or copy it again",
    ),
]


def test_each_source_and_each_member_has_a_row(corpuskit: Run, folder: Path) -> None:
    done = corpuskit("sources", folder, "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    told = [(r["outcome"], r["reader"], r["documents"], r["name"], r["cause"]) for r in rows]
    assert told == ROWS_OF_FOLDER
    assert (done.returncode, done.stderr) == (3, "")


def test_a_row_has_the_encoding_and_the_bytes_of_a_document_as_unpacked(
    corpuskit: Run, folder: Path
) -> None:
    lines = corpuskit("sources", folder / "c.zip").stdout.splitlines()
    assert [line.split() for line in lines] == [
        ["readable", "html", "utf-8", str(len(PAGE)), "c.zip!/trang/một.html"],
        ["readable", "text", "utf-8", str(len(TEXT)), "c.zip!/hai.txt"],
        ["opened", "zip", "c.zip"],
    ]


def test_what_can_all_be_read_ends_with_0_and_nothing_to_read_with_3(
    corpuskit: Run, folder: Path, tmp_path: Path
) -> None:
    assert corpuskit("sources", folder / "c.zip").returncode == 0
    assert corpuskit("sources", folder / "e.warc.gz").returncode == 0
    empty = tmp_path / "empty.zip"
    empty.write_bytes(zipped({}))
    assert corpuskit("sources", empty).returncode == 3
    assert corpuskit("sources", tmp_path / "none.zip").returncode == 2


def test_the_rows_are_those_that_a_conversion_comes_to(
    corpuskit: Run, folder: Path, tmp_path: Path
) -> None:
    corpuskit("convert", folder, "-o", tmp_path / "out", "-q")
    ledger = (tmp_path / "out/.corpuskit/ledger.jsonl").read_text("utf-8").splitlines()
    rows = corpuskit("sources", folder, "--json").stdout.splitlines()
    words = {"converted": "readable", "warned": "readable"}
    written = [
        (line["name"], words.get(line["outcome"], line["outcome"]))
        for line in map(json.loads, ledger)
    ]
    assert written == [(row["name"], row["outcome"]) for row in map(json.loads, rows)]


def test_warnings_and_several_documents_stand_behind_a_name(corpuskit: Run, tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_bytes(b"one bad byte \xff in a line that is long enough\n" + b"another line\n" * 40)
    done = corpuskit("sources", page)
    assert (done.returncode, done.stdout.split()[-2:]) == (0, ["a.txt:", "invalid-bytes"])


def test_a_name_cannot_steer_the_terminal(corpuskit: Run, tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(zipped({"\x1b]0;own\x07\x9b31m.txt": TEXT, "\x1b[2J.png": PICTURE}))
    done = corpuskit("sources", archive)
    assert done.returncode == 3
    assert not {"\x1b", "\x07", "\x9b"} & {*done.stdout, *done.stderr}
    assert r"a.zip!/\x1b[2J.png: no reader takes '.png'" in done.stdout


def test_standard_input_is_a_source_too(corpuskit: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(as_lines())))
    done = corpuskit("sources", "-", "--reader", "jsonl", "--json")
    names = [json.loads(line)["name"] for line in done.stdout.splitlines()]
    assert (done.returncode, names) == (0, ["stdin!/1", "stdin!/2", "stdin!/3", "stdin"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--reader", "nope"], "there is no reader 'nope'; installed readers: bzip2, gzip"),
        (["--max-member", "1x"], "--max-member cannot be '1x'; give bytes, or a size such as"),
        (["--max-depth", "0"], "Invalid value for '--max-depth'"),
        (["--encoding", "klingon"], "'klingon' is not an encoding"),
    ],
)
def test_a_wrong_use_is_one_line_and_2(
    corpuskit: Run, folder: Path, words: list[str], message: str
) -> None:
    done = corpuskit("sources", folder, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_blocked_reader_reads_nothing_and_the_others_go_on(folder: Path) -> None:
    done = run_corpuskit("sources", folder, "--json", CORPUSKIT_WITHOUT="html")
    rows = {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}
    causes = [rows[name]["cause"] for name in ("a.html", "e.warc.gz!/00000003")]
    assert causes == [
        "no reader takes '.html'; name one with --reader",
        "no reader takes 'text/html'; name one with --reader",
    ]
    assert rows["c.zip!/hai.txt"]["outcome"] == "readable"
    assert done.returncode == 3


def test_a_row_is_for_a_person_unless_json_is_asked_for(corpuskit: Run, folder: Path) -> None:
    assert corpuskit("sources", folder / "a.html") == Done(
        0, f"readable  html     utf-8        {len(PAGE):>13}  a.html\n", ""
    )


POISON = """
from corpuskit import hookimpl
from tests.poisons import BoxReader, PoisonReader

@hookimpl
def corpuskit_readers():
    return [PoisonReader(), BoxReader()]
"""


@pytest.fixture
def poisoned(tmp_path: Path) -> Path:
    """A folder in which files and members kill and hang who reads them, among others."""
    place = tmp_path / "in"
    files = {
        "a.txt": "text\n",
        "b.txt": poison("kill"),
        "c.txt": poison("exit0"),
        "d.txt": poison("hang"),
        "e.box": "one.txt text\ntwo.txt !crash\n!kill\nthree.txt text\n",
        "f.txt": "text\n",
    }
    place.mkdir()
    for name, text in files.items():
        (place / name).write_text(text)
    return place


def test_a_file_that_kills_or_hangs_who_reads_it_is_refused_by_name(
    poisoned: Path, tmp_path: Path
) -> None:
    entry_points = {"readers": "poison = poisonous\nbox = poisonous"}
    beside = install(tmp_path / "beside", "poisonous", entry_points, poisonous=POISON)
    words = ("sources", poisoned, "--json", "--deadline", "1")
    root = str(Path(__file__).parents[2])
    done = run_corpuskit(
        *words, PYTHONPATH=os.pathsep.join((str(beside), root)), CORPUSKIT_WITHOUT="text"
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    memory, kept = "see whether it is the memory", "what it had given until then is kept"
    assert [(row["name"], row["cause"]) for row in rows] == [
        ("a.txt", ""),
        ("b.txt", f"worker died, signal 9; {memory}"),
        ("c.txt", f"worker died, exit code 0; {memory}"),
        ("d.txt", "longer than 1 s; allow more with --deadline"),
        ("e.box!/one.txt", ""),
        ("e.box!/two.txt", f"worker died, signal 11; {memory}"),
        ("e.box", f"worker died, signal 9; {kept}; see what is odd with it"),
        ("f.txt", ""),
    ]
    assert (done.returncode, done.stderr) == (3, "")
