"""Ends a run at every step that changes a file, and looks what is left. Run by test_crashes.py.

    crash_points.py kill|full FOLDER [COMPRESSION SHARD_SIZE]

For k = 1, 2, 3 … a child process converts FOLDER/in; at its k-th step it is killed, or told that
the disk is full. Then the run is done again and must give the tree of an undisturbed run. Prints
the number of steps that were tried.
"""

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[2]))

from corpuskit.errors import CorpuskitError
from corpuskit.runs.packing import Packing
from corpuskit.runs.run import Job, convert
from tests.run_fakes import Lines, Pages, fill, job, tree

STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate"}


def main() -> None:
    how, folder = sys.argv[1], Path(sys.argv[2])
    fill(folder / "in", a_txt="one\n", b__c_txt="two\n", d_parts="p\n---\nq\n")
    fill(folder / "before", a_txt="old\n", gone_txt="old\n", b__gone_txt="old\n")
    convert(work(folder / "before", folder / "old"))
    convert(work(folder / "in", folder / "fresh"))
    steps = try_all_steps(folder, how, None) + try_all_steps(folder, how, folder / "old")
    sys.stdout.write(f"{steps}\n")


def try_all_steps(folder: Path, how: str, earlier: Path | None) -> int:
    """Try each step in a new folder, or in one that an earlier run filled with other files."""
    out, expected = folder / "out", tree(folder / "fresh")
    for step in count(1):
        shutil.rmtree(out, ignore_errors=True)
        if earlier:
            shutil.copytree(earlier, out)
        if run_until(step, how, work(folder / "in", out)):
            break
        check(folder, out, expected, step)
    return step - 1


def work(source: Path, output: Path) -> Job:
    compression, size = sys.argv[3:] or ("", "0")
    packing = Packing(compression, int(size))
    return job(source, output, Lines(), Pages(), packing=packing)


def run_until(step: int, how: str, work: Job) -> bool:
    child = os.fork()
    if child == 0:
        left = [step]
        output = os.path.realpath(work.output)

        def hook(event: str, args: tuple[Any, ...]) -> None:
            changes = event in STEPS and str(args[0]).startswith(output)
            left[0] -= changes
            if changes and left[0] == 0:
                if how == "kill":
                    os.kill(os.getpid(), signal.SIGKILL)
                raise OSError(28, "No space left on device")

        sys.addaudithook(hook)
        try:
            convert(work)
        except CorpuskitError:
            os._exit(1)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the parent must hear of it
            sys.stderr.write(f"step {step}: {error!r}\n")
            os._exit(9)
        os._exit(0 if left[0] > 0 else 2)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 9:
        raise SystemExit(f"step {step}: not a reported failure")
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


def check(folder: Path, out: Path, expected: dict[str, bytes], step: int) -> None:
    for name, data in tree(out).items() if out.exists() else ():
        old = tree(folder / "old").get(name)
        if ".corpuskit" not in name and data not in (expected.get(name), old):
            raise SystemExit(f"step {step}: {name} is torn: {data!r}")
    convert(work(folder / "in", out))
    if tree(out) != expected:
        raise SystemExit(f"step {step}: {sorted(tree(out))} is not {sorted(expected)}")


if __name__ == "__main__":
    main()
