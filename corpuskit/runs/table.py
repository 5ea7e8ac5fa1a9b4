"""A table that says more about the sources of a run, and what it did not match."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec import structs

from corpuskit.escape import safe
from corpuskit.files.sidecar import IsDate, Sidecar, SidecarRows
from corpuskit.reader import RawDocument
from corpuskit.wording import counted

MOST_TOLD = 100
"""So many documents and rows are named."""
WAYS = (
    "a row is found by the path of a source below the input folder, by a file name that only one"
    " source and one row have, or by the address of the document"
)

FORMS = (
    "a date is a day of the calendar, written as 2024-05-13 or as a language pack writes it; mend"
    " these cells of the table, the documents went on without them"
)


class MetadataTable:
    """The table behind `--metadata`, and which documents and rows found each other.

    `is_date` says which values are dates. Raises UsageError for a table that cannot be read.
    """

    def __init__(self, path: str, names: Iterable[str], is_date: IsDate) -> None:
        self._sidecar = Sidecar(path, names, is_date=is_date)
        self._path = path
        self._matched = 0
        self._missed: list[str] = []
        self._missed_untold = 0

    def close(self) -> None:
        """Remove the scratch file."""
        self._sidecar.close()

    @property
    def rows(self) -> SidecarRows:
        """The rows, for whoever labels documents."""
        return self._sidecar.rows

    def count(self, name: str, numbers: Sequence[int]) -> None:
        """Count a document by its name, and the rows that speak of it."""
        self._sidecar.use(numbers)
        if numbers:
            self._matched += 1
        else:
            self._miss(name)

    def forget(self) -> None:
        """Count anew."""
        self._sidecar.forget()
        self._matched = self._missed_untold = 0
        self._missed.clear()

    def lines(self) -> Iterator[str]:
        """Say how many documents have a row, and name documents and rows that have none."""
        all_of_them = self._matched + len(self._missed) + self._missed_untold
        documents = counted(all_of_them, "document")
        yield f"table {safe(self._path)}: rows for {self._matched:,} of {documents}"
        yield from (f"no row in the table: {safe(name)}" for name in self._missed)
        if self._missed_untold:
            yield f"no row in the table: {self._missed_untold:,} more"
        yield from _told("no document for ", self._sidecar.unused())
        if self._missed and any(self._sidecar.unused()):
            yield WAYS
        yield from _told("said again in ", self._sidecar.rivals())
        yield from _told("no date in ", self._sidecar.undated(), "more cells")
        if any(self._sidecar.undated()):
            yield FORMS

    def _miss(self, name: str) -> None:
        if len(self._missed) < MOST_TOLD:
            self._missed.append(name)
        else:
            self._missed_untold += 1


def _told(begin: str, rows: Iterator[str], more: str = "more rows") -> Iterator[str]:
    """Name the first rows and count all others."""
    yield from (f"{begin}{safe(row)}" for row in islice(rows, MOST_TOLD))
    untold = sum(1 for _ in rows)
    if untold:
        yield f"{begin}{untold:,} {more}"


def rows_of(rows: SidecarRows, raw: RawDocument) -> tuple[int, ...]:
    """Give the numbers of the rows that speak of a document."""
    addresses = (each.value for each in raw.source.stated if each.kind == "url")
    return rows.find(raw.source.name, addresses)


def with_rows(rows: SidecarRows, raw: RawDocument, numbers: Sequence[int]) -> RawDocument:
    """Give a document with what these rows state of it."""
    source = raw.source
    stated = (*source.stated, *rows.said(numbers))
    return raw._replace(source=structs.replace(source, stated=stated)) if numbers else raw
