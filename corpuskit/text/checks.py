"""Is it text at all? What a source is refused for, and what its user should be told.

Pure, and cheap where there is nothing to say: no step looks at each character of ordinary text.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpuskit.errors import SourceRefused
from corpuskit.model import DocumentWarning, Invalid
from corpuskit.text.general import can_guess
from corpuskit.text.marks import longest_mark_run

BINARY_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-1.", "a PDF file", "extract its text first"),
    (b"%PDF-2.", "a PDF file", "extract its text first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"PK\x03\x04", "a zip archive or office document", "unpack it or save it as text first"),
    (b"\xfd7zXZ\0", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"BZh91AY&SY", "a bzip2 archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", "save it as text first"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", "leave it out"),
    (b"\xff\xd8\xff", "a JPEG image", "leave it out"),
    (b"\x7fELF", "a program", "leave it out"),
    (b"SQLite format 3\0", "an SQLite database", "export its text first"),
)
TOLERATED = 4  # invalid bytes or NULs that a small source may have: a cut character and one more
TOLERATED_SHARE = 100  # beyond that, one in so many
LONGEST_CUT = 3  # bytes that are left of the longest character of UTF-8 when one is cut off
REMARKABLE_MARKS = 30  # combining marks in a row; no orthography needs more than a handful
TOO_MANY_MARKS = 1000  # canonical ordering takes quadratic time in them

_SAMPLE = 4096  # bytes that show what an unreadable source is
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\r\f\x1b"})


class Decoding(NamedTuple):
    """What the checks ask about: the bytes of a source and the text made of them."""

    name: str
    data: bytes
    text: str = ""
    invalid: tuple[Invalid, ...] = ()


def tolerated(size: int) -> int:
    """Say how many of `size` bytes or characters may be damaged before a source is refused."""
    return max(TOLERATED, size // TOLERATED_SHARE)


def is_little(size: int, invalid: Sequence[Invalid]) -> bool:
    """Say whether invalid stretches are so few that they say nothing against the encoding.

    That is one byte in a hundred; in a small source it is also one character that was cut.
    """
    damaged = [len(stretch.hex) // 2 for stretch in invalid]
    return sum(damaged) <= size // TOLERATED_SHARE or max(damaged) == sum(damaged) <= LONGEST_CUT


def speaks_for_utf_8(text: str) -> bool:
    """Say whether a text that was decoded as UTF-8 has far more good characters than damaged ones.

    ASCII does not count, since it is the same in nearly all encodings.
    """
    invalid = text.count("\ufffd")
    others = len(text) - len(text.encode("ascii", "ignore")) - invalid
    return others >= 4 * invalid


def refuse_binary(name: str, data: bytes) -> None:
    """Raise SourceRefused when the first bytes are those of a well-known binary format."""
    for magic, kind, advice in BINARY_MAGIC:
        if data.startswith(magic):
            raise SourceRefused(name, "not text", f"it is {kind}: {advice}")


def too_damaged(decoding: Decoding, encoding: str, hint: str = "") -> SourceRefused:
    """Give the refusal for bytes of which too many are not valid in `encoding`.

    `hint` is the encoding that its user should try first, "" when nobody has an idea.
    """
    name, body = decoding.name, decoding.data
    share = f"more than 1 % of its bytes are not {encoding}"
    if wide := _wide_advice(body):
        return SourceRefused(name, "not text", share + wide)
    if looks_binary(body):
        return SourceRefused(name, "not text", "it looks like a binary file: leave it out")
    advice = f": name its encoding with --encoding, such as --encoding {hint or 'cp1258'}"
    others = "" if hint or can_guess() else "; the extra 'encodings' finds most"
    return SourceRefused(name, "not text", share + advice + others)


def looks_binary(data: bytes) -> bool:
    """Say whether more than one in fifty of the first bytes are control characters."""
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 50


def check_text(decoding: Decoding) -> tuple[DocumentWarning, ...]:
    """Give the warnings about a decoded source; raises SourceRefused when it is hardly text."""
    return tuple(warning for check in CHECKS for warning in check(decoding))


def check_invalid_bytes(decoding: Decoding) -> Iterator[DocumentWarning]:
    """Tell how many bytes could not be decoded, and where the first one is."""
    if decoding.invalid:
        count = sum(len(stretch.hex) // 2 for stretch in decoding.invalid)
        noun = "byte is" if count == 1 else "bytes are"
        offset = decoding.invalid[0].byte_offset
        message = f"{count} {noun} not valid and became U+FFFD, the first at byte offset {offset}"
        yield DocumentWarning("invalid-bytes", message)


def check_nuls(decoding: Decoding) -> Iterator[DocumentWarning]:
    """Refuse a source with many NULs: it is binary, or its encoding must be named."""
    nuls = decoding.text.count("\0")
    if nuls > tolerated(len(decoding.text)):
        share = f"{nuls} of its {len(decoding.text)} characters are NUL"
        raise SourceRefused(decoding.name, "not text", share + _wide_advice(decoding.data))
    if nuls:
        offset = decoding.text.index("\0")
        message = f"{nuls} NUL in the text, left out of the normalised text, the first at {offset}"
        yield DocumentWarning("nul", message)


def check_marks(decoding: Decoding) -> Iterator[DocumentWarning]:
    """Refuse a flood of combining marks, which would take quadratic time to put in order."""
    start, length = longest_mark_run(decoding.text, REMARKABLE_MARKS)
    where = f"{length} combining marks in a row at character {start}"
    if length > TOO_MANY_MARKS:
        raise SourceRefused(decoding.name, "too many combining marks", f"{where}: mend the source")
    if length:
        yield DocumentWarning("mark-run", where)


def check_emptiness(decoding: Decoding) -> Iterator[DocumentWarning]:
    """Tell that there is nothing to read."""
    if not decoding.text.replace("\0", "").strip():
        kind = "holds only white space" if decoding.text else "is empty"
        yield DocumentWarning("no-text", f"the source {kind}")


CHECKS = (check_invalid_bytes, check_nuls, check_marks, check_emptiness)


def _wide_advice(data: bytes) -> str:
    """Name the encoding when many of every second byte are NUL and none of the others."""
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    if min(even, odd) or max(even, odd) * 8 < len(data[:_SAMPLE:2]) or len(data) % 2:
        return ""
    encoding = "utf-16-be" if even else "utf-16-le"
    return f": it looks like {encoding}, name it with --encoding {encoding}"
