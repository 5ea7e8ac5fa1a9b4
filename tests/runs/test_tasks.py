"""What workers are handed for the sources of a run, and who is said to have cost a worker."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from corpuskit.engine import Failed
from corpuskit.files.inputs import Source, digest
from corpuskit.ledger import Outcome
from corpuskit.runs.done import Worked
from corpuskit.runs.job import Running
from corpuskit.runs.parts import Part, parts
from corpuskit.runs.plan import Plan, make_plan
from corpuskit.runs.supervised import Item
from corpuskit.runs.tasks import MEBIBYTE, Over, Tasks, culprit
from corpuskit.runs.working import part_key
from tests.poisons import BoxReader
from tests.run_fakes import PartsReader, TextReader, fill, job


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return fill(tmp_path, a_txt="one\n", b_box="m.txt two\nn.xyz ??\n", c_png="??", d_txt="")


def planned(source: Path, **changes: Any) -> Plan:
    readers = (TextReader(), PartsReader(), BoxReader())
    return make_plan(job(source, readers=readers, dry_run=True, **changes))


def items(plan: Plan) -> list[Item]:
    with closing(Tasks(plan, partial(parts, plan.desk)).items()) as given:
        return list(given)


def shown(item: Item) -> str:
    """Say in a word or two what an item is."""
    if isinstance(item.task, Source | Part):
        return f"{type(item.task).__name__} {item.task.name.name}"
    if isinstance(item.result, Over):
        return f"over {item.result.name}"
    (done,) = item.result.done
    return f"{done.settled.outcome if done.settled else 'refused'} {done.name.name}"


def test_workers_get_files_and_members_and_behind_each_source_it_is_over(source: Path) -> None:
    assert list(map(shown, items(planned(source)))) == [
        "Source a.txt",
        "over a.txt",
        "Part b.box!/m.txt",
        "refused b.box!/n.xyz",
        "opened b.box",
        "over b.box",
        "refused c.png",
        "over c.png",
        "Source d.txt",
        "over d.txt",
    ]


def test_what_is_skipped_is_no_work(source: Path) -> None:
    (source / ".hidden.txt").touch()
    (source / "link.txt").symlink_to("a.txt")
    told = list(map(shown, items(planned(source))))
    assert {"skipped .hidden.txt", "skipped link.txt"} < set(told)


def test_containers_are_opened_when_their_turn_comes(source: Path) -> None:
    plan, opened = planned(source), list[str]()

    def opener(one: Source) -> Iterator[Part]:
        opened.append(one.name.name)
        return parts(plan.desk, one)

    given = Tasks(plan, opener).items()
    next(given)
    next(given)
    assert opened == []
    next(given)
    assert opened == ["b.box"]
    given.close()


@pytest.mark.parametrize(
    ("size", "times"),
    [(0, 1), (1, 1), (MEBIBYTE, 1), (MEBIBYTE + 1, 2), (10 * MEBIBYTE, 10)],
)
def test_a_document_has_its_time_for_each_mebibyte_that_it_began(
    tmp_path: Path, size: int, times: int
) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(size)
    item, _ = items(planned(tmp_path, running=Running(deadline=3.0)))
    assert (item.size, item.seconds) == (size, 3.0 * times)


def test_a_source_that_vanished_is_the_workers_to_refuse(source: Path) -> None:
    plan = planned(source)
    (source / "a.txt").unlink()
    assert (shown(items(plan)[0]), items(plan)[0].size) == ("Source a.txt", 0)


def test_a_source_on_which_workers_were_lost_is_refused_by_name(source: Path) -> None:
    plan = planned(source, output="out")
    task = items(plan)[0].task
    done = culprit(plan, task, Failed("worker died, signal 9"))
    (made,) = done.made
    assert (done.name.name, done.sha256, done.is_member) == ("a.txt", digest(b"one\n"), False)
    assert made.entry.cause == "worker died, signal 9"
    assert made.told == (
        ("a.txt: worker died, signal 9; see whether it is the memory, then --retry refused"),
    )


@pytest.mark.parametrize(("output", "more"), [("out", ", then --retry refused"), ("", "")])
def test_one_that_took_too_long_is_told_to_be_allowed_more(
    source: Path, output: str, more: str
) -> None:
    plan = planned(source, output=output)
    (made,) = culprit(plan, items(plan)[0].task, Failed("longer than 30 s")).made
    assert made.entry.advice == f"allow more with --deadline{more}"


def test_a_member_on_which_workers_were_lost_is_found_again_by_its_key(source: Path) -> None:
    plan = planned(source)
    task = items(plan)[2].task
    assert isinstance(task, Part)
    done = culprit(plan, task, Failed("worker died, signal 9"))
    assert (done.is_member, done.key, done.sha256) == (True, part_key(task), digest(b"two\n"))
    assert part_key(task)


def test_a_culprit_that_vanished_is_refused_all_the_same(source: Path) -> None:
    plan = planned(source)
    task = items(plan)[0].task
    (source / "a.txt").unlink()
    done = culprit(plan, task, Failed("worker died, signal 9"))
    assert (done.sha256, done.made[0].entry.cause) == ("", "worker died, signal 9")


def test_what_needs_no_worker_says_what_became_of_it(source: Path) -> None:
    (refused,) = (each for each in items(planned(source)) if shown(each) == "refused c.png")
    assert isinstance(refused.result, Worked)
    (made,) = refused.result.done[0].made
    assert (made.entry.cause, made.data) == ("no reader takes '.png'", {})


def test_standard_input_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpuskit.runs.desk.read_stdin", lambda _limit: b"text\n")
    plan = make_plan(job("-", readers=(TextReader(),), dry_run=True))
    first, _ = items(plan)
    assert isinstance(first.task, Part)
    assert first.task.file is not None
    assert first.task.file.data == b"text\n"


@pytest.mark.parametrize("outcome", [Outcome.OPENED, Outcome.SKIPPED])
def test_what_is_settled_has_no_size(source: Path, outcome: Outcome) -> None:
    (source / ".hidden").touch()
    (settled,) = (e for e in items(planned(source)) if shown(e).startswith(outcome))
    assert (settled.task, settled.size) == (None, 0)
