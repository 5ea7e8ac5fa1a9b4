"""What a process prints whose run is gone before it has its orders."""

import subprocess
import sys

import pytest


def printed(error: str) -> str:
    code = f"import corpuskit.engines.orphans, pickle\nraise {error}"
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603  # our own
    return done.stderr


@pytest.mark.parametrize("error", ["EOFError", "pickle.UnpicklingError('data was truncated')"])
def test_orders_that_are_cut_off_are_nothing_to_tell(error: str) -> None:
    assert printed(error) == ""


def test_any_other_error_is_told() -> None:
    assert printed("KeyError('main')").endswith("KeyError: 'main'\n")
