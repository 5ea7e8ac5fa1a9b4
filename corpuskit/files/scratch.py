"""Scratch files of a run: counts that outgrow the memory, and records that are read once more.

They stand in a folder of their own below the system's folder for temporary files, which is gone
when the run ends, however it ends.
"""

import heapq
import shutil
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import reduce
from itertools import count, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Generic, TypeVar
from uuid import uuid4

import msgspec

from corpuskit.files.disk import failing_on

_V = TypeVar("_V")
Key = tuple[str, ...]
Row = tuple[Key, _V]

MOST_RUNS = 32
"""Files that are read side by side; more are merged into one first."""
BATCH = 256
"""Records that are compressed together."""
_SIZE = struct.Struct("<I")


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give an empty folder that is removed with all that is in it."""
    folder = Path(tempfile.gettempdir()) / f"corpuskit-{uuid4().hex}"
    try:  # named before it is made, so that an interrupt between the two leaves nothing either
        with failing_on(folder):
            folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class RecordFile(Generic[_V]):
    """Records of one kind, written once and read as often as one likes."""

    def __init__(self, path: Path, kind: type[_V]) -> None:
        self._path, self._kind = path, kind
        self._waiting: list[_V] = []

    def add(self, record: _V) -> None:
        """Append a record; raises RunFailed when the disk does not take it."""
        self._waiting.append(record)
        if len(self._waiting) >= BATCH:
            self._write()

    def __iter__(self) -> Iterator[_V]:
        """Give the records in their order."""
        self._write()
        return _records(self._path, self._kind)

    def remove(self) -> None:
        """Forget all records."""
        self._waiting = []
        with failing_on(self._path):
            self._path.unlink(missing_ok=True)

    def _write(self) -> None:
        if self._waiting:
            with failing_on(self._path), self._path.open("ab") as stream:
                stream.write(_packed(self._waiting))
            self._waiting = []


class SortedCounts(Generic[_V]):
    """Counts by key of any number of keys, of which at most `most` are in memory at a time.

    What is too much goes to the disk as a sorted run; runs are merged when the counts are read.
    `merge` adds two counts of one key, in any order and grouping.
    """

    def __init__(
        self, folder: Path, kind: type[_V], merge: Callable[[_V, _V], _V], most: int = 1 << 16
    ) -> None:
        self._folder, self._kind, self._merge, self._most = folder, kind, merge, most
        self._counts: dict[Key, _V] = {}
        self._runs: list[Path] = []
        self._numbers = count(1)
        folder.mkdir()

    def add(self, counts: Mapping[Key, _V]) -> None:
        """Add counts; raises RunFailed when the disk does not take them."""
        for key, value in counts.items():
            known = self._counts.get(key)
            self._counts[key] = value if known is None else self._merge(known, value)
        if len(self._counts) > self._most:
            self._spill()

    def __iter__(self) -> Iterator[Row[_V]]:
        """Give each key once with its count, in the order of the keys."""
        return self._merged([*map(self._read, self._runs), sorted(self._counts.items(), key=_key)])

    def _spill(self) -> None:
        self._write(iter(sorted(self._counts.items(), key=_key)))
        self._counts = {}
        if len(self._runs) >= MOST_RUNS:
            earlier, self._runs = self._runs, []
            self._write(self._merged([*map(self._read, earlier)]))
            for path in earlier:
                path.unlink()

    def _write(self, rows: Iterator[Row[_V]]) -> None:
        path = self._folder / str(next(self._numbers))
        with failing_on(path), path.open("wb") as stream:
            while batch := list(islice(rows, BATCH)):
                stream.write(_packed(batch))
        self._runs.append(path)

    def _read(self, path: Path) -> Iterator[Row[_V]]:
        return _records(path, tuple[Key, self._kind])  # type: ignore[name-defined]  # kind is a value

    def _merged(self, runs: Iterable[Iterable[Row[_V]]]) -> Iterator[Row[_V]]:
        for key, rows in groupby(heapq.merge(*runs, key=_key), key=_key):
            yield key, reduce(self._merge, (value for _, value in rows))


_key = itemgetter(0)


def _packed(records: object) -> bytes:
    data = zlib.compress(msgspec.msgpack.encode(records), 1)
    return _SIZE.pack(len(data)) + data


def _records(path: Path, kind: type[_V]) -> Iterator[_V]:
    decoder = msgspec.msgpack.Decoder(list[kind])  # type: ignore[valid-type]  # kind is a value
    if not path.exists():
        return
    with failing_on(path), path.open("rb") as stream:
        while size := stream.read(_SIZE.size):
            yield from decoder.decode(zlib.decompress(stream.read(_SIZE.unpack(size)[0])))
