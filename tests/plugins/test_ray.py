"""The engine "ray", on a cluster of two nodes and on one that it starts itself."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpuskit import RunFailed
from corpuskit.loading.plugins import find_plugins
from tests.ray_nodes import Nodes, moody_plugin, two_nodes
from tests.run_fakes import tree

pytestmark = pytest.mark.xdist_group("ray")
"""Ray keeps one address for a machine, so these tests must not run beside each other."""
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
PAGES = 300
DONE = re.compile(r"\d+/21 ")
FORMATS = ("--to", "json", "--to", "tei", "--to", "csv")


@pytest.fixture(scope="module")
def lib(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return moody_plugin(tmp_path_factory.mktemp("lib"))


@pytest.fixture(scope="module")
def nodes(lib: Path) -> Iterator[Nodes]:
    with two_nodes(lib) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample pages, 300 more that are made of them, an archive and a table."""
    folder = tmp_path_factory.mktemp("pages")
    texts = [path.read_text("utf-8") for path in SEEDS]
    for path in SEEDS:
        (folder / path.name).write_bytes(path.read_bytes())
    made = [f"Bản tin số {n}\n\n{texts[n % 5][n:]}" for n in range(PAGES)]
    for number, text in enumerate(made):
        (folder / f"page-{number:03}.txt").write_text(text, "utf-8")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        for number in range(40):
            archive.writestr(f"{number}.txt", f"{texts[number % 5]}\n\n{number}\n")
    rows = [{"id": str(n), "text": f"{texts[n % 5]}\n\n{n}\n"} for n in range(40)]
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (folder / "rows.jsonl").write_text("".join(lines), "utf-8")
    return folder


def command(lib: Path, *words: str | Path) -> dict[str, Any]:
    """Give what `subprocess` needs to run the command with a plugin beside it."""
    return {
        "args": [sys.executable, "-W", "error", "-m", "corpuskit", *map(str, words)],
        "env": {**os.environ, "PYTHONPATH": str(lib), "PYTHONUTF8": "1", "NO_COLOR": "1"},
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "text": True,
    }


def convert(lib: Path, pages: Path, out: Path, *words: str | Path) -> Any:
    whole = command(lib, "convert", pages, "-o", out, *FORMATS, *words)
    return subprocess.run(**whole, check=False, timeout=300)


def run_script(script: str, folder: Path) -> Any:
    """Run a Python script with a new folder as its argument."""
    (folder / "script.py").write_text(script, "utf-8")
    (folder / "place").mkdir()
    environ = {**os.environ, "RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0"}
    return subprocess.run(  # noqa: S603  # our own script
        [sys.executable, folder / "script.py", folder / "place"],
        env=environ, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def on_the_cluster(nodes: Nodes, slots: int = 2) -> tuple[str, ...]:
    return ("--engine", "ray", "--ray-address", nodes.address, "-j", str(slots))


def moody(folder: Path, mood: str, place: Path) -> Path:
    """Make pages, one of which does harm."""
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(f"Trang {number}.\n", "utf-8")
    (folder / "07.moody").write_text(f"{mood} {place}\n\nNội dung của bài.\n", "utf-8")
    return folder


@pytest.mark.slow
def test_two_nodes_write_the_bytes_of_one_machine(
    nodes: Nodes, lib: Path, pages: Path, tmp_path: Path
) -> None:
    alone = convert(lib, pages, tmp_path / "alone", "-q", "-j", "1")
    together = convert(lib, pages, tmp_path / "ray", "-q", *on_the_cluster(nodes))
    assert (alone.returncode, alone.stderr) == (0, "")
    assert (together.returncode, together.stdout, together.stderr) == (0, "", "")
    assert tree(tmp_path / "ray") == tree(tmp_path / "alone")


@pytest.mark.slow
def test_ray_started_for_the_run_writes_the_same_bytes_and_leaves_nothing(
    lib: Path, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = Path(tempfile.mkdtemp(prefix="t"))  # a short path, since sockets stand in it
    monkeypatch.setenv("TMPDIR", str(scratch))
    alone = convert(lib, pages, tmp_path / "alone", "-q", "-j", "1")
    started = convert(lib, pages, tmp_path / "ray", "-q", "-j", "2", "--engine", "ray")
    scratch.rmdir()  # which fails when anything is left in it
    assert (alone.returncode, started.returncode) == (0, 0)
    assert (started.stdout, started.stderr) == ("", "")
    assert tree(tmp_path / "ray") == tree(tmp_path / "alone")


@pytest.mark.slow
def test_a_profile_learned_on_two_nodes_is_that_of_one_machine(
    nodes: Nodes, lib: Path, pages: Path, tmp_path: Path
) -> None:
    for name, words in (("alone", ("-j", "1")), ("ray", on_the_cluster(nodes))):
        whole = command(lib, "learn", pages, "-q", "-o", tmp_path / name, "--site", "a", *words)
        done = subprocess.run(**whole, check=False, timeout=300)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "ray").read_bytes() == (tmp_path / "alone").read_bytes()


@pytest.mark.slow
def test_a_worker_that_dies_once_costs_nothing(nodes: Nodes, lib: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    pages = moody(tmp_path / "in", "kill_once", tmp_path)
    done = convert(lib, pages, tmp_path / "ray", "-q", *on_the_cluster(nodes))
    assert (tmp_path / "killed").exists()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert convert(lib, pages, tmp_path / "alone", "-q", "-j", "1").returncode == 0
    assert tree(tmp_path / "ray") == tree(tmp_path / "alone")


@pytest.mark.slow
@pytest.mark.parametrize(("mood", "cause"), [("kill", "worker died"), ("hang", "longer than 5 s")])
def test_a_document_that_harms_every_worker_is_refused_and_the_others_are_converted(
    nodes: Nodes, lib: Path, tmp_path: Path, mood: str, cause: str
) -> None:
    (tmp_path / "in").mkdir()
    pages = moody(tmp_path / "in", mood, tmp_path)
    words = ("-q", "--deadline", "5", *on_the_cluster(nodes))
    done = convert(lib, pages, tmp_path / "ray", *words)
    assert (done.returncode, done.stdout) == (3, "")
    (told,) = done.stderr.splitlines()
    assert told.startswith(f"07.moody: {cause};")
    (pages / "07.moody").unlink()
    assert convert(lib, pages, tmp_path / "alone", "-q", "-j", "1").returncode == 0
    corpora = [tree(tmp_path / out / "json") for out in ("ray", "alone")]
    assert corpora[0] == corpora[1]


@pytest.mark.slow
def test_the_time_that_a_document_waits_for_a_free_node_is_not_its_own(
    nodes: Nodes, lib: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    for number in range(16):
        page = tmp_path / "in" / f"{number:02}.moody"
        page.write_text(f"doze\n\nTrang {number}.\n", "utf-8")
    words = ("-q", "--deadline", "10", *on_the_cluster(nodes, 16))
    done = convert(lib, tmp_path / "in", tmp_path / "ray", *words)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_a_node_that_is_removed_in_the_middle_costs_nothing(
    nodes: Nodes, lib: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    for number in range(60):
        page = tmp_path / "in" / f"{number:02}.moody"
        page.write_text(f"stay_on_the_doomed_node {tmp_path}\n\nTrang {number}.\n", "utf-8")
    assert convert(lib, tmp_path / "in", tmp_path / "alone", "-q", "-j", "1").returncode == 0
    doomed = nodes.add()
    (tmp_path / "doomed").write_text(doomed.node_id)
    words = ("--deadline", "300", *on_the_cluster(nodes, 3))
    whole = command(lib, "convert", tmp_path / "in", "-o", tmp_path / "ray", *FORMATS, "-q", *words)
    with subprocess.Popen(**whole) as run:
        try:
            wait_until((tmp_path / "taken").exists, run)
        finally:
            nodes.remove(doomed)
        stdout, stderr = run.communicate(timeout=300)
    assert (run.returncode, stdout, stderr) == (0, "", "")
    assert tree(tmp_path / "ray") == tree(tmp_path / "alone")


@pytest.mark.slow
def test_a_cluster_with_another_installation_ends_the_run_in_one_line(
    nodes: Nodes, pages: Path, tmp_path: Path
) -> None:
    done = convert(tmp_path, pages, tmp_path / "ray", "-q", *on_the_cluster(nodes))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: worker on ")
    assert done.stderr.count("\n") == 1, done.stderr
    cause = "another installation: ck-moody is 1.0 there and missing where the run began;"
    assert cause in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_told_to_end_stops_the_ray_that_it_started(
    lib: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    (tmp_path / "in").mkdir()
    pages = moody(tmp_path / "in", "hang", tmp_path)
    words = ("-v", "-j", "2", "--engine", "ray", "--deadline", "300")
    whole = command(lib, "convert", pages, "-o", tmp_path / "ray", *words)
    with subprocess.Popen(**whole, start_new_session=True) as run:
        assert run.stderr
        assert run.stderr.readline().startswith("1/21 00.txt")
        os.killpg(run.pid, number)  # as the terminal does
        stdout, stderr = run.communicate(timeout=60)
    told = [line for line in stderr.splitlines() if not DONE.match(line)]
    assert (run.returncode, stdout, told) == (code, "", ["interrupted"])
    wait_until(lambda: not processes_of_session(run.pid))


FAILING_TOGETHER = """
import sys
import time
from pathlib import Path

from corpuskit import RunFailed
from corpuskit.loading.plugins import find_plugins

PLACE = Path(sys.argv[1])

class Work:
    def __call__(self, task):
        (PLACE / str(task)).touch()
        raise RunFailed("told to end")

with find_plugins({}).engine("ray").start(Work(), 2) as workers:
    for number in range(4):
        workers.submit(number, number, 60.0)
    while len([*PLACE.iterdir()]) < 4:
        time.sleep(0.05)
    try:
        workers.wait()
    except RunFailed as error:
        print(error)
"""


@pytest.mark.slow
def test_tasks_that_fail_together_are_told_of_once(tmp_path: Path) -> None:
    done = run_script(FAILING_TOGETHER, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "told to end\n", "")


SCRIPT = """
import os
import signal
import sys

import ray
from corpuskit import Failed, RunFailed
from corpuskit.loading.plugins import find_plugins

class Work:
    def __call__(self, task):
        if task == "bug":
            raise ZeroDivisionError("a bug")
        if task == "end":
            raise RunFailed("told to end")
        if task == "exit":
            sys.exit(7)
        return task * 2

handler = signal.getsignal(signal.SIGTERM)
ray.init(address="local", num_cpus=2, include_dashboard=False, logging_level="ERROR")
ours = signal.getsignal(signal.SIGTERM)
with find_plugins({}).engine("ray").start(Work(), 2) as workers:
    for number in range(20):
        workers.submit(number, number, 60.0)
    ended = dict(workers.wait() for _ in range(20))
    assert ended == {number: number * 2 for number in range(20)}, ended
    for task in ("bug", "end"):
        workers.submit(21, task, 60.0)
        try:
            workers.wait()
        except RunFailed as error:
            print(error)
    workers.submit(22, "exit", 60.0)
    print(workers.wait())
    workers.submit(23, "still at work", 60.0)
assert ray.is_initialized()
assert signal.getsignal(signal.SIGTERM) is ours
"""


@pytest.mark.slow
def test_the_session_of_a_script_is_used_and_left_as_it_was(tmp_path: Path) -> None:
    done = run_script(SCRIPT, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "internal error in a worker: ZeroDivisionError: a bug",
        "told to end",
        "Ended(number=22, result=Failed(cause='worker ended by SystemExit'))",
    ]


def test_without_ray_the_engine_says_what_to_install(
    lib: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ray.py").write_text("raise ModuleNotFoundError('no', name='ray')")
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    done = convert(tmp_path, SEEDS[0], tmp_path / "out", "--engine", "ray")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: engine 'ray' cannot be used: ray is not installed;"
        " run pip install '.[ray]' in the checkout of corpuskit\n"
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("127.0.0.1:1", "no Ray cluster answers at 127.0.0.1:1: [Errno"),
        ("ray://head:10001", "options of engine 'ray': the address cannot be 'ray://head:10001'"),
        ("head", "options of engine 'ray': the address cannot be 'head'"),
    ],
)
def test_an_address_without_a_cluster_is_wrong_usage_and_nothing_is_touched(
    lib: Path, tmp_path: Path, address: str, told: str
) -> None:
    words = ("--engine", "ray", "--ray-address", address)
    done = convert(lib, SEEDS[0], tmp_path / "out", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {told}")
    assert not (tmp_path / "out").exists()


def test_the_engine_is_found_by_its_entry_point_and_loads_no_ray() -> None:
    code = (
        "import sys; from corpuskit.loading.plugins import find_plugins;"
        "print(find_plugins({}).engine('ray').name, 'ray' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own words
    assert done.stdout == "ray False\n"


def test_another_version_is_named_with_both_sides() -> None:
    from corpuskit_ray.tasks import (  # noqa: PLC0415  # loads Ray
        check_versions,
        installed_versions,
    )

    ours = dict(installed_versions())
    check_versions(tuple(ours.items()))
    assert {"Python", "corpuskit", "corpuskit-core"} <= {*ours}
    other = {**ours, "Python": "3.9.1"}
    with pytest.raises(RunFailed, match=r"Python is 3\.1\d.* there and 3\.9\.1 where the run"):
        check_versions(tuple(other.items()))


def test_without_an_address_the_cores_are_those_of_this_machine() -> None:
    engines = find_plugins({})
    assert engines.engine("ray").cores() == engines.engine("processes").cores()


def wait_until(holds: Any, run: subprocess.Popen[str] | None = None) -> None:
    """Wait until something holds; what never does is a failure after two minutes."""
    until = time.monotonic() + 120
    while not holds():
        assert run is None or run.poll() is None, run.communicate()
        assert time.monotonic() < until
        time.sleep(0.05)


def processes_of_session(session: int) -> list[int]:
    """Give the processes that are left of a session, by number."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            number = int(folder.name)
            if os.getsid(number) == session:
                found.append(number)
        except ProcessLookupError:
            continue
    return found
