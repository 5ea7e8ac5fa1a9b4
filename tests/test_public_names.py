import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import corpuskit

ROOT = Path(__file__).parents[1]
INIT = ast.parse((ROOT / "corpuskit" / "__init__.py").read_text(encoding="utf-8"))


def imported_for_type_checkers() -> dict[str, str]:
    """Give each name that type checkers see, with the module that it comes from."""
    block = next(node for node in INIT.body if isinstance(node, ast.If))
    return {
        alias.name: node.module or ""
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@pytest.mark.parametrize("name", corpuskit.__all__)
def test_each_public_name_can_be_loaded(name: str) -> None:
    assert getattr(corpuskit, name) is not None


def test_type_checkers_and_the_interpreter_see_the_same_names_from_the_same_modules() -> None:
    homes = {
        name: f"corpuskit.{module}"
        for module, names in vars(corpuskit)["_HOMES"].items()
        for name in names
    }
    assert imported_for_type_checkers() == homes
    assert {*homes, "hookimpl"} == {*corpuskit.__all__} == {*dir(corpuskit)}


def test_the_manual_lists_every_public_name_and_no_other() -> None:
    manual = (ROOT / "plugins" / "README.md").read_text(encoding="utf-8")
    table = manual.split("## The public names")[1].partition("|---|---|")[2]
    assert sorted(re.findall(r"`(\w+)`", table)) == sorted(corpuskit.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'corpuskit' has no attribute 'convrt'"):
        _ = vars(corpuskit)["__getattr__"]("convrt")


def test_the_plugins_folder_uses_no_name_that_is_not_public() -> None:
    used = set()
    for path in (ROOT / "plugins").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for names in re.findall(r"^ *from corpuskit import ([\w, ]+)", text, re.MULTILINE):
            used |= {name.strip() for name in names.split(",")}
    assert used <= {*corpuskit.__all__}


def test_importing_corpuskit_for_its_marker_loads_nothing_heavy() -> None:
    code = "import sys, corpuskit; corpuskit.hookimpl; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own words
    loaded = set(done.stdout.split())
    assert loaded & {"lxml", "orjson", "msgspec", "typer", "corpuskit.model"} == set()
