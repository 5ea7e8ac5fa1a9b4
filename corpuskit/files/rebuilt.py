"""Writing restored sources below one folder, and never outside it."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from corpuskit.errors import RunFailed, SourceRefused, UsageError
from corpuskit.escape import safe
from corpuskit.files.disk import OF_THE_DISK
from corpuskit.files.places import try_out
from corpuskit.names import SourceName, path_bytes

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_UNFINISHED = b".corpuskit-restore"


class RebuiltFolder:
    """A folder that is reached part by part, so that no link can lead out of it."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> Self:
        """Make the folder where it is missing; raises UsageError when that fails."""
        try:
            Path(self._path).mkdir(parents=True, exist_ok=True)
            try_out(Path(self._path))
            self._root = os.open(self._path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            if error.errno in OF_THE_DISK:
                raise RunFailed(f"{safe(self._path)}: {error.strerror}; run again") from error
            raise UsageError(
                f"{safe(self._path)} cannot be used: {error.strerror}; name another folder"
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the folder go, and whatever is unfinished in it."""
        with suppress(OSError):
            os.unlink(_UNFINISHED, dir_fd=self._root)
        os.close(self._root)

    def write(self, name: SourceName, data: bytes, *, force: bool) -> bool:
        """Write one source; False when it stands there already, byte for byte.

        Raises SourceRefused for a name that leads out of the folder, for links or folders in the
        way and, without `force`, for a file with other bytes; RunFailed when the disk fails.
        """
        try:
            *folders, file = _parts(name)
            with self._open(folders) as folder:
                if _stands(folder, file, name, data, force=force):
                    return False
                self._put(folder, file, data)
        except OSError as error:
            if error.errno in {*OF_THE_DISK, errno.EROFS}:
                raise RunFailed(f"{safe(self._path)}: {error.strerror}; run again") from error
            raise SourceRefused(name.name, f"cannot be restored: {error.strerror}") from error
        return True

    @contextmanager
    def _open(self, folders: list[bytes]) -> Iterator[int]:
        number = os.dup(self._root)
        try:
            for part in folders:
                below = _enter(part, number)
                os.close(number)
                number = below
            yield number
        finally:
            os.close(number)

    def _put(self, folder: int, file: bytes, data: bytes) -> None:
        with suppress(FileNotFoundError):
            os.unlink(_UNFINISHED, dir_fd=self._root)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        with os.fdopen(os.open(_UNFINISHED, flags, 0o666, dir_fd=self._root), "wb") as stream:
            stream.write(data)
        os.replace(_UNFINISHED, file, src_dir_fd=self._root, dst_dir_fd=folder)


def _parts(name: SourceName) -> list[bytes]:
    try:
        parts = path_bytes(name).split(b"/")
    except ValueError:
        parts = [b""]
    if {b"", b".", b".."} & set(parts) or any(b"\0" in part for part in parts):
        raise SourceRefused(name.name, "is no name below a folder")
    return parts


def _enter(part: bytes, folder: int) -> int:
    with suppress(FileExistsError):
        os.mkdir(part, dir_fd=folder)
    return os.open(part, _FOLDER, dir_fd=folder)


def _stands(folder: int, file: bytes, name: SourceName, data: bytes, *, force: bool) -> bool:
    try:
        status = os.stat(file, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(status.st_mode):
        raise SourceRefused(name.name, "a link or folder is in the way")
    if status.st_size == len(data) and _read(folder, file) == data:
        return True
    if not force:
        raise SourceRefused(name.name, "another file is in the way", "use --force to replace it")
    return False


def _read(folder: int, file: bytes) -> bytes:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with os.fdopen(os.open(file, flags, dir_fd=folder), "rb") as stream:
        return stream.read()
