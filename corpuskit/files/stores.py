"""Object stores and other file systems to write to.

An object is put as a whole: by one request, or by an upload in parts that is completed at the end
and discarded when anything fails. A file system that is no object store shows a file while it is
written; there what failed is removed. Failures are OSErrors as those of `remote`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from typing import Any

from corpuskit.errors import RunFailed, UsageError
from corpuskit.files import remote
from corpuskit.files.remote import Unreachable, lists_all, place, telling
from corpuskit.files.urls import as_bytes, below, root_of, shown

PART = 1 << 24
"""Bytes that are sent at a time, and that an object has at most which is put by one request."""
MOST_PARTS = 9000
"""Stores take 10,000 parts of an object."""
WORKERS = 8
"""Objects that are sent side by side where the client of a store can do it."""


class Store:
    """What stands at and below a URL; names are relative to it, "" is the object at the URL."""

    def __init__(self, url: str) -> None:
        """Take a URL; raises OSError when there is no client for it."""
        self.url = root_of(url)
        with telling(as_bytes(self.url)):
            self._system, self._root = place(as_bytes(self.url))
        self.workers = WORKERS if getattr(self._system, "async_impl", False) else 1
        self._is_flat = lists_all(self._system)

    def sizes(self, folder: str = "") -> dict[str, int]:
        """Give the bytes of every object below a folder, by name; raises OSError."""
        path, start = self._path(folder), len(self._root.rstrip("/")) + 1
        with telling(as_bytes(self.url)):
            self._system.invalidate_cache()
            try:
                found = self._system.find(path, detail=True).items()
            except FileNotFoundError as error:
                raise Unreachable("there is no such bucket") from error
            files = [each for each in found if each[1].get("type", "file") == "file"]
            sizes = {name[start:]: int(info.get("size") or 0) for name, info in files}
            self._system.invalidate_cache()
        return {name: size for name, size in sizes.items() if not name.endswith("/")}

    def read(self, name: str = "", most: int | None = None) -> bytes | None:
        """Give an object or its first `most` bytes, None when there is none; raises OSError."""
        with telling(as_bytes(self.url)), suppress(FileNotFoundError):
            self._system.invalidate_cache()
            facts = self._system.info(self._path(name))
            if facts.get("type") != "directory":
                # A range of an object that holds nothing is an error to some stores.
                end = most if facts.get("size") else None
                return bytes(self._system.cat_file(self._path(name), end=end))
        return None

    def lines(self, name: str) -> Iterator[bytes]:
        """Give the lines of an object; raises OSError."""
        with remote.open_stream(as_bytes(below(self.url, name))) as stream:
            yield from stream

    def put(self, name: str, pieces: Iterable[bytes], size: int = 0) -> None:
        """Put an object as a whole; `size` is that of a large one, as far as it is known.

        What `pieces` raises goes on its way, and then nothing is put.
        """
        pieces, data = iter(pieces), bytearray()
        for piece in pieces:
            data += piece
            if len(data) > PART:
                block = max(PART, size // MOST_PARTS)
                self._put_in_parts(name, chain((bytes(data),), pieces), block)
                return
        with telling(as_bytes(self.url)):
            self._make_folder(name)
            self._system.pipe_file(self._path(name), bytes(data))

    def remove(self, name: str = "") -> None:
        """Remove an object; nothing happens when there is none."""
        with telling(as_bytes(self.url)), suppress(FileNotFoundError):
            self._system.rm_file(self._path(name))

    def _put_in_parts(self, name: str, pieces: Iterable[bytes], block: int) -> None:
        with telling(as_bytes(self.url)):
            self._make_folder(name)
            stream = self._system.open(self._path(name), "wb", block_size=block)
        try:
            for piece in pieces:
                with telling(as_bytes(self.url)):
                    stream.write(piece)
            with telling(as_bytes(self.url)):
                stream.close()
        except BaseException:
            self._discard(name, stream)
            raise

    def _discard(self, name: str, stream: Any) -> None:
        """Give an upload up; to close it would complete it."""
        with suppress(Exception):  # what is to be told has been raised already
            stream.discard()
            stream.closed = True
        if not self._is_flat:
            with suppress(Exception):
                stream.close()
            with suppress(Exception):
                self._system.rm_file(self._path(name))

    def _make_folder(self, name: str) -> None:
        if not self._is_flat:
            folder = self._path(name).rpartition("/")[0]
            self._system.makedirs(folder, exist_ok=True)

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}" if name else self._root


@contextmanager
def failing_at(url: str, advice: str = "run again") -> Iterator[None]:
    """Turn an OSError into RunFailed with the URL, the cause and what to do."""
    try:
        yield
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise RunFailed(f"{shown(url)} cannot be written: {cause}; {advice}") from error


@contextmanager
def refusing(url: str) -> Iterator[None]:
    """Turn an OSError into UsageError: nothing was done yet."""
    try:
        yield
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise UsageError(
            f"{shown(url)} cannot be written to: {cause}; put that right or name another place"
        ) from error
