"""What a new user does wrong: one line that names the source, the cause and the next step."""

import os
import socket
from pathlib import Path

import pytest

from tests.running import Run


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a page and things that are none."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("M\u1ed9t trang.\n", "utf-8")
    for name in ("empty", "hidden", "loop", "special"):
        (tmp_path / name).mkdir()
    (tmp_path / "hidden/.a.txt").touch()
    (tmp_path / "loop/self").symlink_to(".")
    (tmp_path / "round").symlink_to("round")
    os.mkfifo(tmp_path / "special/pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("special/socket.txt")
    (tmp_path / "special/.b.txt").touch()
    return tmp_path


WRONG = [
    ("convert gone -o out", "gone cannot be read: no such file or directory; name a file or"),
    ("convert round -o out", "round cannot be read: too many levels of symbolic links; name a"),
    ("convert empty -o out", "there is nothing to read in empty, it is empty; name another file"),
    ("convert hidden -o out", "there is nothing to read in hidden: 1 hidden; name another file"),
    ("learn loop", "there is nothing to read in loop: 1 symbolic link; name another file"),
    ("sources special", "nothing to read in special: 1 hidden, 2 not a regular file; name another"),
    ("convert page.txt -o out -q -v", "--quiet and --verbose contradict each other; leave one"),
    ("learn page.txt -q -v", "--quiet and --verbose contradict each other; leave one of them out"),
    ("dedupe page.txt -q -v", "--quiet and --verbose contradict each other; leave one of them"),
    ("convert page.txt -o out --metadata special/pipe.txt", "is no regular file; save the table"),
    ("convert page.txt -o out --metadata /dev/zero", "/dev/zero is no regular file; save the"),
    ("schema csv", "format 'csv' has no schema; see 'corpuskit formats csv'"),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_a_wrong_use_is_told_with_its_cause_and_the_next_step(
    corpuskit: Run, place: Path, words: str, told: str
) -> None:
    done = corpuskit(*words.split())
    assert told in done.stderr
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert not (place / "out").exists()


@pytest.mark.parametrize("name", ["special/pipe.txt", "special/socket.txt", "/dev/zero"])
def test_what_is_no_file_is_refused_and_told_how_it_can_be_read(
    corpuskit: Run, place: Path, name: str
) -> None:
    done = corpuskit("convert", name, "-o", place / "out", "-q")
    told = f"{Path(name).name}: not a regular file; use - for standard input\n"
    assert (done.returncode, done.stderr) == (3, told)


def test_what_tei_wrote_is_read_again_without_a_refusal(corpuskit: Run, place: Path) -> None:
    corpuskit("convert", "page.txt", "-o", place / "out", "--to", "tei")
    done = corpuskit("convert", place / "out/tei", "-o", place / "again")
    assert done.returncode == 0
    assert "skipped: is a file of its own 1, is a schema 1" in done.stderr


def test_the_list_of_commands_says_whole_sentences(corpuskit: Run) -> None:
    assert "..." not in corpuskit("--help").stdout.partition("Commands:")[2]


def test_a_schema_of_somebody_else_is_refused_by_name(corpuskit: Run, place: Path) -> None:
    (place / "other.rng").write_text("<grammar/>")
    done = corpuskit("sources", "other.rng")
    assert done.returncode == 3
    assert "other.rng: is no TEI of corpuskit; convert the original sources" in done.stdout
