"""Places where nothing can be written are told before a source is read, and nothing is left."""

from pathlib import Path

import pytest

from tests.run_fakes import tree
from tests.running import Run

TOO_LONG = "x" * 300
NOWHERE = ["page.txt", "page.txt/out", TOO_LONG, "/proc/nowhere", "/dev/null"]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A page in the folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("Một trang.\n", "utf-8")
    return "page.txt"


@pytest.mark.parametrize("output", NOWHERE)
@pytest.mark.parametrize("words", [(), ("--learn",), ("--force",), ("--to", "tei")])
def test_a_folder_that_cannot_be_is_told_first(
    corpuskit: Run, page: str, tmp_path: Path, output: str, words: tuple[str, ...]
) -> None:
    before = tree(tmp_path)
    done = corpuskit("convert", page, "-o", output, *words)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert done.stderr.endswith(("; name another folder\n", "; name another folder with -o\n"))
    assert tree(tmp_path) == before


@pytest.mark.parametrize("output", NOWHERE[:3])
def test_a_dry_run_tells_what_a_name_alone_tells(corpuskit: Run, page: str, output: str) -> None:
    assert corpuskit("convert", page, "-o", output, "--dry-run").returncode == 2


def test_a_dry_run_makes_nothing(corpuskit: Run, page: str, tmp_path: Path) -> None:
    before = tmp_path.stat().st_mtime_ns
    assert corpuskit("convert", page, "-o", "out", "--dry-run").returncode == 0
    assert tmp_path.stat().st_mtime_ns == before


@pytest.mark.parametrize("words", [(), ("--force",)])
def test_a_file_where_a_format_would_go_is_told_first(
    corpuskit: Run, page: str, tmp_path: Path, words: tuple[str, ...]
) -> None:
    corpuskit("convert", page, "-o", "out")
    (tmp_path / "out/tei").write_text("mine")
    done = corpuskit("convert", page, "-o", "out", "--to", "tei", "--force", *words)
    assert done.returncode == 2
    assert done.stderr == "error: out/tei is a file; name another folder with -o\n"
    assert (tmp_path / "out/json/corpus.jsonl").exists()


@pytest.mark.parametrize("place", ["/proc/nowhere", "none/file", "page.txt/file", TOO_LONG])
@pytest.mark.parametrize(
    "words",
    [("learn", "-o"), ("dedupe", "-o"), ("convert", "-o", "out", "--learn", "--report")],
    ids=["learn", "dedupe", "convert"],
)
def test_a_file_that_cannot_be_is_told_first(
    corpuskit: Run, page: str, tmp_path: Path, words: tuple[str, ...], place: str
) -> None:
    before = tree(tmp_path)
    done = corpuskit(words[0], page, *words[1:], place)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "cannot be written: " in done.stderr
    assert done.stderr.endswith("name another file\n")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("target", NOWHERE)
def test_a_folder_to_restore_to_that_cannot_be_is_told_first(
    corpuskit: Run, page: str, target: str
) -> None:
    corpuskit("convert", page, "-o", "out")
    done = corpuskit("restore", "out", "-o", target)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert done.stderr.endswith("; name another folder\n")


@pytest.mark.parametrize(
    "report", ["in/page.txt", "in/new.json", "table.csv", "notes.json", "in/../in/page.txt"]
)
def test_a_report_takes_the_place_of_nothing_but_a_report(
    corpuskit: Run, page: str, tmp_path: Path, report: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/page.txt").write_bytes((tmp_path / page).read_bytes())
    (tmp_path / "table.csv").write_text("path,title\npage.txt,Một\n", "utf-8")
    (tmp_path / "notes.json").write_text('{"format": "mine"}')
    before = tree(tmp_path)
    words = ("convert", "in", "-o", "out", "--metadata", "table.csv", "--report")
    done = corpuskit(*words, report)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert done.stderr.endswith("; name another --report\n")
    assert tree(tmp_path) == before
    for _ in "12":
        (tmp_path / "empty.json").touch()
        assert corpuskit(*words, "empty.json").returncode == 0
