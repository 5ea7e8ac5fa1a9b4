"""The steps on the disk that writing a folder is made of."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Any

from corpuskit.errors import RunFailed
from corpuskit.escape import safe
from corpuskit.ledger import FileFacts

OF_THE_DISK = {errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOSPC}
"""What another name of a folder would not put right."""

# What a path that was to be written, but names no file now, gives when it is removed.
_NO_FILE = {errno.EISDIR, errno.ENAMETOOLONG, errno.ENOENT, errno.ENOTDIR}


class WatchedFile(FileIO):
    """A file that remembers what the disk said when it did not take bytes."""

    failure: OSError | None = None

    def write(self, data: Any, /) -> int:
        """Write bytes; an OSError is remembered before it goes on its way."""
        try:
            return super().write(data)
        except OSError as error:
            self.failure = error
            raise


@contextmanager
def failing_on(path: Path) -> Iterator[None]:
    """Turn an OSError into RunFailed with the path and the reason of the system."""
    try:
        yield
    except OSError as error:
        raise RunFailed(
            f"{safe(str(path))} cannot be written: {error.strerror or error}; "
            "what was finished is kept, run again to complete it"
        ) from error


def holds(path: Path, data: bytes) -> bool:
    """Say whether a regular file with these bytes stands there."""
    try:
        status = path.lstat()
        same_size = stat.S_ISREG(status.st_mode) and status.st_size == len(data)
        return same_size and path.read_bytes() == data
    except OSError:
        return False


def facts_of(path: Path) -> FileFacts | None:
    """Give the size and digest of a regular file, None when there is none that can be read."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return FileFacts(stream.tell(), digest)
    except OSError:
        return None


def facts_of_data(data: bytes) -> FileFacts:
    """Give the size and digest of a file that holds these bytes."""
    return FileFacts(len(data), hashlib.sha256(data).hexdigest())


def unlink(path: Path) -> None:
    """Remove a file; nothing happens when there is none."""
    try:
        path.unlink()
    except OSError as error:
        if error.errno not in _NO_FILE:
            raise


def move(scratch: Path, final: Path) -> None:
    """Rename a file, making the folder of the new name where it is missing."""
    try:
        scratch.replace(final)
    except FileNotFoundError:
        final.parent.mkdir(parents=True, exist_ok=True)
        scratch.replace(final)


def sync_folder(path: Path) -> None:
    """Make the names in a folder outlive a power cut."""
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
