"""The same pages in the forms that tools read: text files, HTML files, one file of JSON lines.

The lines of each page are paragraphs of HTML, as for `quality`, and one field of JSON.
"""

from pathlib import Path
from typing import NamedTuple

import orjson

from pages import make_page, sentences, write_pages
from quality.peers import as_html
from scaling.section import PAGE_SIZE


class Forms(NamedTuple):
    """Where the forms stand: two folders and one file in a third."""

    text: Path
    html: Path
    lines: Path


def forms_in(folder: Path) -> Forms:
    """Give the places of the forms below a folder."""
    return Forms(folder / "text", folder / "html", folder / "lines")


def text_pages(folder: Path, count: int) -> Path:
    """Write so many pages as text files into a new folder below this one, and give it."""
    target = folder / f"pages-{count}"
    if not target.exists():
        write_pages(target, count, PAGE_SIZE)
    return target


def write_forms(folder: Path, count: int) -> Forms:
    """Write so many pages in all forms."""
    known, forms = sentences(), forms_in(folder)
    write_pages(forms.text, count, PAGE_SIZE)
    forms.lines.mkdir(parents=True)
    with (forms.lines / "pages.jsonl").open("wb") as stream:
        for number in range(count):
            text = make_page(number, known, PAGE_SIZE)
            stream.write(orjson.dumps({"id": f"{number:06}", "text": text}) + b"\n")
            _write_html(forms.html / f"{number // 100:04}" / f"{number:06}.html", text)
    return forms


def _write_html(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [line for line in text.split("\n") if line.strip()]
    path.write_text(as_html(lines, "vi"), "utf-8")
