"""Profiles on the disk: read with every fault named, and written whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from corpuskit.errors import UsageError
from corpuskit.escape import safe
from corpuskit.files.disk import failing_on, holds
from corpuskit.files.urls import check_local
from corpuskit.profiles.profile import Profile, parse_profile


def read_profile(path: str) -> Profile:
    """Read a profile; raises UsageError naming the file and the entry that is wrong."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        cause = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"{safe(path)} cannot be read: {cause}; name a profile") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{safe(path)} is not UTF-8; save it as UTF-8") from error
    return parse_profile(text, path)


def check_place(path: str) -> None:
    """Raise UsageError when no profile can be written at a path."""
    check_local(path)
    folder = Path(path).absolute().parent
    if Path(path).is_dir() or path.endswith("/"):
        raise UsageError(f"{safe(path)} is a folder; name a file with -o")
    if not folder.is_dir():
        raise UsageError(f"{safe(path)} cannot be written: there is no {safe(str(folder))}")


def put_profile(path: str, text: str, *, force: bool) -> None:
    """Write a profile as a whole; one that says something else is only replaced with `force`.

    Raises UsageError when another profile stands there, RunFailed when the disk fails.
    """
    final, data = Path(path).absolute(), text.encode()
    if holds(final, data):
        return
    if not force and os.path.lexists(final):
        raise UsageError(f"{safe(path)} says something else; use --force or name another file")
    with failing_on(final):
        number, scratch = tempfile.mkstemp(prefix=".profile-", dir=final.parent)
        try:
            with os.fdopen(number, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(number)
            Path(scratch).chmod(0o644)
            Path(scratch).replace(final)
        except BaseException:
            with suppress(OSError):
                Path(scratch).unlink()
            raise
