"""Reports on copies on the disk: read with every fault named, and written whole or not at all."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from corpuskit.duplicates.known import Duplicates, decode_report
from corpuskit.duplicates.report import is_report
from corpuskit.errors import UsageError
from corpuskit.escape import safe
from corpuskit.files.archive import ARCHIVE, archive_files
from corpuskit.files.disk import failing_on
from corpuskit.files.inputs import STATE, lies_in
from corpuskit.files.profiles import check_place
from corpuskit.files.urls import is_url, on_disk

_BEGINNING = 256


class Named(NamedTuple):
    """An input, and what it is called when it is a file, "" for its own name."""

    path: str
    name: str = ""


def read_report(path: str) -> Duplicates:
    """Read a report; raises UsageError naming the file and the line that is wrong."""
    try:
        with Path(path).open("rb") as stream:
            return decode_report(stream, path)
    except OSError as error:
        cause = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"{safe(path)} cannot be read: {cause}; name a report") from error


def check_report_place(path: str, inputs: Iterable[str]) -> None:
    """Raise UsageError when no report can be written at a path, or something else stands there."""
    check_place(path)
    place = os.path.realpath(os.fsencode(path))
    for each in inputs:
        is_here = each != "-" and not is_url(on_disk(each))
        if is_here and lies_in(place, os.path.realpath(os.fsencode(on_disk(each)))):
            raise UsageError(
                f"{safe(path)} is {safe(each)}, which is read, or lies inside it; "
                "name another file with -o"
            )
    if os.path.lexists(path) and not is_report(_beginning(Path(path))):
        raise UsageError(f"{safe(path)} is there already and no report; name another file with -o")


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


def put_report(path: str, lines: Iterable[bytes]) -> None:
    """Write a report as a whole, over an earlier one; raises RunFailed when the disk fails."""
    final = Path(path).absolute()
    with failing_on(final):
        number, scratch = tempfile.mkstemp(prefix=".report-", dir=final.parent)
        try:
            with os.fdopen(number, "wb") as stream:
                stream.writelines(lines)
                stream.flush()
                os.fsync(number)
            Path(scratch).chmod(0o644)
            Path(scratch).replace(final)
        except BaseException:
            with suppress(OSError):
                Path(scratch).unlink()
            raise


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


def _beginning(path: Path) -> bytes:
    if not path.is_file():
        return b""
    with failing_on(path), path.open("rb") as stream:
        return stream.read(_BEGINNING)
