"""The site of a document, from what its source is called; the same for learning and labelling."""

import re

from corpuskit.model import Source
from corpuskit.reader import MEMBER

NO_SITE = ""
"""The site of documents whose source names none."""
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z-]*[a-z]", re.IGNORECASE)
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:/{1,2}(?:[^/?#@\s]*@)?([^/?#:\s]+)", re.IGNORECASE)
USUAL_PREFIX = "www."
CONTAINER = MEMBER.rstrip("/")
"""How the part of a name that is a container ends: "pages.zip!/a.html"."""


def site_of(source: Source, named: str = "") -> str:
    """Give the site of a document: the one that the user names, else what the source says.

    First the host of a stated address, then that of one in its name, then a folder that looks like
    a host, then the first folder; a source without any of them has no site, which is "".

    >>> site_of(Source("crawl/www.baohagiang.vn/1.txt", "", 0, "utf-8"))
    'baohagiang.vn'
    """
    return named or _host(source) or _folder(source.name)


def _host(source: Source) -> str:
    stated = (statement.value for statement in source.stated if statement.kind == "url")
    found = [ADDRESS.match(address.strip()) for address in stated]
    found.append(ADDRESS.search(source.name) if ":/" in source.name else None)
    return next((_bare(match[1]) for match in found if match), "")


def _folder(name: str) -> str:
    """Give the folder of a source that names its site; a container is none."""
    folders = [part for part in name.split("/")[:-1] if not part.endswith(CONTAINER)]
    host = next((folder for folder in folders if HOST.fullmatch(folder)), "")
    return _bare(host) if host else next(iter(folders), NO_SITE)


def _bare(host: str) -> str:
    return host.casefold().removeprefix(USUAL_PREFIX)
