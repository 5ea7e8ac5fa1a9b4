"""Standard input and output as bytes."""

import os
import sys
from io import TextIOWrapper
from typing import TextIO

from corpuskit.errors import RunFailed, SourceRefused, UsageError

STDIN, STDOUT, STDERR = range(3)


def read_stdin(limit: int) -> bytes:
    """Read standard input to its end.

    Raises SourceRefused above `limit` bytes, UsageError when there is no standard input.
    """
    if sys.stdin is None:
        raise UsageError("standard input is closed; name a file instead of -")
    try:
        data = sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise SourceRefused("stdin", f"cannot be read: {error.strerror}") from error
    if len(data) > limit:
        raise SourceRefused("stdin", "too large", f"more than {limit} bytes")
    return data


def write_stdout(data: bytes) -> None:
    """Write to standard output and see that it arrives.

    Raises BrokenPipeError when the reader went away, RunFailed for any other failure; standard
    output leads nowhere afterwards, so that the interpreter does not fail again at its end.
    """
    if sys.stdout is None:
        raise RunFailed("standard output is closed; name a folder with -o")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        silence_stdout()
        if isinstance(error, BrokenPipeError):
            raise
        raise RunFailed(f"standard output: {error.strerror}; name a folder with -o") from error


def silence_stdout() -> None:
    """Let standard output lead nowhere, so that what is left in buffers cannot fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _descriptor())
    os.close(nowhere)


def open_standard_streams() -> None:
    """Keep data out of descriptors that the caller closed, and let any text be printed."""
    for number in (STDIN, STDOUT, STDERR):
        _occupy(number)
    sys.stdout = sys.stdout or _opened(STDOUT)
    sys.stderr = sys.stderr or _opened(STDERR)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def part_stdout() -> None:
    """Keep standard output for data alone: what foreign code writes to descriptor 1 is told.

    Plugins print, and so do libraries and programs that they call, which know no `sys.stdout`.
    """
    number = os.dup(STDOUT)
    os.dup2(STDERR, STDOUT)
    sys.stdout = _opened(number, sys.stdout.encoding, sys.stdout.errors)


def _descriptor() -> int:
    """Give the descriptor of standard output; a test may have put something else there."""
    try:
        return sys.stdout.fileno()
    except (AttributeError, OSError):
        return STDOUT


def _occupy(number: int) -> None:
    try:
        os.fstat(number)
    except OSError:
        # Reading only: data that is written to a closed stream fails and is not lost in silence.
        descriptor = os.open(os.devnull, os.O_WRONLY if number == STDERR else os.O_RDONLY)
        if descriptor != number:
            os.dup2(descriptor, number)
            os.close(descriptor)


def _opened(number: int, encoding: str = "utf-8", errors: str | None = None) -> TextIO:
    return open(number, "w", closefd=False, encoding=encoding, errors=errors)
