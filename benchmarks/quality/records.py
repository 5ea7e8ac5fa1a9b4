"""Gold as it is read: one JSON object for each document, one document on each line of a file.

The format is described in README.md beside this file. Files are read line by line, so a set of any
size needs the memory of one document.
"""

import gzip
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from corpuskit.errors import UsageError

MAIN = frozenset({"main", "lead", "paragraph", "subhead"})
"""Labels of the gold for the text of the document: what a tool should keep."""
CHROME = frozenset({"chrome", "related", "tags"})
"""Labels of the gold for what a tool should leave out; all other labels are never counted."""
UNLABELLED = "unlabelled"
"""The label of lines that nobody looked at."""
SETS = {
    "aeb": "flat_aeb",
    "fundus": "flat_fundus",
    "mha": "flat_mha",
    "mhf": "flat_mhf",
    "wcxb_dev": "flat_wcxb_dev",
    "traf": "flat_traf",
    "vi_captions": "vi_captions",
    "vi_site": "vi_site",
}
"""The sets of the table and the names of their files, without their suffix."""
KINDS = ("lang", "site", "layout", "page_type", "id")
"""The fields by which documents of a set may be chosen."""
SUFFIXES = (".jsonl.gz", ".jsonl")


class Storage(NamedTuple):
    """How sets lie in a folder: the names of those of the table, and the ends of file names."""

    sets: Mapping[str, str]
    suffixes: tuple[str, ...]


FLAT = Storage(SETS, SUFFIXES)
"""Sets of flat text."""


class GoldLine(NamedTuple):
    """A line of the gold; `size` is its characters that are not white space, more than none."""

    start: int
    end: int
    label: str
    size: int

    @property
    def is_main(self) -> bool:
        """Whether it is text that should stay."""
        return self.label in MAIN

    @property
    def is_chrome(self) -> bool:
        """Whether it should be left out."""
        return self.label in CHROME


class Record(msgspec.Struct, frozen=True, rename={"with_": "with"}):
    """A document with its gold.

    `lines` are start, end and label of each line in code points of `text`, the end exclusive, in
    order. `lang` is a BCP 47 tag; `site`, `layout` and `page_type` say which kind of document it
    is, so that a part of a set can be looked at alone. `gold` is the main text where the set has
    one, `meta` what its source said of it; `with_` and `without` are strings that must stay and
    must go.
    """

    id: str
    text: str
    lines: tuple[tuple[int, int, str], ...]
    lang: str = ""
    site: str = ""
    layout: str = ""
    page_type: str = ""
    url: str = ""
    gold: str | None = None
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    meta: Mapping[str, object] = {}

    @property
    def group(self) -> str:
        """The site, and where none is known the document: what is never in two folds."""
        return self.site or self.id

    def has(self, wanted: Mapping[str, str]) -> bool:
        """Say whether fields of the document have these values."""
        return all(getattr(self, name) == value for name, value in wanted.items())

    def gold_lines(self) -> tuple[GoldLine, ...]:
        """Give the lines that hold anything but white space."""
        text = self.text
        sized = (GoldLine(s, e, label, size_of(text[s:e])) for s, e, label in self.lines)
        return tuple(line for line in sized if line.size)


def size_of(text: str) -> int:
    """Count the characters that are not white space."""
    return len("".join(text.split()))


def find_sets(folder: Path, storage: Storage = FLAT) -> dict[str, Path]:
    """Give the sets of a folder by name: those of the table first, then others by their name."""
    files = {
        path.name.removesuffix(suffix): path
        for suffix in storage.suffixes
        for path in sorted(folder.glob(f"*{suffix}"))
    }
    known = {name: files.pop(stem) for name, stem in storage.sets.items() if stem in files}
    return known | dict(sorted(files.items()))


def choose_sets(
    folder: Path, names: Sequence[str], storage: Storage = FLAT
) -> tuple[dict[str, Path], list[str]]:
    """Give the files of the sets that are wanted, and a message for each that is missing.

    Without names it is all of the folder; then the sets of the table are missed only where some of
    them are there. Raises UsageError when the folder is none.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; name the one that holds the sets")
    found = find_sets(folder, storage)
    wanted = list(names) or (list(storage.sets) if found.keys() & storage.sets.keys() else [])
    missing = [name for name in wanted if name not in found]
    chosen = {name: found[name] for name in (names or found) if name in found}
    return chosen, [f"no set '{name}' in {folder}; {_there_is(found)}" for name in missing]


def read_records(path: Path) -> Iterator[Record]:
    """Give the documents of a file; raises UsageError that names file, line and cause."""
    decoder = msgspec.json.Decoder(Record)
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield _record(decoder, line, f"{path}, line {number}")


def _record(decoder: msgspec.json.Decoder[Record], line: bytes, place: str) -> Record:
    try:
        record = decoder.decode(line)
    except msgspec.DecodeError as error:
        raise UsageError(f"{place}: {error}; see the format in benchmarks/quality") from error
    end = 0
    for start, stop, label in record.lines:
        if not end <= start <= stop <= len(record.text):
            problem = f"the line {start}–{stop} ({label}) overlaps another or leaves the text"
            raise UsageError(f"{place}: {problem}; lines are in order, in code points of 'text'")
        end = stop
    return record


def _there_is(found: dict[str, Path]) -> str:
    return f"there are: {', '.join(found)}" if found else "there is none"
