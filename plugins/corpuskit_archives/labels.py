"""Names of members: a label for what lies in a container, never a path to write to."""

import re
from hashlib import blake2b

from corpuskit import MEMBER

LONGEST = 1000
"""Characters of a name that are kept, from its end."""

_RESOURCES = "__MACOSX"
_NOWHERE = frozenset({"", ".", ".."})
_DRIVE = re.compile(r"[A-Za-z]:(?=[/\\])")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_BASE = re.compile(r"(\.?[^.]*)(.*)", re.DOTALL)


class Labels:
    """The names of the members of one container, each given once.

    When a second member has the name a/b.txt it is called a/b~2.txt, so that nothing is lost.
    """

    def __init__(self, container: str) -> None:
        self._container = container
        self._taken: set[bytes] = set()
        self._numbers: dict[bytes, int] = {}

    def of(self, path: str) -> str:
        """Give the name of the member that the container calls `path`."""
        wanted = label(path)
        found, number = wanted, 1
        key = first = _key(wanted)
        while key in self._taken:
            number = max(number, self._numbers.get(first, 1)) + 1
            self._numbers[first] = number
            found = _numbered(wanted, number)
            key = _key(found)
        self._taken.add(key)
        return self._container + MEMBER + found

    def is_hidden(self, name: str) -> bool:
        """Say whether a member is passed over, as hidden files are."""
        parts = name.removeprefix(self._container + MEMBER).split("/")
        return any(part.startswith(".") or part == _RESOURCES for part in parts)


def decoded(path: bytes) -> str:
    """Decode the bytes of a name: UTF-8, other bytes are shown as %FF."""
    text = path.decode("utf-8", "surrogateescape")
    return _NOT_UTF8.sub(lambda match: f"%{ord(match[0]) - 0xDC00:02X}", text)


def label(path: str) -> str:
    r"""Make a relative path of anything: drive, root, "." and ".." go, "\" becomes "/"."""
    relative = path[2:] if _DRIVE.match(path) else path
    parts = (part for part in relative.replace("\\", "/").split("/") if part not in _NOWHERE)
    return _shortened("/".join(parts).replace("\0", "%00")) or "unnamed"


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    end = name[-LONGEST:]
    return end.partition("/")[2] or end


def _numbered(name: str, number: int) -> str:
    folder, slash, base = name.rpartition("/")
    stem, suffixes = _BASE.fullmatch(base).groups()  # type: ignore[union-attr]  # it matches all
    return f"{folder}{slash}{stem}~{number}{suffixes}"


def _key(name: str) -> bytes:
    # Eight bytes a name: a million members cost little, and a chance hit costs only a "~2".
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
