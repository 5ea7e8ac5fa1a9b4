"""`--compress` and `--shard-size`, as a user gives them, and what reads such a folder again."""

import json
from pathlib import Path

import pytest

from corpuskit.api import convert
from corpuskit.assembly import ConversionOptions
from corpuskit.files import packing
from corpuskit.files.packing import compression_of, open_unpacked
from tests.run_fakes import tree
from tests.running import Run
from tests.strangers import run_corpuskit

ROOT = Path(__file__).parents[2]
SEEDS, GOLD = ROOT / "seeds", ROOT / "tests" / "gold"
FORMATS = [word for name in ("json", "jsonl", "csv", "tei") for word in ("--to", name)]
COMPRESSIONS = pytest.mark.parametrize("compression", ["gz", "zst"])
SIZE = "20K"


@pytest.fixture
def plain(tmp_path: Path, corpuskit: Run) -> Path:
    """Give the output of a run over the sample pages, in one file."""
    assert corpuskit("convert", SEEDS, "-o", tmp_path / "plain", *FORMATS, "-q").returncode == 0
    return tmp_path / "plain"


def packed(corpuskit: Run, folder: Path, compression: str) -> Path:
    """Give the output of a run over the same pages, cut and packed."""
    words = ("--compress", compression, "--shard-size", SIZE)
    done = corpuskit("convert", SEEDS, "-o", folder, *FORMATS, *words, "-q")
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def unpacked(path: Path) -> bytes:
    with open_unpacked(path, compression_of(path.name)) as stream:
        return stream.read()


@COMPRESSIONS
def test_what_is_cut_and_packed_is_the_same_corpus(
    corpuskit: Run, plain: Path, tmp_path: Path, compression: str
) -> None:
    out = packed(corpuskit, tmp_path / "out", compression)
    for name in ("json", "jsonl"):
        shards = sorted((out / name).iterdir())
        assert [path.name for path in shards] == [
            f"corpus-{number:05}.jsonl.{compression}" for number in range(1, len(shards) + 1)
        ]
        assert len(shards) > 1
        assert b"".join(map(unpacked, shards)) == (plain / name / "corpus.jsonl").read_bytes()
    tables = [unpacked(path) for path in sorted((out / "csv").glob(f"*.{compression}"))]
    names = tables[0].partition(b"\n")[0] + b"\n"
    whole = names + b"".join(table.removeprefix(names) for table in tables)
    assert whole == (plain / "csv/corpus.csv").read_bytes()


@COMPRESSIONS
def test_descriptions_of_a_table_name_the_files_that_are_there(
    corpuskit: Run, tmp_path: Path, compression: str
) -> None:
    folder = packed(corpuskit, tmp_path / "out", compression) / "csv"
    names = sorted(path.name for path in folder.glob("*.csv.*") if path.suffix != ".json")
    assert names == [f"corpus-{number:05}.csv.{compression}" for number in (1, 2)]
    web = json.loads((folder / "corpus.csv-metadata.json").read_bytes())
    assert web["tables"] == [{"url": name} for name in names]
    (resource,) = json.loads((folder / "datapackage.json").read_bytes())["resources"]
    assert (resource["name"], resource["path"]) == ("corpus", names)


@COMPRESSIONS
def test_files_of_documents_that_are_unpacked_again_are_the_tree_of_a_run_without_packing(
    corpuskit: Run, plain: Path, tmp_path: Path, compression: str
) -> None:
    folder = packed(corpuskit, tmp_path / "out", compression) / "tei"
    for path in folder.glob(f"*.{compression}"):
        path.with_suffix("").write_bytes(unpacked(path))
        path.unlink()
    assert tree(folder) == tree(plain / "tei")


@COMPRESSIONS
def test_sources_are_restored_from_shards(corpuskit: Run, tmp_path: Path, compression: str) -> None:
    out = packed(corpuskit, tmp_path / "out", compression)
    done = corpuskit("restore", out, "-o", tmp_path / "back")
    assert (done.returncode, done.stderr) == (
        0,
        f"5 restored to {tmp_path / 'back'}, 0 there already, 0 failed\n",
    )
    assert tree(tmp_path / "back") == tree(SEEDS)


@COMPRESSIONS
def test_a_damaged_shard_costs_what_cannot_be_read_of_it(
    corpuskit: Run, tmp_path: Path, compression: str
) -> None:
    out = packed(corpuskit, tmp_path / "out", compression)
    shard = out / f"json/corpus-00002.jsonl.{compression}"
    shard.write_bytes(shard.read_bytes()[:-40])
    other = out / f"json/corpus-00003.jsonl.{compression}"
    done = corpuskit("restore", out, "-o", tmp_path / "back")
    assert done.returncode == 3
    assert f"failed: {shard}: cannot be read: damaged: " in done.stderr
    assert len(tree(tmp_path / "back")) == 4
    other.unlink()
    done = corpuskit("restore", out, "-o", tmp_path / "back")
    assert done.returncode == 2
    told = f"{out} lacks json/corpus-00003.jsonl.{compression}, a part of its archive; run again\n"
    assert done.stderr.endswith(told)


def test_a_record_that_is_damaged_is_named_with_its_shard(corpuskit: Run, tmp_path: Path) -> None:
    words = ("-o", tmp_path / "out", "--shard-size", SIZE, "-q")
    assert corpuskit("convert", SEEDS, *words).returncode == 0
    shard = tmp_path / "out/json/corpus-00002.jsonl"
    shard.write_bytes(b"{\n")
    done = corpuskit("restore", tmp_path / "out", "-o", tmp_path / "back")
    assert "failed: corpus-00002.jsonl, line 1: " in done.stderr


@COMPRESSIONS
def test_shards_are_compared_with_gold_as_one_file_is(
    corpuskit: Run, plain: Path, tmp_path: Path, compression: str
) -> None:
    out = packed(corpuskit, tmp_path / "out", compression)
    assert corpuskit("evaluate", GOLD, out) == corpuskit("evaluate", GOLD, plain)


@COMPRESSIONS
def test_copies_are_looked_for_in_all_shards(
    corpuskit: Run, tmp_path: Path, compression: str
) -> None:
    pages = tmp_path / "pages"
    for name in ("a", "b"):
        for path in SEEDS.iterdir():
            (pages / name).mkdir(parents=True, exist_ok=True)
            (pages / name / path.name).write_bytes(path.read_bytes())
    words = ("--compress", compression, "--shard-size", SIZE, "-q")
    assert corpuskit("convert", pages, "-o", tmp_path / "plain", "-q").returncode == 0
    assert corpuskit("convert", pages, "-o", tmp_path / "out", *words).returncode == 0
    whole = corpuskit("dedupe", tmp_path / "plain", "-q").stdout.splitlines()[1:]
    cut = corpuskit("dedupe", tmp_path / "out", "-q").stdout.splitlines()[1:]
    assert cut == whole
    assert len([line for line in cut if '"rule":"exact"' in line]) == 5


@COMPRESSIONS
def test_a_packed_archive_is_read_as_any_packed_file(
    corpuskit: Run, plain: Path, tmp_path: Path, compression: str
) -> None:
    out = packed(corpuskit, tmp_path / "out", compression)
    shards = sorted((out / "json").iterdir())
    again = corpuskit("convert", *shards, "-o", tmp_path / "again", *FORMATS, "-q")
    assert (again.returncode, again.stderr) == (0, "")
    for name in ("json/corpus.jsonl", "csv/corpus.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (plain / name).read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("words", [("--compress", "gz"), ("--compress", "zst"), ()])
def test_any_number_of_workers_gives_the_same_tree(tmp_path: Path, words: tuple[str, ...]) -> None:
    trees = []
    for workers in ("1", "2"):
        out = tmp_path / workers
        given = ("-o", out, *FORMATS, *words, "--shard-size", SIZE, "-j", workers, "-q")
        assert run_corpuskit("convert", SEEDS, *given).returncode == 0
        trees.append(tree(out))
    assert trees[0] == trees[1]


@COMPRESSIONS
def test_python_and_the_command_line_give_the_same_tree(
    corpuskit: Run, tmp_path: Path, compression: str
) -> None:
    options = ConversionOptions(compress=compression, shard_size=20 << 10)
    convert(SEEDS, tmp_path / "python", ["json", "jsonl", "csv", "tei"], options)
    assert tree(tmp_path / "python") == tree(packed(corpuskit, tmp_path / "out", compression))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--compress rar -o OUT", "--compress cannot be 'rar'; choose from gz, zst"),
        ("--shard-size big -o OUT", "--shard-size cannot be 'big'; give bytes, or a size such as"),
        ("--shard-size 0 -o OUT", "--shard-size cannot be 0; leave it out for files of any size"),
        ("--compress gz", "standard output is neither packed nor cut; name a folder with -o"),
    ],
)
def test_words_that_cannot_be_meant_are_wrong_usage(
    corpuskit: Run, tmp_path: Path, words: str, message: str
) -> None:
    given = words.replace("OUT", str(tmp_path / "out")).split()
    done = corpuskit("convert", next(SEEDS.iterdir()), *given)
    assert done.returncode == 2
    assert message in done.stderr
    assert not (tmp_path / "out").exists()


def test_without_its_library_zstd_says_what_to_install(
    corpuskit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = packed(corpuskit, tmp_path / "out", "zst")
    monkeypatch.setattr(packing, "ZSTD_MODULE", "corpuskit.no_such_module")
    commands = [
        ("convert", SEEDS, "-o", tmp_path / "new", "--compress", "zst"),
        ("restore", out, "-o", tmp_path / "back"),
        ("evaluate", GOLD, out),
    ]
    for command in commands:
        done = corpuskit(*command)
        assert done.returncode == 2
        assert "run pip install '.[zstd]' in the checkout of corpuskit\n" in done.stderr
    assert not (tmp_path / "new").exists()
