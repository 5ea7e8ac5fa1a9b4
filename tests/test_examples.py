import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"


def run_example(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(  # noqa: S603  # our own examples
        [str(word) for word in command],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_the_shell_example_converts_and_restores_the_seeds(tmp_path: Path) -> None:
    done = run_example("sh", ROOT / "examples/batch.sh", SEEDS, "corpus", folder=tmp_path)
    assert done.stdout.splitlines() == [
        "all pages were converted",
        "5 documents",
        "every page can be restored byte for byte",
    ]
    assert (done.returncode, done.stderr) == (0, "")


def test_the_shell_example_names_what_was_refused_and_ends_with_its_code(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.txt").write_text("Một dòng.\n", encoding="utf-8")
    (pages / "page.pdf").write_bytes(b"%PDF-1.7\n")
    done = run_example("sh", ROOT / "examples/batch.sh", pages, "corpus", folder=tmp_path)
    assert done.returncode == 3
    assert done.stdout.startswith("some pages were refused:\n")
    assert '"page.pdf"' in done.stdout


def test_the_python_example_prints_titles_dates_and_labels(tmp_path: Path) -> None:
    example = ROOT / "examples/batch.py"
    done = run_example(sys.executable, "-W", "error", example, SEEDS, "corpus", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[2] == "002_e583691dd32359a8.txt: no title, 2024-01-09 (medium: “09/01”)"
    assert lines[5].split() == ["chrome", "chrome.phrase", "In", "trang", "này"]
    assert lines[-1] == "5 documents, 0 refused"
    assert len(list((tmp_path / "corpus" / "tei").glob("00*.xml"))) == 5


@pytest.mark.parametrize("example", sorted(p.name for p in (ROOT / "examples").glob("batch.*")))
def test_each_example_says_how_it_is_run(example: str) -> None:
    text = (ROOT / "examples" / example).read_text(encoding="utf-8")
    assert f"examples/{example} seeds corpus" in text
