"""Work handed to an engine in batches, and given back in order, with no batch ever lost.

A batch whose worker died or took too long is taken apart: each of its items is tried again alone.
What fails alone twice is given as a failure in its place.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from corpuskit.engine import Ended, Failed, Workers

MOST_TOGETHER = 32
"""Items of one batch."""
LARGEST_BATCH = 1 << 19
"""Bytes of the sources of one batch, unless it is a single one."""
MOST_BYTES = 1 << 26
"""Bytes of sources that are under way, unless it is a single batch."""
TRIES_ALONE = 2
"""Failures that are an item's own; a batch may have failed before it reached the item."""
AHEAD = 2
"""Batches for each worker that are under way or wait for their turn to be given."""


class Item(NamedTuple):
    """One thing to do: what the worker gets, its size in bytes, and how long it may take.

    With `task` None nothing is to be done, and `result` is given when its turn comes.
    """

    task: Any
    size: int = 0
    seconds: float = 0.0
    result: Any = None


@dataclass(slots=True)
class _Batch:
    items: list[Item]
    results: dict[int, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(item.size for item in self.items)

    @property
    def is_over(self) -> bool:
        return len(self.results) == len(self.items)

    @property
    def places(self) -> tuple[int, ...]:
        """The places of the items for which something is to be done."""
        return tuple(place for place, item in enumerate(self.items) if item.task is not None)


class _Try(NamedTuple):
    batch: _Batch
    places: Sequence[int]
    alone: int = 0
    """How often the one item was tried alone, this time included; 0 among others."""


class Supervisor:
    """Feeds workers with batches and gives the results of the items in their order.

    The work of the workers is called with a tuple of tasks and gives a result for each. `most` is
    the number of items in a batch.
    """

    def __init__(self, workers: Workers, most: int = MOST_TOGETHER) -> None:
        self._workers = workers
        self._most = most
        self._number = 0
        self._tries: dict[int, _Try] = {}
        self._batches: deque[_Batch] = deque()

    def results(self, items: Iterable[Item]) -> Iterator[tuple[Item, Any]]:
        """Give each item and what came of it, a Failed where two workers were lost on it."""
        batches = _cut(items, self._most)
        is_open = True
        while is_open or self._batches:
            while is_open and self._has_room():
                batch = next(batches, None)
                is_open = batch is not None
                if batch:
                    self._begin(batch)
            yield from self._ready()
            if self._tries and not (self._batches and self._batches[0].is_over):
                self._take(self._workers.wait())

    def _has_room(self) -> bool:
        if len(self._batches) >= AHEAD * self._workers.slots + 1:
            return False
        return not self._batches or sum(batch.size for batch in self._batches) < MOST_BYTES

    def _begin(self, batch: _Batch) -> None:
        self._batches.append(batch)
        for place, item in enumerate(batch.items):
            if item.task is None:
                batch.results[place] = item.result
        if places := batch.places:
            self._submit(_Try(batch, places, int(len(places) == 1)))

    def _submit(self, attempt: _Try) -> None:
        items = [attempt.batch.items[place] for place in attempt.places]
        self._number += 1
        self._tries[self._number] = attempt
        tasks = tuple(item.task for item in items)
        self._workers.submit(self._number, tasks, max(item.seconds for item in items))

    def _take(self, ended: Ended) -> None:
        batch, places, alone = self._tries.pop(ended.number)
        if not isinstance(ended.result, Failed):
            batch.results.update(zip(places, ended.result, strict=True))
        elif alone == TRIES_ALONE:
            batch.results[places[0]] = ended.result
        else:
            for place in places:
                self._submit(_Try(batch, (place,), alone + 1))

    def _ready(self) -> Iterator[tuple[Item, Any]]:
        while self._batches and self._batches[0].is_over:
            batch = self._batches.popleft()
            yield from ((item, batch.results[place]) for place, item in enumerate(batch.items))


def _cut(items: Iterable[Item], most: int) -> Iterator[_Batch]:
    batch = _Batch([])
    for item in items:
        if batch.items and (batch.size + item.size > LARGEST_BATCH or len(batch.items) >= most):
            yield batch
            batch = _Batch([])
        batch.items.append(item)
    if batch.items:
        yield batch
