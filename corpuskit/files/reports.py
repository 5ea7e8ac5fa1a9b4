"""Reports on copies: read with every fault named, and where a new one may be written."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from corpuskit.duplicates.known import Duplicates, decode_report
from corpuskit.duplicates.report import is_report
from corpuskit.errors import UsageError
from corpuskit.escape import safe
from corpuskit.files.archive import ARCHIVE, archive_files
from corpuskit.files.inputs import STATE
from corpuskit.files.urls import shown, without_secrets
from corpuskit.files.whole import beginning, check_place, lies_below, open_whole

_BEGINNING = 256


class Named(NamedTuple):
    """An input, and what it is called when it is a file, "" for its own name."""

    path: str
    name: str = ""


def read_report(path: str) -> Duplicates:
    """Read a report; raises UsageError naming the file and the line that is wrong."""
    try:
        with open_whole(path) as stream:
            return decode_report(stream, without_secrets(path))
    except OSError as error:
        cause = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"{shown(path)} cannot be read: {cause}; name a report") from error


def check_report_place(path: str, inputs: Iterable[str]) -> None:
    """Raise UsageError when no report can be written at a path, or something else stands there."""
    check_place(path)
    check_not_read(path, inputs, "file with -o")
    first = beginning(path, _BEGINNING)
    if first is not None and not is_report(first):
        raise UsageError(f"{shown(path)} is there already and no report; name another file with -o")


def check_not_read(path: str, inputs: Iterable[str], other: str) -> None:
    """Raise UsageError when a path is that of an input or lies inside one; `other` names a way out.

    What is written there would be lost as a source, or be one the next time.
    """
    for each in inputs:
        if each != "-" and lies_below(path, each):
            raise UsageError(
                f"{shown(path)} is {shown(each)}, which is read, or lies inside it; "
                f"name another {other}"
            )


def archives(inputs: Sequence[str]) -> list[Named]:
    """Give the inputs, and for the output folder of a run the files of its archive.

    Archives have the same names, so those of several folders are called by their paths below what
    the folders have in common. Raises UsageError for an output folder without one.
    """
    found = [(given, path) for given in inputs for path in _archive(given)]
    folders = {os.path.realpath(given) for given, path in found if path != given}
    common = os.path.commonpath(folders) if len(folders) > 1 else ""

    def named(given: str, path: str) -> Named:
        is_own = path == given or not common
        return Named(path, "" if is_own else os.path.relpath(os.path.realpath(path), common))

    return [named(given, path) for given, path in found]


def _archive(given: str) -> Sequence[str]:
    if not given or given == "-" or not (Path(given) / STATE).is_dir():
        return (given,)
    archive = archive_files(given)
    if not archive:
        raise UsageError(
            f"{safe(given)} holds no {ARCHIVE}; name the output folder of a run with --to json, "
            "or the sources"
        )
    return tuple(map(str, archive))
