"""Documents that kill, hang or upset workers, and runs that are killed with all their workers."""

import io
import json
import os
import random
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from corpuskit.assembly import ConversionOptions, make_job
from corpuskit.engines import apart
from corpuskit.loading.plugins import find_plugins
from corpuskit.runs.job import Job, Running
from corpuskit.runs.run import convert
from corpuskit.runs.summary import Summary
from tests.poisons import BoxReader, PoisonReader, poison
from tests.run_fakes import Lines, Pages, PartsReader, Whole, fill, job, tree

ROOT = Path(__file__).parents[2]
DIED = "worker died, signal 9"
LOST = "see whether it is the memory, then --retry refused"
READERS = (PoisonReader(), PartsReader(), BoxReader())
BATCH = 32

RUN = """
import sys
sys.path.append({root!r})
from corpuskit.commands.ending import prepare_process, run_program
from corpuskit.runs.job import Running
from corpuskit.runs.run import convert
from tests.poisons import BoxReader, PoisonReader
from tests.run_fakes import Lines, Pages, PartsReader, job

def main():
    source, output, deadline = sys.argv[1:]
    tell = lambda progress: print(progress.done, flush=True, file=sys.__stdout__)
    readers = (PoisonReader(), PartsReader(), BoxReader())
    running = Running(workers=2, deadline=float(deadline))
    work = job(source, output, Lines(), Pages(), readers=readers, running=running)
    return convert(work, tell).exit_code

if __name__ == "__main__":
    prepare_process()
    sys.exit(run_program(main))
"""


def work(source: Path, output: str = "out", workers: int = 2, **changes: Any) -> Job:
    given = {"readers": READERS, "running": Running(workers=workers, deadline=30.0), **changes}
    return job(source, source.parent / output, Lines(), Pages(), **given)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Give enough texts for more than one batch of 32 for each of two workers."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(2 * 4 * BATCH + 10):
        (folder / f"{number:03}.txt").write_text(f"text {number}\n")
    return folder


def names(summary: Summary) -> list[str]:
    return [refusal.partition(":")[0] for refusal in summary.refusals]


@pytest.mark.parametrize(
    "places",
    [(0,), (40,), (33, 50), (BATCH - 1, BATCH), (265,)],
)
def test_poison_costs_itself_wherever_it_stands(texts: Path, places: tuple[int, ...]) -> None:
    poisoned = [f"{place:03}.txt" for place in places]
    for name in poisoned:
        (texts / name).write_text(poison("kill"))
    summary = convert(work(texts))
    assert summary.refusals == [f"{name}: {DIED}; {LOST}" for name in poisoned]
    assert summary.documents == summary.sources - len(places)


def test_what_kills_a_worker_once_is_a_document_when_it_is_tried_alone(
    texts: Path, tmp_path: Path
) -> None:
    for place in (3, 40, 100):
        marker = tmp_path / f"marker{place}"
        (texts / f"{place:03}.txt").write_text(poison("kill", once=marker))
    summary = convert(work(texts))
    assert (summary.refusals, summary.documents) == ([], summary.sources)
    convert(work(texts, "fresh", workers=0))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


@pytest.mark.parametrize("harm", ["print", "systemexit", "child", "recurse"])
def test_harm_that_no_worker_dies_of_has_the_same_end_without_workers(
    texts: Path, harm: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (texts / "040.txt").write_text(poison(harm))
    apart = convert(work(texts))
    assert "written to" not in capfd.readouterr().out
    here = convert(work(texts, "fresh", workers=0))
    assert apart.refusals == here.refusals
    assert tree(texts.parent / "out") == tree(texts.parent / "fresh")


@pytest.mark.parametrize("harm", ["kill", "exit0", "exit3", "crash", "close", "sending", "cancel"])
def test_every_way_to_die_costs_one_document(texts: Path, harm: str) -> None:
    (texts / "040.txt").write_text(poison(harm))
    summary = convert(work(texts))
    assert (names(summary), summary.documents) == (["040.txt"], summary.sources - 1)


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["hang", "deaf", "stop", "backtrack"])
def test_every_way_to_hang_costs_one_document(texts: Path, harm: str) -> None:
    (texts / "040.txt").write_text(poison(harm))
    summary = convert(work(texts, running=Running(workers=2, deadline=1.0)))
    assert summary.refusals == [
        "040.txt: longer than 1 s; allow more with --deadline, then --retry refused"
    ]


def test_a_reader_that_forks_loses_and_invents_nothing(texts: Path) -> None:
    (texts / "040.txt").write_text(poison("fork"))
    summary = convert(work(texts))
    assert summary.documents >= summary.sources - 1
    lines = (texts.parent / "out/lines/corpus.txt").read_text().splitlines()
    assert len(lines) == len(set(lines)) == summary.documents + 2


@pytest.mark.slow
def test_what_was_refused_for_a_worker_is_not_tried_again_unless_it_is_asked_for(
    texts: Path, tmp_path: Path
) -> None:
    (texts / "040.txt").write_text(poison("kill"))
    first, second = convert(work(texts)), convert(work(texts))
    assert second.is_unchanged
    assert second.refusals == first.refusals
    marker = tmp_path / "marker"
    (texts / "040.txt").write_text(poison("kill", once=marker))
    convert(work(texts, "third"))
    again = convert(work(texts, running=Running(workers=2, retry=True)))
    assert again.refusals == []


def test_poison_in_containers_costs_the_member(texts: Path) -> None:
    members = [f"{number}.txt text {number}" for number in range(70)]
    members[35] = "35.txt !kill"
    fill(texts, **{"100_box": "".join(f"{member}\n" for member in members)})
    summary = convert(work(texts))
    assert summary.refusals == [f"100.box!/35.txt: {DIED}; {LOST}"]


@pytest.mark.parametrize("harm", ["kill", "exit0", "crash", "cancel"])
def test_a_container_that_kills_its_process_keeps_what_it_gave(texts: Path, harm: str) -> None:
    fill(texts, **{"100_box": f"a.txt one\n!{harm}\nb.txt two\n", "200_box": "c.txt three\n"})
    for summary in (convert(work(texts)), convert(work(texts))):
        assert names(summary) == ["100.box"]
        assert summary.documents == 2 * 4 * BATCH + 10 + 2


@pytest.mark.slow
def test_a_container_that_hangs_is_refused(texts: Path) -> None:
    fill(texts, **{"100_box": "a.txt one\n!hang\n", "200_box": "c.txt three\n"})
    summary = convert(work(texts, running=Running(workers=2, deadline=0.2)))
    assert summary.refusals[0].startswith("100.box: longer than ")
    assert summary.documents == 2 * 4 * BATCH + 10 + 2


def test_a_process_that_dies_between_two_containers_costs_neither(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(texts, **{"100_box": "a.txt one\n", "200_box": "b.txt two\n"})
    items = apart.Apart.items

    def dying(self: Any, task: object, seconds: float) -> Iterator[Any]:
        yield from items(self, task, seconds)
        for child in _workers(os.getpid()):
            os.kill(child, signal.SIGKILL)

    monkeypatch.setattr(apart.Apart, "items", dying)
    summary = convert(work(texts))
    assert summary.refusals == []


@pytest.mark.slow
def test_poison_in_a_zip_a_zip_in_it_and_a_table_costs_the_member(tmp_path: Path) -> None:
    """With the readers that ship with the core, and one that is poisoned."""
    source = tmp_path / "in"
    source.mkdir()
    inner = io.BytesIO()
    for stream in (inner, source / "z.zip"):
        with zipfile.ZipFile(stream, "w") as archive:
            for number in range(6):
                text = poison("kill") if number == 3 else f"text {number}\n"
                archive.writestr(f"{number}.txt", text)
            if stream is not inner:
                archive.writestr("inner.zip", inner.getvalue())
    plugins = find_plugins({})
    options = ConversionOptions()
    options = ConversionOptions(limits=options.limits._replace(depth=2))
    made = make_job(plugins.tools(""), options)
    readers = tuple(each for each in made.readers if each.name != "text")
    fill(source, a_txt="text\n", b_txt=poison("exit3"))
    rows = [json.dumps({"id": str(n), "text": f"text {n}"}) for n in range(40)]
    (source / "t.jsonl").write_text("".join(f"{row}\n" for row in rows))
    base = work(source, limits=options.limits, fields=options.fields)
    summary = convert(replace(base, readers=(*readers, PoisonReader())))
    assert names(summary) == ["b.txt", "z.zip!/3.txt", "z.zip!/inner.zip!/3.txt"]
    assert summary.documents == 1 + 40 + 5 + 5


def test_a_run_in_a_thread_is_as_any_other(texts: Path) -> None:
    (texts / "040.txt").write_text(poison("kill"))
    summaries: list[Summary] = []
    thread = Thread(target=lambda: summaries.append(convert(work(texts))))
    thread.start()
    thread.join()
    assert names(summaries[0]) == ["040.txt"]


def test_a_disk_that_takes_no_more_stops_a_run_with_workers_in_one_line(
    texts: Path, tmp_path: Path
) -> None:
    limited = RUN.replace("def main():", "def main():\n    limit()").replace(
        "import sys\n", "import resource, sys\n", 1
    )
    limit = "def limit():\n    resource.setrlimit(resource.RLIMIT_FSIZE, (50000, 50000))\n\n"
    limited = limited.replace("def main():", limit + "def main():", 1)
    done = finished(script(tmp_path, limited), texts, tmp_path / "out", "30")
    assert done.returncode == 1
    assert done.stderr.endswith(b"what was finished is kept, run again to complete it\n")
    assert done.stderr.count(b"\n") == 1
    convert(work(texts))
    convert(work(texts, "fresh"))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_an_exporter_of_streams_gets_all_that_poison_left(texts: Path) -> None:
    (texts / "040.txt").write_text(poison("kill"))
    summary = convert(
        job(texts, texts.parent / "out", Whole(), readers=READERS, running=Running(workers=2))
    )
    data = (texts.parent / "out/whole/corpus.bin").read_bytes()
    assert data.count(b"\n") == summary.documents == summary.sources - 1


HOARD = """
import resource, sys
sys.path.append({root!r})
from multiprocessing import forkserver
from corpuskit.runs.job import Running
from corpuskit.runs.run import convert
from tests.poisons import PoisonReader
from tests.run_fakes import job

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    source, output = sys.argv[1:]
    work = job(source, output, readers=(PoisonReader(),), running=Running(workers=2))
    summary = convert(work)
    print(summary.documents, [refusal.partition(":")[0] for refusal in summary.refusals])
"""


@pytest.mark.slow
def test_a_reader_that_takes_all_memory_costs_one_document(texts: Path, tmp_path: Path) -> None:
    (texts / "040.txt").write_text(poison("hoard"))
    done = finished(script(tmp_path, HOARD), texts, tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, b"265 ['040.txt']\n"), done.stderr


@pytest.mark.slow
def test_a_run_that_is_killed_again_and_again_ends_with_the_tree_of_an_undisturbed_one(
    texts: Path, tmp_path: Path
) -> None:
    members = "".join(f"{number}.txt text {number}\n" for number in range(100))
    fill(texts, **{"100_box": members, "150_parts": "p\n---\nbad\n---\nq\n", "160_png": "?"})
    (texts / "050.txt").write_text(poison("kill"))
    convert(work(texts, "fresh"))
    chance = random.Random(1)  # noqa: S311  # nothing is secret
    for _ in range(10):
        with running(texts, tmp_path) as run:
            for _ in range(chance.randrange(1, 300)):
                run.stdout.readline()  # type: ignore[union-attr]  # it is a pipe
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)
    summary = convert(work(texts))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")
    assert summary.reused or summary.is_unchanged


@pytest.mark.slow
def test_a_worker_that_is_killed_from_outside_costs_nothing(texts: Path, tmp_path: Path) -> None:
    with running(texts, tmp_path) as run:
        assert run.stdout is not None
        killed = False
        while run.stdout.readline():
            killed = killed or _kill_a_worker(run.pid)
        assert (run.wait(), killed) == (0, True)
    convert(work(texts, "fresh"))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["hang", "deaf"])
def test_a_run_that_is_killed_leaves_no_worker_behind_whatever_it_is_at(
    texts: Path, tmp_path: Path, harm: str
) -> None:
    for place in (40, 80, 120, 160):
        (texts / f"{place:03}.txt").write_text(poison(harm))
    with running(texts, tmp_path) as run:
        assert run.stdout is not None
        run.stdout.readline()
        _wait_until(lambda: len(_workers(run.pid)) == 2 or run.poll() is not None)
        run.kill()
        # Whoever is left holds the other ends of the pipes, which end with the last of them.
        _, told = run.communicate(timeout=60)
    assert told == b""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("harm", ["", "hang", "deaf"])
def test_a_run_that_is_told_to_end_ends_with_its_workers_in_one_line(
    texts: Path, tmp_path: Path, harm: str, number: signal.Signals
) -> None:
    if harm:
        (texts / "100.txt").write_text(poison(harm))
    with running(texts, tmp_path) as run:
        assert run.stdout is not None
        for _ in range(20):
            run.stdout.readline()
        os.killpg(run.pid, number)
        _, told = run.communicate()
    assert (run.returncode, told) == (128 + number, b"interrupted\n")
    assert (tmp_path / "out/.corpuskit/lock").read_bytes() == b""


def test_nothing_that_belongs_to_a_run_is_ever_open_to_interrupts(
    texts: Path, tmp_path: Path
) -> None:
    for place in (40, 80, 120, 160):
        (texts / f"{place:03}.txt").write_text(poison("hang"))
    with running(texts, tmp_path) as run:
        _wait_until(lambda: len(_workers(run.pid)) == 2 or run.poll() is not None)
        open_to_it = [each for each in _workers(run.pid) if not _blocks(each, signal.SIGINT)]
        os.killpg(run.pid, signal.SIGTERM)
        run.communicate()
    assert open_to_it == []


@pytest.mark.slow
def test_two_interrupts_are_as_good_as_one(texts: Path, tmp_path: Path) -> None:
    (texts / "100.txt").write_text(poison("deaf"))
    with running(texts, tmp_path) as run:
        assert run.stdout is not None
        for _ in range(20):
            run.stdout.readline()
        os.killpg(run.pid, signal.SIGINT)
        os.killpg(run.pid, signal.SIGINT)
        _, told = run.communicate()
    assert (run.returncode, told) == (130, b"interrupted\n")


@pytest.mark.slow
def test_a_script_that_does_not_guard_its_main_part_is_told_so_in_one_sentence(
    texts: Path, tmp_path: Path
) -> None:
    unguarded = RUN.partition("if __name__")[0] + "prepare_process()\nsys.exit(run_program(main))\n"
    done = finished(script(tmp_path, unguarded), texts, tmp_path / "out", "30")
    assert done.returncode == 1
    assert b"error: workers cannot be started" in done.stderr


def test_the_api_needs_no_guard(tmp_path: Path) -> None:
    fill(tmp_path / "in", a_txt="one\n")
    code = "import sys, corpuskit; print(corpuskit.convert(sys.argv[1], sys.argv[2]).documents)"
    for number, command in enumerate([("-c", code), (script(tmp_path, code),)]):
        done = finished(*command, tmp_path / "in", tmp_path / f"out{number}")
        assert (done.returncode, done.stdout, done.stderr) == (0, b"1\n", b"")


def script(folder: Path, code: str) -> Path:
    path = folder / "script.py"
    path.write_text(code.replace("{root!r}", repr(str(ROOT))))
    return path


def finished(*command: object) -> "subprocess.CompletedProcess[bytes]":
    words = [sys.executable, *map(str, command)]
    return subprocess.run(words, capture_output=True, check=False, timeout=60)  # noqa: S603 - our own


def running(texts: Path, folder: Path) -> "subprocess.Popen[bytes]":
    words = [sys.executable, script(folder, RUN), texts, folder / "out", "30"]
    return subprocess.Popen(  # noqa: S603 - our own
        [*map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _parents() -> dict[int, tuple[int, str]]:
    """Give the parent and the command of each process."""
    found: dict[int, tuple[int, str]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            _, _, rest = (path / "stat").read_text().rpartition(")")
            command = (path / "cmdline").read_text().replace("\0", " ")
            found[int(path.name)] = int(rest.split()[1]), command
    return found


def _workers(parent: int) -> list[int]:
    """Give the processes that were made of the fork server of a run."""
    everybody = _parents()
    servers = {
        each
        for each, (of, command) in everybody.items()
        if of == parent and "forkserver" in command
    }
    return [each for each, (of, _) in everybody.items() if of in servers]


def _blocks(process: int, number: signal.Signals) -> bool:
    status = Path(f"/proc/{process}/status").read_text()
    blocked = next(line for line in status.splitlines() if line.startswith("SigBlk:"))
    return bool(int(blocked.split()[1], 16) >> (number - 1) & 1)


def _kill_a_worker(parent: int) -> bool:
    for worker in _workers(parent)[:1]:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
            return True
    return False


def _wait_until(holds: Callable[[], bool]) -> None:
    while not holds():
        os.sched_yield()
