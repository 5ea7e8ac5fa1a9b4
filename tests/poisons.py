"""A reader of documents that do harm to the process that reads them; workers can import it."""

import ctypes
import os
import re
import signal
import sys
import time
from asyncio import CancelledError
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar, NoReturn

from corpuskit.errors import SourceRefused
from corpuskit.reader import MEMBER, Piece, RawDocument, RawFile, RawStream
from corpuskit.text.decode import decode_file

FAR = 1_000_000.0
"""Seconds that nobody waits."""


def poison(harm: str, once: Path | str = "", text: str = "text\n") -> str:
    """Give a document that does harm when it is read, only the first time with a marker `once`."""
    return f"!{harm} {once}\n{text}"


class PoisonReader:
    """Reads text; what begins with an exclamation mark does the harm that stands behind it."""

    name: ClassVar[str] = "poison"
    suffixes: ClassVar[tuple[str, ...]] = (".txt", "")
    media_types: ClassVar[tuple[str, ...]] = ("text/plain",)
    summary: ClassVar[str] = "poison"

    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        if file.data.startswith(b"!"):
            do_harm(file.data.splitlines()[0].decode())
        yield decode_file(file)


class BoxReader:
    """A container of lines: what begins with an exclamation mark does harm, the others are files.

    A line is the name of a member and its text, with a space between.
    """

    name: ClassVar[str] = "box"
    suffixes: ClassVar[tuple[str, ...]] = (".box",)
    summary: ClassVar[str] = "box"
    is_table: ClassVar[bool] = False

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        for line in file.stream.read().decode().splitlines():
            if line.startswith("!"):
                do_harm(line)
            else:
                name, _, text = line.partition(" ")
                yield RawFile(file.name + MEMBER + name, text.encode() + b"\n")


def do_harm(line: str) -> None:
    """Do what a line such as "!kill MARKER" says, once only where it names a marker."""
    harm, _, marker = line[1:].partition(" ")
    if _is_due(marker):
        HARMS[harm]()


def obey(task: str) -> str:
    """Do what a task says when it begins with an exclamation mark, and give it back."""
    if task.startswith("!"):
        do_harm(task)
    return task


def obey_all(tasks: Sequence[str]) -> list[str]:
    """Do what several tasks say, as a supervisor hands them out."""
    return [obey(task) for task in tasks]


def worker_pid(task: object) -> int:
    """Say which process does a task."""
    return os.getpid()


def sized(task: int) -> bytes:
    """Give so many bytes."""
    return b"x" * task


def in_another_place() -> Callable[[str], str]:
    """Give a callable that can be pickled here, and unpickled nowhere else."""
    module = ModuleType("known_here_alone")
    exec("def work(task): return task", module.__dict__)  # noqa: S102  # as typed into a notebook
    sys.modules[module.__name__] = module
    work: Callable[[str], str] = module.work
    return work


def _is_due(marker: str) -> bool:
    if not marker:
        return True
    try:
        Path(marker).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_while_sending() -> None:
    """Have the worker die in the middle of its answer, as when the memory is short."""
    Connection._send = _send_a_part  # type: ignore[attr-defined]  # noqa: SLF001  # what breaks here


def _send_a_part(connection: Connection, data: bytes) -> None:
    os.write(connection.fileno(), bytes(data[:10]))
    _kill()


def _sleep_deaf() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(FAR)


def _stop() -> None:
    """Stop, as ctrl-Z does; only SIGKILL ends what is stopped."""
    os.kill(os.getpid(), signal.SIGSTOP)


def _backtrack() -> None:
    re.match(r"(a|aa)+$", "a" * 200 + "b")


def _hoard() -> None:
    """Take all memory that can be had, and keep it."""
    size = 1 << 24
    while size > 1 << 10:
        try:
            HOARD.append(bytearray(size))
        except MemoryError:
            size >>= 1
    raise MemoryError


def _print() -> None:
    os.write(1, b"written to descriptor 1\n")
    sys.stdout.write("written to sys.stdout\n")
    sys.stdout.flush()


def _close() -> None:
    os.closerange(0, 256)


def _fork() -> None:
    """Go on in two processes, of which only one is known."""
    os.fork()


def _fork_and_leave() -> None:
    """Leave a child behind that does nothing."""
    if os.fork() == 0:
        os._exit(0)


def _leave(code: object) -> Callable[[], NoReturn]:
    def leave() -> NoReturn:
        raise SystemExit(code)

    return leave


def _raising(error: BaseException) -> Callable[[], NoReturn]:
    def fail() -> NoReturn:
        raise error

    return fail


class _Unpicklable(Exception):
    def __init__(self) -> None:
        super().__init__(lambda: None)


HOARD: list[bytearray] = []
HARMS: dict[str, Callable[[], Any]] = {
    "kill": _kill,
    "sending": _die_while_sending,
    "exit0": lambda: os._exit(0),
    "exit3": lambda: os._exit(3),
    "crash": lambda: ctypes.string_at(0),
    "hang": lambda: time.sleep(FAR),
    "deaf": _sleep_deaf,
    "stop": _stop,
    "backtrack": _backtrack,
    "hoard": _hoard,
    "print": _print,
    "close": _close,
    "fork": _fork,
    "child": _fork_and_leave,
    "systemexit": _leave("text"),
    "interrupt": _raising(KeyboardInterrupt()),
    "cancel": _raising(CancelledError()),
    "generator": _raising(GeneratorExit()),
    "unpicklable": _raising(_Unpicklable()),
    "value": _raising(ValueError("a bug")),
    "recurse": _raising(RecursionError("deep")),
}
