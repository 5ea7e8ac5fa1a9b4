"""The supervisor on workers of a test, which end and fail in any order that a search finds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.engine import Ended, Failed
from corpuskit.engines.inline import Inline
from corpuskit.runs.supervised import (
    AHEAD,
    LARGEST_BATCH,
    MOST_BYTES,
    MOST_TOGETHER,
    Item,
    Supervisor,
)

FINE, ONCE, ALWAYS = "fine", "once", "always"
"""What a task does to its worker: nothing, the end at the first try, the end at each try."""


@dataclass
class FakeWorkers:
    """Workers that end tasks in the order that `choose` says, and die of what tasks say."""

    slots: int
    choose: Any = lambda _most: 0
    waiting: list[tuple[int, Any]] = field(default_factory=list)
    batches: list[tuple[Any, ...]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    tries: Counter[Any] = field(default_factory=Counter)

    def submit(self, number: int, task: Any, seconds: float) -> None:
        assert number not in {each for each, _ in self.waiting}
        self.waiting.append((number, task))
        self.batches.append(task)
        self.seconds.append(seconds)

    def wait(self) -> Ended:
        number, tasks = self.waiting.pop(self.choose(len(self.waiting) - 1))
        is_dead = any(self._dies(name, harm) for name, harm in tasks)
        return Ended(number, Failed("died") if is_dead else [f"done {name}" for name, _ in tasks])

    def _dies(self, name: Any, harm: str) -> bool:
        self.tries[name] += 1
        return harm == ALWAYS or (harm == ONCE and self.tries[name] == 1)


def doing(*harms: str, size: int = 1) -> list[Item]:
    """Give an item for each harm, "" for one that is ready at once."""
    return [_item(number, harm, size) for number, harm in enumerate(harms)]


def _item(number: int, harm: str, size: int) -> Item:
    if not harm:
        return Item(None, size, result=f"ready {number}")
    return Item((number, harm), size, float(number + 1))


def outcome(item: Item) -> Any:
    """Give what is to come of an item."""
    if item.task is None:
        return item.result
    number, harm = item.task
    return Failed("died") if harm == ALWAYS else f"done {number}"


def all_results(items: Sequence[Item], workers: Any, most: int = MOST_TOGETHER) -> list[Any]:
    return [result for _, result in Supervisor(workers, most).results(items)]


harms = st.lists(st.sampled_from([FINE, FINE, FINE, ONCE, ALWAYS, ""]), max_size=120)


@given(harms, st.integers(1, 5), st.integers(1, 40), st.data())
def test_every_item_comes_back_once_in_its_place_with_its_own_result(
    chosen: list[str], slots: int, most: int, data: st.DataObject
) -> None:
    items = doing(*chosen)
    workers = FakeWorkers(slots, lambda last: data.draw(st.integers(0, last)))
    given_back = list(Supervisor(workers, most).results(items))
    assert [item for item, _ in given_back] == items
    assert [result for _, result in given_back] == [outcome(item) for item in items]


@given(harms, st.integers(1, 5), st.integers(1, 40), st.data())
def test_nothing_is_tried_more_than_three_times_and_what_works_once(
    chosen: list[str], slots: int, most: int, data: st.DataObject
) -> None:
    workers = FakeWorkers(slots, lambda last: data.draw(st.integers(0, last)))
    all_results(doing(*chosen), workers, most)
    assert all(times <= 3 for times in workers.tries.values())
    if set(chosen) <= {FINE, ""}:
        assert all(times == 1 for times in workers.tries.values())
    assert set(workers.tries) == {number for number, harm in enumerate(chosen) if harm}


@given(st.lists(st.integers(0, MOST_BYTES), max_size=60), st.integers(1, 4), st.data())
def test_no_more_bytes_are_under_way_than_fit(
    sizes: list[int], slots: int, data: st.DataObject
) -> None:
    held, most = 0, 0

    def items() -> Iterator[Item]:
        nonlocal held, most
        for number, size in enumerate(sizes):
            held += size
            most = max(most, held)
            yield _item(number, data.draw(st.sampled_from([FINE, ONCE, ALWAYS, ""])), size)

    workers = FakeWorkers(slots, lambda last: data.draw(st.integers(0, last)))
    for item, _ in Supervisor(workers).results(items()):
        held -= item.size
    largest = max(sizes, default=0)
    # What is under way, the batch that goes beyond, and the item that showed where it ends.
    assert most <= MOST_BYTES + max(LARGEST_BATCH, largest) + largest


@given(st.integers(1, 6), st.integers(1, 8), st.integers(0, 300), st.data())
def test_no_more_batches_are_under_way_than_the_workers_need(
    slots: int, most: int, total: int, data: st.DataObject
) -> None:
    taken = given_back = 0

    def items() -> Iterator[Item]:
        nonlocal taken
        for item in doing(*[FINE] * total):
            taken += 1
            assert taken - given_back <= (AHEAD * slots + 1) * most + most + 1
            yield item

    workers = FakeWorkers(slots, lambda last: data.draw(st.integers(0, last)))
    for _ in Supervisor(workers, most).results(items()):
        given_back += 1


@pytest.mark.parametrize("slots", [1, 2, 8])
def test_there_is_work_for_every_worker_while_the_first_batch_takes_its_time(slots: int) -> None:
    workers = FakeWorkers(slots, lambda last: last)
    results = Supervisor(workers, 1).results(doing(*[FINE] * 50))
    next(results)
    assert len(workers.batches) >= slots + 1


def test_batches_hold_no_more_items_than_they_may() -> None:
    workers = FakeWorkers(2)
    all_results(doing(*[FINE] * 70), workers)
    assert [len(batch) for batch in workers.batches] == [32, 32, 6]


def test_a_batch_ends_before_its_sources_are_too_large_together() -> None:
    workers = FakeWorkers(2)
    half = LARGEST_BATCH // 2
    all_results(doing(*[FINE] * 5, size=half), workers)
    assert [len(batch) for batch in workers.batches] == [2, 2, 1]


def test_an_item_that_is_too_large_goes_by_itself() -> None:
    workers = FakeWorkers(2)
    items = [
        *doing(FINE),
        Item(("large", FINE), 9 * LARGEST_BATCH, 1.0),
        Item(("huge", FINE), 9 * MOST_BYTES, 1.0),
    ]
    assert len(all_results(items, workers)) == 3
    assert [len(batch) for batch in workers.batches] == [1, 1, 1]


def test_what_is_ready_goes_to_no_worker() -> None:
    workers = FakeWorkers(2)
    assert all_results(doing("", "", ""), workers) == ["ready 0", "ready 1", "ready 2"]
    assert workers.batches == []


def test_a_batch_that_was_lost_is_tried_again_item_by_item() -> None:
    workers = FakeWorkers(2)
    given_back = all_results(doing(FINE, ALWAYS, "", FINE), workers)
    assert given_back == ["done 0", Failed("died"), "ready 2", "done 3"]
    assert [[name for name, _ in batch] for batch in workers.batches] == [
        [0, 1, 3],
        [0],
        [1],
        [3],
        [1],
    ]


def test_what_is_tried_alone_has_its_own_time_and_a_batch_that_of_its_slowest() -> None:
    workers = FakeWorkers(2)
    all_results(doing(FINE, ALWAYS, FINE), workers)
    assert workers.seconds == [3.0, 1.0, 2.0, 3.0, 2.0]


def test_nothing_is_taken_before_somebody_wants_a_result() -> None:
    taken: list[int] = []

    def items() -> Iterator[Item]:
        taken.append(1)
        yield Item((1, FINE), 1, 1.0)

    Supervisor(FakeWorkers(1)).results(items())
    assert taken == []


def test_no_items_give_no_results() -> None:
    assert all_results([], FakeWorkers(3)) == []


def test_results_that_are_not_as_many_as_the_tasks_are_an_error() -> None:
    with Inline().start(lambda _: ["one too many"] * 2, 1) as workers, pytest.raises(ValueError):  # noqa: PT011  # zip says it
        all_results(doing(FINE), workers)


def test_items_are_sized_a_constant_number_of_times() -> None:
    """Else a run of twice as many sources takes four times as long."""
    costs = []
    for total in (1000, 2000, 4000):
        asked = 0

        class Counted(Item):
            __slots__ = ()

            @property
            def size(self) -> int:
                nonlocal asked
                asked += 1
                return 1

        items = [Counted((number, FINE), 1, 1.0) for number in range(total)]
        all_results(items, FakeWorkers(2))
        costs.append(asked / total)
    assert costs[2] <= costs[0] * 1.1
