"""Scripts that ask for workers where there can be none: the answer says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
BEGINNING = f"""
import multiprocessing, sys, threading
from corpuskit import ConversionOptions, RecordExporter, Running, convert

class Lines(RecordExporter):
    name, suffix, summary = "lines", ".txt", "made for a test"

    def __init__(self, held=None):
        self.held = held

    def encode(self, document):
        return document.text.encode()

def converted(format="json"):
    options = ConversionOptions(running=Running(workers=2))
    return convert({str(SEEDS)!r}, sys.argv[1], format, options).exit_code
"""
SCRIPTS = {
    "converted()": "workers cannot be started: each of them imports the script that asks for them;"
    ' put the call below if __name__ == "__main__":',
    "if __name__ == '__main__':\n    multiprocessing.Pool(1).apply(converted)": "no workers can be"
    " started in a worker of multiprocessing.Pool, or in another daemonic process",
    "if __name__ == '__main__':\n    converted(Lines(lambda: 1))": "exporter 'lines' cannot be sent"
    " to another process: ",
    "if __name__ == '__main__':\n    converted(Lines(threading.Lock()))": "without locks,"
    " open files and lambdas in them, or set workers to 0",
}


@pytest.mark.parametrize("end", SCRIPTS)
def test_a_script_that_cannot_have_workers_is_told_why_and_what_to_do(
    tmp_path: Path, end: str
) -> None:
    script = tmp_path / "script.py"
    script.write_text(BEGINNING + end)
    done = subprocess.run(  # noqa: S603  # the script is the test's own
        [sys.executable, script, tmp_path / "out"],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert SCRIPTS[end] in done.stderr.splitlines()[-1]
