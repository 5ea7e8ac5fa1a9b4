"""The output of every format for the sample pages, byte for byte."""

import shutil
from pathlib import Path

import pytest

from tests.strangers import run_corpuskit

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
OPTIONS = {
    "json": (),
    "jsonl": (),
    "csv": (),
    "csv-blocks": ("--csv-rows", "block"),
    "csv-excel": ("--csv-excel",),
    "tei": (),
    "tei-inline": ("--tei-dateline", "inline"),
}


def files_below(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("name", OPTIONS)
def test_the_sample_pages_become_the_golden_files(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    to = name.partition("-")[0]
    done = run_corpuskit(
        "convert", ROOT / "seeds", "-o", tmp_path, "--to", to, *OPTIONS[name], "--quiet"
    )
    assert (done.returncode, done.stderr) == (0, "")
    if request.config.getoption("--update-golden"):
        shutil.rmtree(GOLDEN / name, ignore_errors=True)
        shutil.copytree(tmp_path / to, GOLDEN / name)
    assert files_below(tmp_path / to) == files_below(GOLDEN / name)
