"""A run that is told to end cleans up first."""

import math
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any

AT_ONCE = 1.0
"""Seconds."""


class _Ended(BaseException):
    """A signal came; not an Exception, so that nothing takes it for a failure of a plugin."""


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP unwind what is inside, then do what they would have done otherwise.

    Only the main thread can: elsewhere, and where a signal is ignored, nothing is changed.
    """
    with ExitStack() as stack:
        for number in (signal.SIGTERM, signal.SIGHUP):
            stack.enter_context(_ending_on(number))
        yield


@contextmanager
def _ending_on(number: signal.Signals) -> Iterator[None]:
    before = signal.getsignal(number)
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or before is None or before is signal.SIG_IGN:
        yield
        return
    end, raise_ended = _ending()
    signal.signal(number, raise_ended)
    try:
        yield
    except end:
        signal.signal(number, before)
        signal.raise_signal(number)
        raise
    finally:
        signal.signal(number, before)


def _ending() -> tuple[type[_Ended], Callable[[int, FrameType | None], Any]]:
    """Make an exception of its own for one signal, so that it is told from the other.

    What is sent twice at once, to a process and to its group as `timeout` does, is raised once: the
    second would come out of the cleaning up.
    """
    last = -math.inf

    class Ended(_Ended):
        pass

    def raise_ended(_number: int, _frame: FrameType | None) -> None:
        nonlocal last
        before, last = last, time.monotonic()
        if last - before >= AT_ONCE:
            raise Ended

    return Ended, raise_ended
