"""A cost is that of a command and of all that it started."""

import sys
from pathlib import Path

import pytest

from measuring import Cost, cpu, measure, middle, ratio, take_turns

BURN = "import time\nwhile time.process_time() < {seconds}: pass\n"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it")


def python(code: str) -> list[str]:
    """Give the command that runs a piece of Python."""
    return [sys.executable, "-c", code]


def cost(seconds: float, megabytes: float = 0) -> Cost:
    """Give a cost of so many CPU seconds."""
    return Cost(seconds, seconds, seconds, megabytes, 0)


def test_seconds_of_a_command_are_counted() -> None:
    found = measure(python(BURN.format(seconds=0.2)))
    assert found.cpu >= 0.2
    assert found.wall > 0


@LINUX
def test_seconds_of_a_process_that_outlives_the_command_are_counted(tmp_path: Path) -> None:
    script = tmp_path / "burn.py"
    script.write_text(BURN.format(seconds=0.3), "utf-8")
    code = f"import subprocess, sys\nsubprocess.Popen([sys.executable, {str(script)!r}])\n"
    found = measure(python(code))
    assert found.cpu >= 0.3
    assert found.own < 0.3


@LINUX
def test_memory_of_all_processes_together_is_more_than_that_of_the_largest() -> None:
    hold = "import time; held = bytearray(b'a') * 40_000_000; time.sleep(1)"
    code = f"import subprocess, sys\ngo = [sys.executable, '-c', {hold!r}]\n"
    both = "[each.wait() for each in [subprocess.Popen(go), subprocess.Popen(go)]]\n"
    found = measure(python(code + both))
    assert 40 < found.largest < 80
    assert 80 < found.together < 120
    assert found.megabytes == found.together


def test_a_command_may_keep_what_it_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    measure(python("import sys; sys.exit(sys.dont_write_bytecode)"))


def test_a_command_that_fails_is_named_with_its_last_words() -> None:
    with pytest.raises(SystemExit, match=r"ended with status 3: the disk is full$"):
        measure(python("import sys; print('the disk is full', file=sys.stderr); sys.exit(3)"))


def test_a_command_that_is_not_there_is_named() -> None:
    with pytest.raises(SystemExit, match="'/no/such/command' could not be run"):
        measure(["/no/such/command"])


@LINUX
@pytest.mark.slow
def test_a_process_that_does_not_end_is_ended_and_told() -> None:
    sleep = "import time; time.sleep(600)"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {sleep!r}])"
    with pytest.raises(SystemExit, match="left 1 processes behind"):
        measure(python(code))


def test_rows_take_turns() -> None:
    order: list[str] = []

    def work(name: str) -> Cost:
        order.append(name)
        return cost(len(order))

    found = take_turns({"a": lambda: work("a"), "b": lambda: work("b")}, 2)
    assert order == ["a", "b", "a", "b"]
    assert found == {"a": [cost(1), cost(3)], "b": [cost(2), cost(4)]}


def test_the_middle_is_taken_of_each_figure() -> None:
    costs = [Cost(1, 9, 0, 5, 0), Cost(2, 8, 0, 7, 0), Cost(6, 7, 0, 6, 0)]
    assert middle(costs) == Cost(2, 8, 0, 6, 0)


def test_ratios_are_taken_turn_by_turn() -> None:
    slowed_together = ([cost(2), cost(20), cost(4)], [cost(1), cost(10), cost(2)])
    assert ratio(*slowed_together, cpu) == 2
