"""`corpuskit dedupe`, as a user calls it."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from corpuskit.api import dedupe, read_duplicates
from corpuskit.duplicates.comparison import Comparison
from corpuskit.errors import UsageError
from tests.profiles.planted import body, page
from tests.running import Done, Run
from tests.strangers import run_corpuskit

PICTURE = b"\x89PNG\r\n\x1a\n\0\0"
TOLD = """\
6 sources: 6 read, 0 refused, 0 skipped; 6 documents
2 clusters of copies: 2 kept, 0 exact, 3 near
"""


def make_pages(folder: Path) -> Path:
    """Six pages: an article, its exact copy, one that goes on, and another article twice."""
    folder.mkdir(parents=True)
    first, second, third = body(1, 12), body(2, 12), body(3, 12)
    texts = {
        "a": page(first),
        "b": page(first).upper(),
        "c": page(first, "Và thêm một câu nữa."),
        "d": page(second),
        "e": page(second[:-1], "Câu cuối khác hẳn."),
        "f": page(third),
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return make_pages(tmp_path / "pages")


def documents(report: str) -> list[dict[str, Any]]:
    rows = map(json.loads, report.splitlines()[1:])
    return [row for row in rows if row["kind"] == "document"]


def brief(report: str) -> list[str]:
    return [f"{row['source'][0]} {row['rule']} {row['kept'][2]}" for row in documents(report)]


def test_a_report_is_written_and_told_of(corpuskit: Run, pages: Path, tmp_path: Path) -> None:
    done = corpuskit("dedupe", pages, "-o", tmp_path / "r.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith(TOLD)
    report = (tmp_path / "r.jsonl").read_text("utf-8")
    assert brief(report) == ["a near c", "b near c", "c kept c", "d kept d", "e near d"]
    assert str(tmp_path) not in report


@pytest.mark.parametrize("place", [(), ("-o", "-")], ids=["no place", "a dash"])
def test_without_a_place_the_report_goes_to_standard_output(
    place: tuple[str, ...], corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    done = corpuskit("dedupe", pages, "--quiet", *place)
    assert (done.returncode, done.stderr) == (0, "")
    corpuskit("dedupe", pages, "-q", "-o", tmp_path / "r.jsonl")
    assert (tmp_path / "r.jsonl").read_text("utf-8") == done.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--prefer", "first"), ["a kept a", "b exact a", "c near a", "d kept d", "e near d"]),
        (("--threshold", "1"), ["a kept a", "b exact a"]),
    ],
)
def test_options_decide_what_counts_and_what_is_kept(
    words: tuple[str, ...], expected: list[str], corpuskit: Run, pages: Path
) -> None:
    assert brief(corpuskit("dedupe", pages, "-q", *words).stdout) == expected


def test_paragraphs_have_a_least_length(corpuskit: Run, pages: Path) -> None:
    def paragraphs(words: str) -> int:
        return corpuskit("dedupe", pages, "-q", "--paragraphs", words).stdout.count('"paragraph"')

    assert paragraphs("10") > 20
    assert (paragraphs("0"), paragraphs("100")) == (0, 0)


def test_an_export_gives_the_same_report_as_its_sources(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    corpuskit("convert", pages, "-o", tmp_path / "out", "--to", "json", "--to", "csv", "-q")
    expected = corpuskit("dedupe", pages, "-q")
    assert corpuskit("dedupe", tmp_path / "out", "-q") == expected
    assert corpuskit("dedupe", tmp_path / "out" / "json" / "corpus.jsonl", "-q") == expected


def test_an_export_keeps_the_selection_that_it_has(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    words = ("--leave-out", "paragraph", "--leave-out", "lead", "--min-confidence", "0")
    corpuskit("convert", pages, "-o", tmp_path / "out", "-q", *words)
    exported = documents(corpuskit("dedupe", tmp_path / "out", "-q").stdout)
    assert exported == documents(corpuskit("dedupe", pages, "-q", *words).stdout)
    assert exported != documents(corpuskit("dedupe", pages, "-q").stdout)


def test_a_damaged_record_of_an_export_costs_no_other(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    corpuskit("convert", pages, "-o", tmp_path / "out", "-q")
    archive = tmp_path / "out" / "json" / "corpus.jsonl"
    lines = archive.read_bytes().splitlines(keepends=True)
    archive.write_bytes(b"".join([*lines[:1], lines[1][:90] + b"\n", *lines[2:]]))
    done = corpuskit("dedupe", tmp_path / "out")
    assert done.returncode == 3
    assert brief(done.stdout) == ["a near c", "c kept c", "d kept d", "e near d"]
    assert "refused: corpus.jsonl!/2: " in done.stderr


def test_several_exports_are_compared_with_each_other(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    for name, letters in (("one", "ace"), ("two", "bdf")):
        (tmp_path / name).mkdir()
        for letter in letters:
            (pages / f"{letter}.txt").rename(tmp_path / name / f"{letter}.txt")
        corpuskit("convert", tmp_path / name, "-o", tmp_path / f"out-{name}", "-q")
    both = (tmp_path / "out-two", tmp_path / "out-one")
    expected = corpuskit("dedupe", tmp_path / "one", tmp_path / "two", "-q")
    assert len(documents(expected.stdout)) == 5
    assert corpuskit("dedupe", *both, "-q") == expected
    found = dedupe(*both, report=tmp_path / "r.jsonl")
    assert (tmp_path / "r.jsonl").read_text("utf-8") == expected.stdout
    assert len(found) == 5
    again = corpuskit("dedupe", both[0], both[0], "-q")
    assert (again.returncode, "name only one" in again.stderr) == (2, True)


def test_an_export_without_the_full_record_is_wrong_usage(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    corpuskit("convert", pages, "-o", tmp_path / "out", "--to", "csv", "-q")
    done = corpuskit("dedupe", tmp_path / "out")
    assert (done.returncode, "holds no json/corpus.jsonl" in done.stderr) == (2, True)


def test_bad_sources_are_refused_by_name(corpuskit: Run, pages: Path) -> None:
    (pages / "picture.txt").write_bytes(PICTURE)
    done = corpuskit("dedupe", pages, "--quiet")
    assert done.returncode == 3
    assert done.stderr.startswith("refused: picture.txt: not text")
    assert len(documents(done.stdout)) == 5


def test_no_document_at_all_is_no_success(corpuskit: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PICTURE)
    assert corpuskit("dedupe", tmp_path / "a.txt", "--quiet").returncode == 3
    assert corpuskit("dedupe", tmp_path / "none").returncode == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--prefer", "best"), "the preference cannot be 'best'; choose from first, longest"),
        (("--threshold", "1.5"), "Invalid value for '--threshold'"),
        (("-o", "pages/r.jsonl"), "which is read, or lies inside it; name another file with -o"),
        (("-o", "none/r.jsonl"), "there is no "),
        (("-o", "notes"), "notes is there already and no report"),
    ],
)
def test_wrong_usage_touches_nothing(
    words: tuple[str, ...],
    message: str,
    corpuskit: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    make_pages(Path("pages"))
    Path("notes").write_text("mine\n")
    done = corpuskit("dedupe", "pages", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes", "pages"]
    assert Path("notes").read_text() == "mine\n"


def test_the_order_of_the_sources_and_the_hash_seed_change_nothing(
    pages: Path, tmp_path: Path
) -> None:
    parts = sorted(pages.iterdir())
    orders = (parts, parts[::-1], parts[3:] + parts[:3])
    written = {
        run_corpuskit("dedupe", *order, "-q", beside=tmp_path, PYTHONHASHSEED=seed).stdout
        for seed, order in zip(("0", "1", "4711"), orders, strict=True)
    }
    assert len(written) == 1
    assert len(documents(written.pop())) == 5


@pytest.mark.slow
def test_the_number_of_workers_changes_nothing(corpuskit: Run, pages: Path, tmp_path: Path) -> None:
    for n in range(70):
        (pages / f"g{n}.txt").write_text(page(body(n % 40)), "utf-8")
    with zipfile.ZipFile(pages / "more.zip", "w") as file:
        for n in range(5):
            file.writestr(f"{n}.txt", page(body(n)))
    (pages / "picture.txt").write_bytes(PICTURE)
    with pytest.warns(RuntimeWarning, match=r"refused: picture\.txt"):
        dedupe(pages, report=tmp_path / "inline.jsonl")
    told = set()
    for workers in ("1", "2"):
        done = corpuskit("dedupe", pages, "-o", tmp_path / f"{workers}.jsonl", "-j", workers)
        assert done.returncode == 3
        told.add(done.stderr)
    written = {(tmp_path / f"{name}.jsonl").read_bytes() for name in ("inline", "1", "2")}
    assert (len(written), len(told)) == (1, 1)
    assert written.pop().count(b'"kind":"document"') >= 70


def test_python_gives_what_the_report_says(corpuskit: Run, pages: Path, tmp_path: Path) -> None:
    corpuskit("dedupe", pages, "-q", "-o", tmp_path / "r.jsonl", "--prefer", "first")
    found = dedupe(pages, report=tmp_path / "s.jsonl", comparison=Comparison(prefer="first"))
    assert (tmp_path / "s.jsonl").read_bytes() == (tmp_path / "r.jsonl").read_bytes()
    known = read_duplicates(tmp_path / "r.jsonl")
    assert [known.of(f"{name}.txt") for name in "abcdef"] == [
        found.of(f"{name}.txt") for name in "abcdef"
    ]
    exact = known.of("b.txt")
    assert exact is not None
    assert (exact.kept, exact.rule) == ("d-a.txt", "exact")
    assert known.of("f.txt") is None


def test_a_refused_source_is_told_in_python(pages: Path, tmp_path: Path) -> None:
    (pages / "bad.txt").write_bytes(PICTURE)
    told: list[str] = []
    dedupe(pages, report=tmp_path / "r.jsonl", on_refused=told.append)
    assert [text.split(":")[0] for text in told] == ["bad.txt"]
    with pytest.warns(RuntimeWarning, match=r"refused: bad\.txt"):
        dedupe(pages, report=tmp_path / "r.jsonl")
    with pytest.raises(UsageError, match="which is read, or lies inside it"):
        dedupe(pages, report=pages / "r.jsonl")


def test_without_numpy_one_line_says_what_to_install(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise ModuleNotFoundError('gone', name='numpy')\n")
    done = run_corpuskit("dedupe", pages, beside=tmp_path)
    assert Done(done.returncode, done.stdout, done.stderr) == Done(
        2,
        "",
        "error: numpy is not installed, and copies are found with it: "
        "run pip install '.[dedupe]' in the checkout of corpuskit\n",
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_no_scratch_files(number: int, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for n in range(600):
        (tmp_path / "pages" / f"{n}.txt").write_text(page(body(n)), "utf-8")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [str(Path(sys.executable).parent / "corpuskit"), "dedupe", "pages", "-o", "r.jsonl"]
    with subprocess.Popen(  # noqa: S603  # our own words
        command, cwd=tmp_path, env={**os.environ, "TMPDIR": str(scratch)},
        stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 30
        while not any(scratch.glob("corpuskit-*")) and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(number)
        assert process.wait(30) == 128 + number
    assert list(scratch.iterdir()) == []
    assert not (tmp_path / "r.jsonl").exists()
