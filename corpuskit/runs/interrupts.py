"""A run that is told to end cleans up first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class _Terminated(BaseException):
    """SIGTERM came; not an Exception, so that nothing takes it for a failure of a plugin."""


@contextmanager
def ending_on_sigterm() -> Iterator[None]:
    """Let SIGTERM unwind what is inside, then do what it would have done otherwise.

    Only the main thread can: elsewhere, and where the signal is ignored, nothing is changed.
    """
    before = signal.getsignal(signal.SIGTERM)
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or before is None or before is signal.SIG_IGN:
        yield
        return
    signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    except _Terminated:
        signal.signal(signal.SIGTERM, before)
        signal.raise_signal(signal.SIGTERM)
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise _Terminated
