"""Header blocks of WARC records and HTTP responses: names and values, as they are printed."""

from collections.abc import Iterator
from typing import NamedTuple

HEADER_LIMIT = 1 << 16  # bytes of one header block


class Header(NamedTuple):
    """The first line of a header block, and its fields with names in small letters."""

    first: str
    fields: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """Give the first value of a field, "" when there is none."""
        return next(self.all(name), "")

    def all(self, name: str) -> Iterator[str]:
        """Give each value of a field."""
        return (value for key, value in self.fields if key == name)


def parse_header(data: bytes) -> Header:
    """Parse a header block, with or without the empty line behind it.

    A line without a colon says nothing and is passed over; one that begins with white space goes
    on with the line before. Bytes that are not UTF-8 are read as Latin-1, the old rule of HTTP.
    """
    lines = iter(_text(data).replace("\r\n", "\n").split("\n"))
    first = next(lines)
    fields: list[tuple[str, list[str]]] = []
    for line in lines:
        name, colon, value = line.partition(":")
        if line[:1] in (" ", "\t") and fields:
            fields[-1][1].append(line.strip())
        elif colon:
            fields.append((name.strip().lower(), [value.strip()]))
    return Header(first.strip(), tuple((name, " ".join(values)) for name, values in fields))


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """Split "text/html; charset=utf-8" into the word and its parameters, all names small."""
    word, *rest = value.split(";")
    pairs = (part.partition("=") for part in rest)
    return word.strip().lower(), {
        name.strip().lower(): text.strip().strip("\"'") for name, _, text in reversed(list(pairs))
    }


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
