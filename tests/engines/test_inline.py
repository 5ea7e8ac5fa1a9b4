import pytest

from corpuskit.engine import Ended, Engine
from corpuskit.engines.inline import Inline


def test_it_is_an_engine() -> None:
    assert isinstance(Inline(), Engine)


def test_tasks_run_one_after_another_in_the_order_in_which_they_came() -> None:
    with Inline().start(str.upper, 8) as workers:
        workers.submit(2, "b", 1.0)
        workers.submit(1, "a", 1.0)
        assert [workers.wait(), workers.wait()] == [Ended(2, "B"), Ended(1, "A")]


def test_there_is_one_worker_however_many_are_asked_for() -> None:
    with Inline().start(str.upper, 8) as workers:
        assert workers.slots == 1


def test_nothing_runs_before_it_is_waited_for() -> None:
    done: list[str] = []
    with Inline().start(done.append, 1) as workers:
        workers.submit(1, "a", 1.0)
        assert done == []
        workers.wait()
        assert done == ["a"]


def test_what_the_callable_raises_is_raised_and_the_others_can_still_be_waited_for() -> None:
    with Inline().start(int, 1) as workers:
        workers.submit(1, "x", 1.0)
        workers.submit(2, "7", 1.0)
        with pytest.raises(ValueError, match="invalid literal"):
            workers.wait()
        assert workers.wait() == Ended(2, 7)
