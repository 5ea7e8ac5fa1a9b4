"""Object stores and other file systems, reached through fsspec: the one module that imports it.

Here they are read; `stores` writes to them.

fsspec is imported when a URL is looked at. File systems are made where they are used and travel to
no other process, since connections would not survive that; fsspec keeps one for each process.
Whatever goes wrong is an OSError whose `strerror` is a few words of our own: what servers and
libraries say may hold addresses that are signed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EIO
from io import BufferedReader, RawIOBase
from typing import Any, NamedTuple

from corpuskit.files.causes import cause_of, missing
from corpuskit.files.urls import CHAINED, Thing, as_text, below
from corpuskit.ledger import Outcome

BLOCK = 1 << 22
"""Bytes that are fetched at a time."""
BLOCKS = 16
"""Blocks of a stream that are kept, so that what is sought within them is not fetched again."""
UNKNOWN = -1
_BUFFER = 1 << 16

_IDENTITY = (
    *("size", "ETag", "etag", "generation", "VersionId", "mtime", "LastModified", "last_modified"),
    *("updated", "modified", "modificationTime", "last_write_time", "created"),
)
"""What may tell one state of an object from another; each file system knows some of it."""
_UNREACHABLE = (CHAINED, "?versionId=")
"""What fsspec or s3fs would take for something else than a part of a key."""


class Unreachable(OSError):
    """Something was not to be had; `strerror` says why, in words that may be shown."""

    def __init__(self, cause: str) -> None:
        super().__init__(EIO, cause)


class Facts(NamedTuple):
    """What a file system says of an object now: its bytes, -1 when it does not know, and more."""

    size: int
    is_folder: bool
    identity: tuple[str, ...]


def look(url: bytes) -> Facts:
    """Ask for the facts of an object; raises OSError."""
    with telling(url):
        system, path = place(url)
        return _facts(_info(system, path))


def things(root: bytes, *, is_folder: bool) -> list[Thing]:
    """List what is at and below a URL, in no order; raises OSError when nothing is there.

    With `is_folder` an object of that very name is passed over where anything is below it.
    """
    with telling(root):
        system, path = place(root)
        is_flat = lists_all(system)
        if not (is_folder and is_flat):
            facts = _facts(_info(system, path))
            if not facts.is_folder:
                return [Thing("", max(0, facts.size))]
        listed = _flat(system, path) if is_flat else _walked(system, path)
        try:
            return [_reachable(root, name, thing) for name, thing in listed]
        finally:
            system.invalidate_cache()


def fetch(url: bytes, size: int, most: int) -> bytes:
    """Fetch an object of `size` bytes, at most one byte more; `most` where the size is unknown."""
    if size == 0:
        return b""
    with telling(url):
        system, path = place(url)
        if size == UNKNOWN:
            return _streamed(system, path, most)
        return bytes(system.cat_file(path, start=0, end=size + 1))


def open_stream(url: bytes) -> BufferedReader:
    """Open an object as a stream that can be sought and is fetched in blocks; raises OSError."""
    with telling(url):
        system, path = place(url)
        cache = {"cache_type": "blockcache", "cache_options": {"maxblocks": BLOCKS}}
        stream = system.open(path, "rb", block_size=BLOCK, **cache)
        if not stream.seekable():
            stream.close()
            raise Unreachable("cannot be sought, copy it to the disk first")
    return BufferedReader(_Stream(url, system, stream), _BUFFER)


class _Stream(RawIOBase):
    """A stream of fsspec whose failures are ours; the file system lives as long as it does."""

    def __init__(self, url: bytes, system: Any, stream: Any) -> None:
        self._url, self._system, self._stream = url, system, stream

    def readinto(self, buffer: Any) -> int:
        with telling(self._url):
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        with telling(self._url):
            self._stream.seek(offset, whence)
            return int(self._stream.tell())

    def tell(self) -> int:
        return int(self._stream.tell())

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


def place(url: bytes) -> tuple[Any, str]:
    """Give the file system of a URL, one for each process, and the path in it."""
    from fsspec.core import url_to_fs  # noqa: PLC0415  # what is local needs no fsspec

    _refuse_unknown(as_text(url))
    system, path = url_to_fs(as_text(url))
    return system, str(path)


def _refuse_unknown(url: str) -> None:
    from fsspec import get_filesystem_class  # noqa: PLC0415  # as above

    for part in url.split(CHAINED):
        scheme, mark, _ = part.partition("://")
        try:
            get_filesystem_class(scheme if mark else None)
        except ValueError as error:
            raise Unreachable(f"fsspec knows no file system {scheme}://") from error


def _info(system: Any, path: str) -> dict[str, Any]:
    system.invalidate_cache()  # what was listed before may have changed
    return dict(system.info(path))


def _facts(info: dict[str, Any]) -> Facts:
    size = info.get("size")
    identity = tuple(f"{name}={info[name]}" for name in _IDENTITY if info.get(name) is not None)
    return Facts(UNKNOWN if size is None else int(size), info.get("type") == "directory", identity)


def lists_all(system: Any) -> bool:
    """Say whether a file system lists all keys at once, as object stores do.

    It then gives keys that no folder holds, such as "a//b". The others are walked here folder by
    folder, since fsspec's walk passes over folders that cannot be listed.
    """
    from fsspec import AbstractFileSystem  # noqa: PLC0415  # as above
    from fsspec.asyn import AsyncFileSystem  # noqa: PLC0415  # as above

    if isinstance(system, AsyncFileSystem):
        return type(system)._find is not AsyncFileSystem._find  # noqa: SLF001  # to be overridden
    return type(system).find is not AbstractFileSystem.find


def _flat(system: Any, path: str) -> Iterator[tuple[str, Thing]]:
    for name, info in system.find(path, detail=True).items():
        yield name, _thing(path, name, info)


def _walked(system: Any, path: str) -> Iterator[tuple[str, Thing]]:
    waiting, seen = [path], {path.rstrip("/")}
    while waiting:
        folder = waiting.pop()
        try:
            listed = system.ls(folder, detail=True)
        except Exception as error:
            if folder == path:
                raise
            cause = f"cannot be read: {cause_of(error)}"
            yield folder, Thing(_key(path, folder), settled=(Outcome.REFUSED, cause))
            continue
        for info in listed:
            name = str(info["name"])
            if info["type"] != "directory":
                yield name, _thing(path, name, info)
            elif name.rstrip("/") not in seen:
                seen.add(name.rstrip("/"))
                waiting.append(name)


def _thing(path: str, name: str, info: dict[str, Any]) -> Thing:
    is_file = info.get("type", "file") == "file"
    settled = None if is_file else (Outcome.SKIPPED, "not a regular file")
    return Thing(_key(path, name), int(info.get("size") or 0), settled)


def _key(path: str, name: str) -> str:
    """Give a path below another; "/" for the object that stands for the folder itself."""
    below_it = name.removeprefix(path)
    return below_it if below_it == "/" else below_it.removeprefix("/")


def _reachable(root: bytes, name: str, thing: Thing) -> Thing:
    """Refuse what its URL would not lead back to."""
    from fsspec.core import strip_protocol  # noqa: PLC0415  # as above

    if thing.settled or not thing.key or thing.key.endswith("/"):
        return thing
    head = below(as_text(root), thing.key).partition(CHAINED)[0]
    is_plain = not any(mark in thing.key for mark in _UNREACHABLE)
    if is_plain and strip_protocol(head) == name:
        return thing
    return thing._replace(settled=(Outcome.REFUSED, "no URL leads to its key"))


def _streamed(system: Any, path: str, most: int) -> bytes:
    data = bytearray()
    with system.open(path, "rb") as stream:
        while len(data) < most and (piece := stream.read(most - len(data))):
            data += piece
    return bytes(data)


@contextmanager
def telling(url: bytes) -> Iterator[None]:
    """Turn whatever a file system raises into an OSError with a cause of ours."""
    try:
        yield
    except Unreachable:
        raise
    except ImportError as error:
        raise Unreachable(missing(as_text(url), error)) from error
    except Exception as error:  # a file system of others may raise anything
        raise Unreachable(cause_of(error)) from error
