"""Scratch files of rows and of blobs: sorted on the disk, or read again by place.

Rows are bytes of one size and sort as bytes do; a row that holds numbers holds them with the most
significant byte first.
"""

import heapq
import os
from array import array
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path

from corpuskit.files.disk import failing_on
from corpuskit.files.scratch import MOST_RUNS

MOST_ROWS = 1 << 17
"""Rows that are in memory at a time, some seventy bytes each."""
_BATCH = 1 << 10


class SortedRows:
    """Rows of one size, of which at most `most` are in memory; they are read in order.

    What is too much goes to the disk as a sorted run; many runs are merged into one.
    """

    def __init__(self, folder: Path, size: int, most: int = MOST_ROWS) -> None:
        self._folder, self._size, self._most = folder, size, most
        self._rows: list[bytes] = []
        self._runs: list[Path] = []
        self._numbers = count(1)
        folder.mkdir()

    def add(self, row: bytes) -> None:
        """Add a row; raises RunFailed when the disk does not take it."""
        self._rows.append(row)
        if len(self._rows) >= self._most:
            self._spill()

    def __iter__(self) -> Iterator[bytes]:
        """Give every row, as often as it was added, in order."""
        self._rows.sort()
        return self._merged(self._runs, self._rows)

    def _spill(self) -> None:
        self._rows.sort()
        self._write(self._rows)
        self._rows = []
        if len(self._runs) >= MOST_RUNS:
            earlier, self._runs = self._runs, []
            self._write(self._merged(earlier))
            for path in earlier:
                path.unlink()

    def _write(self, rows: Iterable[bytes]) -> None:
        path, rows = self._folder / str(next(self._numbers)), iter(rows)
        with failing_on(path), path.open("wb") as stream:
            while batch := b"".join(islice(rows, _BATCH)):
                stream.write(batch)
        self._runs.append(path)

    def _merged(self, runs: Iterable[Path], *more: Iterable[bytes]) -> Iterator[bytes]:
        return heapq.merge(*map(self._read, runs), *more)

    def _read(self, path: Path) -> Iterator[bytes]:
        size = self._size
        with failing_on(path), path.open("rb") as stream:
            while batch := stream.read(size * _BATCH):
                yield from (batch[at : at + size] for at in range(0, len(batch), size))


class Heap:
    """Blobs one behind another on the disk, each read again by its place."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with failing_on(path):
            self._stream = path.open("w+b")
        self._end = 0
        self._is_written = True

    def add(self, blob: bytes) -> int:
        """Append a blob and give its place; raises RunFailed when the disk does not take it."""
        place = self._end
        with failing_on(self._path):
            self._stream.write(blob)
        self._end += len(blob)
        self._is_written = False
        return place

    def read(self, place: int, size: int) -> bytes:
        """Give `size` bytes of a place."""
        with failing_on(self._path):
            if not self._is_written:
                self._stream.flush()
                self._is_written = True
            return os.pread(self._stream.fileno(), size, place)

    @property
    def end(self) -> int:
        """Where the next blob will stand."""
        return self._end

    def close(self) -> None:
        """Let go of the file."""
        with failing_on(self._path):
            self._stream.close()


class NumberedBlobs:
    """Blobs that are read again by their numbers from 0; each costs eight bytes of memory."""

    def __init__(self, path: Path) -> None:
        self._heap = Heap(path)
        self._places = array("Q", [0])

    def add(self, blob: bytes) -> None:
        """Append a blob, whose number is how many there were."""
        self._heap.add(blob)
        self._places.append(self._heap.end)

    def __getitem__(self, number: int) -> bytes:
        start, end = self._places[number], self._places[number + 1]
        return self._heap.read(start, end - start)

    def __len__(self) -> int:
        return len(self._places) - 1

    def close(self) -> None:
        """Let go of the file."""
        self._heap.close()
