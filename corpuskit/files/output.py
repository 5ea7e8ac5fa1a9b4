"""An output folder in which every file is whole at any moment, and which one run holds at a time.

    OUT/.corpuskit/lock      held while a run lasts; says who, and is empty afterwards
    OUT/.corpuskit/work/     unfinished files, a folder for each attempt; gone with the last
    OUT/.corpuskit/journal   every file an unfinished run has put in place; gone when it is finished

A file is written below work, flushed and renamed. The journal has its name before the rename, so
that the next run knows what a killed one left. What an attempt had written of its ledger and of
its files stays, so that the next one need not do it again. A file is packed when it is complete:
until then it can be read at any moment, and its packed bytes do not tell when it was flushed.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from io import BufferedWriter
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from corpuskit.errors import OutputInUse
from corpuskit.escape import safe
from corpuskit.files.attempts import (
    attempts,
    begin_attempt,
    end_attempt,
    forget_attempts,
    scratch_name,
    unpacked_name,
)
from corpuskit.files.disk import (
    WatchedFile,
    failing_on,
    holds,
    move,
    sync_folder,
    unlink,
)
from corpuskit.files.inputs import STATE, lines
from corpuskit.files.packing import pack_file
from corpuskit.files.places import usable
from corpuskit.ledger import FileFacts

RUN_FILES = frozenset({"profile.toml"})
"""What a run puts beside the folders of its formats."""


class OutputFolder:
    """An output folder, locked from `__enter__` to `__exit__`."""

    def __init__(
        self, path: str, check: Callable[[], object] = lambda: None, described: bytes = b""
    ) -> None:
        """Take a path; `check` is asked once the lock is held and may refuse the folder.

        `described` says with what options the run is made.
        """
        self.path = Path(path).absolute()
        self._check = check
        self._described = described
        self._state = self.path / STATE
        self._lock = -1
        self._unfinished: set[PendingFile] = set()
        self._is_finished = False
        self._tmp: Path
        self._journal: BinaryIO

    def __enter__(self) -> Self:
        """Lock the folder; raises OutputInUse when another run holds it."""
        with usable(self.path):
            self._state.mkdir(parents=True, exist_ok=True)
            self._lock = _lock(self.inside("lock"), self.path)
            try:
                self._check()
                self._tmp = begin_attempt(self.path, self._described)
                self._journal = self.inside("journal").open("ab", buffering=0)
            except BaseException:
                self._unlock()
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the folder go, and keep of unfinished files what the next run can use."""
        for pending in self._unfinished:
            with suppress(OSError):
                pending.stream.close()
        self._journal.close()
        if self._is_finished:
            forget_attempts(self.path)
        else:
            end_attempt(self._tmp)
        self._unlock()

    @property
    def earlier_attempts(self) -> list[Path]:
        """The folders of attempts before this one, the newest first."""
        return [path for path in attempts(self.path) if path != self._tmp]

    def inside(self, name: str) -> Path:
        """Give the path of a file of the run's own, such as the ledger."""
        return self._state / name

    def put(self, final: str, data: bytes) -> None:
        """Put a file in its place, a path below the folder; one that is right already stays.

        Not synced to the disk one by one, for there may be millions: after a power cut, run again.
        """
        path, scratch = self.path / final, self._tmp / "document"
        with failing_on(path):
            self.record([final])
            if not holds(path, data):
                scratch.write_bytes(data)
                move(scratch, path)

    def start(self, final: str, compression: str = "") -> "PendingFile":
        """Start a file that is written piece by piece and then outlives a power cut."""
        pending = PendingFile(self, final, compression)
        self._unfinished.add(pending)
        return pending

    def scratch(self, name: str) -> Path:
        """Give the path of a file that is gone with the attempt."""
        return self._tmp / name

    def rewrite(
        self, pending: "PendingFile", change: Callable[[Iterable[bytes]], Iterable[bytes]]
    ) -> "PendingFile":
        """Start a file anew with the changed lines of what was written of it."""
        earlier = pending.scratch.with_name("earlier")
        with failing_on(pending.path):
            self.close(pending)
            pending.scratch.replace(earlier)
        again = self.start(pending.final)
        for line in change(lines(earlier)):
            again.write(line)
        return again

    def close(self, pending: "PendingFile") -> None:
        """Close the stream of a file that was started."""
        self._unfinished.discard(pending)
        pending.stream.close()

    def record(self, names: Iterable[str]) -> None:
        """Note in the journal that these files are, or are about to be, in place."""
        with failing_on(self.inside("journal")):
            for name in filter(is_inside, names):
                self._journal.write(b"\n" + msgspec.json.encode(name) + b"\n")

    @property
    def recorded(self) -> Iterator[str]:
        """The names in the journal."""
        return journal_names(self.inside("journal"))

    def disown(self, names: Iterable[str]) -> None:
        """Let nothing speak for the files of a run that other files are about to replace."""
        self.record(names)
        path = self.inside("run.json")
        with failing_on(path):
            unlink(path)

    def remove(self, names: Iterable[str]) -> None:
        """Remove files of an earlier run, and the folders that this leaves empty."""
        for name in filter(is_inside, names):
            path = self.path / name
            with failing_on(path):
                unlink(path)
            self._remove_empty(path.parent)

    def finish(self) -> None:
        """Forget the journal: the run is complete."""
        with failing_on(self.inside("journal")):
            self.inside("journal").unlink()
        self._is_finished = True

    def _unlock(self) -> None:
        with suppress(OSError):
            os.ftruncate(self._lock, 0)
        os.close(self._lock)

    def _remove_empty(self, folder: Path) -> None:
        with suppress(OSError):
            while folder != self.path:
                folder.rmdir()
                folder = folder.parent


class PendingFile:
    """A file that has its name only when it is whole; it is packed when it is complete."""

    def __init__(self, folder: OutputFolder, final: str, compression: str = "") -> None:
        self.final = final
        self.path = folder.path / final
        self._folder, self._compression = folder, compression
        self._whole = folder.scratch(scratch_name(final))
        self.scratch = folder.scratch(unpacked_name(final)) if compression else self._whole
        with failing_on(self.path):
            self._file = WatchedFile(self.scratch, "wb")
        self.stream: BinaryIO = BufferedWriter(self._file)
        self._sha256 = hashlib.sha256()
        self._size = 0
        self._packed: FileFacts | None = None

    @property
    def failure(self) -> OSError | None:
        """What the disk said last when it did not take bytes."""
        return self._file.failure

    def write(self, data: bytes) -> None:
        """Add bytes; raises RunFailed when the disk does not take them."""
        with failing_on(self.path):
            self.stream.write(data)
        self._sha256.update(data)
        self._size += len(data)

    @property
    def facts(self) -> FileFacts:
        """The size and digest of a complete file that was written with `write` alone."""
        return self._packed or FileFacts(self._size, self._sha256.hexdigest())

    def flush(self) -> None:
        """Make what was written readable under `scratch`."""
        with failing_on(self.path):
            self.stream.flush()

    def commit(self) -> None:
        """Complete the file and put it in its place."""
        self.complete()
        self.place()

    def complete(self) -> None:
        """Let nothing more be written, and pack the file."""
        with failing_on(self.path):
            self.stream.flush()
            if not self._compression:
                os.fsync(self.stream.fileno())
            self._folder.close(self)
            if self._compression:
                self._packed = pack_file(self.scratch, self._whole, self._compression)
                self.scratch.unlink()

    def place(self) -> None:
        """Put the complete file in its place."""
        with failing_on(self.path):
            self._folder.record([self.final])
            move(self._whole, self.path)
            sync_folder(self.path.parent)


def journal_names(journal: Path) -> Iterator[str]:
    """Give the names in a journal; a line that a power cut tore is passed over."""
    for line in lines(journal):
        with suppress(msgspec.DecodeError):
            yield msgspec.json.decode(line, type=str)


def refuse_held(path: str) -> None:
    """Raise OutputInUse when a run holds an output folder now."""
    folder = Path(path).absolute()
    try:
        lock = os.open(folder / STATE / "lock", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # nobody ever held it, or the run itself will say why not
        return
    try:
        _hold(lock, fcntl.LOCK_SH, folder)
    finally:
        os.close(lock)


def is_occupied(folder: Path) -> bool:
    """Say whether something other than an empty folder stands there."""
    try:
        return folder.is_symlink() or next(folder.iterdir(), None) is not None
    except FileNotFoundError:
        return False
    except OSError:
        return True


def is_inside(name: str) -> bool:
    """Say whether a name is that of a file which a run may put below its output folder."""
    if name in RUN_FILES:
        return True
    parts = name.split("/")
    return len(parts) > 1 and parts[0] != STATE and not {"", ".", ".."} & set(parts)


def _lock(path: Path, folder: Path) -> int:
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        _hold(lock, fcntl.LOCK_EX, folder)
    except OutputInUse:
        os.close(lock)
        raise
    os.ftruncate(lock, 0)
    os.write(lock, str(os.getpid()).encode())
    return lock


def _hold(lock: int, how: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.read(lock, 40).decode("ascii", "replace").strip()
        who = f"pid {safe(holder)}" if holder else "pid unknown, it has just begun"
        raise OutputInUse(
            f"{safe(str(folder))} is in use by another run ({who}); wait until it has ended, or"
            " name another folder"
        ) from error
