"""What earlier runs wrote of each source, found by its name and content, and read back checked.

A store is a ledger and the files that it speaks of: those of the last finished run, and those of
every attempt that was stopped since. Nothing of a store is believed: bytes that are not what the
ledger says of them are as good as lost.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from corpuskit.errors import RunFailed
from corpuskit.escape import safe
from corpuskit.ledger import Line, Written

TABLE = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE lines (key BLOB PRIMARY KEY, store INTEGER, start INTEGER) WITHOUT ROWID;
"""

Open = Callable[[Path], BinaryIO]


class Store(NamedTuple):
    """A ledger, and where the file of a format may stand: the first place that has it counts."""

    ledger: Path
    places: Callable[[str, str], Sequence[Path]]


class KeptLine(NamedTuple):
    """A line of a ledger that was found, and its store."""

    line: Line
    store: Store


class Kept:
    """The lines of several stores, the newest first; to be closed, as it holds a scratch file."""

    def __init__(self, stores: Sequence[Store], open_file: Open, scratch: Path) -> None:
        """Index the stores in a file `scratch`."""
        self._stores = stores
        self._open = open_file
        self._streams: dict[str, tuple[Path, BinaryIO]] = {}
        with ExitStack() as stack:
            stack.callback(_discard, scratch)
            stack.enter_context(_failing_on(scratch))
            self._database = stack.enter_context(closing(sqlite3.connect(scratch)))
            self._database.executescript(TABLE)
            stack.callback(self._close_streams)
            self.count = sum(self._index(number) for number in range(len(stores)))
            self._stack = stack.pop_all()

    def close(self) -> None:
        """Let all files go."""
        self._stack.close()

    def find(self, key: bytes) -> KeptLine | None:
        """Give the newest line with a key of `line_key`."""
        query = "SELECT store, start FROM lines WHERE key = ?"
        found = self._database.execute(query, (key,)).fetchone()
        if found is None:
            return None
        store = self._stores[found[0]]
        stream = self._stream("", store.ledger)
        stream.seek(found[1])
        return KeptLine(msgspec.json.decode(stream.readline(), type=Line), store)

    def read(self, store: Store, form: str, file: str, written: Written) -> bytes | None:
        """Give the bytes of a document in a format, None when they are not there or not right."""
        for path in store.places(form, file):
            try:
                data = self._read(form, path, written)
            except (OSError, EOFError):
                continue
            if digest_of(data) == written.digest:
                return data
        return None

    def read_framed(
        self, path: Path, written: Written, header: bytes, footer: bytes
    ) -> bytes | None:
        """Give the bytes of the one document of a file between its header and footer.

        None when the file holds anything else.
        """
        try:
            with self._open(path) as stream:
                whole = stream.read()
        except (OSError, EOFError):
            return None
        data = whole[len(header) : len(whole) - len(footer)]
        is_right = whole == header + data + footer
        return data if is_right and digest_of(data) == written.digest else None

    def _read(self, form: str, path: Path, written: Written) -> bytes:
        stream = self._stream(form, path)
        stream.seek(written.start)
        return stream.read(written.size)

    def _index(self, number: int) -> int:
        rows = ((line_key(line), number, start) for start, line in _lines(self._stores[number]))
        before = self._database.total_changes
        self._database.executemany("INSERT OR IGNORE INTO lines VALUES (?, ?, ?)", rows)
        return self._database.total_changes - before

    def _stream(self, kind: str, path: Path) -> BinaryIO:
        """Give a file opened, one of each kind at a time: documents follow each other there."""
        held = self._streams.get(kind)
        if held and held[0] == path:
            return held[1]
        stream = self._open(path)  # what is not there must not cost the place in what is
        if held:
            held[1].close()
        self._streams[kind] = path, stream
        return stream

    def _close_streams(self) -> None:
        for _, stream in self._streams.values():
            stream.close()
        self._streams.clear()


def digest_of(data: bytes) -> str:
    """Give the digest of bytes that `Written` has."""
    return blake2b(data, digest_size=16).hexdigest()


@contextmanager
def _failing_on(scratch: Path) -> Iterator[None]:
    """Turn what the database says of the disk into RunFailed."""
    try:
        yield
    except sqlite3.Error as error:
        raise RunFailed(f"{safe(str(scratch))} cannot be written: {error}; run again") from error


def _discard(scratch: Path) -> None:
    with suppress(OSError):  # it goes with its folder
        scratch.unlink()


def line_key(line: Line) -> bytes:
    """Give what a line is found by: its name, and the digest of what was read."""
    return key_of(line.name, line.name_hex, line.key or line.sha256)


def key_of(name: str, name_hex: str, content: str) -> bytes:
    """Give the same of a source and the digest of its content."""
    text = f"{name}\0{name_hex}\0{content}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _lines(store: Store) -> Iterator[tuple[int, Line]]:
    """Give the lines of a ledger with content, and where each begins; damaged ones are left out."""
    start = 0
    try:
        with store.ledger.open("rb") as stream:
            for data in stream:
                line = _decoded(data)
                if line and (line.key or line.sha256):
                    yield start, line
                start += len(data)
    except OSError:
        return


def _decoded(data: bytes) -> Line | None:
    try:
        return msgspec.json.decode(data, type=Line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
