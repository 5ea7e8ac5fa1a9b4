"""Rows and blobs on the disk say the same as in memory."""

import errno
import os
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.errors import RunFailed
from corpuskit.files.rows import Heap, NumberedBlobs, SortedRows

ROWS = st.lists(st.binary(min_size=3, max_size=3))


@given(rows=ROWS, most=st.integers(1, 5))
def test_rows_are_sorted_however_often_they_are_spilled(rows: list[bytes], most: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = SortedRows(Path(folder) / "rows", 3, most)
        for row in rows:
            found.add(row)
        assert list(found) == sorted(rows)
        assert list(found) == sorted(rows)


def test_many_runs_are_merged_into_few_files(tmp_path: Path) -> None:
    rows = SortedRows(tmp_path / "rows", 4, most=2)
    numbers = [(n * 7919) % 3000 for n in range(3000)]
    for number in numbers:
        rows.add(number.to_bytes(4))
    assert len(list((tmp_path / "rows").iterdir())) <= 33
    assert [int.from_bytes(row) for row in rows] == sorted(numbers)


@given(st.lists(st.binary(max_size=9)))
def test_blobs_are_read_by_their_numbers_while_others_are_added(blobs: list[bytes]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(NumberedBlobs(Path(folder) / "blobs")) as found,
    ):
        for number, blob in enumerate(blobs):
            found.add(blob)
            assert found[number] == blob
        assert [found[number] for number in range(len(found))] == blobs


def test_a_stretch_of_a_heap_is_read_by_its_place(tmp_path: Path) -> None:
    with closing(Heap(tmp_path / "heap")) as heap:
        places = [heap.add(text.encode()) for text in ("một", "", "hai")]
        assert places == [0, 5, 5]
        assert heap.read(places[2], 3) == b"hai"


def test_a_full_disk_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with closing(Heap(tmp_path / "heap")) as heap:
        place = heap.add(b"a")
        monkeypatch.setattr(os, "pread", full)
        with pytest.raises(RunFailed, match="No space left on device"):
            heap.read(place, 1)
    rows = SortedRows(tmp_path / "rows", 1, most=1)
    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(RunFailed, match="No space left on device"):
        rows.add(b"a")
