import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corpuskit.errors import OutputInUse
from corpuskit.runs.run import convert
from tests.run_fakes import Lines, Pages, fill, job, tree

HERE = Path(__file__).parent

CONVERT = f"""
import sys
sys.path.append({str(HERE.parents[1])!r})
from corpuskit.errors import CorpuskitError
from corpuskit.runs.run import convert
from tests.run_fakes import Lines, Pages, job
source, output = sys.argv[1:]
tell = lambda progress: print(progress.done, flush=True, file=sys.__stdout__)
try:
    convert(job(source, output, Lines(), Pages()), tell)
except CorpuskitError as error:
    sys.exit(str(error))
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number}.txt").write_text(f"text {number}\n" * 20)
    return folder


def started(*arguments: object, script: str = CONVERT) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603 - our own


def finished(*command: object, **how: Any) -> "subprocess.CompletedProcess[bytes]":
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "check": False, **how}
    return subprocess.run([sys.executable, *map(str, command)], **given)  # noqa: S603, PLW1510 - our own


@pytest.mark.parametrize(
    "packing",
    [
        (),
        pytest.param(("gz", "0"), marks=[pytest.mark.slow, pytest.mark.long]),
        pytest.param(("zst", "20"), marks=[pytest.mark.slow, pytest.mark.long]),
    ],
    ids=str,
)
@pytest.mark.parametrize("how", ["kill", "full"])
def test_a_run_that_ends_at_any_step_leaves_whole_files_and_can_be_done_again(
    tmp_path: Path, how: str, packing: tuple[str, ...]
) -> None:
    done = finished(HERE / "crash_points.py", how, tmp_path, *packing, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")
    assert int(done.stdout) > 80  # steps of a run in a new folder and in one that was filled before


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_ended_at_any_moment_can_be_done_again(
    tmp_path: Path, texts: Path, number: signal.Signals
) -> None:
    convert(job(texts, tmp_path / "fresh", Lines(), Pages()))
    expected = tree(tmp_path / "fresh")
    for attempt in range(3):
        with started(texts, tmp_path / "out") as run:
            assert run.stdout is not None
            for _ in range((1, 150, 390)[attempt]):
                run.stdout.readline()
            run.send_signal(number)
            run.communicate(timeout=20)
        torn = {name for name, data in tree(tmp_path / "out/pages").items() if data != _page(name)}
        assert torn == set()
        if number != signal.SIGKILL:
            assert not (tmp_path / "out/.corpuskit/tmp").exists()
    convert(job(texts, tmp_path / "out", Lines(), Pages()))
    assert tree(tmp_path / "out") == expected


def test_sigterm_ends_a_run_as_it_ends_any_program(tmp_path: Path, texts: Path) -> None:
    with started(texts, tmp_path / "out") as run:
        assert run.stdout is not None
        run.stdout.readline()
        run.send_signal(signal.SIGTERM)
        _, errors = run.communicate(timeout=20)
    assert (run.returncode, errors) == (-signal.SIGTERM, b"")


def test_a_second_run_on_the_same_folder_is_told_who_holds_it(tmp_path: Path, texts: Path) -> None:
    with started(texts, tmp_path / "out") as run:
        assert run.stdout is not None
        run.stdout.readline()
        run.send_signal(signal.SIGSTOP)
        with pytest.raises(OutputInUse, match=rf"in use by another run \(pid {run.pid}\)"):
            convert(job(texts, tmp_path / "out", Lines(), Pages()))
        run.send_signal(signal.SIGCONT)
        run.communicate(timeout=20)
    assert run.returncode == 0


def test_a_lock_that_a_killed_run_left_holds_nobody_up(tmp_path: Path, texts: Path) -> None:
    with started(texts, tmp_path / "out") as run:
        assert run.stdout is not None
        run.stdout.readline()
        run.kill()
    assert (tmp_path / "out/.corpuskit/lock").read_text() == str(run.pid)
    assert convert(job(texts, tmp_path / "out", Lines(), Pages())).exit_code == 0
    assert (tmp_path / "out/.corpuskit/lock").read_text() == ""


def test_sources_that_vanish_between_a_killed_run_and_the_next_leave_nothing(
    tmp_path: Path, texts: Path
) -> None:
    with started(texts, tmp_path / "out") as run:
        assert run.stdout is not None
        for _ in range(50):
            run.stdout.readline()
        run.kill()
    for path in texts.glob("1*.txt"):
        path.unlink()
    convert(job(texts, tmp_path / "out", Lines(), Pages()))
    convert(job(texts, tmp_path / "fresh", Lines(), Pages()))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_a_disk_that_takes_no_more_bytes_is_said_in_one_line(tmp_path: Path, texts: Path) -> None:
    fill(texts, z_txt="z" * 200_000)
    limit = (150_000, 150_000)
    done = finished(
        *("-c", CONVERT, texts, tmp_path / "out"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    )
    assert done.returncode == 1
    assert done.stderr.decode().endswith(
        "cannot be written: File too large; what was finished is kept, run again to complete it\n"
    )
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "out/lines").exists()
    convert(job(texts, tmp_path / "out", Lines(), Pages()))
    convert(job(texts, tmp_path / "fresh", Lines(), Pages()))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


@pytest.mark.parametrize("seed", ["0", "1"])
def test_bytes_do_not_depend_on_hash_seed_locale_or_time_zone(
    tmp_path: Path, texts: Path, seed: str
) -> None:
    environment = {"PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": f"UTC+{seed}"}
    finished("-c", CONVERT, "in", "out", cwd=tmp_path, env=environment, check=True)
    convert(job(texts, tmp_path / "fresh", Lines(), Pages()))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def _page(name: str) -> bytes:
    if name == "list.page":
        return b""
    return "\n".join([f"text {name.removesuffix('.page')}"] * 20).encode()


STDOUT = f"""
import sys
sys.path.append({str(HERE.parents[1])!r})
from corpuskit.errors import CorpuskitError
from corpuskit.runs.run import convert
from tests.run_fakes import job
try:
    convert(job(sys.argv[1], ""))
except CorpuskitError as error:
    sys.exit(str(error))
except BrokenPipeError:
    sys.exit(141)
"""


def test_a_full_standard_output_is_said_in_one_line(tmp_path: Path) -> None:
    fill(tmp_path, a_txt="one\n")
    with Path("/dev/full").open("wb") as full:
        done = finished("-c", STDOUT, tmp_path, stdout=full)
    told = b"standard output: No space left on device; name a folder with -o\n"
    assert (done.returncode, done.stderr) == (1, told)


def test_a_reader_that_goes_away_is_no_noise(tmp_path: Path) -> None:
    fill(tmp_path, a_txt="one\n" * 100_000)
    with started(tmp_path, script=STDOUT) as run:
        assert run.stdout is not None
        run.stdout.close()
        assert run.stderr is not None
        errors = run.stderr.read()
    assert (run.returncode, errors) == (141, b"")
