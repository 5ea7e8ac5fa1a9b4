"""A session with Ray: joined or started, quiet, and ended as it was found."""

import logging
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stdout
from functools import partial
from types import FrameType
from typing import Any

from corpuskit import RunFailed, UsageError

SETTINGS = {
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # else there is a warning about graphics cards
    "RAY_DEDUP_LOGS": "0",  # else lines are kept, and printed by whoever ends the session
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",  # would upload the folder that `uv run` was called in
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_worker_niceness": "0",  # 15 else, which is three times slower on a busy machine
}
"""Read by Ray from the environment when it is loaded and started; what the user set stays."""
SILENCE = {"RAY_IGNORE_UNHANDLED_ERRORS": "1"}
"""Read whenever a task has failed that nobody asks about any more, as all but the first have."""
PATIENCE = 10.0
"""Seconds until a machine must answer."""
LONGEST_FOLDER = 30
"""Characters of a path in which Ray can still make its sockets."""

Handler = Callable[[int, FrameType | None], Any]


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    added = {key: value for key, value in values.items() if key not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for key in added:
            os.environ.pop(key, None)


with _environment(SETTINGS):
    import ray
    from ray._private import services


@contextmanager
def joined(address: str) -> Iterator[None]:
    """Be part of the cluster at an address; raises UsageError when none answers."""
    with _quiet(), _heeding_signals():
        if ray.is_initialized():  # the program that calls us has a session already
            yield
            return
        _check_answers(address)
        try:
            _init(address=address)
        except Exception as error:  # Ray raises what its parts raise
            ray.shutdown()
            raise UsageError(
                f"no Ray cluster can be joined at {address}: {_line(error)}"
            ) from error
        try:
            yield
        finally:
            ray.shutdown()


@contextmanager
def started(cores: int) -> Iterator[None]:
    """Be the only machine of a cluster made for this; raises RunFailed when it does not start."""
    with _quiet(), _heeding_signals(), _short_folder() as folder:
        if ray.is_initialized():
            yield
            return
        try:
            _start(cores, folder)
            yield
        finally:
            ray.shutdown()


def cluster_cores() -> int:
    """Give the cores of all machines of the cluster that was joined, 1 at least."""
    return max(1, int(ray.cluster_resources().get("CPU", 0)))


def _check_answers(address: str) -> None:
    """Raise UsageError when nobody is at an address; Ray would ask for minutes."""
    host, _, port = address.rpartition(":")
    if not host:
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), PATIENCE).close()
    except (OSError, OverflowError) as error:
        raise UsageError(f"no Ray cluster answers at {address}: {_line(error)}") from error


def _start(cores: int, folder: str | None) -> None:
    """Start Ray, which sometimes takes a second try while another session starts beside it."""
    for is_last in (False, True):
        try:
            _init(address="local", num_cpus=cores, include_dashboard=False, _temp_dir=folder)
        except Exception as error:
            ray.shutdown()
            if is_last:
                raise RunFailed(f"Ray cannot be started: {_line(error)}") from error
        else:
            return


def _init(**options: Any) -> None:
    handler = signal.getsignal(signal.SIGTERM)
    with _environment(SETTINGS), _apart():
        ray.init(log_to_driver=False, logging_level=logging.ERROR, **options)
    if threading.current_thread() is threading.main_thread() and handler is not None:
        signal.signal(signal.SIGTERM, handler)  # Ray has put its own in its place


@contextmanager
def _apart() -> Iterator[None]:
    """Let Ray start its processes in groups of their own.

    A signal to our whole group would end them too, and without them Ray ends us before we clean up.
    """
    popen = services.ConsolePopen
    services.ConsolePopen = partial(popen, process_group=0)
    try:
        yield
    finally:
        services.ConsolePopen = popen


@contextmanager
def _heeding_signals() -> Iterator[None]:
    """Raise what the handler of a signal raised, in place of what Ray makes of it.

    Out of its calls comes a SystemError, or another interrupt than ours.
    """
    raised: list[BaseException] = []
    with ExitStack() as stack:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            stack.enter_context(_noting(number, raised))
        try:
            yield
        except (Exception, KeyboardInterrupt) as error:
            if raised and error is not raised[0]:
                raise raised[0] from None
            raise


@contextmanager
def _noting(number: signal.Signals, raised: list[BaseException]) -> Iterator[None]:
    """Note what the handler of a signal raises; only the main thread can."""
    handler = signal.getsignal(number)
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not callable(handler):
        yield
        return
    signal.signal(number, _noted(handler, raised))
    try:
        yield
    finally:
        signal.signal(number, handler)


def _noted(handler: Handler, raised: list[BaseException]) -> Handler:
    def handle(number: int, frame: FrameType | None) -> None:
        try:
            handler(number, frame)
        except BaseException as error:
            raised.append(error)
            raise

    return handle


@contextmanager
def _short_folder() -> Iterator[str | None]:
    """Give a folder for the sockets and logs of Ray that is gone afterwards.

    None where its path would be too long: then Ray takes its usual one and leaves its logs there.
    """
    if len(tempfile.gettempdir()) > LONGEST_FOLDER:
        yield None
        return
    folder = tempfile.mkdtemp(prefix="ray")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _WithoutRay:
    """Standard output without what the threads of Ray print there about lost workers."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        if threading.current_thread().name.startswith("ray_"):
            return len(text)
        written: int = self._stream.write(text)
        return written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def _quiet() -> Iterator[None]:
    stream: Any = _WithoutRay(sys.stdout)
    with _environment(SILENCE), redirect_stdout(stream):
        yield


def _line(error: BaseException) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rstrip(".")
