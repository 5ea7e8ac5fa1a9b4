"""Names: of sources, of documents, of the files that are written for them.

Pure. The name of a source is its path as it stands on the disk, never normalised; two names are
compared after NFC and case folding, as the file systems of other machines would.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from hashlib import blake2b, sha256
from itertools import pairwise
from typing import NamedTuple
from unicodedata import combining, normalize

from corpuskit.errors import UsageError
from corpuskit.escape import safe

_LONGEST_ID = 120
_LONGEST_PART = 200
_DIGEST = 8

# Letters that XML 1.0 takes in a name by its first editions too: libxml2 and jing still go by them.
_NOT_IN_ID = re.compile(
    "[^-._0-9A-Za-zÀ-ÖØ-öø-ıĴ-ľŁ-ňŊ-žƀ-ǃ\u0300-\u0345Σ-ώЁ-ЌЎ-яё-ќא-ת\u0621-\u063a\u0641-\u0652"
    "\u0905-\u0939\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45Ḁ-ẛẠ-ỹぁ-ゔァ-ヺ一-龥가-힣]"
)
_HYPHENS = re.compile("-{2,}")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_NOT_PORTABLE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\\\u2028\u2029\ud800-\udfff]|[. ]$')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])\s*(?:\.|$)", re.IGNORECASE)


class SourceName(NamedTuple):
    """The name of a source; `hex` is its exact bytes when they are not UTF-8, else ""."""

    name: str
    hex: str = ""


def source_name(path: bytes) -> SourceName:
    """Give the name for a path below an input folder; a byte that is not UTF-8 is shown as %FF."""
    try:
        return SourceName(path.decode())
    except UnicodeDecodeError:
        text = path.decode("utf-8", "surrogateescape")
        return SourceName(_NOT_UTF8.sub(lambda m: f"%{ord(m[0]) - 0xDC00:02X}", text), path.hex())


def path_bytes(name: SourceName) -> bytes:
    """Give back the path that `source_name` was asked about.

    Raises ValueError for a hex that is none and for a name that no file system can hold.
    """
    return bytes.fromhex(name.hex) if name.hex else name.name.encode()


def document_id(name: str) -> str:
    """Make an XML name of a source name: "d-" and the name, where XML allows it as it is.

    Anything that had to be changed ("/" becomes ".", other characters a hyphen, long names are cut)
    is followed by a hyphen and eight digits of a hash of the name, so that ids stay unique. There
    are never two hyphens in a row, and never more than 120 characters.
    """
    mapped = _NOT_IN_ID.sub("-", normalize("NFC", name).replace("/", "."))
    faithful = _HYPHENS.sub("-", f"d-{mapped}")
    if faithful == f"d-{name}" and len(faithful) <= _LONGEST_ID and not faithful.endswith("-"):
        return faithful
    return f"{faithful[: _LONGEST_ID - _DIGEST - 1].rstrip('-')}-{_digest(name)}"


def portable(name: str) -> str:
    """Give the relative path under which a source's outputs stand on any machine.

    Characters that some file system refuses become percent escapes; a part of more than 200 bytes
    is cut at a letter and followed by "~" and a hash. A path without such parts is unchanged.
    """
    return "/".join(map(_portable_part, name.split("/")))


def name_key(name: str) -> int:
    """Give 64 bits that are equal for names which some file system takes for one."""
    folded = normalize("NFC", normalize("NFC", name).casefold())
    return int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest())


class Keys:
    """The keys of many names, in eight bytes each."""

    def __init__(self, keys: Iterable[int] = ()) -> None:
        self._sorted = array("Q", sorted(array("Q", keys)))

    def __contains__(self, key: int) -> bool:
        index = bisect_left(self._sorted, key)
        return index < len(self._sorted) and self._sorted[index] == key

    @property
    def repeated(self) -> frozenset[int]:
        """The keys that occur more than once."""
        return frozenset(a for a, b in pairwise(self._sorted) if a == b)


class OutputNames:
    """The names of the files of a format that writes one file per document.

    The tree of the sources is mirrored: a/b.txt becomes a/b.xml. Sources that would share a file
    keep their whole names (b.txt.xml), and where these still differ in case or form alone a hash
    stands behind them. `names` is walked several times; `reserved` are files of the format itself.
    """

    def __init__(self, names: Iterable[str], suffix: str, reserved: Iterable[str] = ()) -> None:
        self._suffix = suffix
        folders = {part for name in names for part in _folders(portable(name))}
        self._taken = Keys(map(name_key, (*folders, *reserved)))
        self._mirrored = Keys(name_key(self._mirror(name)) for name in names)
        self._shared = self._mirrored.repeated
        self._whole = Keys(name_key(self._keep(name)) for name in self._crowded(names))
        self._ambiguous = self._whole.repeated
        self._refuse_clashes(names)

    def of(self, name: str) -> str:
        """Give the file for the only document of a source; a member keeps its whole name."""
        if "!/" in name:
            return self._keep(name)
        mirrored = self._mirror(name)
        if self._is_free(name_key(mirrored)):
            return mirrored
        whole = self._keep(name)
        return whole if self._is_unambiguous(name_key(whole)) else self._hashed(name)

    def numbered(self, name: str, number: int) -> str:
        """Give the file for one of several documents of a source, counted from 1."""
        stem = self.of(name).removesuffix(self._suffix)
        numbered = f"{stem}-{number:04}{self._suffix}"
        if not any(
            name_key(numbered) in keys for keys in (self._mirrored, self._whole, self._taken)
        ):
            return numbered
        return f"{stem}~{_digest(name)}-{number:04}{self._suffix}"

    def _mirror(self, name: str) -> str:
        return portable(_stem(name)) + self._suffix

    def _keep(self, name: str) -> str:
        return portable(name) + self._suffix

    def _hashed(self, name: str) -> str:
        return f"{portable(name)}~{_digest(name)}{self._suffix}"

    def _is_free(self, key: int) -> bool:
        return key not in self._shared and key not in self._taken

    def _is_unambiguous(self, key: int) -> bool:
        return not (key in self._ambiguous or key in self._mirrored or key in self._taken)

    def _crowded(self, names: Iterable[str]) -> Iterator[str]:
        return (name for name in names if not self._is_free(name_key(self._mirror(name))))

    def _refuse_clashes(self, names: Iterable[str]) -> None:
        files: dict[int, str] = {}
        for name in self._crowded(names):
            other = files.setdefault(name_key(self.of(name)), name)
            if other != name:
                raise UsageError(
                    f"{safe(other)} and {safe(name)} would share the file {safe(self.of(name))}; "
                    "rename one of them or convert them into two folders"
                )


def suffixes(name: str) -> Iterator[str]:
    """Give the ends of a file name that can say what it is, longest first; "" when it has none."""
    base = name.rpartition("/")[2].lower()
    dots = [index for index, letter in enumerate(base) if letter == "." and index]
    return (base[index:] for index in dots) if dots else iter(("",))


def _stem(name: str) -> str:
    folder, slash, base = name.rpartition("/")
    return folder + slash + (base[: base.rfind(".")] if base.rfind(".") > 0 else base)


def _folders(path: str) -> Iterator[str]:
    parts = path.split("/")
    return ("/".join(parts[:length]) for length in range(1, len(parts)))


def _portable_part(part: str) -> str:
    escaped = _NOT_PORTABLE.sub(lambda m: _percent(m[0]), part) or "_"
    if _RESERVED.match(escaped):
        escaped = _percent(escaped[0]) + escaped[1:]
    return escaped if len(escaped.encode()) <= _LONGEST_PART else _shortened(escaped)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def _shortened(part: str) -> str:
    room = _LONGEST_PART - _DIGEST - 1
    length = len(part.encode()[:room].decode("utf-8", "ignore"))
    while length > 1 and combining(part[length]):
        length -= 1
    return f"{part[:length]}~{_digest(part)}"


def _digest(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
