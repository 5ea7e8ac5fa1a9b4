"""What a signal does to a run that is to clean up behind itself."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from corpuskit.runs.interrupts import ending_on_signals


class Told(Exception):
    """The handler that stood there before was called."""


@pytest.fixture(autouse=True)
def handler() -> Iterator[None]:
    def tell(_number: int, _frame: FrameType | None) -> None:
        raise Told

    before = signal.signal(signal.SIGTERM, tell)
    yield
    signal.signal(signal.SIGTERM, before)


def clean_up(cleaned: list[str], again: int) -> None:
    """Be told to end, and so often again while cleaning up."""
    try:
        signal.raise_signal(signal.SIGTERM)
    except Exception:  # noqa: BLE001  # as what calls plugins does
        cleaned.append("taken for a failure")
    finally:
        for _ in range(again):
            signal.raise_signal(signal.SIGTERM)
        cleaned.append("clean")


@pytest.mark.parametrize("again", [0, 1], ids=["once", "twice at once"])
def test_a_signal_unwinds_and_then_does_what_it_would_have_done(again: int) -> None:
    cleaned: list[str] = []
    with ending_on_signals_told():
        clean_up(cleaned, again)
    assert cleaned == ["clean"]


@contextmanager
def ending_on_signals_told() -> Iterator[None]:
    """Expect that the handler is called when what is inside has been unwound."""
    with pytest.raises(Told), ending_on_signals():
        yield
