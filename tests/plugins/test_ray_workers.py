"""What the engine "ray" makes of the answers and the errors of Ray, told by a Ray that is none."""

from collections.abc import Callable
from threading import Lock
from typing import Any, NamedTuple

import pytest
from ray.exceptions import (
    LocalRayletDiedError,
    NodeDiedError,
    ObjectLostError,
    OutOfMemoryError,
    RayTaskError,
    TaskCancelledError,
    WorkerCrashedError,
)

from corpuskit import Ended, Failed, RunFailed, SourceRefused
from corpuskit_ray import workers
from corpuskit_ray.workers import MOST_LOSSES, RayWorkers

BEGUN = None
GO_ON = "what is finished is kept, run again"
NODE_DIED = NodeDiedError("the machine is away")
OBJECT_LOST = ObjectLostError("0" * 56, None, "")


class Answers:
    """The answers of one task, one after another; it never ends with "silence"."""

    def __init__(self, script: list[Any]) -> None:
        self.script = script

    def __next__(self) -> Any:
        return self.script.pop(0)


class ToldRay:
    """Gives the answers that a test wrote down: one script for each time that a task is begun."""

    def __init__(self, *scripts: list[Any]) -> None:
        self.scripts = [*scripts]
        self.cancelled: list[Answers] = []

    def put(self, data: bytes) -> str:
        return "a reference"

    def remote(self, **options: Any) -> Callable[[Any], Any]:
        assert options == {"num_cpus": 1, "max_retries": 0, "num_returns": "streaming"}
        return lambda _: _Remote(self)

    def wait(self, running: list[Answers], timeout: float) -> tuple[list[Answers], list[Answers]]:
        assert 0 <= timeout <= workers.GLANCE
        return [each for each in running if each.script[:1] != ["silence"]], []

    def get(self, answer: Any) -> Any:
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def cancel(self, answers: Answers, *, force: bool) -> None:
        assert force
        self.cancelled.append(answers)
        answers.script[:] = [TaskCancelledError()]


class _Remote(NamedTuple):
    ray: ToldRay

    def remote(self, parcel: Any, task: Any) -> Answers:
        return Answers(self.ray.scripts.pop(0))


def made_ray() -> ToldRay:
    """Give the Ray that the workers of a test have."""
    ray: ToldRay = vars(workers)["ray"]
    return ray


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[..., RayWorkers]:
    def make(*scripts: list[Any]) -> RayWorkers:
        monkeypatch.setattr(workers, "ray", ToldRay(*scripts))
        return RayWorkers(str, slots=2)

    return make


def test_a_task_begins_and_then_gives_its_result(told: Callable[..., RayWorkers]) -> None:
    made = told([BEGUN, "first"], [BEGUN, None])
    made.submit(1, "task", 9.0)
    made.submit(2, "task", 9.0)
    assert sorted([made.wait(), made.wait()]) == [Ended(1, "first"), Ended(2, None)]


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (WorkerCrashedError(), "worker died"),
        (OutOfMemoryError("full"), "worker died, out of memory"),
    ],
)
@pytest.mark.parametrize("before", [[], [BEGUN]])
def test_a_lost_worker_is_told_at_once(
    told: Callable[..., RayWorkers], before: list[Any], error: Exception, cause: str
) -> None:
    made = told([*before, error])
    made.submit(7, "task", 9.0)
    assert made.wait() == Ended(7, Failed(cause))


@pytest.mark.parametrize("error", [NODE_DIED, OBJECT_LOST])
@pytest.mark.parametrize("before", [[], [BEGUN]])
def test_the_task_of_a_lost_machine_is_tried_again(
    told: Callable[..., RayWorkers], before: list[Any], error: Exception
) -> None:
    lost = [[*before, error] for _ in range(MOST_LOSSES)]
    made = told(*lost, [BEGUN, "result"])
    made.submit(7, "task", 9.0)
    assert made.wait() == Ended(7, "result")


def test_a_task_under_which_every_machine_is_lost_is_given_up(
    told: Callable[..., RayWorkers],
) -> None:
    made = told(*([BEGUN, NODE_DIED] for _ in range(MOST_LOSSES + 1)))
    made.submit(7, "task", 9.0)
    assert made.wait() == Ended(7, Failed("worker died, 4 machines were lost"))


@pytest.mark.parametrize("seconds", [0.0, -1.0])
def test_a_task_that_takes_too_long_is_stopped_once(
    told: Callable[..., RayWorkers], seconds: float
) -> None:
    made = told([BEGUN, "silence"])
    made.submit(7, "task", seconds)
    assert made.wait() == Ended(7, Failed(f"longer than {seconds:g} s"))
    ray = made_ray()
    assert len(ray.cancelled) == 1


def test_a_task_that_did_not_begin_has_all_the_time(told: Callable[..., RayWorkers]) -> None:
    made = told(["silence"], [BEGUN, "second"])
    made.submit(1, "task", 0.0)
    made.submit(2, "task", 9.0)
    assert made.wait() == Ended(2, "second")
    ray = made_ray()
    assert ray.cancelled == []
    made.close()
    assert len(ray.cancelled) == 1


def of_work(error: Exception) -> Exception:
    """Give an error of the work as Ray gives it."""
    told: Exception = RayTaskError(
        "work", "the trace\nValueError: a bug", error
    ).as_instanceof_cause()
    return told


class Ending(BaseException):
    """What a handler of a signal raises."""


def interrupted() -> SystemError:
    """Give what Ray makes of the exception of a handler."""
    error = SystemError("returned a result with an exception set")
    error.__cause__ = Ending()
    return error


@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        (of_work(RunFailed("told to end")), RunFailed, "told to end"),
        (of_work(SourceRefused("a", "b")), SourceRefused, "a: b"),
        (of_work(ValueError("a bug")), RunFailed, "internal error in a worker: ValueError: a bug"),
        (
            LocalRayletDiedError(),
            RunFailed,
            f"Ray gives up: {str(LocalRayletDiedError()).rstrip('.')}; {GO_ON}",
        ),
        (interrupted(), Ending, ""),
        (SystemError("a bug of Ray"), SystemError, "a bug of Ray"),
    ],
)
def test_an_error_that_is_no_loss_is_raised_and_its_task_is_over(
    told: Callable[..., RayWorkers], error: Exception, kind: type[BaseException], text: str
) -> None:
    made = told([BEGUN, error])
    made.submit(7, "task", 9.0)
    with pytest.raises(kind) as caught:
        made.wait()
    assert str(caught.value) == text


def test_what_cannot_travel_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ray", ToldRay())
    lock = Lock()
    with pytest.raises(RunFailed, match=r"cannot be run by Ray: cannot pickle '_thread\.lock'"):
        RayWorkers(lambda _: lock, slots=1)
