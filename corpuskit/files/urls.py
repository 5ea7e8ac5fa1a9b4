"""URLs as inputs: what is one, what it is called, and which keys below it can be sources.

Pure. A URL is `scheme://path`, and may be a chain: `zip://a.html::s3://bucket/pages.zip`. The keys
of an object store are any text; those that no path can be are settled before anyone reads them.
"""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from corpuskit.errors import UsageError
from corpuskit.escape import safe
from corpuskit.ledger import Outcome

CHAINED = "::"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_URL_BYTES = re.compile(_URL.pattern.encode())
_DISK = re.compile(r"(?:file|local)://(?!.*::)", re.DOTALL)
_USER = re.compile(r"(?<=://)[^/]*@")
_QUERY = re.compile(r"(https?://[^?]*)\?.*?(?=::|$)", re.DOTALL)
_NO_PART = frozenset(("", ".", ".."))
_READ_ONLY = frozenset(("data", "git", "github", "http", "https", "zip", "tar"))
_ALIASES = {"s3a": "s3", "gcs": "gs"}


class Thing(NamedTuple):
    """What a listing says of an object: its key below the input, its bytes, what is settled.

    The key of the object that the input itself names is "", that of a folder ends with a slash.
    """

    key: str
    size: int = 0
    settled: tuple[Outcome, str] | None = None


OWN_FOLDER = Thing("/")
"""The empty object that some tools make for a folder, here for the input itself."""


def is_url(path: str | bytes) -> bool:
    """Say whether a path is a URL; a path on this disk that looks like one is written ./s3:/x."""
    if isinstance(path, bytes):
        return _URL_BYTES.match(path) is not None
    return _URL.match(path) is not None


def on_disk(given: str) -> str:
    """Give the path of what is on this disk after all, as file:///a is; else what was given."""
    return _DISK.sub("", given, count=1) if _DISK.match(given) else given


def without_secrets(given: str) -> str:
    """Give an input without the users, passwords and signatures of a URL."""
    return _QUERY.sub(r"\1", _USER.sub("***@", given)) if is_url(given) else given


def shown(given: str) -> str:
    """Give an input as messages name it."""
    return safe(without_secrets(given))


def check_local(output: str) -> None:
    """Raise UsageError for an output that is a URL, where only the disk will do."""
    if is_url(output):
        raise UsageError(
            f"{shown(output)} cannot be written to; write to a local folder and copy it, "
            "for instance with 'aws s3 sync'"
        )


def check_writable(url: str) -> None:
    """Raise UsageError for a URL that nothing can be written to, whatever the store says."""
    scheme, path, chain = _parts(url)
    if chain or CHAINED in url:
        raise UsageError(f"{shown(url)} cannot be written to: it is a chain; name a URL of its own")
    if scheme in _READ_ONLY:
        raise UsageError(
            f"{shown(url)} cannot be written to: {scheme} is for reading; "
            "name a folder or the URL of a store, such as s3://bucket/corpus"
        )
    if not path.strip("/"):
        raise UsageError(f"{shown(url)} cannot be written to: it names no place; name one in it")


def as_bytes(url: str) -> bytes:
    """Give a URL as a path; `as_text` gives it back."""
    return url.encode("utf-8", "surrogatepass")


def as_text(path: bytes) -> str:
    """Give a path back as the URL that it was."""
    return path.decode("utf-8", "surrogatepass")


def root_of(given: str) -> str:
    """Give the URL that everything below an input begins with: one scheme, no slash at the end."""
    scheme, path, chain = _parts(given)
    return _url(_ALIASES.get(scheme, scheme), path.rstrip("/"), chain)


def names_folder(given: str) -> bool:
    """Say whether a URL ends with a slash."""
    return _parts(given)[1].endswith("/")


def below(root: str, key: str) -> str:
    """Give the URL of a key below a root; the root itself for ""."""
    scheme, path, chain = _parts(root)
    return _url(scheme, f"{path}/{key}" if path and key else path or key, chain)


def base_name(root: str) -> str:
    """Give what the object at a URL is called: the end of its path, on the web without a query."""
    scheme, path, _ = _parts(root)
    if scheme in ("http", "https"):
        path = path.partition("?")[0].rstrip("/")
    return path.rpartition("/")[2]


def arranged(things: Iterable[Thing], state: str) -> list[Thing]:
    """Settle what cannot or should not be read, and give all by the bytes of their keys.

    A hidden folder, and one that holds a folder called `state`, is one thing, as on the disk.
    """
    listed = {thing.key: thing for thing in things if thing != OWN_FOLDER}
    outputs = {_before(key, state) for key in listed} - {""}
    settled = (_settle(thing, outputs, listed) for thing in listed.values())
    unique = {thing.key: thing for thing in settled}
    return sorted(unique.values(), key=lambda thing: as_bytes(thing.key))


def _settle(thing: Thing, outputs: Collection[str], listed: Collection[str]) -> Thing:
    if thing.settled:
        return thing
    key = thing.key.removesuffix("/")
    parts = key.split("/")
    for number, part in enumerate(parts, start=1):
        path = "/".join(parts[:number])
        if part in _NO_PART or "\0" in part:
            return thing._replace(settled=(Outcome.REFUSED, "its key is no path"))
        if part.startswith("."):
            return Thing(path, settled=(Outcome.SKIPPED, "hidden"))
        if path in outputs and path != thing.key:
            # An object may be called as the folder is, and is read.
            other = f"{path}/" if path in listed else path
            return Thing(other, settled=(Outcome.SKIPPED, "output of a run"))
    return thing if key == thing.key else _folder(thing)


def _folder(thing: Thing) -> Thing:
    if thing.size:
        return thing._replace(settled=(Outcome.REFUSED, "its key ends with a slash"))
    return thing._replace(settled=(Outcome.SKIPPED, "folder"))


def _before(key: str, state: str) -> str:
    parts = key.split("/")
    return "/".join(parts[: parts.index(state)]) if state in parts else ""


def _parts(url: str) -> tuple[str, str, str]:
    head, _, chain = url.partition(CHAINED)
    scheme, _, path = head.partition("://")
    return scheme.lower(), path, chain


def _url(scheme: str, path: str, chain: str) -> str:
    return f"{scheme}://{path}" + (f"{CHAINED}{chain}" if chain else "")
