"""A reader of documents that do harm to the process that reads them; workers can import it."""

import ctypes
import os
import re
import signal
import sys
import time
from asyncio import CancelledError
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from corpuskit.errors import SourceRefused
from corpuskit.reader import RawDocument, RawFile
from corpuskit.text.decode import decode_file
from tests.run_fakes import LinePipeline, Lines, PartsReader, TextReader

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
            harm, _, marker = file.data.splitlines()[0][1:].decode().partition(" ")
            if _is_due(marker):
                HARMS[harm]()
        yield decode_file(file)


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


def _sleep_deaf() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(FAR)


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


HOARD: list[bytearray] = []
HARMS: dict[str, Callable[[], Any]] = {
    "kill": _kill,
    "exit0": lambda: os._exit(0),
    "exit3": lambda: os._exit(3),
    "crash": lambda: ctypes.string_at(0),
    "hang": lambda: time.sleep(FAR),
    "deaf": _sleep_deaf,
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
    "recurse": _raising(RecursionError("deep")),
}

__all__ = ["LinePipeline", "Lines", "PartsReader", "PoisonReader", "TextReader", "poison"]
