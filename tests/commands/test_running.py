"""How a run goes about its work, by the words of the command line."""

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.run_fakes import tree
from tests.running import Run
from tests.strangers import exporter_module, install, run_corpuskit

SEEDS = Path(__file__).parents[2] / "seeds"
FORMATS = [word for name in ("json", "tei", "csv") for word in ("--to", name)]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with files, a zip with a zip in it, and a table; some are refused."""
    folder = tmp_path_factory.mktemp("pages")
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    for number in range(40):
        (folder / f"{number:03}.txt").write_text(f"{texts[number % 5]}\nTrang {number}.\n", "utf-8")
    inner = io.BytesIO()
    for stream in (inner, folder / "z.zip"):
        with zipfile.ZipFile(stream, "w") as archive:
            for number in range(5):
                archive.writestr(f"m{number}.txt", texts[number])
            archive.writestr("picture.png", b"??")
            if stream is not inner:
                archive.writestr("inner.zip", inner.getvalue())
    rows = [json.dumps({"id": f"r{number}", "text": text}) for number, text in enumerate(texts)]
    (folder / "t.jsonl").write_text("".join(f"{row}\n" for row in [*rows, "{broken"]), "utf-8")
    (folder / "bad.txt").write_bytes(b"\xff\xfe\xff")
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture
def few(tmp_path: Path) -> Path:
    folder = tmp_path / "few"
    folder.mkdir()
    for name in "abcdef":
        (folder / f"{name}.txt").write_text(f"Một đoạn văn {name}.\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def usual(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    output = tmp_path_factory.mktemp("usual") / "out"
    done = run_corpuskit("convert", pages, "-o", output, *FORMATS, "-j", "1")
    assert done.returncode == 3
    output.with_suffix(".told").write_text(done.stderr, "utf-8")
    yield output
    shutil.rmtree(output)


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["2", "8"])
def test_the_tree_and_the_summary_are_the_same_for_any_number_of_workers(
    corpuskit: Run, pages: Path, usual: Path, tmp_path: Path, workers: str
) -> None:
    output = tmp_path / "out"
    done = corpuskit("convert", pages, "-o", output, *FORMATS, "-j", workers)
    assert tree(output) == tree(usual)
    told = usual.with_suffix(".told").read_text("utf-8")
    assert done.stderr.replace(str(output), str(usual)) == told


@pytest.mark.slow
def test_the_tree_is_the_same_for_any_order_of_the_inputs(
    corpuskit: Run, pages: Path, usual: Path, tmp_path: Path
) -> None:
    inputs = sorted(pages.iterdir(), key=lambda path: path.name[::-1])
    corpuskit("convert", *inputs, "-o", tmp_path / "out", *FORMATS, "-j", "2")
    assert tree(tmp_path / "out") == tree(usual)


@pytest.mark.slow
def test_a_run_by_other_workers_is_the_same_run(
    corpuskit: Run, pages: Path, usual: Path, tmp_path: Path
) -> None:
    shutil.copytree(usual, tmp_path / "out")
    done = corpuskit("convert", pages, "-o", tmp_path / "out", *FORMATS, "-j", "2")
    assert "nothing to do" in done.stderr
    assert done.returncode == 3
    assert tree(tmp_path / "out") == tree(usual)


def test_a_finished_run_that_is_repeated_says_that_there_is_nothing_to_do(
    corpuskit: Run, few: Path, tmp_path: Path
) -> None:
    words = ("convert", few, "-o", tmp_path / "out", "-j", "1")
    assert corpuskit(*words).returncode == 0
    done = corpuskit(*words)
    assert done.returncode == 0
    assert "nothing to do" in done.stderr
    assert "nothing to do" not in corpuskit(*words, "-q").stderr


def test_other_options_on_the_same_folder_are_refused_unless_by_force(
    corpuskit: Run, few: Path, tmp_path: Path
) -> None:
    corpuskit("convert", few, "-o", tmp_path / "out")
    other = ("convert", few, "-o", tmp_path / "out", "--tones", "old")
    refused = corpuskit(*other)
    assert refused.returncode == 4
    assert "tones: keep then, old now" in refused.stderr
    assert corpuskit(*other, "--force").returncode == 0


def test_a_limit_stops_behind_so_many_sources_and_the_next_run_goes_on(
    corpuskit: Run, few: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    assert corpuskit("convert", few, "-o", output, "--limit", "2", "-j", "1").returncode == 0
    assert (output / "json/corpus.jsonl").read_bytes().count(b"\n") == 2
    corpuskit("convert", few, "-o", output, "-j", "1")
    corpuskit("convert", few, "-o", tmp_path / "fresh")
    assert tree(output) == tree(tmp_path / "fresh")


def test_a_limit_below_what_the_folder_holds_is_refused(
    corpuskit: Run, few: Path, tmp_path: Path
) -> None:
    corpuskit("convert", few, "-o", tmp_path / "out")
    before = tree(tmp_path / "out")
    done = corpuskit("convert", few, "-o", tmp_path / "out", "--limit", "2")
    assert (done.returncode, tree(tmp_path / "out")) == (4, before)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("option", "behind"), [(("--fail-fast",), "1 refused"), (("--max-errors", "1"), "2 refused")]
)
def test_a_run_may_stop_at_refusals_and_goes_on_when_they_are_mended(
    corpuskit: Run, few: Path, tmp_path: Path, option: tuple[str, ...], behind: str
) -> None:
    for name in ("b", "c"):
        (few / f"{name}.png").touch()
    words = ("convert", few, "-o", tmp_path / "out", "-j", "1")
    stopped = corpuskit(*words, *option)
    assert stopped.returncode == 1
    assert f"stopped behind {behind}" in stopped.stderr
    assert not (tmp_path / "out/json/corpus.jsonl").exists()
    for name in ("b", "c"):
        (few / f"{name}.png").unlink()
    assert corpuskit(*words, *option).returncode == 0
    corpuskit("convert", few, "-o", tmp_path / "fresh")
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_as_many_refusals_as_are_allowed_do_not_stop_a_run(
    corpuskit: Run, few: Path, tmp_path: Path
) -> None:
    (few / "b.png").touch()
    done = corpuskit("convert", few, "-o", tmp_path / "out", "--max-errors", "1", "-j", "1")
    assert done.returncode == 3


def test_only_what_was_refused_can_be_tried_again(
    corpuskit: Run, few: Path, tmp_path: Path
) -> None:
    done = corpuskit("convert", few, "-o", tmp_path / "out", "--retry", "all")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--retry" in done.stderr


@pytest.mark.parametrize("words", [("-j", "-1"), ("-j", "two"), ("--deadline", "0")])
def test_words_that_are_no_numbers_of_their_kind_are_wrong_usage(
    corpuskit: Run, few: Path, tmp_path: Path, words: tuple[str, str]
) -> None:
    done = corpuskit("convert", few, "-o", tmp_path / "out", *words)
    assert done.returncode == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_dry_run_by_workers_counts_as_one_without(corpuskit: Run, pages: Path) -> None:
    told = {corpuskit("convert", pages, "--dry-run", "-j", workers).stderr for workers in "12"}
    assert len(told) == 1


@pytest.mark.slow
def test_the_report_of_a_run_with_nothing_to_do_has_the_same_counts(
    corpuskit: Run, few: Path, tmp_path: Path
) -> None:
    reports = []
    for number in "12":
        path = tmp_path / f"report{number}.json"
        corpuskit("convert", few, "-o", tmp_path / "out", "--report", path)
        reports.append(json.loads(path.read_text("utf-8")))
    first, second = ({key: _counts(value) for key, value in each.items()} for each in reports)
    assert first.keys() == second.keys()
    assert first.get("documents") == second.get("documents")


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_who_edits_an_exporter_and_runs_again_gets_what_the_new_code_writes(
    few: Path, tmp_path: Path, workers: str
) -> None:
    beside = tmp_path / "beside"
    code = exporter_module("strange")
    install(beside, "strange", {"exporters": "strange = stranger"}, stranger=code)
    words = ("convert", few, "-o", tmp_path / "out", "--to", "strange", "-j", workers)
    assert run_corpuskit(*words, beside=beside).returncode == 0
    edited = code.replace("document.text.encode()", "document.text.upper().encode()")
    (beside / "stranger.py").write_text(edited)
    done = run_corpuskit(*words, beside=beside)
    assert done.returncode == 0
    assert "nothing to do" not in done.stderr
    assert "MỘT ĐOẠN VĂN A." in (tmp_path / "out/strange/corpus.txt").read_text("utf-8")
    assert "nothing to do" in run_corpuskit(*words, beside=beside).stderr


def _counts(value: object) -> object:
    return value if isinstance(value, int | str) else None
