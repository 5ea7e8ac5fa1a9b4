"""`corpuskit convert --duplicates`, as a user calls it."""

import hashlib
import json
from pathlib import Path

import pytest

from corpuskit import ConversionOptions, convert, dedupe
from tests.profiles.planted import body, page
from tests.run_fakes import tree
from tests.running import Run


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Three pages: an article, one that goes on, and another."""
    folder = tmp_path / "pages"
    folder.mkdir()
    texts = {
        "a": page(body(1, 12)),
        "b": page(body(1, 12), "Và thêm một câu nữa."),
        "c": page(body(2, 12)),
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def report(corpuskit: Run, pages: Path, tmp_path: Path) -> Path:
    path = tmp_path / "r.jsonl"
    assert corpuskit("dedupe", pages, "-o", path, "-q").returncode == 0
    return path


def names(output: Path) -> list[str]:
    lines = (output / "json" / "corpus.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["source"]["name"] for line in lines]


def test_copies_are_left_out_and_told(
    corpuskit: Run, pages: Path, report: Path, tmp_path: Path
) -> None:
    done = corpuskit("convert", pages, "-o", tmp_path / "out", "--duplicates", report)
    assert done.returncode == 0
    assert names(tmp_path / "out") == ["b.txt", "c.txt"]
    assert done.stderr.startswith("3 sources: 2 converted, 0 warned, 0 refused, 1 skipped\n")
    assert "\nskipped: copy of another document 1\n" in done.stderr
    assert "\ncopies: 1 document left out\n" in done.stderr
    settings = json.loads((tmp_path / "out/.corpuskit/run.json").read_bytes())["settings"]
    assert settings["duplicates"] == hashlib.sha256(report.read_bytes()).hexdigest()
    assert settings["copies"] == "leave-out"


def test_copies_are_marked_where_the_user_asks_for_it(
    corpuskit: Run, pages: Path, report: Path, tmp_path: Path
) -> None:
    words = ("--duplicates", report, "--copies", "mark")
    done = corpuskit("convert", pages, "-o", tmp_path / "out", "--to", "jsonl", *words)
    rows = (tmp_path / "out/jsonl/corpus.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(row)["metadata"]["warnings"] for row in rows] == ["copy", "", ""]
    assert (done.returncode, "\nwarnings: copy 1\n" in done.stderr) == (0, True)


def test_an_export_is_converted_without_its_copies(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    corpuskit("convert", pages, "-o", tmp_path / "all", "-q")
    corpuskit("dedupe", tmp_path / "all", "-o", tmp_path / "r.jsonl", "-q")
    archive, words = tmp_path / "all/json/corpus.jsonl", ("--duplicates", tmp_path / "r.jsonl")
    assert corpuskit("convert", archive, "-o", tmp_path / "once", "-q", *words).returncode == 0
    assert names(tmp_path / "once") == ["b.txt", "c.txt"]


def test_what_is_left_out_cannot_be_restored(
    corpuskit: Run, pages: Path, report: Path, tmp_path: Path
) -> None:
    corpuskit("convert", pages, "-o", tmp_path / "out", "--duplicates", report, "-q")
    assert corpuskit("restore", tmp_path / "out", "-o", tmp_path / "back").returncode == 0
    assert [*tree(tmp_path / "back")] == ["b.txt", "c.txt"]


def test_another_report_on_the_same_folder_is_refused(
    corpuskit: Run, pages: Path, report: Path, tmp_path: Path
) -> None:
    words = ("convert", pages, "-o", tmp_path / "out", "-q")
    assert corpuskit(*words, "--duplicates", report).returncode == 0
    assert corpuskit(*words, "--duplicates", report).returncode == 0
    corpuskit("dedupe", pages, "-o", report, "-q", "--prefer", "first")
    for more in ((), ("--duplicates", report), ("--duplicates", report, "--copies", "mark")):
        done = corpuskit(*words, *more)
        assert (done.returncode, "was made with other options" in done.stderr) == (4, True)
    assert corpuskit(*words, "--duplicates", report, "--force").returncode == 0
    assert names(tmp_path / "out") == ["a.txt", "c.txt"]


def test_python_leaves_out_and_marks_the_same(
    corpuskit: Run, pages: Path, report: Path, tmp_path: Path
) -> None:
    known = dedupe(pages, report=tmp_path / "s.jsonl")
    for way in ("leave-out", "mark"):
        options = ConversionOptions(duplicates=known, copies=way)
        convert(pages, tmp_path / f"python-{way}", options=options)
        words = ("--duplicates", report, "--copies", way, "-q")
        corpuskit("convert", pages, "-o", tmp_path / way, *words)
        assert tree(tmp_path / way) == tree(tmp_path / f"python-{way}")


def test_a_profile_is_learned_of_copies_too(
    corpuskit: Run, pages: Path, report: Path, tmp_path: Path
) -> None:
    """So that convert --learn gives the profile that learn gives."""
    corpuskit("learn", pages, "-o", tmp_path / "p.toml", "-q")
    words = ("--learn", "--duplicates", report, "-q")
    assert corpuskit("convert", pages, "-o", tmp_path / "out", *words).returncode == 0
    assert (tmp_path / "out/profile.toml").read_bytes() == (tmp_path / "p.toml").read_bytes()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--copies", "mark"), "--copies needs a report that names them; name one with --dup"),
        (("--duplicates", "r.jsonl", "--copies", "drop"), "--copies cannot be 'drop'; choose from"),
        (("--duplicates", "none"), "none cannot be read: no such file or directory; name a report"),
        (("--duplicates", "pages/a.txt"), "a.txt: it does not begin as a report"),
    ],
)
def test_wrong_usage_touches_nothing(
    words: tuple[str, ...],
    message: str,
    corpuskit: Run,
    report: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(report.parent)
    done = corpuskit("convert", "pages", "-o", "out", *words)
    assert (done.returncode, Path("out").exists()) == (2, False)
    assert message in done.stderr
