"""A process that is started, spoken to over a pipe of its own, and stopped whatever it does.

The process ends with the run, even when the run is killed and the process hangs: it holds the
reading end of a pipe, its lifeline, of which only the run has the other end.
"""

import fcntl
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from typing import Any

from corpuskit.errors import RunFailed, UsageError
from corpuskit.wording import in_words

PRELOADED = ("__main__", "corpuskit.engines.orphans", "corpuskit.runs.working")
"""What is imported once, before processes are made of it."""
GRACE = 1.0
"""Seconds that a process may need to end when its pipe has ended already."""
UNEXPECTED = 70
"""The exit code of a process that foreign code ended in a way of its own (EX_SOFTWARE)."""
UNGUARDED = (
    "each of them imports the script that asks for them;"
    ' put the call below if __name__ == "__main__":'
)
APART = "workers cannot load what they need; put it into a module that can be imported anywhere"

Call = Callable[[Any], Any]
Serve = Callable[[Connection, Call], object]
"""What a process does: it gets its end of the pipe, and what was pickled for it."""


class Child:
    """A process that unpickles `work` and serves with it; raises RunFailed when none starts."""

    def __init__(self, serve: Serve, work: bytes) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(PRELOADED))
        try:
            _start_server()
            self.connection, theirs = context.Pipe()
            lifeline, self._lifeline = context.Pipe(duplex=False)
            # The fork server may have been started when the environment was another one.
            arguments = (theirs, lifeline, serve, (dict(os.environ), work))
            self._process = context.Process(target=_begin, args=arguments, daemon=True)
            self._process.start()
        except (ConnectionError, EOFError) as error:
            raise RunFailed(f"workers cannot be started: {UNGUARDED}") from error
        except OSError as error:
            raise RunFailed(cannot_start(str(error))) from error
        theirs.close()
        lifeline.close()

    def receive(self) -> tuple[Any, ...]:
        """Receive a message; raises EOFError when the process is gone, or sends what is none."""
        try:
            message: tuple[Any, ...] = self.connection.recv()
        except (OSError, pickle.UnpicklingError, ValueError, TypeError) as error:
            raise EOFError from error
        return message

    def bury(self) -> str:
        """Let a process go whose pipe has ended, and say how it died."""
        self._process.join(GRACE)
        self.stop()
        code = self._process.exitcode or 0
        return f"worker died, signal {-code}" if code < 0 else f"worker died, exit code {code}"

    def stop(self) -> None:
        """Stop the process at once."""
        self._process.kill()
        self._process.join()
        self.connection.close()
        self._lifeline.close()


def refuse_children() -> None:
    """Raise UsageError where no process can be started: in one of a pool, or while one is made."""
    process = multiprocessing.current_process()
    if getattr(process, "_inheriting", False):  # so multiprocessing asks itself
        raise UsageError(f"no workers can be started while a script is imported: {UNGUARDED}")
    if process.daemon:
        raise UsageError(
            "no workers can be started in a worker of multiprocessing.Pool, or in another daemonic"
            " process; set workers to 0 there"
        )


def cannot_start(cause: str) -> str:
    """Say why no worker can be started."""
    return f"workers cannot be started: {cause.lower()}; ask for fewer with --workers"


def portable(error: Exception) -> Exception:
    """Give an exception that can be sent; those of plugins may hold anything."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    except Exception:  # noqa: BLE001  # whatever pickling says of it
        return RunFailed(f"internal error in a worker: {in_words(error)}")
    return error


def _start_server() -> None:
    """Start the fork server with interrupts blocked, as they then are in all that it forks.

    A process that is interrupted while it is being made would print a trace of its own.
    """
    resource_tracker.ensure_running()  # the server needs it, and starting it opens the mask
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(
    connection: Connection, lifeline: Connection, serve: Serve, given: tuple[dict[str, str], bytes]
) -> None:
    """Do all that a process does."""
    environment, work = given
    os.environ.update(environment)
    _settle(lifeline.fileno())
    try:
        call = _loaded(connection, work)
        if call:
            serve(connection, _unforked(call))
    except (EOFError, OSError):  # the run is over, or gone
        return
    except BaseException:  # noqa: BLE001  # the run says that it died; a trace would say no more
        os._exit(UNEXPECTED)


def _settle(lifeline: int) -> None:
    """Leave interrupts to the run, end with it, and keep foreign prints from standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):  # the caller may have closed the one or the other
        os.dup2(2, 1)
    # When the other end closes, the system ends this process, whatever it hangs in.
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)


def _loaded(connection: Connection, work: bytes) -> Call | None:
    try:
        call: Call = pickle.loads(work)  # noqa: S301  # the run pickled it
    except Exception as error:  # noqa: BLE001  # foreign modules are imported here
        connection.send(("failed", 0, RunFailed(f"{in_words(error)}; {APART}")))
        return None
    connection.send(("ready", 0, None))
    return call


def _unforked(call: Call) -> Call:
    """End processes that a plugin forks off and lets go on: they would speak for this one."""
    own = os.getpid()

    def called(task: Any) -> Any:
        try:
            return call(task)
        finally:
            if os.getpid() != own:
                os._exit(1)

    return called
