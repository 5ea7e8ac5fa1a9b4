"""Sidecar tables: rows that say of each source what the source does not say of itself.

A row is found by the name of its source, by that name without its folders where only one source
and one row have it, or by the address of the document. Its cells become statements that name the
table and the column; nothing of a cell is changed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpuskit.errors import UsageError
from corpuskit.escape import safe
from corpuskit.facts.addresses import address_key
from corpuskit.facts.outside import ROLES
from corpuskit.model import Stated
from corpuskit.reader import MEMBER

LONGEST_CELL = 2000
"""Characters: a longer cell is a text, and no statement about one."""

NAME_COLUMNS = (
    "path", "source_path", "file", "filename", "file_name", "source", "source_name", "name",
    "document",
)  # fmt: skip
"""Columns that a row is known by, the first that the table has: the name of a source."""
URL_COLUMNS = ("url", "source_url", "uri", "link", "address", "permalink", "original_url")
"""The same for the address of the document."""

COLUMN_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("title", "headline", "dc:title", "dcterms:title", "tiêu đề"), "title"),
    **dict.fromkeys(
        ("author", "authors", "byline", "creator", "dc:creator", "dcterms:creator", "tác giả"),
        "author",
    ),
    **dict.fromkeys(
        ("date", "published", "publication_date", "date_published", "published_at", "pubdate",
         "created", "issued", "dc:date", "dcterms:issued", "ngày", "ngày đăng"),
        "published",
    ),
    **dict.fromkeys(("modified", "updated", "date_modified", "updated_at"), "modified"),
    **dict.fromkeys(
        ("crawled", "crawl_date", "date_crawled", "fetched", "fetched_at", "accessed",
         "retrieved", "downloaded", "timestamp"),
        "crawled",
    ),
    **dict.fromkeys(
        ("publisher", "newspaper", "site", "site_name", "dc:publisher", "dcterms:publisher", "báo"),
        "publisher",
    ),
    **dict.fromkeys(("language", "lang", "dc:language", "dcterms:language"), "language"),
    **dict.fromkeys(
        ("licence", "license", "rights", "dc:rights", "dcterms:license", "dcterms:rights"),
        "licence",
    ),
    **dict.fromkeys(URL_COLUMNS, "url"),
    **dict.fromkeys(("description", "summary", "abstract", "dc:description"), "description"),
    **dict.fromkeys(("section", "category", "rubric", "chuyên mục"), "section"),
    **dict.fromkeys(("keywords", "tags", "subject", "subjects", "dc:subject"), "keywords"),
    **dict.fromkeys(("id", "doc_id", "docid", "identifier", "dc:identifier", "uuid"), "id"),
    **dict.fromkeys(("sha256", "sha1", "md5", "digest", "checksum"), "digest"),
}  # fmt: skip
"""What a column is about, by its name in small letters: usual names, and those of Dublin Core."""


DATES = frozenset(ROLES)
"""The kinds of columns whose cells are dates."""


class Key(NamedTuple):
    """One way to find a row: "name", "base" (a name without folders) or "url", and the value."""

    kind: str
    value: str


class Columns(NamedTuple):
    """The columns of a table, and the places of those that its rows are known by, -1 for none."""

    table: str
    names: tuple[str, ...]
    name: int
    url: int


def read_columns(table: str, header: Sequence[str], key: str = "") -> Columns:
    """Give the columns of a table; `key` names the one that its rows are known by.

    Raises UsageError naming the table for a column that is missing, nameless or there twice.
    """
    names = tuple(name.strip() for name in header)
    folded = [name.casefold() for name in names]
    twice = next((name for n, name in enumerate(names) if name.casefold() in folded[:n]), None)
    if twice is not None or "" in names:
        fault = f"two columns are called '{twice}'" if twice else "a column has no name"
        raise UsageError(f"{table}: {fault}; give each column a name of its own")
    if key:
        return _known_by(table, names, key)
    name, url = _first(folded, NAME_COLUMNS), _first(folded, URL_COLUMNS)
    if name < 0 and url < 0:
        raise UsageError(f"{table}: {_keyless(names)}")
    return Columns(table, names, name, url)


def _keyless(names: Sequence[str]) -> str:
    """Say why no row can be found by these columns, and what to do."""
    if not names:
        return "the table is empty; begin it with a row of column names, 'path' or 'url' among them"
    known = ", ".join(map(safe, names[:20]))
    if len(names) == 1:
        return (
            f"its only column is called '{known}'; part columns by commas, semicolons or tabs,"
            " and call one of them 'path' or 'url'"
        )
    return (
        "no column says which source a row is about;"
        f" call the one with paths 'path' or the one with addresses 'url': {known}"
    )


def _known_by(table: str, names: tuple[str, ...], key: str) -> Columns:
    place = next((n for n, name in enumerate(names) if name.casefold() == key.casefold()), -1)
    if place < 0:
        raise UsageError(f"{table}: no column is called '{key}'; there are: {', '.join(names)}")
    is_url = key.casefold() in URL_COLUMNS
    return Columns(table, names, -1 if is_url else place, place if is_url else -1)


def _first(folded: Sequence[str], wanted: Iterable[str]) -> int:
    return next((folded.index(name) for name in wanted if name in folded), -1)


def row_keys(columns: Columns, row: Sequence[str]) -> Iterator[Key]:
    """Give the ways in which a row is found."""
    name = row[columns.name].strip() if columns.name >= 0 else ""
    url = row[columns.url].strip() if columns.url >= 0 else ""
    if "://" in name:
        name, url = "", url or name
    if name:
        yield from name_keys(name)
    if url:
        yield Key("url", address_key(url))


def name_keys(name: str) -> Iterator[Key]:
    """Give the ways in which the name of a source is found: whole, and without its folders."""
    plain = name.replace("\\", "/").removeprefix("./")
    yield Key("name", plain)
    yield Key("base", base_of(plain))


def base_of(name: str) -> str:
    """Give the last part of a name, of a member inside a container too."""
    return name.rpartition(MEMBER)[2].rpartition("/")[2]


def row_dates(columns: Columns, row: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the filled cells of a row that are to be dates, each with the name of its column."""
    for name, cell in zip(columns.names, row, strict=True):
        if COLUMN_KINDS.get(name.casefold()) in DATES and cell.strip():
            yield name, cell.strip()


def row_statements(columns: Columns, row: Sequence[str]) -> tuple[Stated, ...]:
    """Give what a row states: one statement for each filled cell but the name of the source.

    A cell that is longer than LONGEST_CELL is left out, since it is a text of its own.
    """
    return tuple(
        Stated(COLUMN_KINDS.get(name.casefold(), ""), f"{columns.table}: {name}", cell.strip())
        for place, (name, cell) in enumerate(zip(columns.names, row, strict=True))
        if place != columns.name and cell.strip() and len(cell) <= LONGEST_CELL
    )
