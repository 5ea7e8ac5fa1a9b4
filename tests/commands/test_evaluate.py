"""`corpuskit evaluate` and `corpuskit inspect --gold`, as a user calls them."""

import json
import shutil
from pathlib import Path

import pytest

from tests.running import Run

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
GOLD = ROOT / "tests" / "gold"
TABLE = ROOT / "tests" / "evaluation" / "sample_pages.txt"
NAME = "003_6496e5a8ef1bfbe4"


@pytest.fixture
def out(tmp_path: Path, corpuskit: Run) -> Path:
    """Give the output of a run over the sample pages."""
    assert corpuskit("convert", SEEDS, "-o", tmp_path / "out", "--quiet").returncode == 0
    return tmp_path / "out"


def make_gold(corpuskit: Run, folder: Path, *pages: Path) -> Path:
    """Keep what inspect prints of some pages, as a person would."""
    folder.mkdir(exist_ok=True)
    for page in pages:
        done = corpuskit("inspect", page, "--gold")
        assert (done.returncode, done.stderr) == (0, "")
        (folder / f"{page.stem}.gold.json").write_text(done.stdout, "utf-8")
    return folder


def test_the_sample_pages_against_their_gold_give_the_golden_table(
    corpuskit: Run, out: Path, request: pytest.FixtureRequest
) -> None:
    done = corpuskit("evaluate", GOLD, out)
    assert (done.returncode, done.stderr) == (0, "")
    if request.config.getoption("--update-golden"):
        TABLE.write_text(done.stdout, "utf-8")
    assert done.stdout == TABLE.read_text("utf-8")


def test_the_archive_itself_and_a_single_gold_file_will_do(corpuskit: Run, out: Path) -> None:
    gold = GOLD / f"{NAME}.gold.json"
    done = corpuskit("evaluate", gold, out / "json" / "corpus.jsonl", "--worst", "0")
    assert done.returncode == 0
    assert done.stdout.startswith("1 document compared, 0 missing, 0 refused\nwithout a gold file")
    assert "no intervals: they need at least 2 documents\n" in done.stdout


def test_what_inspect_prints_is_gold_that_the_same_labels_meet_perfectly(
    corpuskit: Run, tmp_path: Path, out: Path
) -> None:
    gold = make_gold(corpuskit, tmp_path / "gold", *sorted(SEEDS.glob("*.txt")))
    for predicted in (out, gold):
        found = json.loads(corpuskit("evaluate", gold, predicted, "--json").stdout)
        figures = {
            row[name]
            for rows in found["measures"].values()
            for row in rows.values()
            for name in ("precision", "recall", "f1")
        }
        assert (figures, found["documents"]["compared"]) == ({1.0}, 5)
        assert (found["worst"], found["not_judged"]) == ([], {})


def test_a_line_that_a_person_corrects_is_named_with_its_rule(
    corpuskit: Run, tmp_path: Path, out: Path
) -> None:
    gold = make_gold(corpuskit, tmp_path / "gold", SEEDS / f"{NAME}.txt")
    path = gold / f"{NAME}.gold.json"
    right = json.loads(path.read_text("utf-8"))
    print_link = next(each for each in right["segments"] if each.get("subrole") == "print")
    print_link["role"] = "caption"
    path.write_text(json.dumps(right), "utf-8")
    assert corpuskit("evaluate", gold, out).stdout.endswith(
        f"{NAME}.txt: 1 of 15 lines wrong\n"
        "  line 17: caption, not chrome (chrome.phrase)  In trang này\n"
    )


def test_the_samples_decide_the_intervals_and_nothing_else_does(corpuskit: Run, out: Path) -> None:
    first, again = (corpuskit("evaluate", GOLD, out, "--json").stdout for _ in range(2))
    none = json.loads(corpuskit("evaluate", GOLD, out, "--json", "--samples", "0").stdout)
    some = json.loads(first)
    assert first == again
    assert some["bootstrap"]["samples"] == 1000
    assert none["bootstrap"]["samples"] == 0
    assert none["confusion"] == some["confusion"]


def test_gold_for_which_nothing_was_predicted_is_named_with_code_3(
    corpuskit: Run, tmp_path: Path
) -> None:
    page = tmp_path / f"{NAME}.txt"
    shutil.copy(SEEDS / page.name, page)
    corpuskit("convert", page, "-o", tmp_path / "out", "--quiet")
    done = corpuskit("evaluate", GOLD, tmp_path / "out")
    assert done.returncode == 3
    assert done.stdout.startswith("1 document compared, 4 missing, 0 refused\n")
    assert done.stderr.splitlines()[0] == (
        "missing: nothing was predicted for 000_92774cd1868c8892.txt"
    )
    assert len(done.stderr.splitlines()) == 4


def test_gold_that_is_none_or_of_another_text_is_refused_with_code_3(
    corpuskit: Run, tmp_path: Path, out: Path
) -> None:
    gold = make_gold(corpuskit, tmp_path / "gold", *sorted(SEEDS.glob("*.txt")))
    (gold / "000_92774cd1868c8892.gold.json").write_text("{}")
    other = gold / f"{NAME}.gold.json"
    other.write_text(other.read_text("utf-8").replace('"sha256": "', '"sha256": "0'), "utf-8")
    done = corpuskit("evaluate", gold, out)
    assert done.returncode == 3
    assert done.stdout.startswith("3 documents compared, 0 missing, 2 refused\n")
    assert done.stderr == (
        "refused: 000_92774cd1868c8892.gold.json: is no gold file: Object missing required field "
        "`file`; begin with what 'corpuskit inspect FILE --gold' prints\n"
        f"refused: {NAME}.txt: the gold is of another text: the SHA-256 differs; "
        "convert the source of the gold\n"
    )


def test_damaged_records_are_named_and_cost_no_other(corpuskit: Run, out: Path) -> None:
    archive = out / "json" / "corpus.jsonl"
    archive.write_bytes(b"{\n" * 150 + archive.read_bytes())
    done = corpuskit("evaluate", GOLD, out)
    assert done.returncode == 3
    assert done.stdout.startswith("5 documents compared, 0 missing, 150 refused\n")
    errors = done.stderr.splitlines()
    assert errors[0].startswith(f"refused: record: line 1 of {archive}: is not JSON")
    assert (len(errors), errors[-1]) == (101, "and 50 more; --json names them all")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("evaluate gone OUT", "gone cannot be read: no such file or directory"),
        ("evaluate GOLD gone", "gone cannot be read: no such file or directory"),
        ("evaluate SEEDS OUT", "SEEDS holds no *.gold.json; name a folder of gold files"),
        ("evaluate GOLD SEEDS", "SEEDS holds neither json/corpus.jsonl nor *.gold.json; name the"),
        ("evaluate GOLD OUT --samples -1", "Invalid value for '--samples'"),
        ("evaluate GOLD", "Missing argument 'PREDICTED'"),
        ("inspect SEEDS --gold", "SEEDS holds several documents, and a gold file only one"),
        ("inspect PAGE --gold --json", "--gold and --json are two forms of JSON; choose one of"),
        ("inspect gone --gold", "gone cannot be read: no such file or directory"),
    ],
)
def test_wrong_usage_is_one_line(corpuskit: Run, out: Path, line: str, message: str) -> None:
    places = {"OUT": out, "GOLD": GOLD, "SEEDS": SEEDS, "PAGE": SEEDS / f"{NAME}.txt"}
    done = corpuskit(*(places.get(word, word) for word in line.split()))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {message.replace('SEEDS', str(SEEDS))}")
    assert done.stderr.count("\n") == 1


def test_a_page_that_is_no_text_has_no_gold(corpuskit: Run, tmp_path: Path) -> None:
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    done = corpuskit("inspect", tmp_path / "image.txt", "--gold")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("refused: image.txt: ")
