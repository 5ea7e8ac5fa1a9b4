"""The archive of an output folder: the records of the format "json", cut into shards or not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from corpuskit.errors import SourceRefused, UsageError
from corpuskit.escape import safe
from corpuskit.files.attempts import RUN_FILE
from corpuskit.files.inputs import STATE, lines
from corpuskit.files.packing import compression_of, open_unpacked
from corpuskit.ledger import decode_run

ARCHIVE = "json/corpus.jsonl"
"""What it is called where it is one file, as messages name it."""
_FILE = re.compile(r"json/corpus(?:-(\d{5,}))?\.jsonl(?:\.(?:gz|zst))?")


class Record(NamedTuple):
    """A line of an archive: its bytes, its number from 1, and the file that it stands in."""

    line: bytes
    number: int
    path: Path


def archive_files(given: str) -> tuple[Path, ...]:
    """Give the files of the archive of an output folder in their order, or the file that is named.

    Gives none when there is none. Raises UsageError for a folder that lacks one of its shards, or
    has more than one archive and does not say which is right.
    """
    path = Path(given)
    if not path.is_dir():
        return (path,) if path.is_file() else ()
    listed = _in_order(_listed(path))
    for name in listed:
        if not (path / name).is_file():
            raise UsageError(f"{safe(given)} lacks {name}, a part of its archive; run again")
    return tuple(path / name for name in listed or _standing(path))


def records(files: Sequence[Path]) -> Iterator[Record | SourceRefused]:
    """Give the records of an archive; blank lines are none.

    A file that is damaged is refused behind the last record that can be read of it, and the next
    one goes on. Raises UsageError for a file that is packed by what is not installed.
    """
    for path in files:
        number = 0
        try:
            with open_unpacked(path, compression_of(path.name)) as stream:
                for number, line in enumerate(stream, 1):
                    if line.strip():
                        yield Record(line, number, path)
        except OSError as error:
            cause = (error.strerror or type(error).__name__).lower()
            advice = f"nothing is read of it behind line {number}"
            yield SourceRefused(str(path), f"cannot be read: {cause}", advice)


def _listed(folder: Path) -> list[str]:
    """Give the files of the archive that the manifest of the last finished run lists."""
    run = decode_run(b"".join(lines(folder / STATE / RUN_FILE)))
    return [name for name in run.files if _FILE.fullmatch(name)] if run else []


def _standing(folder: Path) -> list[str]:
    """Give the files that stand there, for a folder without a manifest."""
    found = (f"json/{path.name}" for path in (folder / "json").glob("corpus*"))
    names = _in_order(name for name in found if _FILE.fullmatch(name))
    numbers = [_number(name) for name in names]
    if numbers not in ([0] * bool(names), [*range(1, len(names) + 1)]):
        raise UsageError(
            f"{safe(str(folder))} holds parts of an archive, or of several ({', '.join(names)}); "
            "name one of the files"
        )
    return names


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (_number(name), name))


def _number(name: str) -> int:
    found = _FILE.fullmatch(name)
    return int(found[1] or 0) if found else 0
