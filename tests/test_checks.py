"""The static checks are part of the test run: types, style, import contracts."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BESIDE_PYTHON = str(Path(sys.executable).parent)
CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "import contracts": ["lint-imports"],
}


@pytest.mark.slow
@pytest.mark.parametrize("command", CHECKS.values(), ids=CHECKS)
def test_the_checkout_passes(command: list[str]) -> None:
    program = shutil.which(command[0], path=BESIDE_PYTHON)
    assert program, f"{command[0]} is not installed; run pip install -e '.[test]'"
    done = subprocess.run(  # noqa: S603 - the checks are those above
        [program, *command[1:]], cwd=ROOT, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


OPENERS = {
    "open", "fdopen", "read_bytes", "read_text", "scandir", "walk", "write_bytes", "write_text",
}  # fmt: skip
MAY_OPEN = {"files", "languages", "weights"}
"""The packages of the core that may touch the disk; packs and weights read their own data."""


def test_only_the_files_package_opens_anything() -> None:
    core = ROOT / "corpuskit"
    calls = {
        f"{path.relative_to(core)}: {name}"
        for path in core.rglob("*.py")
        if path.relative_to(core).parts[0] not in MAY_OPEN
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and (name := getattr(node.func, "attr", getattr(node.func, "id", ""))) in OPENERS
    }
    assert calls == set()


def test_no_work_is_left_for_later() -> None:
    words = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error"]
    files = [*ROOT.glob("corpuskit/**/*.py"), *ROOT.glob("plugins/**/*.py")]
    left = [f"{path.name}: {word}" for path in files for word in words if word in path.read_text()]
    assert left == []


def test_no_document_says_to_install_the_strangers_package() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("*/*.md"), *ROOT.glob("*/*/*.md")]
    wrong = "pip install " + "corpuskit"
    assert [page.name for page in pages if f"{wrong}\n" in page.read_text("utf-8")] == []
