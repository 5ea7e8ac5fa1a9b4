"""Attempts at a run: each has a folder for what it writes, which outlives it when it is stopped."""

import shutil
from contextlib import suppress
from pathlib import Path

from corpuskit.files.inputs import STATE, lines

RUN_FILE = "run.json"
LEDGER = "ledger.jsonl"


def attempts(output: Path) -> list[Path]:
    """Give the folders of the attempts at filling an output folder, the newest first."""
    folder = output / STATE / "work"
    found = folder.iterdir() if folder.is_dir() else ()
    numbered = (path for path in found if path.name.isdecimal())
    return sorted(numbered, key=lambda path: int(path.name), reverse=True)


def begin_attempt(output: Path, described: bytes) -> Path:
    """Make the folder of a new attempt, which says with what options it is made."""
    number = next((int(path.name) for path in attempts(output)), 0) + 1
    folder = output / STATE / "work" / f"{number:04}"
    folder.mkdir(parents=True)
    (folder / RUN_FILE).write_bytes(described)
    return folder


def end_attempt(folder: Path) -> None:
    """Keep what an attempt wrote, unless it came to nothing."""
    ledger = folder / scratch_name(f"{STATE}/{LEDGER}")
    if not ledger.exists() or not ledger.stat().st_size:
        forget_attempt(folder)


def forget_attempt(folder: Path) -> None:
    """Remove an attempt with all that it wrote."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):  # other attempts are left, or the folder is for the next run to remove
        folder.parent.rmdir()


def forget_attempts(output: Path) -> None:
    """Remove all attempts at filling an output folder."""
    for folder in attempts(output):
        forget_attempt(folder)


def described(folder: Path) -> bytes:
    """Give what an attempt says of its options, b"" when it says nothing."""
    return b"".join(lines(folder / RUN_FILE))


def scratch_name(final: str) -> str:
    """Name the unfinished form of a file."""
    return final.replace("/", "!")


def unpacked_name(final: str) -> str:
    """Name the unfinished form of a file that is packed when it is finished."""
    return f"{scratch_name(final)}.unpacked"
