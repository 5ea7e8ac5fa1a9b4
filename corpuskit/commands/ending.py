"""How a command ends: every failure is one line on stderr and an exit code, never a traceback."""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

from corpuskit.errors import CorpuskitError, OutputInUse, SourceRefused, UsageError
from corpuskit.escape import safe
from corpuskit.files.stdio import open_standard_streams, silence_stdout
from corpuskit.wording import in_words

TRACE_VARIABLE = "CORPUSKIT_TRACEBACK"
EXIT_CODES = {
    0: "all done",
    1: "the run failed; finished work is kept",
    2: "wrong usage; nothing was touched",
    3: "finished, but some inputs were refused",
    4: "the output is in use or was made with other options",
    130: "interrupted",
}


class Terminated(KeyboardInterrupt):
    """SIGTERM came; it is cleaned up after as for an interrupt from the keyboard."""


class HungUp(KeyboardInterrupt):
    """SIGHUP came: the terminal went away."""


CODES: tuple[tuple[type[BaseException], int], ...] = (
    (Terminated, 143),
    (HungUp, 129),
    (KeyboardInterrupt, 130),
    (BrokenPipeError, 141),
    (OutputInUse, 4),
    (UsageError, 2),
    (SourceRefused, 3),
    (CorpuskitError, 1),
    (OSError, 1),
)
"""Which code an exception ends with; the first class that fits decides."""


def say(message: str) -> None:
    """Write one line to stderr; foreign characters in it cannot steer a terminal."""
    with suppress(OSError):  # nobody is left to be told
        print(safe(message), file=sys.stderr)  # noqa: T201  # the one place that speaks


def run_program(program: Callable[[], object]) -> int:
    """Run a program that gives its exit code, and turn every failure into one.

    What the program wrote to stdout has arrived when this returns, or the code says so.
    """
    try:
        code = program()
        sys.stdout.flush()
    except SystemExit as error:
        code = _said(error.code)
    except BaseException as error:  # noqa: BLE001 - the last place that can say it in one line
        code = _reported(error)
    return code if isinstance(code, int) else 0


@contextmanager
def reported() -> Iterator[None]:
    """Turn the failures that the command line library would swallow into their exit codes."""
    try:
        yield
    except (KeyboardInterrupt, OSError) as error:
        raise SystemExit(_reported(error)) from None


def prepare_process() -> None:
    """Let signals clean up, and keep data out of descriptors that were closed by the caller."""
    signal.signal(signal.SIGTERM, _terminate)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # else the caller wants us to stay
        signal.signal(signal.SIGHUP, _hang_up)
    open_standard_streams()


def _said(code: object) -> int:
    """Give the code of an exit; one that is a text, as in sys.exit("text"), is said and is 1."""
    if code is None or isinstance(code, int):
        return code or 0
    say(str(code))
    return 1


def _terminate(*_: object) -> NoReturn:
    raise Terminated


def _hang_up(*_: object) -> NoReturn:
    raise HungUp


def _reported(error: BaseException) -> int:
    if os.environ.get(TRACE_VARIABLE):
        traceback.print_exception(error)
    if isinstance(error, OSError):
        silence_stdout()  # else the interpreter fails again when it ends
    message, code = _told(error), _code_of(error)
    if message:
        say(message)
    return code


def _code_of(error: BaseException) -> int:
    if hasattr(error, "format_message"):  # what the command line library raises
        return 2
    return next((code for kind, code in CODES if isinstance(error, kind)), 1)


def _told(error: BaseException) -> str:
    if isinstance(error, BrokenPipeError):
        return ""
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    if isinstance(error, CorpuskitError):
        return f"error: {error}"
    if isinstance(error, OSError):
        return f"error: {error.filename or 'standard output'}: {error.strerror}"
    if hasattr(error, "format_message"):
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "corpuskit"
        message = error.format_message().rstrip(".")
        return f"error: {message}{' ' if message.endswith('?') else '; '}see '{command} --help'"
    return f"internal error: {in_words(error)}; run with {TRACE_VARIABLE}=1 for the trace"
