"""Profiles on the disk or at a URL: read with every fault named, and written whole."""

from corpuskit.errors import UsageError
from corpuskit.files import whole
from corpuskit.files.urls import shown, without_secrets
from corpuskit.profiles.profile import Profile, parse_profile


def read_profile(path: str) -> Profile:
    """Read a profile; raises UsageError naming the file and the entry that is wrong."""
    try:
        with whole.open_whole(path) as stream:
            text = stream.read().decode("utf-8-sig")
    except OSError as error:
        cause = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"{shown(path)} cannot be read: {cause}; name a profile") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{shown(path)} is not UTF-8; save it as UTF-8") from error
    return parse_profile(text, without_secrets(path))


def put_profile(path: str, text: str, *, force: bool) -> None:
    """Write a profile as a whole; one that says something else is only replaced with `force`.

    `path` may be a URL. Raises UsageError when another profile stands there, RunFailed when the
    disk or the store fails.
    """
    data = text.encode()
    if whole.holds(path, data):
        return
    if not force and whole.beginning(path, 1) is not None:
        raise UsageError(f"{shown(path)} says something else; use --force or name another file")
    whole.put_whole(path, (data,))
