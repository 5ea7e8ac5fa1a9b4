"""Distributions of strangers, made by hand on the path, and the command run in their company."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

EXPORTER = """
from corpuskit import RecordExporter, hookimpl

class {cls}(RecordExporter):
    name, suffix, summary = "{name}", ".txt", "made for a test"

    def encode(self, document):
        return document.text.encode() + b"\\n"

@hookimpl
def corpuskit_exporters():
    return [{cls}()]
"""


def exporter_module(name: str) -> str:
    """Give a module that offers one exporter of that name."""
    return EXPORTER.format(cls="Stranger", name=name)


def install(folder: Path, name: str, entry_points: Mapping[str, str], **modules: str) -> Path:
    """Put a distribution of version 1.0 into `folder`.

    `entry_points` has lines such as "tei = stranger" by the last word of their group.
    """
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    sections = [f"[corpuskit.{group}]\n{lines}\n" for group, lines in entry_points.items()]
    (info / "entry_points.txt").write_text("\n".join(sections))
    for module, code in modules.items():
        (folder / f"{module}.py").write_text(dedent(code), encoding="utf-8")
    return folder


def run_corpuskit(
    *arguments: str | Path, beside: Path | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, with the distributions in the folder `beside`."""
    path = {"PYTHONPATH": str(beside)} if beside else {}
    return subprocess.run(  # noqa: S603  # the tests say what is run
        [sys.executable, "-W", "error", "-m", "corpuskit", *map(str, arguments)],
        env={**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", **path, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
