"""What a reader is: it turns the bytes of one file into documents that are not labelled yet."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple, Protocol, runtime_checkable

from corpuskit.errors import SourceRefused
from corpuskit.model import DocumentWarning, Source


class RawFile(NamedTuple):
    """One file as it came from the disk.

    `name` is the source name (see `corpuskit.model.Source`), `name_hex` its exact bytes when they
    are not UTF-8, `encoding` the one that the user forces, "" for none.
    """

    name: str
    data: bytes
    encoding: str = ""
    name_hex: str = ""


class RawDocument(NamedTuple):
    """A decoded source that waits for its labels."""

    source: Source
    text: str
    warnings: tuple[DocumentWarning, ...] = ()


@runtime_checkable
class Reader(Protocol):
    """What reads one kind of file."""

    name: ClassVar[str]
    """The word behind `--reader`."""
    suffixes: ClassVar[tuple[str, ...]]
    """The ends of file names that it claims, in lower case with the dot; "" for none at all."""
    summary: ClassVar[str]
    """One line for `corpuskit plugins`."""

    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        """Give each document of the file, or the refusal that stands for it.

        Raises SourceRefused when nothing of the file can be read.
        """
