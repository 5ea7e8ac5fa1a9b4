"""Who reads what: by the name of a file, by what its container calls it, by how it begins."""

import re
from collections.abc import Sequence
from typing import TypeGuard

from corpuskit.names import suffixes
from corpuskit.reader import RawFile, Reader, StreamReader

AnyReader = Reader | StreamReader
HTML = "text/html"
PLAIN_TEXT = "text/plain"
BEGINNING = 1024
"""Bytes: as far as a file is looked into for what it is; browsers sniff about as much."""

_IS_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


class Readers:
    """The readers of a run; `forced` names the one that the user wants for every file, or is "".

    What is forced is for files by themselves and for members alike, but containers are opened
    whatever is forced, and so are tables unless another table is. A forced container is for files
    by themselves alone, and all of them.
    """

    def __init__(self, readers: Sequence[AnyReader], forced: str = "") -> None:
        self._forced = next((reader for reader in readers if reader.name == forced), None)
        self._by_name = {reader.name: reader for reader in readers}
        self._by_suffix = {suffix: reader for reader in readers for suffix in reader.suffixes}
        self._by_media = {media: reader for reader in readers for media in _media_types(reader)}

    def called(self, name: str) -> Reader:
        """Give the reader of whole files with this name; raises KeyError."""
        reader = self._by_name[name]
        if not reads_whole(reader):
            raise KeyError(name)
        return reader

    def of_name(self, name: str) -> AnyReader | None:
        """Give the reader of a file that stands by itself, or None when its suffix is nobody's."""
        return self._container_forced or self._of_file(name, self._forced)

    def is_read_whole(self, name: str) -> bool:
        """Say whether such a file is one document, or a few; containers and tables are none."""
        reader = self.of_name(name)
        return reader is not None and not reads_streams(reader)

    def of_member(self, name: str, media_type: str = "") -> AnyReader | None:
        """Give the reader of a file out of a container, which may say what the file is."""
        if media_type:
            return self._plain_forced or self._of_media_type(media_type)
        return self._of_file(name, None if self._container_forced else self._forced)

    def of_row(self, name: str, media_type: str = "") -> AnyReader | None:
        """Give the reader of a file out of a table, which is no table itself by being forced."""
        if media_type:
            return self._plain_forced or self._of_media_type(media_type)
        return self._of_file(name, self._plain_forced)

    def of_content(self, reader: Reader, file: RawFile) -> Reader:
        """Give the reader of HTML for what is named as text and begins as HTML does."""
        html = self._by_media.get(HTML)
        if self._forced or html is None or not reads_whole(html) or reader is not self._text:
            return reader
        return html if _IS_HTML.match(file.data[:BEGINNING]) else reader

    @property
    def _plain_forced(self) -> Reader | None:
        return self._forced if self._forced and reads_whole(self._forced) else None

    @property
    def _container_forced(self) -> AnyReader | None:
        return self._forced if self._forced and is_container(self._forced) else None

    @property
    def _text(self) -> AnyReader | None:
        return self._by_media.get(PLAIN_TEXT)

    def _of_media_type(self, media_type: str) -> AnyReader | None:
        return self._by_media.get(media_type.partition(";")[0].strip().lower())

    def _of_file(self, name: str, forced: AnyReader | None) -> AnyReader | None:
        found = next((r for s in suffixes(name) if (r := self._by_suffix.get(s))), None)
        if found and is_container(found):
            return found
        return forced if forced and _may_replace(forced, found) else found


def reads_streams(reader: AnyReader) -> TypeGuard[StreamReader]:
    """Say whether a reader takes streams; to ask its protocol would take longer than to read."""
    return hasattr(reader, "read_stream")


def reads_whole(reader: AnyReader) -> TypeGuard[Reader]:
    """Say whether a reader takes whole files."""
    return hasattr(reader, "read")


def is_table(reader: AnyReader) -> bool:
    """Say whether what a stream reader gives is rows, not files."""
    return bool(getattr(reader, "is_table", False))


def is_container(reader: AnyReader) -> bool:
    """Say whether what a reader gives is files."""
    return reads_streams(reader) and not is_table(reader)


def _may_replace(forced: AnyReader, found: AnyReader | None) -> bool:
    return found is None or not is_table(found) or is_table(forced)


def _media_types(reader: AnyReader) -> tuple[str, ...]:
    return tuple(getattr(reader, "media_types", ()))
