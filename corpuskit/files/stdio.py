"""Standard input and output as bytes."""

import os
import sys

from corpuskit.errors import RunFailed, SourceRefused, UsageError


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
        _silence()
        if isinstance(error, BrokenPipeError):
            raise
        raise RunFailed(f"standard output: {error.strerror}; name a folder with -o") from error


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
