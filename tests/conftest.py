"""What holds for the whole test run: the golden option, and how property tests search."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from corpuskit.cli import app
from corpuskit.commands.ending import run_program
from tests.running import Done, Run

if TYPE_CHECKING:
    from tests.s3_server import Server

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


@pytest.fixture
def corpuskit(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, which costs a tenth of a new one."""

    def run(*words: str | Path) -> Done:
        arguments = [str(word) for word in words]
        code = run_program(lambda: app(arguments, prog_name="corpuskit", standalone_mode=False))
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def memory() -> Iterator[Any]:
    """Give an empty file system behind memory://."""
    import fsspec  # noqa: PLC0415  # few tests need it

    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system
    system.store.clear()


@pytest.fixture(scope="session")
def running() -> "Iterator[Server]":
    """Run a server of S3 for all tests."""
    from tests.s3_server import serving  # noqa: PLC0415  # as above

    with serving() as server:
        yield server


@pytest.fixture
def server(running: "Server", monkeypatch: pytest.MonkeyPatch) -> "Iterator[Server]":
    """Give a server of S3 with an empty bucket, to which the environment leads."""
    from tests.s3_server import prepared  # noqa: PLC0415  # as above

    with prepared(running, monkeypatch) as server:
        yield server
