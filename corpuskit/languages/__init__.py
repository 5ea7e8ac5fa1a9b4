"""The language packs that ship with the core: folders of TOML, data only.

A folder here is a pack; adding one, or a file to one, needs no code.
"""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from corpuskit.hookspecs import hookimpl
from corpuskit.language import LanguagePack, parse_pack


@hookimpl
def corpuskit_language_packs() -> Iterable[LanguagePack]:
    """Offer the packs of all folders, in the order of their names."""
    folders = sorted(files(__name__).iterdir(), key=_name)
    texts = (_toml_texts(folder) for folder in folders if folder.is_dir())
    return tuple(parse_pack(pack) for pack in texts if pack)


def _toml_texts(folder: Traversable) -> dict[str, str]:
    tables = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    return {
        f"{folder.name}/{file.name}": file.read_text(encoding="utf-8")
        for file in sorted(tables, key=_name)
    }


def _name(entry: Traversable) -> str:
    return entry.name
