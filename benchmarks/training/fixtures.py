"""Pages of many sites out of the source archives of other tools, which test themselves with them.

They are written in the format of benchmarks/quality, without gold; README.md beside this file names
the archives.
"""

import json
import re
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import typer

from quality.html_records import GOLD, HTML, read_html_records
from quality.records import choose_sets

FIXTURES = "html_fixtures.zip"
LEAST_BYTES, LEAST_TEXT = 6000, 900
"""Bytes of a page, and bytes of what stands between its tags: smaller ones are made up."""
NO_PAGE = re.compile(r"expected|/site/|list_page|/docs/|/examples/|visiable")
"""Parts of paths of files that are no pages, or lists of pages, or pages a second time."""
WITHOUT_TEXT = re.compile(
    rb"<script.*?</script>|<style.*?</style>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE
)
OWN_ADDRESS = (
    re.compile(r"<link[^>]+rel=[\"']?canonical[\"']?[^>]*href=[\"']([^\"']+)", re.IGNORECASE),
    re.compile(r"<link[^>]+href=[\"']([^\"']+)[\"'][^>]*rel=[\"']?canonical", re.IGNORECASE),
    re.compile(r"property=[\"']og:url[\"'][^>]*content=[\"']([^\"']+)", re.IGNORECASE),
    re.compile(r"content=[\"']([^\"']+)[\"'][^>]*property=[\"']og:url", re.IGNORECASE),
)
ANY_HOST = re.compile(r"https?://([a-z0-9.-]+\.[a-z]{2,})", re.IGNORECASE)
SUBDOMAIN = re.compile(r"^(?:www|m|edition|amp)\.")
SAMPLE = 400
"""Bytes in the middle of the text of a page, by which a copy of it is known."""


class Page(NamedTuple):
    """A page: its path in its archive, its bytes, and the host that it says it is from."""

    path: str
    data: bytes
    host: str


def write_fixtures(folder: Path, archives: Iterable[Path]) -> None:
    """Write FOLDER/html_fixtures.zip: the pages of archives whose sites are in no other set."""
    known = _hosts_of_sets(folder)
    pages = [page for page in _pages(archives) if page.host not in known]
    with zipfile.ZipFile(folder / FIXTURES, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, page in enumerate(pages):
            archive.writestr(zipfile.ZipInfo(f"{number:03}.html"), page.data, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo(GOLD), "".join(_lines(pages)))
    hosts = len({page.host for page in pages})
    typer.echo(f"wrote {folder / FIXTURES}: {len(pages)} pages of {hosts} hosts")


def host_of(data: bytes) -> str:
    """Give the host that a page names as its own, else the one that it links to most."""
    page = data.decode("utf-8", "replace")
    for pattern in OWN_ADDRESS:
        named = pattern.search(page)
        host = urlsplit(named[1]).hostname if named else None
        if host:
            return SUBDOMAIN.sub("", host)
    linked = Counter(host.lower() for host in ANY_HOST.findall(page))
    return SUBDOMAIN.sub("", linked.most_common(1)[0][0]) if linked else ""


def _pages(archives: Iterable[Path]) -> Iterator[Page]:
    seen: set[bytes] = set()
    for path in archives:
        for name, data in sorted(_files(path)):
            text = b" ".join(WITHOUT_TEXT.sub(b" ", data).split())
            middle = sha256(text[len(text) // 3 :][:SAMPLE]).digest()
            if len(text) >= LEAST_TEXT and middle not in seen:
                seen.add(middle)
                yield Page(f"{path.name}!/{name}", data, host_of(data))


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for member in archive:
            is_page = member.name.endswith(".html") and not NO_PAGE.search(member.name)
            file = archive.extractfile(member) if is_page else None
            if file and member.size >= LEAST_BYTES:
                yield member.name, file.read()


def _hosts_of_sets(folder: Path) -> frozenset[str]:
    sets, _ = choose_sets(folder, (), HTML)
    others = [path for path in sets.values() if path.name != FIXTURES]
    records = (record for path in others for record in read_html_records(path))
    named = ((host_of(r.data), SUBDOMAIN.sub("", urlsplit(r.url).hostname or "")) for r in records)
    return frozenset(host for hosts in named for host in hosts)


def _lines(pages: Sequence[Page]) -> Iterator[str]:
    for number, page in enumerate(pages):
        yield json.dumps({"id": page.path, "file": f"{number:03}.html", "site": page.host}) + "\n"
