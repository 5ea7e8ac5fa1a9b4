"""Imported by the fork server alone: a process whose run ends before it begins says nothing.

It finds its orders cut off, and would print a trace of its own beside what the run says.
"""

import sys
from pickle import UnpicklingError
from types import TracebackType

CUT_OFF = (EOFError, UnpicklingError)


def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print an error as Python does, unless it says that orders were cut off."""
    if not issubclass(kind, CUT_OFF):
        sys.__excepthook__(kind, error, trace)


sys.excepthook = tell
