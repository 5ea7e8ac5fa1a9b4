"""Whole runs as processes of their own: `corpuskit convert`, and the floor it is compared with.

What a run writes is thrown away when it has been measured.
"""

import os
import sys
import tempfile
from pathlib import Path

from measuring import Cost, measure

HERE = Path(__file__).parent
CORPUSKIT = (sys.executable, "-m", "corpuskit")
ALL_CORES = 0
"""Instead of a number of workers: as many as `corpuskit convert` takes by itself."""


def convert(given: Path, to: str = "json", workers: int = ALL_CORES) -> Cost:
    """Convert a file or folder; raises SystemExit when anything is refused."""
    asked = ["-j", str(workers)] if workers else []
    with tempfile.TemporaryDirectory() as folder:
        output = f"--output={folder}/out"
        return measure([*CORPUSKIT, "convert", str(given), "--quiet", f"--to={to}", output, *asked])


def floor(pages: Path) -> Cost:
    """Read, decode, compose and write the same pages in one loop."""
    with tempfile.TemporaryDirectory() as folder:
        script = str(HERE / "floor.py")
        return measure([sys.executable, script, str(pages), f"{folder}/floor.jsonl"])


def available_cores() -> int:
    """Give how many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
