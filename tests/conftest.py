"""What holds for the whole test run: the golden option, and how property tests search."""

import os

import pytest
from hypothesis import HealthCheck, settings

# Machines are slow and busy, so nothing is judged by time. A clean checkout is judged by the same
# examples every time; whoever works on a law searches anew with each run.
settings.register_profile(
    "here", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden anew instead of comparing"
    )
