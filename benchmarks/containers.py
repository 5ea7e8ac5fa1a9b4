"""The same pages in every form that a reader takes, each in a folder of its own.

    python benchmarks/containers.py FOLDER COUNT

What was written stands in FOLDER/forms.json: for each form its folder and the bytes of its pages.
"""

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from corpuskit.loading.plugins import find_plugins
from html_pages import html_page
from pages import make_page, sentences

INDEX = "forms.json"
DATE = "2023-05-18T08:00:00Z"
WARC_HEAD = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: {date}\r\n"
    "WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
    "Content-Length: {length}\r\n\r\n"
)
HTTP_HEAD = (
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n"
)


class Page(NamedTuple):
    """A generated page, as text and as HTML."""

    number: int
    text: str
    html: str

    @property
    def stem(self) -> str:
        """The name of its file without a suffix."""
        return f"{self.number // 100:04}/{self.number:06}"

    @property
    def url(self) -> str:
        """Its address."""
        return f"https://news.example/tin/{self.number}.html"


def make_pages(count: int) -> list[Page]:
    """Generate so many pages, the same every time."""
    known = sentences()
    texts = (make_page(number, known) for number in range(count))
    return [Page(at, text, html_page(at, text, known)) for at, text in enumerate(texts)]


def _text_files(folder: Path, pages: Iterable[Page]) -> None:
    _files(folder, ((f"{page.stem}.txt", page.text.encode()) for page in pages))


def _html_files(folder: Path, pages: Iterable[Page]) -> None:
    _files(folder, _members(pages))


def _files(folder: Path, members: Iterable[tuple[str, bytes]]) -> None:
    for name, data in members:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _zip(folder: Path, pages: Iterable[Page]) -> None:
    with zipfile.ZipFile(folder / "pages.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _members(pages):
            archive.writestr(name, data)


def _tar(folder: Path, pages: Iterable[Page]) -> None:
    with tarfile.open(folder / "pages.tar.gz", "w:gz") as archive:
        for name, data in _members(pages):
            about = tarfile.TarInfo(name)
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))


def _warc(folder: Path, pages: Iterable[Page]) -> None:
    with (folder / "pages.warc.gz").open("wb") as stream:
        for page in pages:
            body = page.html.encode()
            answer = HTTP_HEAD.format(len(body)).encode() + body
            name = f"00000000-0000-4000-8000-{page.number:012}"
            head = WARC_HEAD.format(id=name, date=DATE, url=page.url, length=len(answer))
            stream.write(gzip.compress(head.encode() + answer + b"\r\n\r\n"))


def _lines(folder: Path, pages: Iterable[Page]) -> None:
    (folder / "pages.jsonl").write_bytes(b"".join(_rows(pages)))


def _packed_lines(folder: Path, pages: Iterable[Page]) -> None:
    (folder / "pages.jsonl.gz").write_bytes(gzip.compress(b"".join(_rows(pages))))


def _parquet(folder: Path, pages: Sequence[Page]) -> None:
    pyarrow: Any = import_module("pyarrow")
    columns = {
        "id": [str(page.number) for page in pages],
        "url": [page.url for page in pages],
        "text": [page.text for page in pages],
    }
    table = pyarrow.table(columns)
    import_module("pyarrow.parquet").write_table(table, folder / "pages.parquet")


def _json(folder: Path, pages: Iterable[Page]) -> None:
    _export("json", folder, pages)


def _tei(folder: Path, pages: Iterable[Page]) -> None:
    _export("tei", folder, pages)
    for companion in (folder / "tei").glob("*.*"):  # a schema, and a corpus that only names files
        companion.unlink()


def _export(name: str, folder: Path, pages: Iterable[Page]) -> None:
    """Write the pages as our own exporter of this name does."""
    given = folder.with_name(f"{folder.name}-given")
    _text_files(given, pages)
    convert = [sys.executable, "-m", "corpuskit", "convert", str(given), "--quiet"]
    subprocess.run([*convert, f"--to={name}", f"--output={folder}"], check=True)  # noqa: S603 - our own command


def _members(pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
    return ((f"{page.stem}.html", page.html.encode()) for page in pages)


def _rows(pages: Iterable[Page]) -> Iterator[bytes]:
    for page in pages:
        row = {"id": str(page.number), "url": page.url, "text": page.text}
        yield json.dumps(row, ensure_ascii=False).encode() + b"\n"


class Written(NamedTuple):
    """A form that was written: its folder, and the bytes of its pages before they were packed."""

    folder: str
    size: int


class Form(NamedTuple):
    """One form of the pages: what writes it, who reads it, and whether it holds them as HTML.

    `library` is what that reader needs besides corpuskit.
    """

    write: Callable[[Path, Sequence[Page]], None]
    reader: str
    is_html: bool = False
    library: str = ""


FORMS: Mapping[str, Form] = {
    "txt": Form(_text_files, "text"),
    "html": Form(_html_files, "html", is_html=True),
    "html in zip": Form(_zip, "zip", is_html=True),
    "html in tar.gz": Form(_tar, "tar", is_html=True),
    "html in warc.gz": Form(_warc, "warc", is_html=True, library="fastwarc"),
    "jsonl": Form(_lines, "jsonl"),
    "jsonl.gz": Form(_packed_lines, "gzip"),
    "parquet": Form(_parquet, "parquet", library="pyarrow"),
    "our json": Form(_json, "jsonl"),
    "our tei": Form(_tei, "tei"),
}
"""The forms by the names of their rows."""


def missing(form: Form, readers: Container[str]) -> str:
    """Say what stands between a form and its reader, "" for nothing."""
    if form.library and find_spec(form.library) is None:
        return f"{form.library} is not installed"
    return "" if form.reader in readers else f"there is no reader '{form.reader}'"


def write_forms(folder: Path, pages: Sequence[Page]) -> dict[str, Written]:
    """Write the pages in every form that somebody reads here, and name the others."""
    readers = {reader.name for reader in find_plugins(os.environ).tools().readers}
    written = {}
    for name, form in FORMS.items():
        problem = missing(form, readers)
        if problem:
            print(f"no row '{name}': {problem}", file=sys.stderr)
            continue
        below = folder / name.replace(" ", "-")
        below.mkdir()
        form.write(below, pages)
        size = sum(len((page.html if form.is_html else page.text).encode()) for page in pages)
        written[name] = Written(str(below), size)
    return written


if __name__ == "__main__":
    target = Path(sys.argv[1])
    (target / INDEX).write_text(json.dumps(write_forms(target, make_pages(int(sys.argv[2])))))
