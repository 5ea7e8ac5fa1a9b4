"""Reports on copies on the disk: read with every fault named, and written whole or not at all."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from corpuskit.duplicates.known import Duplicates, decode_report
from corpuskit.duplicates.report import is_report
from corpuskit.errors import UsageError
from corpuskit.escape import safe
from corpuskit.files.disk import failing_on
from corpuskit.files.inputs import STATE, lies_in
from corpuskit.files.profiles import check_place

ARCHIVE = "json/corpus.jsonl"
"""Where the documents of an output folder stand, with the labels they have."""
_BEGINNING = 256


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
        if each != "-" and lies_in(place, os.path.realpath(os.fsencode(each))):
            raise UsageError(
                f"{safe(path)} is {safe(each)}, which is read, or lies inside it; "
                "name another file with -o"
            )
    if os.path.lexists(path) and not is_report(_beginning(Path(path))):
        raise UsageError(f"{safe(path)} is there already and no report; name another file with -o")


def archives(inputs: Iterable[str]) -> tuple[str, ...]:
    """Name the archive of documents for each input that is the output folder of a run.

    Raises UsageError for an output folder without one.
    """
    return tuple(map(_archive, inputs))


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


def _archive(given: str) -> str:
    folder = Path(given)
    if not given or given == "-" or not (folder / STATE).is_dir():
        return given
    if not (folder / ARCHIVE).is_file():
        raise UsageError(
            f"{safe(given)} holds no {ARCHIVE}; name the output folder of a run with --to json, "
            "or the sources"
        )
    return str(folder / ARCHIVE)


def _beginning(path: Path) -> bytes:
    if not path.is_file():
        return b""
    with failing_on(path), path.open("rb") as stream:
        return stream.read(_BEGINNING)
