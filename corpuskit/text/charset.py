"""Which encoding a source is in: who is asked, in what order, and what is not believed.

A byte order mark is obeyed, then what the user forces. Bytes that are valid UTF-8 are UTF-8,
whatever is stated about them, for no other text looks like that by accident. Only then what a
container and the file itself state is asked, and believed when the bytes fit; and at last whoever
looks at bytes, when that is sure enough. Without any of them it stays UTF-8 with damage.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpuskit.model import DocumentWarning
from corpuskit.reader import Guess, RawFile
from corpuskit.text.checks import speaks_for_utf_8, tolerated
from corpuskit.text.encodings import canonical_encoding, to_text, web_encoding

# The mark of UTF-32-LE begins with that of UTF-16-LE and is asked first.
BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SURE_ENOUGH = 0.7
"""A guess below this confidence is only named when the source is refused."""
OVERRULES = 0.9
"""A guess with this confidence is believed more than "iso-8859-1", which servers say by default."""
LIKELY_DEFAULT = "cp1252"
IN_ASCII = frozenset({"iso2022_jp", "viqr"})
"""Encodings whose bytes are ASCII."""
LONGEST_LABEL = 40
"""Characters of a stated encoding that a warning repeats."""

_CONTROLS = re.compile("[\x80-\x9f]")
_NONSENSE = re.compile("[\0\ufffd\ue000-\uf8ff]")


class Choice(NamedTuple):
    """The encoding of a source and the byte order mark before it.

    `hint` names what may be tried when the bytes turn out not to fit, "" for nothing.
    """

    encoding: str
    mark: bytes = b""
    warnings: tuple[DocumentWarning, ...] = ()
    hint: str = ""


def choose_encoding(file: RawFile, declared: str = "") -> Choice:
    """Choose how a file is decoded; `declared` is what the file itself states, "" for nothing.

    Raises UsageError when the encoding that the user forces is none.
    """
    forced = canonical_encoding(file.encoding) if file.encoding else ""
    marks = [entry for entry in BYTE_ORDER_MARKS if file.data.startswith(entry[0])]
    for mark, encoding in [entry for entry in marks if entry[1] == forced] or marks:
        return Choice(encoding, mark)
    if forced:
        return Choice(forced)
    labels = list(dict.fromkeys(label for label in (file.charset, declared) if label))
    return _choose_unforced(file, labels)


def _choose_unforced(file: RawFile, labels: Sequence[str]) -> Choice:
    if file.data.isascii():
        return _choose_in_ascii(file, labels)
    if _is_utf_8(file.data):
        return Choice("utf-8", warnings=tuple(_disbelief(labels, "utf-8")))
    stated = _stated(file.data, labels)
    if stated and stated != LIKELY_DEFAULT:
        return Choice(stated, warnings=tuple(_disbelief(labels, stated)))
    guess = file.detect(file.data) if file.detect else None
    overruled = guess is not None and guess.encoding != stated
    if guess and overruled and guess.confidence >= (OVERRULES if stated else SURE_ENOUGH):
        return _guessed(guess, labels)
    if stated:
        return Choice(stated, warnings=tuple(_disbelief(labels, stated)))
    return Choice("utf-8", warnings=tuple(_disbelief(labels, "utf-8")), hint=_hint(guess))


def _choose_in_ascii(file: RawFile, labels: Sequence[str]) -> Choice:
    """ASCII is UTF-8, but for the encodings that spell their letters with ASCII."""
    for label in labels:
        encoding = web_encoding(label)
        if encoding in IN_ASCII and _fits(file.data, encoding):
            return Choice(encoding)
    if b"\0" in file.data and (wide := _stated(file.data, labels)).startswith("utf-16"):
        return Choice(wide)
    guess = file.detect(file.data) if file.detect else None
    if guess and guess.confidence >= SURE_ENOUGH:
        return _guessed(guess, ())
    return Choice("utf-8")


def _guessed(guess: Guess, labels: Sequence[str]) -> Choice:
    message = (
        f"nothing else tells the encoding: it was read as {guess.encoding} "
        f"with confidence {guess.confidence:.2f}, since {guess.evidence}"
    )
    found = DocumentWarning("encoding-detected", message)
    return Choice(guess.encoding, warnings=(*_disbelief(labels, guess.encoding), found))


def _hint(guess: Guess | None) -> str:
    return guess.encoding if guess else ""


def _is_utf_8(data: bytes) -> bool:
    """Say whether bytes are UTF-8, with no more damage than a cut or a stray line makes."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        return text.count("\ufffd") <= tolerated(len(data)) and speaks_for_utf_8(text)
    return data.count(b"\0") <= tolerated(len(data))


def _stated(data: bytes, labels: Sequence[str]) -> str:
    """Give the first encoding that is stated and that the bytes fit, "" for none."""
    for label in labels:
        encoding = web_encoding(label)
        if encoding and encoding != "utf-8" and _fits(data, encoding):
            return encoding
    return ""


def _fits(data: bytes, encoding: str) -> bool:
    """Say whether bytes make sense: no C1 controls, hardly any invalid bytes or private characters.

    Text of two bytes for each character holds NULs; what is written with ASCII never is.
    """
    if encoding.startswith("utf-16") and not data.count(b"\0"):
        return False
    text = to_text(data, encoding, "replace")
    if _CONTROLS.search(text):
        return False
    return 2 * sum(1 for _ in _NONSENSE.finditer(text)) <= tolerated(len(data))


def _disbelief(labels: Sequence[str], encoding: str) -> Iterator[DocumentWarning]:
    """Tell of each stated encoding that was not taken."""
    for label in labels:
        stated = web_encoding(label)
        if stated != encoding:
            known = "" if stated else ", which is none that is known"
            short = label if len(label) <= LONGEST_LABEL else f"{label[:LONGEST_LABEL]}…"
            message = f"the encoding {short!r} is stated{known}: it was read as {encoding}"
            yield DocumentWarning("charset-declared", message)
