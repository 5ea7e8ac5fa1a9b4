"""What chardet says of bytes, and whether the text that comes of it is plausible.

chardet was compared with charset-normalizer and resiliparse on messages of free software and news
in 30 languages and 24 encodings: of 823 stretches of 300 characters it named 818 rightly, the
others 611 and 743. Above the confidence that is asked for here, fewer than one answer in a hundred
was wrong, and most of those named a neighbour that differs in a sign or two.
"""

import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from corpuskit.reader import Guess
from corpuskit.text.encodings import SUPERSETS, WEB_ENCODINGS

# Which confidence of chardet stands for which share of right answers, the surest first.
CALIBRATION: tuple[tuple[float, float], ...] = ((0.6, 0.95), (0.25, 0.8), (0.0, 0.3))
MEASURED = 7
"""The first number of the version of chardet; others give other answers."""
ENOUGH = 300
"""Bytes from which on a lower confidence of chardet is right as often."""
CALIBRATION_OF_MUCH: tuple[tuple[float, float], ...] = ((0.6, 0.95), (0.12, 0.8), (0.0, 0.3))
LETTERS = 8
"""Fewer letters beyond ASCII prove nothing."""
NAMES: Mapping[str, str] = {
    "euc_jis_2004": "euc_jp",
    "iso2022_jp_2": "iso2022_jp",
    "iso2022_jp_2004": "iso2022_jp",
    "iso2022_jp_ext": "iso2022_jp",
    "shift_jis_2004": "cp932",
    **SUPERSETS,
}
"""Names of chardet, and the encoding of the web that is meant."""
SIBLINGS: Mapping[str, str] = {
    "iso8859-13": "cp1257",
    "iso8859-15": "cp1252",
    "iso8859-2": "cp1250",
    "iso8859-7": "cp1253",
    "iso8859-8": "cp1255",
}
"""The encoding of Windows that most bytes of one of these would be read alike in."""
RARE = frozenset({"mac-cyrillic", "mac-roman"})
"""Encodings that nobody should be told without being asked: chardet names them for their kin."""
RUNS = 0.5
"""In Latin script no larger share of the letters beyond ASCII stands side by side."""

_CONTROLS = re.compile("[\x80-\x9f]")
_BEYOND = re.compile(r"[^\W\d_\0-\x7f]+")
_LATIN = re.compile("[a-z\xc0-\u024f]", re.IGNORECASE)


def can_guess() -> bool:
    """Say whether chardet is installed in the version that was measured."""
    try:
        return int(version("chardet").partition(".")[0]) == MEASURED
    except (PackageNotFoundError, ValueError):
        return False


def detection_version() -> str:
    """Name what guesses encodings in general, since other versions guess otherwise."""
    return f"chardet {version('chardet')}" if can_guess() else "none"


def guess_general(data: bytes) -> Guess | None:
    """Give the encoding that chardet names, when it reads the bytes as plausible text.

    None when chardet is not installed; it comes with the extra "encodings".
    """
    if not can_guess():
        return None
    import chardet  # noqa: PLC0415 - costs a tenth of a second, and hardly any run asks it

    found = chardet.detect(data, compat_names=False)
    named = NAMES.get(str(found["encoding"]), str(found["encoding"]))
    text = _plausible(data, named)
    sibling = SIBLINGS.get(named, "")
    if sibling and (other := _plausible(data, sibling)) and other == (text or other):
        named, text = sibling, other
    if not text:
        return None
    asked = float(found["confidence"] or 0.0)
    language = f" of {found['language']}" if found["language"] else ""
    evidence = f"chardet takes it for text{language} ({asked:.2f})"
    calibration = CALIBRATION_OF_MUCH if len(data) >= ENOUGH else CALIBRATION
    few = len("".join(_BEYOND.findall(text))) < LETTERS
    believed = 0.0 if few or named in RARE else asked
    confidence = next(share for least, share in calibration if believed >= least)
    return Guess(named, confidence, evidence)


def _plausible(data: bytes, encoding: str) -> str:
    """Read bytes strictly; "" when they are not valid or make no sense."""
    if encoding not in WEB_ENCODINGS or encoding == "utf-8":
        return ""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return ""
    runs = _BEYOND.findall(text)
    if _CONTROLS.search(text) or not runs:
        return ""
    return text if _looks_written(runs) else ""


def _looks_written(runs: list[str]) -> bool:
    """Say whether letters beyond ASCII stand as they do in a script.

    In Latin script most stand alone among ASCII letters; another script read as Latin gives rows.
    """
    letters = sum(map(len, runs))
    latin = sum(len(run) for run in runs if _LATIN.match(run))
    side_by_side = sum(len(run) for run in runs if len(run) > 1 and _LATIN.match(run))
    return 2 * latin < letters or side_by_side <= RUNS * letters
