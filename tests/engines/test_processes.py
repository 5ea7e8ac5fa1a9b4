"""Workers that die, hang or talk nonsense; the functions that they call are in tests/poisons.py."""

import gc
import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from corpuskit.engine import Ended, Engine, Failed, Workers
from corpuskit.engines.processes import Processes
from corpuskit.errors import RunFailed
from tests.poisons import (
    in_another_place,
    obey,
    obey_all,
    sized,
    worker_pid,
)

LONG = 60.0
"""Seconds that are never reached."""
DEADLY = {
    "!kill": "worker died, signal 9",
    "!sending": "worker died, signal 9",
    "!crash": "worker died, signal 11",
    "!exit3": "worker died, exit code 3",
    "!exit0": "worker died, exit code 0",
    "!interrupt": "worker ended by KeyboardInterrupt",
    "!cancel": "worker ended by CancelledError",
    "!generator": "worker ended by GeneratorExit",
    "!systemexit": "worker ended by SystemExit",
}
ENDLESS = ("!hang", "!deaf", "!backtrack", "!stop")


@contextmanager
def started(work: Any = obey, slots: int = 2) -> Iterator[Workers]:
    with Processes().start(work, slots) as workers:
        yield workers


def results(workers: Workers, *tasks: object, seconds: float = LONG) -> dict[int, Any]:
    """Give what came of tasks, by their numbers from 1."""
    for number, task in enumerate(tasks, start=1):
        workers.submit(number, task, seconds)
    return dict(workers.wait() for _ in tasks)


def descriptors() -> int:
    """Count what is open, when what other tests left to the collector of garbage is closed."""
    gc.collect()
    return len(list(Path("/proc/self/fd").iterdir()))


def test_it_is_an_engine() -> None:
    assert isinstance(Processes(), Engine)


def test_each_task_gives_its_result_under_its_number() -> None:
    with started() as workers:
        given = results(workers, *map(str, range(100)))
    assert given == {number: str(number - 1) for number in range(1, 101)}


def test_tasks_run_in_other_processes() -> None:
    with started(worker_pid) as workers:
        assert os.getpid() not in results(workers, 1, 2).values()


@pytest.mark.parametrize(("harm", "cause"), DEADLY.items())
def test_a_worker_that_ends_costs_the_task_it_was_at(harm: str, cause: str) -> None:
    with started() as workers:
        given = results(workers, "a", harm, "b", "c")
    assert given == {1: "a", 2: Failed(cause), 3: "b", 4: "c"}


@pytest.mark.parametrize("harm", ENDLESS)
def test_a_task_that_takes_too_long_is_stopped_and_costs_no_other(harm: str) -> None:
    with started() as workers:
        assert results(workers, "warm", "warm") == {1: "warm", 2: "warm"}
        workers.submit(3, harm, 0.2)
        workers.submit(4, "a", LONG)
        workers.submit(5, "b", LONG)
        given = dict(workers.wait() for _ in range(3))
    assert given == {3: Failed("longer than 0.2 s"), 4: "a", 5: "b"}


def test_more_workers_may_die_than_there_are_slots() -> None:
    with started() as workers:
        given = results(workers, *["!kill"] * 9, "a")
    assert given == {**dict.fromkeys(range(1, 10), Failed("worker died, signal 9")), 10: "a"}


def test_the_time_that_a_worker_needs_to_start_is_no_time_of_a_task() -> None:
    with started(slots=1) as workers:
        assert results(workers, "a", seconds=0.2) == {1: "a"}


@pytest.mark.parametrize("harm", ["!fork", "!child"])
def test_a_worker_that_becomes_two_answers_once_for_each_task(harm: str) -> None:
    with started(obey_all) as workers:
        tasks = [(harm,), *((str(number),) for number in range(50))]
        given = results(workers, *tasks)
    others = {number: task for number, task in given.items() if number > 1}
    assert others == {number: [str(number - 2)] for number in range(2, 52)}
    assert given[1] == [harm] or isinstance(given[1], Failed)


@pytest.mark.parametrize("size", [0, 1 << 16, (1 << 26) + 1])
def test_a_result_may_have_any_size(size: int) -> None:
    with started(sized) as workers:
        given = results(workers, size, 1)
    assert [len(given[1]), given[2]] == [size, b"x"]


def test_a_task_may_have_any_size() -> None:
    with started(len) as workers:
        assert results(workers, b"x" * (1 << 26), b"y") == {1: 1 << 26, 2: 1}


def test_what_a_worker_prints_stays_away_from_standard_output(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with started() as workers:
        assert results(workers, "!print") == {1: "!print"}
    assert capfd.readouterr().out == ""


def test_what_the_callable_raises_ends_the_run() -> None:
    with started() as workers, pytest.raises(ValueError, match="a bug"):
        results(workers, "!value")


def test_what_it_raises_and_cannot_travel_is_said_in_words() -> None:
    with started() as workers, pytest.raises(RunFailed, match="_Unpicklable"):
        results(workers, "!unpicklable")


def test_a_callable_that_cannot_travel_is_refused_before_anything_starts() -> None:
    with (
        pytest.raises(RunFailed, match="define exporters and readers at the top of a module"),
        started(lambda task: task),
    ):
        pytest.fail("it was started")


def test_a_callable_that_cannot_be_loaded_elsewhere_is_refused_in_one_sentence() -> None:
    with (
        pytest.raises(RunFailed, match="put it into a module that can be imported anywhere"),
        started(in_another_place()) as workers,
    ):
        results(workers, "a")


def test_leaving_stops_all_workers_whatever_they_are_at() -> None:
    before = set(multiprocessing.active_children())
    with started() as workers:
        for number, task in enumerate(["!deaf", "!hang", "a", "b"]):
            workers.submit(number, task, LONG)
        assert set(multiprocessing.active_children()) > before
    assert set(multiprocessing.active_children()) == before


def test_leaving_gives_all_descriptors_back() -> None:
    with started() as workers:
        results(workers, "a")
    before = descriptors()
    for _ in range(3):
        with started() as workers:
            results(workers, "a", "!kill", "b", "!kill")
    assert descriptors() == before


def test_workers_can_be_had_in_a_thread() -> None:
    given: list[dict[int, Any]] = []

    def run() -> None:
        with started() as workers:
            given.append(results(workers, "a", "!kill"))

    thread = Thread(target=run)
    thread.start()
    thread.join()
    assert given == [{1: "a", 2: Failed("worker died, signal 9")}]


def test_a_task_that_does_harm_once_can_be_done_again(tmp_path: Path) -> None:
    task = f"!kill {tmp_path / 'marker'}"
    with started() as workers:
        workers.submit(1, task, LONG)
        assert workers.wait() == Ended(1, Failed("worker died, signal 9"))
        workers.submit(2, task, LONG)
        assert workers.wait() == Ended(2, task)
