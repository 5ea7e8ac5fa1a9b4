"""Same input, same bytes: whatever the clock, the hash seed, the locale, the order of listing."""

import os
from pathlib import Path

import pytest

from tests.strangers import run_corpuskit

SEEDS = Path(__file__).parents[2] / "seeds"
CLOCK = """
import datetime, time

moment = {moment}

class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(moment)

class DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(moment, tz)

datetime.date, datetime.datetime = Date, DateTime
time.time = lambda: float(moment)
time.time_ns = lambda: moment * 10**9
"""
LISTING = """
import os

scandir = os.scandir

class Backwards:
    def __init__(self, *path):
        with scandir(*path) as entries:
            self.entries = sorted(entries, key=lambda entry: entry.name, reverse=True)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    def __iter__(self):
        return iter(self.entries)
    def close(self):
        pass

os.scandir = Backwards
"""
YEAR_1999, YEAR_2040 = 915_148_800, 2_208_988_800
WORLDS: dict[str, tuple[str, dict[str, str]]] = {
    "in 1999": (CLOCK.format(moment=YEAR_1999), {}),
    "in 2040": (CLOCK.format(moment=YEAR_2040), {}),
    "another hash seed": ("", {"PYTHONHASHSEED": "4711"}),
    "another zone": ("", {"TZ": "Pacific/Kiritimati"}),
    "another locale": ("", {"LC_ALL": "C", "PYTHONUTF8": "0"}),
    "folders listed backwards": (LISTING, {}),
}


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def convert(output: Path, beside: Path, **variables: str) -> dict[str, bytes]:
    formats = [word for name in ("json", "jsonl", "tei", "csv") for word in ("--to", name)]
    done = run_corpuskit("convert", SEEDS, "-o", output, *formats, "-q", beside=beside, **variables)
    assert (done.returncode, done.stderr) == (0, "")
    return tree(output)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("usual")
    return convert(folder / "out", folder)


@pytest.mark.parametrize(("code", "variables"), WORLDS.values(), ids=WORLDS)
def test_the_output_tree_is_the_same(
    code: str, variables: dict[str, str], usual: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(code, "utf-8")
    assert convert(tmp_path / "out", tmp_path, **variables) == usual


def test_the_world_that_a_test_makes_reaches_the_program(tmp_path: Path) -> None:
    """Else the tests above would compare the program with itself."""
    marker = tmp_path / "seen"
    code = CLOCK.format(moment=YEAR_1999)
    code += f"open({os.fspath(marker)!r}, 'w').write(str(datetime.date.today().year))\n"
    (tmp_path / "sitecustomize.py").write_text(code, "utf-8")
    run_corpuskit("--version", beside=tmp_path)
    assert marker.read_text() == "1999"


@pytest.mark.parametrize("page", sorted(SEEDS.glob("*.txt")), ids=lambda page: page.name[:3])
def test_a_record_is_the_same_whatever_else_is_converted(
    page: Path, usual: dict[str, bytes], tmp_path: Path
) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / page.name).write_bytes(page.read_bytes())
    formats = ("--to", "json", "--to", "tei")
    done = run_corpuskit("convert", alone, "-o", tmp_path / "out", *formats, "-q")
    assert (done.returncode, done.stderr) == (0, "")
    written = tree(tmp_path / "out")
    assert written["json/corpus.jsonl"] in usual["json/corpus.jsonl"]
    assert written[f"tei/{page.stem}.xml"] == usual[f"tei/{page.stem}.xml"]


def test_an_export_that_is_converted_again_gives_the_same_for_any_hash_seed(
    usual: dict[str, bytes], tmp_path: Path
) -> None:
    """Its records keep their selection, which is a set, and the ledger has a digest of each."""
    (tmp_path / "corpus.jsonl").write_bytes(usual["json/corpus.jsonl"])
    trees = []
    for seed in ("2", "3", "5"):
        words = ("convert", tmp_path / "corpus.jsonl", "-o", tmp_path / seed, "-q")
        assert run_corpuskit(*words, PYTHONHASHSEED=seed).returncode == 0
        trees.append(tree(tmp_path / seed))
    assert trees[0] == trees[1] == trees[2]
