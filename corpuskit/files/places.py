"""Whether files can be put at a place, found out before any work is done for them.

A file is made there and removed again, since no question to the system tells all that it refuses.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpuskit.errors import RunFailed, UsageError
from corpuskit.escape import safe
from corpuskit.files.disk import OF_THE_DISK


def check_folder(path: str | Path, *, dry_run: bool = False) -> None:
    """Raise UsageError when no file can be put into a folder, which need not be there yet.

    Raises RunFailed when the disk is full or broken. Nothing is left behind; in a dry run nothing
    is made in the first place, and only what the name alone tells is found.
    """
    folder = Path(path).absolute()
    with usable(folder):
        with suppress(FileNotFoundError):
            folder.stat()
        if not dry_run:
            try_out(_nearest(folder))


def check_file(path: str | Path) -> None:
    """Raise the same when a file cannot be put at a path, whose folder must be there."""
    final = Path(path).absolute()
    with usable(final, "written", "file"):
        with suppress(FileNotFoundError):
            final.stat()
        try_out(final.parent)


@contextmanager
def usable(path: Path, use: str = "used as output", kind: str = "folder") -> Iterator[None]:
    """Turn an OSError into UsageError, and into RunFailed where another name would not help."""
    try:
        yield
    except OSError as error:
        cause = error.strerror or error
        if error.errno in OF_THE_DISK:
            raise RunFailed(f"{safe(str(path))} cannot be made: {cause}; run again") from error
        raise UsageError(
            f"{safe(str(path))} cannot be {use}: {cause}; name another {kind}"
        ) from error


def try_out(folder: Path) -> None:
    """Make a file in a folder and remove it; raises OSError.

    Where the system can, the file never has a name, and a run that is killed leaves none.
    """
    with tempfile.TemporaryFile(prefix=".unfinished-", dir=folder) as stream:
        stream.write(b"\n")  # a full disk may have room for a name
        stream.flush()


def _nearest(folder: Path) -> Path:
    """Give the folder, or the nearest one above it that is there."""
    return next(each for each in (folder, *folder.parents) if os.path.lexists(each))
