"""Signed documents on the disk: what is known of each by its number, and rows to be sorted.

In memory are sixteen bytes for each document, the places of its entry and of its shingles, and as
many rows as `most` allows. On the disk a document takes some hundred bytes and about twice those
of its text.
"""

import struct
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import chain, groupby, islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from corpuskit.duplicates.comparison import SIGNATURE
from corpuskit.duplicates.record import Entry, Signed
from corpuskit.errors import RunFailed
from corpuskit.files.rows import MOST_ROWS, Heap, NumberedBlobs, SortedRows

_EQUAL = struct.Struct(">16sQ")
_PASSAGE = struct.Struct(">16sQQQ")
_DIGEST = slice(16)
_SIGNED = msgspec.msgpack.Decoder(Signed)


class Standing(NamedTuple):
    """Where a paragraph stands: the number of its document, and its place on the disk."""

    number: int
    place: int
    size: int


class Collected:
    """All documents that were signed; they are numbered from 0 as they come."""

    def __init__(self, folder: Path, most: int = MOST_ROWS) -> None:
        self.folder = folder
        """Where scratch files stand."""
        with ExitStack() as stack:
            self._signed = stack.enter_context(closing(NumberedBlobs(folder / "signed")))
            self._shingles = stack.enter_context(closing(NumberedBlobs(folder / "shingles")))
            self._texts = stack.enter_context(closing(Heap(folder / "texts")))
            self._equal = SortedRows(folder / "equal", _EQUAL.size, most)
            self._passages = SortedRows(folder / "passages", _PASSAGE.size, most)
            self.close = stack.pop_all().close

    def __len__(self) -> int:
        return len(self._signed)

    def add(self, signed: Signed) -> None:
        """Take a document; raises RunFailed for one that another version signed.

        Raises UnicodeEncodeError for a name that is not Unicode, and takes nothing then.
        """
        if signed.version != SIGNATURE:
            raise RunFailed(f"signatures of {signed.version} and {SIGNATURE} cannot be compared")
        number, entry = len(self), signed.entry
        self._signed.add(msgspec.msgpack.encode(_without_rest(signed)))
        self._shingles.add(signed.shingles)
        if entry.digest:
            self._equal.add(_EQUAL.pack(entry.digest, number))
        for digest, text in ((each.digest, each.text.encode()) for each in signed.passages):
            place = self._texts.add(text)
            self._passages.add(_PASSAGE.pack(digest, number, place, len(text)))

    def signed(self, number: int) -> Signed:
        """Give a document without its shingles and paragraphs."""
        return _SIGNED.decode(self._signed[number])

    def entry(self, number: int) -> Entry:
        """Give what a report says of a document."""
        return self.signed(number).entry

    def shingles(self, number: int) -> bytes:
        """Give the shingles of a document."""
        return self._shingles[number]

    def text(self, standing: Standing) -> str:
        """Give a paragraph as it stands there."""
        return self._texts.read(standing.place, standing.size).decode()

    def equal(self) -> Iterator[Iterator[int]]:
        """Give the numbers of documents with the same words, those of an only one too."""
        for _, rows in groupby(self._equal, key=lambda row: row[_DIGEST]):
            yield (_EQUAL.unpack(row)[1] for row in rows)

    def shared(self) -> Iterator[tuple[bytes, Iterator[Standing]]]:
        """Give the hash of each paragraph that several documents have, and where it stands."""
        for digest, rows in groupby(self._passages, key=lambda row: row[_DIGEST]):
            first = list(islice(rows, 2))
            if len(first) > 1:
                yield digest, (Standing(*_PASSAGE.unpack(row)[1:]) for row in chain(first, rows))


def _without_rest(signed: Signed) -> Signed:
    return Signed(signed.version, signed.entry, b"", signed.bands)
