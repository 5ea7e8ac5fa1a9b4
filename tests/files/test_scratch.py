"""Counts that outgrow the memory say the same as counts in memory, and leave nothing behind."""

import errno
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit.errors import RunFailed
from corpuskit.files.scratch import RecordFile, SortedCounts, scratch_folder

KEYS = st.sampled_from("abcdefgh").map(lambda letter: (letter,))
BATCHES = st.lists(st.dictionaries(KEYS, st.integers(1, 9)))


def add(one: int, other: int) -> int:
    return one + other


@given(batches=BATCHES, most=st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_counts_are_the_same_however_often_they_are_spilled(
    batches: list[dict[tuple[str, ...], int]], most: int
) -> None:
    total = Counter[tuple[str, ...]]()
    with tempfile.TemporaryDirectory() as folder:
        counts = SortedCounts(Path(folder) / "counts", int, add, most)
        for batch in batches:
            counts.add(batch)
            total.update(batch)
        assert list(counts) == sorted(total.items())
        assert list(counts) == sorted(total.items())


def test_many_runs_are_merged_into_few_files(tmp_path: Path) -> None:
    counts = SortedCounts(tmp_path / "counts", int, add, most=1)
    for number in range(500):
        counts.add({(f"{number % 7}",): 1, (f"x{number}",): 1})
    assert len(list((tmp_path / "counts").iterdir())) <= 33
    assert dict(counts)["0",] == 72
    assert sum(value for _, value in counts) == 1000


def test_records_are_read_as_often_as_one_likes(tmp_path: Path) -> None:
    records = RecordFile(tmp_path / "records", list[str])
    for number in range(600):
        records.add([f"{number}"])
    assert [int(record[0]) for record in records] == [*range(600)]
    records.add(["last"])
    assert [record[0] for record in records][-2:] == ["599", "last"]


def test_no_records_are_none(tmp_path: Path) -> None:
    assert list(RecordFile(tmp_path / "records", list[str])) == []


def test_a_scratch_folder_is_gone_after_an_interrupt() -> None:
    seen: list[Path] = []

    def interrupted() -> None:
        with scratch_folder() as folder:
            (folder / "run").write_bytes(b"1")
            seen.append(folder)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert seen[0].name.startswith("corpuskit-")
    assert not seen[0].exists()


def test_a_full_disk_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    records = RecordFile(tmp_path / "records", list[str])
    monkeypatch.setattr(Path, "open", full)
    records.add(["a"])
    with pytest.raises(RunFailed, match="No space left on device"):
        list(records)
