"""Files sent to a store side by side, and objects removed there."""

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path
from threading import Event, Lock

from corpuskit.files.stores import Store, failing_at
from corpuskit.files.urls import below

PAUSE = 0.2
"""Seconds after which it is told how far things are, whether or not a file is done."""
PIECE = 1 << 20
ADVICE = "what was sent is kept, run again to go on"

Do = Callable[[str, Event], None]


class Stopped(Exception):
    """Another file failed, or the user wants to end: this one is given up."""


class Sender:
    """Sends files of a folder to a store under the same names, and counts the bytes."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, folder
        self._lock = Lock()
        self.bytes = 0

    def send(self, names: Iterable[str]) -> Generator[str]:
        """Send files; gives each name when it is there, and "" from time to time.

        Raises RunFailed for the first that fails; others that were under way are then given up.
        """
        return _side_by_side(self._send, names, self._store.workers)

    def remove(self, names: Iterable[str]) -> Generator[str]:
        """Remove objects; gives each name as `send` does."""
        return _side_by_side(self._remove, names, self._store.workers)

    def _send(self, name: str, stop: Event) -> None:
        path = self._folder / name
        with failing_at(below(self._store.url, name), ADVICE):
            self._store.put(name, self._pieces(path, stop), path.stat().st_size)

    def _remove(self, name: str, stop: Event) -> None:
        with failing_at(below(self._store.url, name), ADVICE):
            self._store.remove(name)

    def _pieces(self, path: Path, stop: Event) -> Iterator[bytes]:
        with path.open("rb") as stream:
            while piece := stream.read(PIECE):
                if stop.is_set():
                    raise Stopped
                yield piece
                with self._lock:
                    self.bytes += len(piece)


def _side_by_side(do: Do, names: Iterable[str], workers: int) -> Generator[str]:
    """Do something for each name, so many at a time; nothing is begun after a failure."""
    queue, stop, failures = iter(names), Event(), list[BaseException]()
    waiting: dict[Future[None], str] = {}
    with ThreadPoolExecutor(workers) as pool:
        try:
            while True:
                room = 0 if failures else workers - len(waiting)
                waiting |= {pool.submit(do, name, stop): name for name in islice(queue, room)}
                if not waiting:
                    break
                finished, _ = wait(waiting, PAUSE, FIRST_COMPLETED)
                done = [(waiting.pop(future), future.exception()) for future in finished]
                failures += [error for _, error in done if error]
                if failures:
                    stop.set()
                yield from [name for name, error in done if not error] or [""]
        finally:
            stop.set()
    for failure in failures:
        raise failure
