import os
from pathlib import Path

import pytest

from corpuskit.errors import SourceRefused, UsageError
from corpuskit.evaluation.gold import Gold, encode_gold
from corpuskit.evaluation.prediction import Prediction
from corpuskit.evaluation.sources import find_gold, find_predictions, read_gold
from corpuskit.model import Block, Document, Label, Reason, Source
from tests.evaluation.samples import Row, gold_of

GOLD = encode_gold(gold_of(Row("abc", "lead")))


def parse(line: bytes) -> Document:
    name = line.decode().strip()
    if name == "damaged":
        raise SourceRefused("record", "is not JSON", "convert again")
    block = Block(0, f"{name}\n", name, Label.LEAD, Reason("lead.rule", 1.0))
    return Document(f"d-{name}", Source(name, "0" * 64, 9, "utf-8"), (block,))


def written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_the_gold_files_of_a_folder_end_in_gold_json(tmp_path: Path) -> None:
    for name in ("b/c.gold.json", "a.gold.json", "a.json", "README.md", ".hidden.gold.json"):
        written(tmp_path / name, GOLD)
    assert [each.name.name for each in find_gold(str(tmp_path))] == ["a.gold.json", "b/c.gold.json"]


def test_a_gold_file_that_is_named_may_be_called_anything(tmp_path: Path) -> None:
    (source,) = find_gold(str(written(tmp_path / "right.json", GOLD)))
    assert read_gold(source) == gold_of(Row("abc", "lead"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "a.gold.json", GOLD)
    (tmp_path / "closed").mkdir(mode=0)
    closed = find_gold(str(tmp_path))[1]
    with pytest.raises(SourceRefused, match="closed/: cannot be read: permission denied"):
        read_gold(closed)


def test_something_else_in_the_place_of_a_gold_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "a.gold.json"
    os.mkfifo(pipe)
    (source,) = find_gold(str(pipe))
    with pytest.raises(SourceRefused, match=r"^a\.gold\.json: not a regular file; use - for"):
        read_gold(source)


def test_a_folder_without_gold_files_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no \*\.gold\.json; name a folder of gold files$"):
        find_gold(str(tmp_path))


@pytest.mark.parametrize("given", ["out", "out/json/corpus.jsonl"])
def test_predictions_are_read_from_the_archive_of_a_run(tmp_path: Path, given: str) -> None:
    written(tmp_path / "out/json/corpus.jsonl", b"a.txt\ndamaged\nb.txt\n")
    predictions = find_predictions(str(tmp_path / given), parse)
    archive = tmp_path / "out/json/corpus.jsonl"
    for _ in range(2):  # they can be walked again
        first, second, third = predictions()
        assert isinstance(first, Prediction)
        assert (first.name, first.text, first.rules) == ("a.txt", "a.txt\n", {0: "lead.rule"})
        assert str(second) == f"record: line 2 of {archive}: is not JSON; convert again"
        assert isinstance(third, Prediction)


def test_predictions_can_be_gold_files_of_another_person(tmp_path: Path) -> None:
    written(tmp_path / "a.gold.json", GOLD)
    written(tmp_path / "b.gold.json", b"{}")
    first, second = find_predictions(str(tmp_path), parse)()
    assert isinstance(first, Prediction)
    assert (first.draft, first.text) == (gold_of(Row("abc", "lead")), None)
    assert isinstance(second, SourceRefused)
    (alone,) = find_predictions(str(tmp_path / "a.gold.json"), parse)()
    assert alone == first


def test_a_run_without_the_archive_says_how_to_get_one(tmp_path: Path) -> None:
    written(tmp_path / "csv/corpus.csv", b"id\n")
    with pytest.raises(UsageError) as wrong:
        find_predictions(str(tmp_path), parse)
    assert str(wrong.value) == (
        f"{tmp_path} holds neither json/corpus.jsonl nor *.gold.json; "
        "name the output folder of a run with --to json, or a folder of gold files"
    )


def test_a_prediction_that_is_not_there_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match=r"^gone cannot be read: no such file or directory; name"):
        find_predictions("gone", parse)


def test_gold_files_are_values() -> None:
    assert isinstance(gold_of(Row("abc", "lead")), Gold)
    assert hash(gold_of(Row("abc", "lead"))) == hash(gold_of(Row("abc", "lead")))
