"""Sidecar tables on the disk: read once into a database of their own, then asked by name.

The database is a scratch file of SQLite, so that memory does not grow with the table. It may be
asked by several processes, in any order, and every answer is the same.
"""

import csv
import hashlib
import sqlite3
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from io import BufferedReader, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec

from corpuskit.errors import UsageError
from corpuskit.escape import safe
from corpuskit.files.scratch import scratch_folder
from corpuskit.model import Stated
from corpuskit.tables import (
    Columns,
    Key,
    base_of,
    name_keys,
    read_columns,
    row_dates,
    row_keys,
    row_statements,
)

DELIMITERS = ",;\t"
LONGEST_FIELD = 1 << 26
"""Characters in one cell: texts stand in tables too, and are read over."""
LONGEST_HEADER = 1 << 20
"""Characters in the header; a file without line ends is no table."""
LONGEST_SHOWN = 80
"""Characters of a cell that are shown."""
MOST_ROWS_OF_A_KEY = 16
"""Rows that say something of one source; more are taken for a mistake and left unused."""
TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE rows (number INTEGER PRIMARY KEY, line INTEGER, shown TEXT, said BLOB);
    CREATE TABLE keys (kind TEXT, value BLOB, number INTEGER);
    CREATE TABLE bases (value BLOB PRIMARY KEY, sources INTEGER);
    CREATE TABLE undated (number INTEGER, line INTEGER, place TEXT, value TEXT);
"""

IsDate = Callable[[str], bool]


class Record(NamedTuple):
    """A row: its line in the file, how it is shown, what it states and how it is found.

    `dates` are its cells that are to be dates, each with the name of its column.
    """

    line: int
    shown: str
    said: tuple[Stated, ...]
    keys: tuple[Key, ...]
    dates: tuple[tuple[str, str], ...]


def any_date(_value: str) -> bool:
    """Take everything for a date."""
    return True


class SidecarRows:
    """The rows of a table as any process may ask for them; a copy opens the file for itself."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._connections: list[sqlite3.Connection] = []

    def __reduce__(self) -> tuple[type["SidecarRows"], tuple[str]]:
        return type(self), (self._path,)

    def close(self) -> None:
        """Let the file go."""
        while self._connections:
            self._connections.pop().close()

    def find(self, name: str, urls: Iterable[str] = ()) -> tuple[int, ...]:
        """Give the numbers of the rows that speak of a source, () for none.

        A row with the very name of the source goes before one with the name that has no folders,
        and that before one with an address of the document.
        """
        whole, base = name_keys(name)
        by_url = [key for url in urls for key in _url_keys(url)]
        for key in (whole, base, *by_url):
            found = self._of_key(key)
            if found and (
                key.kind != "base" or (len(found) == 1 and self._sources(key.value) == 1)
            ):
                return found
        return ()

    def said(self, numbers: Iterable[int]) -> tuple[Stated, ...]:
        """Give what these rows state."""
        query = "SELECT said FROM rows WHERE number = ?"
        rows = (self._database.execute(query, (number,)).fetchone()[0] for number in numbers)
        return tuple(
            s for row in rows for s in msgspec.msgpack.decode(row, type=tuple[Stated, ...])
        )

    @property
    def _database(self) -> sqlite3.Connection:
        if not self._connections:
            where = f"{Path(self._path).as_uri()}?mode=ro"
            self._connections.append(sqlite3.connect(where, uri=True))
        return self._connections[0]

    def _of_key(self, key: Key) -> tuple[int, ...]:
        query = "SELECT number FROM keys WHERE kind = ? AND value = ? ORDER BY number LIMIT ?"
        asked = (key.kind, _exact(key.value), MOST_ROWS_OF_A_KEY + 1)
        found = self._database.execute(query, asked).fetchall()
        return tuple(number for (number,) in found) if len(found) <= MOST_ROWS_OF_A_KEY else ()

    def _sources(self, base: str) -> int:
        query = "SELECT sources FROM bases WHERE value = ?"
        found = self._database.execute(query, (_exact(base),)).fetchone()
        return int(found[0]) if found else 0


class Sidecar:
    """A table whose rows say something of sources.

    `names` are the names of all sources of the run; without them no row is found by a name without
    folders, since another source could have the same. `is_date` says which values are dates.
    Raises UsageError naming the file and the row for a table that cannot be read: not UTF-8, no
    column that names sources, a row of another length than the header.
    """

    def __init__(
        self, path: str, names: Iterable[str] = (), key: str = "", is_date: IsDate = any_date
    ) -> None:
        self._used = bytearray()
        self._is_date = is_date
        with ExitStack() as stack:
            file = str(stack.enter_context(scratch_folder()) / "table")
            self._database = stack.enter_context(closing(sqlite3.connect(file)))
            self.rows = stack.enter_context(closing(SidecarRows(file)))
            self._make(path, names, key)
            self._stack = stack.pop_all()

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._used)

    def close(self) -> None:
        """Remove the database."""
        self._stack.close()

    def statements(self, name: str, urls: Iterable[str] = ()) -> tuple[Stated, ...]:
        """Give what the table states of a source, () for nothing, and note that it was used."""
        found = self.rows.find(name, urls)
        self.use(found)
        return self.rows.said(found)

    def use(self, numbers: Iterable[int]) -> None:
        """Note that these rows were used."""
        for number in numbers:
            self._used[number] = 1

    def forget(self) -> None:
        """Forget which rows were used."""
        self._used = bytearray(len(self._used))

    def rivals(self) -> Iterator[str]:
        """Give the used rows with the key of an earlier one: "row 3, as row 2: a.html"."""
        query = "SELECT number, line, shown FROM rows WHERE shown != '' ORDER BY shown, line"
        first, before = 0, ""
        for number, line, shown in self._database.execute(query):
            if shown != before:
                first, before = line, shown
            elif self._used[number]:
                yield f"row {line}, as row {first}: {shown}"

    def unused(self) -> Iterator[str]:
        """Give the rows that no source asked for, by line and key: "row 7: a.html"."""
        query = "SELECT line, shown FROM rows WHERE number = ?"
        at = self._used.find(0)
        while at >= 0:
            line, shown = self._database.execute(query, (at,)).fetchone()
            yield f"row {line}: {shown}"
            at = self._used.find(0, at + 1)

    def undated(self) -> Iterator[str]:
        """Give the cells of used rows that are no dates: "row 7, published: yesterday"."""
        query = "SELECT number, line, place, value FROM undated"
        for number, line, place, value in self._database.execute(query):
            if self._used[number]:
                yield f"row {line}, {place}: {value[:LONGEST_SHOWN]}"

    def _make(self, path: str, names: Iterable[str], key: str) -> None:
        self._database.executescript(TABLES)
        self._fill(path, key)
        self._database.executemany(
            "INSERT INTO bases VALUES (?, 1) ON CONFLICT DO UPDATE SET sources = sources + 1",
            ((_exact(base_of(name)),) for name in names),
        )
        self._database.execute("CREATE INDEX by_key ON keys (kind, value)")
        self._database.commit()

    def _fill(self, path: str, key: str) -> None:
        add_row = "INSERT INTO rows VALUES (?, ?, ?, ?)"
        add_keys = "INSERT INTO keys VALUES (?, ?, ?)"
        add_dates = "INSERT INTO undated VALUES (?, ?, ?, ?)"
        for number, row in enumerate(_records(path, key)):
            said = msgspec.msgpack.encode(row.said)
            undated = ((p, v) for p, v in row.dates if not self._is_date(v))
            self._database.execute(add_row, (number, row.line, row.shown, said))
            self._database.executemany(add_keys, ((k, _exact(v), number) for k, v in row.keys))
            self._database.executemany(add_dates, ((number, row.line, *each) for each in undated))
            self._used.append(0)


def digest_of(path: str) -> str:
    """Give the SHA-256 of a table; raises UsageError when it cannot be read."""
    with _opened(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _exact(value: str) -> bytes:
    """Give a value for the database, which takes no half of a character in a text."""
    return value.encode("utf-8", "surrogatepass")


def _url_keys(url: str) -> Iterator[Key]:
    columns = Columns("", ("url",), -1, 0)
    return row_keys(columns, (url,))


def _records(path: str, key: str) -> Iterator[Record]:
    name = Path(path).name
    with _opened(path) as stream, _long_fields():
        text = TextIOWrapper(stream, _encoding(stream), newline="")
        rows = _rows(text, path)
        _, header = next(rows, (1, []))
        columns = read_columns(safe(name), header, key)
        for line, row in rows:
            if len(row) != len(columns.names):
                raise UsageError(
                    f"{safe(path)} row {line}: {len(row)} cells below a header of "
                    f"{len(columns.names)}; put quotation marks around cells with a delimiter"
                )
            keys, dates = tuple(row_keys(columns, row)), tuple(row_dates(columns, row))
            shown = keys[0].value if keys else ""
            yield Record(line, shown, row_statements(columns, row), keys, dates)


@contextmanager
def _opened(path: str) -> Iterator[BufferedReader]:
    try:
        if Path(path).exists() and not Path(path).is_file() and not Path(path).is_dir():
            raise UsageError(f"{safe(path)} is no regular file; save the table as one")
        with Path(path).open("rb") as stream:
            yield stream
    except OSError as error:
        cause = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"{safe(path)} cannot be read: {cause}; name a table") from error


def _encoding(stream: BufferedReader) -> str:
    """Tell the two encodings that spreadsheets save text in by the mark at its beginning."""
    is_wide = stream.peek(2)[:2] in (BOM_UTF16_LE, BOM_UTF16_BE)
    return "utf-16" if is_wide else "utf-8-sig"


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let the csv module read cells with whole texts, and set its limit back behind them."""
    before = csv.field_size_limit(LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _rows(text: TextIOWrapper, path: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that hold anything, each with its number, the header being row 1."""
    number = 0
    try:
        first = text.readline(LONGEST_HEADER)
        for row in csv.reader(chain((first,), text), delimiter=_delimiter(first), strict=True):
            number += 1
            if any(row):
                yield number, row
    except UnicodeDecodeError as error:
        advice = "save it as UTF-8, as spreadsheets do for “CSV UTF-8”"
        place = f" behind row {number}" if number else ""
        raise UsageError(f"{safe(path)}{place}: not UTF-8; {advice}") from error
    except csv.Error as error:
        advice = "write it with quotation marks around every cell"
        raise UsageError(f"{safe(path)} row {number + 1}: {error}; {advice}") from error


def _delimiter(header: str) -> str:
    """Give what the header has most of outside quotation marks, a comma where it has none."""
    bare = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=bare.count)
