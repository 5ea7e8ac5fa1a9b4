"""The code that makes documents, as a digest: who edits a plugin must not be given old work."""

import hashlib
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

OWN = "corpuskit"


def code_digest(names: Iterable[str]) -> str:
    """Give the SHA-256 of all files of the packages that these modules belong to, and the core's.

    A module outside any package counts by its own file. "" when the code of one cannot be found,
    as for what is typed into an interpreter: then nobody can say that two are the same.
    """
    found = hashlib.sha256(f"{sys.version_info[:2]} {unicodedata.unidata_version}".encode())
    for module in _modules({OWN, *names}):
        file = getattr(module, "__file__", None)
        if not file:
            return ""
        for path in _files(Path(file)):
            data = path.read_bytes()
            name = path.relative_to(Path(file).parent).as_posix()
            found.update(f"{name} {len(data)}\n".encode())
            found.update(data)
    return found.hexdigest()


def _modules(names: Iterable[str]) -> list[ModuleType]:
    return [import_module(name) for name in sorted({_package(name) for name in names})]


def _package(name: str) -> str:
    """Give the package that a module belongs to, or the module when it stands by itself."""
    top = name.partition(".")[0]
    return top if getattr(import_module(top), "__file__", None) else name


def _files(file: Path) -> Iterator[Path]:
    if file.name != "__init__.py":
        yield file
        return
    for path in sorted(file.parent.rglob("*")):
        if "__pycache__" not in path.parts and path.is_file():
            yield path
