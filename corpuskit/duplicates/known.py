"""A report on copies read back: what it says of each document, small in memory."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b, sha256
from itertools import pairwise
from typing import NamedTuple

import msgspec

from corpuskit.duplicates.report import (
    FORMAT,
    RULES,
    STEPS,
    DocumentLine,
    Header,
    ParagraphLine,
    Rule,
    is_report,
)
from corpuskit.errors import UsageError
from corpuskit.escape import safe

MEND = "write it again with corpuskit dedupe"
_HEADER = msgspec.json.Decoder(Header)
_LINE = msgspec.json.Decoder(DocumentLine | ParagraphLine)


class Duplicate(NamedTuple):
    """What a report says of one document; `rule` is "kept" for the one that is kept."""

    cluster: str
    kept: str
    similarity: float
    rule: Rule


class _Columns(NamedTuple):
    """One row for each document: two hashes, the number of its cluster, similarity and rule."""

    names: "array[int]"
    ids: "array[int]"
    clusters: "array[int]"
    steps: "array[int]"
    rules: "array[int]"

    def in_order(self) -> "_Columns":
        """Sort the rows by names and ids; raises ValueError when a document is there twice."""
        order = sorted(range(len(self.names)), key=lambda at: (self.names[at], self.ids[at]))
        ordered = _Columns(*(array(each.typecode, (each[at] for at in order)) for each in self))
        if any(
            one == other for one, other in pairwise(zip(ordered.names, ordered.ids, strict=True))
        ):
            raise ValueError("it tells of a document twice")
        return ordered


class Duplicates:
    """What a report says of documents, in some thirty bytes each and a name for each cluster."""

    def __init__(self, header: Header, kept: Sequence[str], columns: _Columns, digest: str) -> None:
        self.header = header
        self.sha256 = digest
        """The SHA-256 of the report, in hexadecimal."""
        self._kept, self._columns = kept, columns

    def __len__(self) -> int:
        return len(self._columns.names)

    @property
    def clusters(self) -> int:
        """How many clusters there are, which is how many documents are kept."""
        return len(self._kept)

    def of(self, name: str, identifier: str = "") -> Duplicate | None:
        """Give what is said of the document of a source; None when it has no copy.

        Of a source with several documents one is told by its id; without it the answer is None,
        as if there were no copies, so that nothing is left out by mistake.
        """
        names, key = self._columns.names, _key(name)
        found = range(bisect_left(names, key), bisect_right(names, key))
        if identifier:
            wanted = _key(identifier)
            return next((self._at(at) for at in found if self._columns.ids[at] == wanted), None)
        return self._at(found[0]) if len(found) == 1 else None

    def _at(self, at: int) -> Duplicate:
        columns = self._columns
        kept = self._kept[columns.clusters[at]]
        return Duplicate(kept, kept, columns.steps[at] / STEPS, RULES[columns.rules[at]])


class _Filling:
    """The lines of a report on their way to `Duplicates`."""

    def __init__(self) -> None:
        self._columns = _Columns(*(array(code) for code in "QQLHB"))
        self._numbers: dict[str, int] = {}
        self._is_there = bytearray()

    def add(self, line: DocumentLine) -> None:
        """Take a line; raises ValueError for one that contradicts itself."""
        _check(line)
        number = self._numbers.setdefault(line.kept, len(self._numbers))
        if number == len(self._is_there):
            self._is_there.append(0)
        self._is_there[number] |= line.rule == "kept"
        steps = round(line.similarity * STEPS)
        row = _key(line.source), _key(line.id), number, steps, RULES.index(line.rule)
        for column, value in zip(self._columns, row, strict=True):
            column.append(value)

    def done(self, header: Header, digest: str) -> Duplicates:
        """Give what was taken; raises ValueError when a cluster has lost its kept document."""
        kept = list(self._numbers)
        if not all(self._is_there):
            lost = kept[self._is_there.index(0)]
            raise ValueError(f"the kept document '{lost}' has no line of its own")
        return Duplicates(header, kept, self._columns.in_order(), digest)


def decode_report(lines: Iterable[bytes], name: str) -> Duplicates:
    """Read the lines of a report; raises UsageError naming the file and the line that is wrong."""
    filling, digest, numbered = _Filling(), sha256(), enumerate(lines, start=1)
    with _naming(name):
        _, first = next(numbered, (0, b""))
        header = _header(first)
    digest.update(first)
    for number, line in numbered:
        digest.update(line)
        with _naming(f"{name}, line {number}"):
            told = _LINE.decode(line) if line.strip() else None
            if isinstance(told, DocumentLine):
                filling.add(told)
    with _naming(name):
        return filling.done(header, digest.hexdigest())


@contextmanager
def _naming(place: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:  # what is no JSON, no UTF-8, or not what a line says
        text = str(error)
        raise UsageError(f"{safe(place)}: {safe(text[:1].lower() + text[1:])}; {MEND}") from error


def _header(line: bytes) -> Header:
    if not is_report(line):
        raise ValueError(f"it does not begin as a report of the format '{FORMAT}' does")
    return _HEADER.decode(line)


def _check(line: DocumentLine) -> None:
    if line.cluster != line.kept or (line.rule == "kept") != (line.id == line.kept):
        raise ValueError("its cluster, its kept document and its rule do not fit together")
    if not 0 <= line.similarity <= 1:
        raise ValueError(f"the similarity {line.similarity} is not between 0 and 1")


def _key(name: str) -> int:
    data = name.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")
