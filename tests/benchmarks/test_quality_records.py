"""Sets are found by name and read line by line; what is wrong with them is said in one line."""

import gzip
from pathlib import Path

import pytest

from corpuskit.errors import UsageError
from quality.records import GoldLine, Record, choose_sets, find_sets, read_records
from tests.benchmarks.samples import record_of

GOOD = b'{"id": "a", "text": "Menu\\nText", "lines": [[0, 4, "chrome"], [5, 9, "main"]]}\n'


def test_the_size_of_a_line_is_its_characters_without_white_space() -> None:
    record = record_of(("Họ đi chợ.", "main"), ("  ", "main"), ("a\u00a0b", "title"))
    expected = (GoldLine(0, 10, "main", 8), GoldLine(14, 17, "title", 2))
    assert expected == record.gold_lines()


@pytest.mark.parametrize("label", ["main", "lead", "paragraph", "subhead"])
def test_these_labels_are_main_text(label: str) -> None:
    line = GoldLine(0, 1, label, 1)
    assert (line.is_main, line.is_chrome) == (True, False)


@pytest.mark.parametrize("label", ["chrome", "related", "tags"])
def test_these_labels_are_chrome(label: str) -> None:
    line = GoldLine(0, 1, label, 1)
    assert (line.is_main, line.is_chrome) == (False, True)


@pytest.mark.parametrize("label", ["title", "caption", "byline", "unsure", "unlabelled", "date"])
def test_all_other_labels_are_never_counted(label: str) -> None:
    line = GoldLine(0, 1, label, 1)
    assert (line.is_main, line.is_chrome) == (False, False)


def test_sets_of_the_table_come_first_and_others_by_their_name(tmp_path: Path) -> None:
    for name in ("zoo.jsonl", "vi_site.jsonl", "flat_aeb.jsonl.gz", "mine.jsonl.gz", "notes.txt"):
        (tmp_path / name).touch()
    assert list(find_sets(tmp_path)) == ["aeb", "vi_site", "mine", "zoo"]


def test_a_missing_set_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").touch()
    chosen, messages = choose_sets(tmp_path, ["mine", "yours"])
    assert {"mine": tmp_path / "mine.jsonl"} == chosen
    assert [f"no set 'yours' in {tmp_path}; there are: mine"] == messages


def test_sets_of_the_table_are_missed_only_beside_one_of_them(tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").touch()
    assert choose_sets(tmp_path, [])[1] == []
    (tmp_path / "flat_aeb.jsonl").touch()
    assert len(choose_sets(tmp_path, [])[1]) == 7


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder"):
        choose_sets(tmp_path / "nowhere", [])


@pytest.mark.parametrize("name", ["mine.jsonl", "mine.jsonl.gz"])
def test_files_are_read_packed_or_not_and_empty_lines_are_passed_over(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    data = GOOD + b"\n" + GOOD
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    record = Record("a", "Menu\nText", ((0, 4, "chrome"), (5, 9, "main")))
    assert [record, record] == list(read_records(path))


def test_strings_that_must_stay_are_called_with(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(b'{"id": "a", "text": "", "lines": [], "with": ["b"], "without": ["c"]}')
    (record,) = read_records(path)
    assert (record.with_, record.without) == (("b",), ("c",))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "line 2: Input data was truncated"),
        (b'{"id": "a", "lines": []}', "line 2: Object missing required field `text`"),
        (b'{"id": "a", "text": "ab", "lines": [[0, 3, "main"]]}', "line 2: the line 0–3"),
        (
            b'{"id": "a", "text": "ab", "lines": [[0, 2, "x"], [1, 2, "y"]]}',
            "line 2: the line 1–2 (y) overlaps another",
        ),
    ],
)
def test_a_bad_line_is_named_with_its_cause(tmp_path: Path, line: bytes, told: str) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(GOOD + line)
    with pytest.raises(UsageError) as caught:
        list(read_records(path))
    assert str(caught.value).startswith(f"{path}, {told}")
