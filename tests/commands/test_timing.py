import os
import sys
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest

from corpuskit.commands.timing import (
    GAUGES,
    Gauges,
    Stopwatch,
    Usage,
    children_usage,
    own_usage,
    peak_bytes,
)
from corpuskit.runs.report import Timings

HANOI = timezone(timedelta(hours=7))
BURN = "x = bytearray(30_000_000); sum(range(1_000_000))"


class Machine:
    """A machine whose gauges show what a test says."""

    def __init__(self) -> None:
        self.second = 50.0
        self.own = Usage(2.0, 1000)
        self.children = Usage(7.0, 4000)

    @property
    def gauges(self) -> Gauges:
        moment = datetime(2026, 3, 1, 19, 0, 5, 999_999, HANOI)
        return Gauges(lambda: self.second, lambda: moment, lambda: self.own, lambda: self.children)


def test_all_is_measured_from_when_the_stopwatch_is_made() -> None:
    machine = Machine()
    stopwatch = Stopwatch(machine.gauges)
    machine.second, machine.own, machine.children = 62.50049, Usage(5.25, 3000), Usage(27.0, 9000)
    assert stopwatch.timings() == Timings(
        started="2026-03-01T12:00:05Z",
        wall_seconds=12.5,
        cpu_seconds=3.25,
        cpu_seconds_children=20.0,
        stage_seconds={},
        peak_bytes=3000,
        peak_bytes_largest_child=9000,
    )


def test_a_stage_that_is_entered_again_goes_on() -> None:
    machine = Machine()
    stopwatch = Stopwatch(machine.gauges)
    for name, seconds in (("learn", 2), ("convert", 30), ("learn", 5)):
        with stopwatch.stage(name):
            machine.second += seconds
        machine.second += 100
    assert stopwatch.timings().stage_seconds == {"learn": 7.0, "convert": 30.0}


def test_a_stage_that_fails_is_counted_too() -> None:
    machine = Machine()
    stopwatch = Stopwatch(machine.gauges)

    def fail() -> None:
        with stopwatch.stage("convert"):
            machine.second += 4
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert stopwatch.timings().stage_seconds == {"convert": 4.0}


def test_workers_that_another_process_waits_for_say_what_they_took() -> None:
    machine = Machine()
    stopwatch = Stopwatch(machine.gauges)
    stopwatch.count_worker(Usage(10.0, 6000))
    stopwatch.count_worker(Usage(11.5, 5000))
    timings = stopwatch.timings()
    assert (timings.cpu_seconds_children, timings.peak_bytes_largest_child) == (21.5, 6000)


def test_nothing_is_said_of_workers_where_the_system_tells_of_none() -> None:
    timings = Stopwatch(Machine().gauges).timings()
    assert (timings.cpu_seconds_children, timings.peak_bytes_largest_child) == (None, None)


def test_the_largest_resident_size_is_in_bytes_on_every_system() -> None:
    assert peak_bytes(93_272, "linux") == 95_510_528
    assert peak_bytes(95_510_528, "darwin") == 95_510_528


def test_the_gauges_of_this_machine_show_something() -> None:
    before, used = own_usage(), GAUGES.own()
    assert before.cpu > 0
    assert used.cpu >= before.cpu
    assert used.peak >= before.peak > 1 << 20
    assert GAUGES.now().tzinfo is UTC


def test_a_process_that_was_waited_for_is_counted() -> None:
    stopwatch = Stopwatch()
    before = children_usage()
    assert os.spawnl(os.P_WAIT, sys.executable, "python", "-c", BURN) == 0  # noqa: S606  # our own words
    timings = stopwatch.timings()
    assert (timings.cpu_seconds_children or 0) > 0
    assert (timings.peak_bytes_largest_child or 0) >= max(before.peak, 30_000_000)


def test_timings_are_json_at_once() -> None:
    timings = Stopwatch().timings()
    assert msgspec.json.decode(msgspec.json.encode(timings), type=Timings) == timings
