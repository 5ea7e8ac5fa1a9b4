import inspect
import re
from pathlib import Path
from typing import Any

import pytest

from corpuskit import hookspecs
from corpuskit.loading import plugins
from corpuskit.loading.entries import GROUPS
from corpuskit.loading.options import exporter_options
from corpuskit.testing import check_exporter
from tests.strangers import install, run_corpuskit

ROOT = Path(__file__).parents[1]
MANUAL = (ROOT / "plugins" / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
PYTHON = FENCE.findall(MANUAL)
LINES, COLUMNS, CHECK = PYTHON
HOOKS = sorted(name for name in vars(hookspecs) if name.startswith("corpuskit_"))


@pytest.mark.parametrize("hook", HOOKS)
def test_the_manual_has_each_hook_with_its_signature(hook: str) -> None:
    signature = inspect.signature(getattr(hookspecs, hook))
    assert f"### `{hook}{signature}`".replace("'", "") in MANUAL


def test_the_manual_has_no_hook_that_is_gone() -> None:
    assert sorted(re.findall(r"^### `(corpuskit_\w+)\(", MANUAL, re.MULTILINE)) == HOOKS


def test_every_hook_has_a_group_that_the_manual_names() -> None:
    assert {kind.hook for kind in plugins.KINDS.values()} == {*HOOKS}
    assert [group for group in GROUPS if f"Group `{group}`" not in MANUAL] == []


def test_the_exporter_of_the_manual_is_short_and_stands_in_the_readme_too() -> None:
    assert len([line for line in LINES.splitlines() if line.strip()]) <= 20
    assert LINES in FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8"))


def test_the_exporter_of_the_manual_works_when_installed(tmp_path: Path) -> None:
    entry = re.search(r'"corpuskit\.exporters"\]\n(.+)\n', MANUAL)
    command = re.search(r"^\$ corpuskit (.+)$", MANUAL, re.MULTILINE)
    assert entry
    assert command
    exporters = entry[1].replace('"', "")
    install(tmp_path, "corpuskit-export-lines", {"exporters": exporters}, corpuskit_lines=LINES)
    places = {"seeds": str(ROOT / "seeds"), "corpus": str(tmp_path / "out")}
    words = [places.get(word, word) for word in command[1].split()]
    done = run_corpuskit(*words, beside=tmp_path)
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "out" / "lines" / "corpus.txt").read_text(encoding="utf-8")
    assert "\ntitle\tHội nghị sơ kết giữa nhiệm kỳ" in written


def test_the_exporters_of_the_manual_keep_their_promises() -> None:
    check_exporter(run(LINES)["LinesExporter"]())
    check_exporter(run(COLUMNS)["ColumnsExporter"]())
    run(LINES + CHECK)["test_lines_keep_their_promises"]()


def test_the_options_of_the_manual_are_those_it_says() -> None:
    exporter = run(COLUMNS)["ColumnsExporter"]()
    for option in exporter_options(exporter):
        usage = option.usage.replace(" | ", "`, with\n`")
        assert f"`{usage}`" in MANUAL


def run(code: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": __name__}
    exec(code, names)  # noqa: S102  # the manual is ours
    return names


def test_the_manual_imports_public_names_only() -> None:
    modules = set(re.findall(r"^from (corpuskit[\w.]*) import", "\n".join(PYTHON), re.MULTILINE))
    assert modules <= {"corpuskit", "corpuskit.testing"}
