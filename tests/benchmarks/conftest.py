"""Benchmarks are scripts and no part of the package, so their folder is put where imports look."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
