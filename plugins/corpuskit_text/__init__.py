"""The reader of plain text: one file is one document."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from corpuskit import RawDocument, RawFile, Reader, SourceRefused, decode_file, hookimpl


class TextReader:
    """Reads a file of plain text in any encoding that Python knows."""

    name: ClassVar[str] = "text"
    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text", "")
    media_types: ClassVar[tuple[str, ...]] = ("text/plain",)
    summary: ClassVar[str] = "plain text, one document per file"

    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        """Give the one document of the file; raises SourceRefused when it is not text."""
        yield decode_file(file)


@hookimpl
def corpuskit_readers() -> Iterable[Reader]:
    """Offer the reader "text"."""
    return (TextReader(),)
