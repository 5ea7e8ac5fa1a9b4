"""The exporter in examples/corpuskit-vertical, used as a stranger's distribution would be."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "corpuskit-vertical"
PROJECT: dict[str, Any] = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Write what an installer writes for the example, and give the folder for `sys.path`."""
    info = tmp_path / "site" / "corpuskit_export_vertical-0.1.0.dist-info"
    info.mkdir(parents=True)
    head = f"Metadata-Version: 2.1\nName: {PROJECT['name']}\nVersion: {PROJECT['version']}\n"
    (info / "METADATA").write_text(head, "utf-8")
    groups = PROJECT["entry-points"].items()
    lines = [f"[{group}]\n{name} = {at}\n" for group, all_ in groups for name, at in all_.items()]
    (info / "entry_points.txt").write_text("".join(lines), "utf-8")
    return info.parent


def run(arguments: list[str], path: list[Path]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
    return subprocess.run(  # noqa: S603  # this interpreter, constant arguments
        [sys.executable, "-m", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=EXAMPLE,
    )


def test_the_example_passes_its_own_tests() -> None:
    done = run(["pytest", "-q", "-p", "no:cacheprovider"], [EXAMPLE])
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("options", "first_line"),
    [
        ([], "<!-- Tokens are cut at white space and punctuation"),
        (["--vertical-flavour", "sketch"], '<doc id="'),
    ],
)
def test_the_format_is_found_by_its_entry_point(
    installed: Path, tmp_path: Path, options: list[str], first_line: str
) -> None:
    output = tmp_path / "out"
    command = ["corpuskit", "convert", str(ROOT / "seeds"), "-o", str(output), "--to", "vertical"]
    done = run([*command, *options], [installed, EXAMPLE])
    assert done.returncode == 0, done.stderr
    vertical = (output / "vertical" / "corpus.vert").read_text("utf-8")
    assert vertical.startswith(first_line)
    assert vertical.count(' id="') == 5


def test_the_example_depends_on_the_distribution_and_not_on_its_namesake() -> None:
    names = [requirement.split(">")[0] for requirement in PROJECT["dependencies"]]
    assert names == ["corpuskit-core"]
