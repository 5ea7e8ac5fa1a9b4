"""Run one command and write down what it took: `measuring` starts this for each measurement.

    python -I -S benchmarks/measured.py REPORT COMMAND ARGUMENT...

A process is told to hold at least what the one that starts it holds, so this one stays small. It
also takes in processes that outlive the one that started them, as servers of workers do, since
their seconds would be lost with them. The report is a JSON object with the fields of
`measuring.Cost`, the status of the command, and the number of processes that had to be ended.
"""

import ctypes
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from types import FrameType

PAUSE = 0.05
"""Seconds between two looks at the memory."""
LOOKS = 5
"""Looks at the memory for each search for processes, which takes longer than they do."""
PATIENCE = 10
"""Seconds that processes may live on when the command has ended."""
SUBREAPER = 36
"""What prctl calls: processes left behind below this one become its children."""
NOTHING_KEPT = "PYTHONDONTWRITEBYTECODE"
"""Where this is set, every process compiles what it imports, which is no part of a run."""
PARENT, USER, SYSTEM = 1, 11, 12
"""Fields of /proc/PID/stat behind the name of the command, which may hold anything."""


def usual_environment() -> dict[str, str]:
    """Give the environment in which Python keeps what it compiled, as it does unless it is told."""
    return {name: value for name, value in os.environ.items() if name != NOTHING_KEPT}


def stat_fields(pid: int) -> list[str]:
    """Give the fields of /proc/PID/stat behind the name; none where the process is not told of."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stream:  # noqa: PTH123 - pathlib would make this process larger
            return stream.read().rpartition(")")[2].split()
    except OSError:
        return []


def own_seconds(pid: int) -> float:
    """Give the CPU seconds of one process without its children, 0 where nobody tells."""
    fields = stat_fields(pid)
    if not fields:
        return 0.0
    return (int(fields[USER]) + int(fields[SYSTEM])) / os.sysconf("SC_CLK_TCK")


def descendants() -> Iterator[int]:
    """Give the processes below this one; none where the system has no /proc."""
    try:
        pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208 - as above
    except OSError:
        return
    parents = {pid: int(fields[PARENT]) for pid in pids if (fields := stat_fields(pid))}
    for pid, parent in parents.items():
        above = parent
        while above in parents and above != os.getpid():
            above = parents[above]
        if above == os.getpid():
            yield pid


def proportional_kilobytes(pid: int) -> int:
    """Give what a process holds, each page divided among those that share it; 0 if it is gone."""
    with suppress(OSError), open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as stream:  # noqa: PTH123 - as above
        for line in stream:
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


class Watch(threading.Thread):
    """Looks at the memory of all processes together until it is told to stop."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._stop_asked = threading.Event()

    def run(self) -> None:
        """Keep the highest sum, in kilobytes."""
        processes: list[int] = []
        for at in count():
            if self._stop_asked.wait(PAUSE):
                return
            processes = processes if at % LOOKS else list(descendants())
            self.peak = max(self.peak, sum(map(proportional_kilobytes, processes)))

    def stop(self) -> None:
        """Stop looking."""
        self._stop_asked.set()
        self.join()


class Leftovers:
    """Ends what lives on long after the command has ended, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def end(self, _: int, __: FrameType | None) -> None:
        """End all processes below this one: what an alarm calls."""
        for pid in list(descendants()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                self.count += 1


def take_in() -> tuple[float, float, dict[int, int]]:
    """Wait for all children: give CPU seconds, megabytes of the largest, and how each ended."""
    seconds, largest, statuses = 0.0, 0, {}
    with suppress(ChildProcessError):
        while True:
            pid, status, usage = os.wait4(-1, 0)
            statuses[pid] = status
            seconds += usage.ru_utime + usage.ru_stime
            largest = max(largest, usage.ru_maxrss)
    return seconds, largest / (1e6 if sys.platform == "darwin" else 1024), statuses


def run(command: list[str]) -> dict[str, float]:
    """Run a command to its end and give its figures."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    watch, leftovers = Watch(), Leftovers()
    signal.signal(signal.SIGALRM, leftovers.end)
    start = time.monotonic()
    first = os.posix_spawn(command[0], command, usual_environment())
    watch.start()
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    wall, own = time.monotonic() - start, own_seconds(first)
    signal.alarm(PATIENCE)
    cpu, largest, statuses = take_in()
    signal.alarm(0)
    watch.stop()
    costs = {
        "cpu": cpu,
        "wall": wall,
        "own": own,
        "largest": largest,
        "together": watch.peak / 1024,
    }
    status = os.waitstatus_to_exitcode(statuses[first])
    return {**costs, "status": status, "leftovers": leftovers.count}


if __name__ == "__main__":
    report = run(sys.argv[2:])
    with open(sys.argv[1], "w", encoding="ascii") as target:  # noqa: PTH123 - as above
        json.dump(report, target)
