"""Every command of README is run, and prints what README says it prints."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.strangers import install, run_corpuskit

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONSOLE = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
SETUP = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
PYTHON = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
TOML = re.findall(r"^```toml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def sessions() -> list[tuple[str, str]]:
    """Give each command with what it prints, in order."""
    return [
        (command, printed)
        for block in CONSOLE
        for command, printed in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]


def run(command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environ = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", **more}
    return subprocess.run(  # noqa: S602 - the commands are README's own
        command, shell=True, cwd=folder, env=environ, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip


def test_the_sessions_print_what_readme_shows(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shown = [(command, run(command, tmp_path).stdout) for command, _ in sessions()]
    assert shown == sessions()


def test_readme_shows_the_main_commands() -> None:
    commands = [command.split()[1] for command, _ in sessions() if command.startswith("corpuskit ")]
    assert {"convert", "inspect", "restore"} <= set(commands)


def test_the_example_in_python_prints_a_line_for_each_block(tmp_path: Path) -> None:
    script = tmp_path / "example.py"
    script.write_text(PYTHON[0], "utf-8")
    assert run(f"python {script}", tmp_path).stdout == (
        "paragraph paragraph.default Quang cảnh hội nghị và các đại biểu về dự.\n"
        "blank blank \n"
        "chrome chrome.phrase In trang này\n"
    )


def test_the_exporter_of_readme_works_as_a_plugin(tmp_path: Path) -> None:
    entry = re.fullmatch(
        r'\[project.entry-points."corpuskit.exporters"\]\n(\w+) = "(\w+)"\n', TOML[0]
    )
    assert entry
    point = {"exporters": f"{entry[1]} = {entry[2]}"}
    beside = install(tmp_path, "corpuskit-export-lines", point, **{entry[2]: PYTHON[1]})
    page = tmp_path / "page.txt"
    page.write_text("Các đại biểu về dự hội nghị.\n\nIn trang này\n", "utf-8")
    done = run_corpuskit("convert", page, "--to", entry[1], "--quiet", beside=beside)
    assert (done.stdout, done.returncode) == ("paragraph\tCác đại biểu về dự hội nghị.\n", 0)


def test_readme_names_every_exit_code_of_the_program() -> None:
    help_text = run("corpuskit --help", ROOT).stdout
    in_help = re.findall(r"^ +(\d+)  ", help_text, re.MULTILINE)
    in_readme = re.findall(r"^\| (\d+) \|", README, re.MULTILINE)
    assert in_readme == in_help


def named_in_table(head: str) -> list[str]:
    """Give the names in the first column of the table whose first column has that head."""
    table = README.partition(f"\n| {head} |")[2].partition("\n\n")[0]
    firsts = re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
    return sorted(name for first in firsts for name in re.findall(r"`(\w+)`", first))


@pytest.mark.parametrize(
    ("head", "group"), [("format", "corpuskit.exporters"), ("reader", "corpuskit.readers")]
)
def test_readme_has_each_format_and_each_reader_that_ships_with_it(head: str, group: str) -> None:
    listed = json.loads(run("corpuskit plugins --json", ROOT).stdout)
    shipped = [
        plugin["name"]
        for plugin in listed
        if plugin["distribution"] == "corpuskit-core" and plugin["group"] == group
    ]
    assert named_in_table(head) == sorted(shipped)


@pytest.mark.slow
def test_the_first_command_works_in_an_empty_environment(tmp_path: Path) -> None:
    """The second one is what `.ci/run` does in an environment of its own."""
    checkout = tmp_path / "checkout"
    listed = run("git ls-files -z", ROOT).stdout.split("\0")
    for name in filter(None, listed):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, checkout / name)
    done = run(SETUP[0].strip(), checkout, VIRTUAL_ENV="", PYTHONPATH="")
    assert done.returncode == 0, done.stdout
