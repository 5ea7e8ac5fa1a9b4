"""Pages of HTML with their gold, as they lie in a ZIP archive: the bytes as they were served.

The format is described in README.md beside this file. Pages are read one by one, so a set of any
size needs the memory of one page and of the gold.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from corpuskit.errors import UsageError
from quality.records import Storage

GOLD = "gold.jsonl"
"""The file of an archive that says what is right about each of its pages."""
HTML = Storage({name: f"html_{name}" for name in ("aeb", "fundus", "traf")}, (".zip",))
"""Sets of HTML."""


class HtmlRecord(NamedTuple):
    """A page with its gold.

    `data` are its bytes as served. `gold` is its main text, None where only `with_` and `without`
    are known: strings that must stay and must go. `meta` may hold title, authors and date (ISO
    8601). `site` names the site, `lang` is a BCP 47 tag, `url` the address.
    """

    id: str
    data: bytes
    gold: str | None = None
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    site: str = ""
    lang: str = ""
    url: str = ""
    meta: Mapping[str, object] = {}

    @property
    def group(self) -> str:
        """The site, and where none is known the page: what is never in two folds."""
        return self.site or self.id

    def has(self, wanted: Mapping[str, str]) -> bool:
        """Say whether fields of the page have these values; a field it cannot have is ""."""
        return all(getattr(self, name, "") == value for name, value in wanted.items())


class _Gold(msgspec.Struct, frozen=True, rename={"with_": "with"}):
    """A line of the gold; `file` is the name of the page in the archive."""

    id: str
    file: str
    gold: str | None = None
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    site: str = ""
    lang: str = ""
    url: str = ""
    meta: Mapping[str, object] = {}


def read_html_records(path: Path) -> Iterator[HtmlRecord]:
    """Give the pages of an archive; raises UsageError that names archive, line and cause."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise UsageError(f"{path}: {error}; give a ZIP archive of pages") from error
    with archive:
        for number, line in enumerate(_read(archive, GOLD, str(path)).splitlines(), start=1):
            if line.strip():
                yield _record(archive, line, f"{path}, line {number} of {GOLD}")


def _record(archive: zipfile.ZipFile, line: bytes, place: str) -> HtmlRecord:
    try:
        gold = msgspec.json.decode(line, type=_Gold)
    except msgspec.DecodeError as error:
        raise UsageError(f"{place}: {error}; see the format in benchmarks/quality") from error
    about = msgspec.structs.asdict(gold)
    return HtmlRecord(data=_read(archive, about.pop("file"), place), **about)


def _read(archive: zipfile.ZipFile, name: str, place: str) -> bytes:
    try:
        return archive.read(name)
    except (KeyError, OSError, zipfile.BadZipFile, zlib.error) as error:
        raise UsageError(f"{place}: cannot read {name!r}: {error}") from error
