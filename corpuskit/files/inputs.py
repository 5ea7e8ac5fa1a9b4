"""Finding and reading sources: in one order, following no link, waiting for no pipe.

Paths are bytes here, since a name need not be text; what is not on this disk has its URL for one.
"""
# ruff: noqa: PTH100, PTH116, PTH118, PTH119 - pathlib knows no paths of bytes

import hashlib
import os
import stat
from array import array
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from itertools import repeat
from pathlib import Path
from typing import BinaryIO, NamedTuple

from corpuskit.errors import RunFailed, SourceRefused, UsageError
from corpuskit.escape import safe
from corpuskit.files import remote, urls
from corpuskit.files.urls import is_url, shown
from corpuskit.ledger import Outcome
from corpuskit.names import SourceName, source_name

STATE = ".corpuskit"
"""The folder inside an output folder that holds the ledger; whoever has it is no input."""

_READ = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW
_CHUNK = 1 << 20
SPECIAL = "not a regular file"
PIPED = "use - for standard input"
ANOTHER = "name a file or folder that is there"


class Settled(NamedTuple):
    """What is settled about something on the disk before anyone reads it: refused or skipped."""

    outcome: Outcome
    cause: str


class Source(NamedTuple):
    """One thing that was found: its name, its path, and what is settled about it already.

    `size` is what a listing said, in bytes; -1 for what is on the disk, which can be asked.
    """

    name: SourceName
    path: bytes
    settled: Settled | None = None
    size: int = -1


@dataclass(frozen=True, slots=True)
class Found:
    """What one input holds, in the order of the paths' bytes.

    `relatives` are paths below `root`, or one empty path when the root is a file; `root` is empty
    for standard input. `sizes` are theirs where a listing told them, else there are none. `name` is
    what a root that is a file is called, "" for its own name. Sources are made when asked for, so
    that a million of them cost little more than their paths.
    """

    given: str
    root: bytes
    relatives: list[bytes] = field(default_factory=list)
    settled: dict[bytes, Settled] = field(default_factory=dict)
    name: str = ""
    sizes: "array[int]" = field(default_factory=lambda: array("q"))

    @property
    def sources(self) -> Iterator[Source]:
        """The sources, in order, as often as one asks."""
        return map(self._source, self.relatives, self.sizes or repeat(-1))

    @property
    def skipped(self) -> list[bytes]:
        """The relative paths of what is passed over, such as hidden files and links."""
        return [path for path, (outcome, _) in self.settled.items() if outcome is Outcome.SKIPPED]

    def _source(self, relative: bytes, size: int) -> Source:
        if not self.root:
            return Source(SourceName("stdin"), b"")
        settled = self.settled.get(relative)
        if is_url(self.root):
            root = urls.as_text(self.root)
            named = relative or urls.as_bytes(self.name or urls.base_name(root))
            place = urls.below(root, urls.as_text(relative))
            return Source(source_name(named), urls.as_bytes(place), settled, size)
        if relative:
            path = os.path.join(self.root, relative)
            return Source(source_name(relative.rstrip(b"/")), path, settled)
        own = os.path.basename(os.path.abspath(os.fsencode(self.given)))
        name = os.fsencode(self.name) or own
        return Source(source_name(name.rstrip(b"/")), self.root, settled)


def find(given: str, output: bytes, name: str = "") -> Found:
    """Find the sources of one input, a file, a folder or a URL; `output` is not looked into.

    A link is followed only when it is the input itself. An input that is a file is called `name`,
    unless that is "". Raises UsageError when nothing is there.
    """
    given = urls.on_disk(given)
    if is_url(given):
        return _find_remotely(given, name)
    root = os.path.realpath(os.fsencode(given))
    try:
        kind = os.stat(root).st_mode
    except OSError as error:
        raise UsageError(f"{safe(given)} cannot be read: {_cause(error)}; {ANOTHER}") from error
    found = Found(given, root, name=name)
    items = _walk(root, output) if stat.S_ISDIR(kind) else iter([(b"", _settle_kind(kind))])
    for relative, settled in items:
        found.relatives.append(relative)
        if settled:
            found.settled[relative] = settled
    return found


def _find_remotely(given: str, name: str) -> Found:
    root = urls.root_of(given)
    try:
        things = remote.things(urls.as_bytes(root), is_folder=urls.names_folder(given))
    except OSError as error:
        raise UsageError(f"{shown(given)} cannot be read: {_cause(error)}") from error
    found = Found(given, urls.as_bytes(root), name=name)
    is_one = [thing.key for thing in things] == [""]
    for thing in things if is_one else urls.arranged(things, STATE):
        relative = urls.as_bytes(thing.key)
        found.relatives.append(relative)
        found.sizes.append(thing.size)
        if thing.settled:
            found.settled[relative] = Settled(*thing.settled)
    return found


def size_of(source: Source) -> int:
    """Give the bytes of a source, 0 when they are not known; it is not read."""
    if source.size >= 0 or not source.path or is_url(source.path):
        return max(0, source.size)
    try:
        return os.lstat(source.path).st_size
    except OSError:
        return 0


def read(source: Source, limit: int) -> bytes:
    """Read a regular file, or an object at a URL, of at most `limit` bytes.

    What changes meanwhile is read once more. Raises SourceRefused naming the source.
    """
    read_once = _read_remotely if is_url(source.path) else _read_unchanged
    with _naming(source):
        data = read_once(source, limit)
        data = read_once(source, limit) if data is None else data
    if data is None:
        raise SourceRefused(source.name.name, "changed while it was read", "run again")
    return data


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A source that is open as a stream at its beginning; `size` is in bytes.

    `facts` are those of an object at a URL when it was opened.
    """

    source: Source
    stream: BinaryIO
    size: int
    facts: remote.Facts | None = None

    def sha256(self) -> str:
        """Give the SHA-256 of the whole source; raises SourceRefused when it changed meanwhile."""
        with _naming(self.source):
            self.stream.seek(0)
            found = hashlib.sha256()
            while chunk := self.stream.read(_CHUNK):
                found.update(chunk)
            if self.stream.tell() != self.size or not self._is_as_it_was():
                raise SourceRefused(self.source.name.name, "changed while it was read", "run again")
        return found.hexdigest()

    def _is_as_it_was(self) -> bool:
        return self.facts is None or remote.look(self.source.path) == self.facts


@contextmanager
def opened(source: Source, stdin: Callable[[], bytes]) -> Iterator[OpenFile]:
    """Open a source of any size as a stream that can be sought; `stdin` gives standard input.

    Raises SourceRefused naming the source when it cannot be opened.
    """
    with ExitStack() as stack:
        if not source.path:
            data = stdin()
            yield OpenFile(source, BytesIO(data), len(data))
            return
        if is_url(source.path):
            yield stack.enter_context(_opened_remotely(source))
            return
        with _naming(source):
            _refuse_special(source, os.lstat(source.path))
            number = os.open(source.path, _READ)
            stream = stack.enter_context(os.fdopen(number, "rb", buffering=_CHUNK))
            status = os.fstat(number)
            _refuse_special(source, status)
        yield OpenFile(source, stream, status.st_size)


@contextmanager
def _opened_remotely(source: Source) -> Iterator[OpenFile]:
    with ExitStack() as stack:
        with _naming(source):
            facts = _facts(source)
            stream = stack.enter_context(remote.open_stream(source.path))
            size = stream.seek(0, os.SEEK_END)
            stream.seek(0)
        yield OpenFile(source, stream, size, facts)


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _naming(source: Source) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SourceRefused(source.name.name, f"cannot be read: {_cause(error)}") from error


def lines(path: Path) -> Iterator[bytes]:
    r"""Give the lines of a file, cut at "\n" alone; nothing when there is no such file.

    Raises RunFailed when it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            yield from stream
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise RunFailed(f"{safe(str(path))} cannot be read: {_cause(error)}") from error


def lies_in(inner: bytes, outer: bytes) -> bool:
    """Say whether a path is another one or lies below it."""
    return (inner.rstrip(b"/") + b"/").startswith(outer.rstrip(b"/") + b"/")


def _walk(root: bytes, output: bytes) -> Iterator[tuple[bytes, Settled | None]]:
    waiting: list[tuple[bytes, Settled | None]] = [(b"", None)]
    while waiting:
        relative, settled = waiting.pop()
        if settled or not (relative == b"" or relative.endswith(b"/")):
            yield relative, settled
        elif os.path.join(root, relative.rstrip(b"/")).rstrip(b"/") != output.rstrip(b"/"):
            waiting.extend(reversed(_list(root, relative)))


def _list(root: bytes, folder: bytes) -> list[tuple[bytes, Settled | None]]:
    try:
        with os.scandir(os.path.join(root, folder)) as entries:
            children = [_child(entry) for entry in entries]
    except OSError as error:
        return [(folder, Settled(Outcome.REFUSED, f"cannot be read: {_cause(error)}"))]
    if folder and any(name == os.fsencode(STATE) for name, *_ in children):
        return [(folder, Settled(Outcome.SKIPPED, "output of a run"))]
    # A folder sorts as its name with the slash behind it: then the whole walk is in byte order.
    return sorted((folder + name + slash, settled) for name, slash, settled in children)


def _child(entry: os.DirEntry[bytes]) -> tuple[bytes, bytes, Settled | None]:
    slash, settled = _kind(entry)
    hidden = Settled(Outcome.SKIPPED, "hidden") if entry.name.startswith(b".") else None
    return entry.name, slash, hidden or settled


def _kind(entry: os.DirEntry[bytes]) -> tuple[bytes, Settled | None]:
    try:
        if entry.is_dir(follow_symlinks=False):
            return b"/", None
        if entry.is_file(follow_symlinks=False):
            return b"", None
        cause = "symbolic link" if entry.is_symlink() else SPECIAL
    except OSError as error:
        return b"", Settled(Outcome.REFUSED, f"cannot be read: {_cause(error)}")
    return b"", Settled(Outcome.SKIPPED, cause)


def _settle_kind(mode: int) -> Settled | None:
    if stat.S_ISREG(mode):
        return None
    return Settled(Outcome.REFUSED, f"{SPECIAL}; {PIPED}")


def _read_unchanged(source: Source, limit: int) -> bytes | None:
    _refuse_special(source, os.lstat(source.path))  # opening a device may already do something
    with closing(_Descriptor(os.open(source.path, _READ))) as file:
        before = os.fstat(file.number)
        _refuse_special(source, before)
        _refuse_large(source, before.st_size, limit)
        data = file.read(before.st_size + 1)
        after = os.fstat(file.number)
    same = _identity(before) == _identity(after) and len(data) == before.st_size
    return data if same else None


def _read_remotely(source: Source, limit: int) -> bytes | None:
    before = _facts(source)
    _refuse_large(source, before.size, limit)
    data = remote.fetch(source.path, before.size, limit + 1)
    if before.size == remote.UNKNOWN:
        _refuse_large(source, len(data), limit)
    same = remote.look(source.path) == before and before.size in (len(data), remote.UNKNOWN)
    return data if same else None


def _facts(source: Source) -> remote.Facts:
    facts = remote.look(source.path)
    if facts.is_folder:
        raise _special(source)
    return facts


class _Descriptor:
    def __init__(self, number: int) -> None:
        self.number = number

    def read(self, size: int) -> bytes:
        pieces: list[bytes] = []
        while size > 0 and (piece := os.read(self.number, min(size, _CHUNK))):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def close(self) -> None:
        os.close(self.number)


def _refuse_special(source: Source, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise _special(source)


def _special(source: Source) -> SourceRefused:
    return SourceRefused(source.name.name, SPECIAL, PIPED)


def _refuse_large(source: Source, size: int, limit: int) -> None:
    if size > limit:
        raise SourceRefused(
            source.name.name, "too large", f"{size} bytes where {limit} are allowed"
        )


def _identity(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _cause(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
