"""Whoever edits code that makes documents must not be given what the old code made."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from corpuskit.files.code import code_digest

Change = Callable[[Path], object]


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder on the path with a package, one inside it, and a module that stands alone."""
    for name, code in {
        "stranger/__init__.py": "",
        "stranger/writing.py": "one = 1\n",
        "stranger/inner/__init__.py": "",
        "stranger/data.toml": "a = 1\n",
        "lonely.py": "two = 2\n",
        "helper.py": "three = 3\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name in [each for each in sys.modules if each.startswith(("stranger", "lonely", "helper"))]:
        del sys.modules[name]


def test_the_same_code_has_the_same_digest_whatever_the_order(modules: Path) -> None:
    assert code_digest(["stranger", "lonely"]) == code_digest(["lonely", "stranger", "lonely"])


def test_the_core_always_counts(modules: Path) -> None:
    assert code_digest([]) == code_digest(["corpuskit"]) == code_digest(["corpuskit.model"])
    assert code_digest([]) != code_digest(["lonely"])


@pytest.mark.parametrize("name", ["stranger", "stranger.writing", "stranger.inner"])
@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "stranger/writing.py").write_text("one = 2\n"),
        lambda folder: (folder / "stranger/data.toml").write_text("a = 2\n"),
        lambda folder: (folder / "stranger/inner/new.py").write_text(""),
        lambda folder: (folder / "stranger/writing.py").rename(folder / "stranger/other.py"),
        lambda folder: (folder / "stranger/data.toml").unlink(),
    ],
)
def test_every_change_in_the_package_of_a_module_counts(
    modules: Path, name: str, change: Change
) -> None:
    before = code_digest([name])
    change(modules)
    assert code_digest([name]) != before


def test_a_file_that_moves_within_its_package_counts(modules: Path) -> None:
    before = code_digest(["stranger"])
    (modules / "stranger/writing.py").rename(modules / "stranger/inner/writing.py")
    assert code_digest(["stranger"]) != before


def test_a_module_alone_counts_by_its_file_and_not_by_its_neighbours(modules: Path) -> None:
    before = code_digest(["lonely"])
    (modules / "helper.py").write_text("three = 4\n")
    assert code_digest(["lonely"]) == before
    (modules / "lonely.py").write_text("two = 3\n")
    assert code_digest(["lonely"]) != before


def test_what_python_compiles_beside_it_does_not_count(modules: Path) -> None:
    before = code_digest(["stranger"])
    cache = modules / "stranger/__pycache__"
    cache.mkdir(exist_ok=True)
    (cache / "writing.cpython-311.pyc").write_bytes(b"compiled")
    assert code_digest(["stranger"]) == before


def test_what_python_is_about_to_compile_does_not_count(modules: Path) -> None:
    before = code_digest(["stranger"])
    cache = modules / "stranger/__pycache__"
    cache.mkdir(exist_ok=True)
    (cache / "writing.cpython-311.pyc.139872").write_bytes(b"half compi")
    assert code_digest(["stranger"]) == before


def test_links_that_lead_nowhere_and_pipes_are_passed_over(modules: Path) -> None:
    before = code_digest(["stranger"])
    (modules / "stranger/link").symlink_to("nowhere")
    assert code_digest(["stranger"]) == before


def test_code_that_was_typed_in_is_never_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typed", ModuleType("typed"))
    assert code_digest(["typed"]) == ""


def test_a_module_that_is_compiled_into_python_has_no_code(modules: Path) -> None:
    assert code_digest(["builtins"]) == ""


def test_each_file_is_read_once(modules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    read_bytes = Path.read_bytes

    def counted(path: Path) -> bytes:
        read.append(path)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    code_digest(["stranger.writing", "stranger.inner", "lonely"])
    assert len(read) == len(set(read))
