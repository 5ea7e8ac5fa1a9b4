"""A pool of processes of which any may die, hang or talk nonsense at any moment.

Each worker has a pipe of its own, so that what happens to one is seen by nobody else: a worker that
is killed while it sends a result ends its pipe in the middle, which is noticed at once. Pools that
share one pipe wait for the rest for ever. There are no threads; whoever waits does the watching.
"""

import time
from collections import deque
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as wait_for
from typing import Any, NamedTuple

from corpuskit.engine import Ended, Failed
from corpuskit.engines.child import Call, Child, cannot_start, portable
from corpuskit.errors import RunFailed

MOST_FALSE_STARTS = 3
"""So many workers in a row may die before they are ready; a machine may be short of memory."""
LONGEST_START = 120.0
"""Seconds that a worker may need until it is ready, on a machine that is very busy."""
FOREVER = float("inf")


class Task(NamedTuple):
    """A task that was handed in, and the seconds that it may take."""

    number: int
    what: object
    seconds: float


class Pool:
    """Processes that unpickle `work` and call it; raises RunFailed when none can be started."""

    def __init__(self, work: bytes, slots: int) -> None:
        self.slots = slots
        self._work = work
        self._workers: dict[Any, _Worker] = {}
        self._waiting: deque[Task] = deque()
        self._ended: deque[Ended] = deque()
        self._false_starts = 0

    def submit(self, number: int, task: object, seconds: float) -> None:
        """Hand in a task; workers are started as they are needed."""
        self._waiting.append(Task(number, task, seconds))
        self._hand_out()

    def wait(self) -> Ended:
        """Wait until a task is over, and watch all workers meanwhile."""
        while not self._ended:
            soonest = min((worker.until for worker in self._workers.values()), default=FOREVER)
            left = None if soonest == FOREVER else max(0.0, soonest - time.monotonic())
            for connection in wait_for(list(self._workers), left):
                self._hear(self._workers[connection])
            self._stop_overdue()
            self._hand_out()
        return self._ended.popleft()

    def close(self) -> None:
        """Stop all processes at once."""
        while self._workers:
            self._workers.popitem()[1].child.stop()

    def _hand_out(self) -> None:
        idle = [worker for worker in self._workers.values() if worker.is_ready and not worker.task]
        for worker in idle[: len(self._waiting)]:
            if worker.take(self._waiting[0]):
                self._waiting.popleft()
            else:
                self._lose(worker).child.stop()
        starting = sum(not worker.is_ready for worker in self._workers.values())
        room = self.slots - len(self._workers)
        for _ in range(min(room, len(self._waiting) - starting)):
            child = Child(_serve, self._work)
            self._workers[child.connection] = _Worker(child)

    def _hear(self, worker: "_Worker") -> None:
        try:
            kind, number, value = worker.child.receive()
        except EOFError:
            self._end(self._lose(worker), worker.child.bury())
            return
        if kind == "failed":
            raise value
        if kind == "ready":
            self._false_starts = 0
            worker.rest()
        elif worker.task and worker.task.number == number:
            self._ended.append(Ended(number, value))
            worker.rest()

    def _stop_overdue(self) -> None:
        now = time.monotonic()
        for worker in [each for each in self._workers.values() if each.until <= now]:
            self._lose(worker).child.stop()
            seconds = worker.task.seconds if worker.task else LONGEST_START
            self._end(worker, f"longer than {seconds:g} s")

    def _end(self, worker: "_Worker", cause: str) -> None:
        """Take note of a worker that is lost: its task has failed, or it never began."""
        if worker.task:
            self._ended.append(Ended(worker.task.number, Failed(cause)))
        elif not worker.is_ready:
            self._false_starts += 1
            if self._false_starts >= MOST_FALSE_STARTS:
                raise RunFailed(cannot_start(cause))

    def _lose(self, worker: "_Worker") -> "_Worker":
        return self._workers.pop(worker.child.connection)


class _Worker:
    """A process, the task that it is at, and when it is overdue by `time.monotonic`."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.is_ready = False
        self.task: Task | None = None
        self.until = time.monotonic() + LONGEST_START

    def rest(self) -> None:
        self.is_ready, self.task, self.until = True, None, FOREVER

    def take(self, task: Task) -> bool:
        """Send a task; False when the worker is gone."""
        try:
            self.child.connection.send((task.number, task.what))
        except OSError:
            return False
        self.task, self.until = task, time.monotonic() + task.seconds
        return True


def _serve(connection: Connection, call: Call) -> None:
    """Do tasks until the pipe ends."""
    while True:
        number, task = connection.recv()
        kind, value = _answer(call, task)
        connection.send((kind, number, value))


def _answer(call: Call, task: object) -> tuple[str, object]:
    try:
        return "done", call(task)
    except Exception as error:  # noqa: BLE001  # whatever it is, the run is to end with it
        return "failed", portable(error)
    except BaseException as error:  # noqa: BLE001  # a plugin's doing: nobody interrupts workers
        return "done", Failed(f"worker ended by {type(error).__name__}")
