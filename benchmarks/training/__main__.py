"""Run it from the checkout: python benchmarks/training FOLDER [FILE]."""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # so that the package has its name

from training.cli import main  # noqa: E402 - found by the line above

main()
