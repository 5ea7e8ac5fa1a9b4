"""What one process of another tool does: HTML files of a folder to one file of JSON lines.

    python benchmarks/extracting.py TOOL FOLDER OUTPUT

TOOL is "justext", "resiliparse" or "trafilatura", with its defaults. Nothing else is done around
it: each file is read, decoded, extracted and written, and what the tool does not keep is gone.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

import orjson

Extract = Callable[[str], str | None]


def justext() -> Extract:
    """Make jusText with its list of Vietnamese words."""
    module: Any = import_module("justext")
    words = module.get_stoplist("Vietnamese")

    def extract(page: str) -> str:
        paragraphs = module.justext(page, words)
        return "\n".join(each.text for each in paragraphs if not each.is_boilerplate)

    return extract


def resiliparse() -> Extract:
    """Make Resiliparse's extraction of main content."""
    extract: Any = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda page: str(extract(page, main_content=True))


def trafilatura() -> Extract:
    """Make trafilatura."""
    extract: Extract = import_module("trafilatura").extract
    return extract


TOOLS: Mapping[str, Callable[[], Extract]] = MappingProxyType(
    {"justext": justext, "resiliparse": resiliparse, "trafilatura": trafilatura}
)
"""The tools by the names of their packages."""


def extract_folder(extract: Extract, folder: Path, output: Path) -> int:
    """Write one JSON line for each HTML file below a folder, and give how many."""
    count = 0
    with output.open("wb") as stream:
        for path in sorted(folder.rglob("*.html")):
            text = extract(path.read_bytes().decode("utf-8", "replace")) or ""
            stream.write(orjson.dumps({"id": path.stem, "text": text}) + b"\n")
            count += 1
    return count


if __name__ == "__main__":
    extract_folder(TOOLS[sys.argv[1]](), Path(sys.argv[2]), Path(sys.argv[3]))
