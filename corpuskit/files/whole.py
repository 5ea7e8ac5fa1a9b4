"""One file written whole or not at all, on the disk or as an object of a store."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from corpuskit.errors import UsageError
from corpuskit.escape import safe
from corpuskit.files import disk
from corpuskit.files.disk import failing_on
from corpuskit.files.inputs import lies_in
from corpuskit.files.places import check_file
from corpuskit.files.remote import open_stream
from corpuskit.files.stores import Store, failing_at, refusing
from corpuskit.files.urls import (
    as_bytes,
    check_writable,
    is_url,
    names_folder,
    on_disk,
    root_of,
    shown,
)


def check_place(path: str) -> None:
    """Raise UsageError when no file can be written at a path or URL."""
    path = on_disk(path)
    if is_url(path):
        _check_url(path)
        return
    folder = Path(path).absolute().parent
    if not folder.is_dir():
        missing = f"there is no folder {safe(str(folder))}; make it, or name another file"
        raise UsageError(f"{safe(path)} cannot be written: {missing}")
    check_file(path)
    if Path(path).is_dir() or path.endswith("/"):
        raise UsageError(f"{safe(path)} is a folder; name a file")


def put_whole(path: str, pieces: Iterable[bytes]) -> None:
    """Write a file as a whole, over an earlier one; raises RunFailed when the disk fails.

    When `pieces` raises, an earlier file stays as it is.
    """
    path = on_disk(path)
    if is_url(path):
        with failing_at(path):
            Store(path).put("", pieces)
        return
    final = Path(path).absolute()
    with failing_on(final):
        number, scratch = tempfile.mkstemp(prefix=".unfinished-", dir=final.parent)
        try:
            with os.fdopen(number, "wb") as stream:
                stream.writelines(pieces)
                stream.flush()
                os.fsync(number)
            Path(scratch).chmod(0o644)
            Path(scratch).replace(final)
        except BaseException:
            with suppress(OSError):
                Path(scratch).unlink()
            raise


def holds(path: str, data: bytes) -> bool:
    """Say whether a file with these bytes stands there."""
    path = on_disk(path)
    if not is_url(path):
        return disk.holds(Path(path).absolute(), data)
    with refusing(path):
        return Store(path).read(most=len(data) + 1) == data


def beginning(path: str, most: int) -> bytes | None:
    """Give the first bytes of a file, None when nothing is there, b"" for what is no file."""
    path = on_disk(path)
    if is_url(path):
        with refusing(path):
            return Store(path).read(most=most)
    if not os.path.lexists(path):
        return None
    if not Path(path).is_file():
        return b""
    with failing_on(Path(path)), Path(path).open("rb") as stream:
        return stream.read(most)


def open_whole(path: str) -> BinaryIO:
    """Open a file to read it; raises OSError."""
    path = on_disk(path)
    return open_stream(as_bytes(path)) if is_url(path) else Path(path).open("rb")


def remove(path: str) -> None:
    """Remove a file; nothing happens when there is none."""
    path = on_disk(path)
    if is_url(path):
        with refusing(path):
            Store(path).remove()
    else:
        Path(path).unlink(missing_ok=True)


def lies_below(path: str, outer: str) -> bool:
    """Say whether a path or URL is another one or lies below it."""
    inner, outer = on_disk(path), on_disk(outer)
    if is_url(inner) != is_url(outer):
        return False
    if is_url(inner):
        return lies_in(as_bytes(root_of(inner)), as_bytes(root_of(outer)))
    return lies_in(os.path.realpath(os.fsencode(inner)), os.path.realpath(os.fsencode(outer)))


def _check_url(url: str) -> None:
    check_writable(url)
    if names_folder(url):
        raise UsageError(f"{shown(url)} is a folder; name a file")
    with refusing(url):
        found = Store(url).sizes()
    if any(name for name in found):
        raise UsageError(f"{shown(url)} is a folder; name a file")
