"""Encodings that Python does not know, both ways: TCVN3, VNI, VISCII, VPS and VIQR.

Every byte can be decoded by each of them, so that none is ever damage; what a table does not
assign is read as in windows-1252. Encoding is canonical: bytes that say the same in another way
(a mark in capitals behind a small letter) come back as the usual ones, and whoever must have
them exactly compares.

>>> LEGACY["tcvn3"].decode(bytes.fromhex("a7b96920 68e969"))
'Đại hội'
>>> LEGACY["viqr"].encode("Đại hội")
b'DDa.i ho^.i'
"""

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple
from unicodedata import normalize

from corpuskit.text import legacy_tables as tables

VOWELS = "AĂÂEÊIOÔƠUƯYaăâeêioôơuưy"
TONES = "".join(tables.VIQR_TONES.values())


class Legacy(NamedTuple):
    """One encoding: `decode` never fails, `encode` raises UnicodeEncodeError."""

    decode: Callable[[bytes], str]
    encode: Callable[[str], bytes]


class _Charmap(NamedTuple):
    """A table of 256 characters, and the pairs of them that make one letter."""

    characters: str
    pair: re.Pattern[str]
    letters: Mapping[str, str]
    pairs: Mapping[int, str]


def _decode(data: bytes, charmap: _Charmap) -> str:
    text = codecs.charmap_decode(data, "strict", charmap.characters)[0]
    letters = charmap.letters
    return charmap.pair.sub(lambda match: letters.get(match[0], match[0]), text)


def _encode(text: str, charmap: _Charmap) -> bytes:
    characters = codecs.charmap_build(charmap.characters)
    return codecs.charmap_encode(text.translate(charmap.pairs), "strict", characters)[0]


def _legacy(charmap: _Charmap) -> Legacy:
    return Legacy(partial(_decode, charmap=charmap), partial(_encode, charmap=charmap))


def _table(upper_half: str, controls: Mapping[int, str] | None = None) -> str:
    lower_half = map(chr, range(128))
    replaced = controls or {}
    return "".join(replaced.get(ord(sign), sign) for sign in lower_half) + upper_half


def _single(characters: str) -> Legacy:
    return _legacy(_Charmap(characters, re.compile("(?!)"), {}, {}))


def _paired(characters: str, canonical: Mapping[str, str], others: Mapping[str, str]) -> Legacy:
    """Make an encoding with letters of two bytes; `others` are read and never written."""
    letters = {**others, **canonical}
    first = "".join(sorted({pair[0] for pair in letters}))
    second = "".join(sorted({pair[1] for pair in letters}))
    pair = re.compile(f"[{re.escape(first)}][{re.escape(second)}]")
    written = {ord(letter): pair for pair, letter in canonical.items()}
    return _legacy(_Charmap(characters, pair, letters, written))


def _tcvn3() -> Legacy:
    """A capital with a tone is the capital and the small letter: fonts have no byte for it."""
    canonical, others = {}, {}
    for letter in (normalize("NFC", vowel + tone) for vowel in VOWELS[:12] for tone in TONES):
        shaped = normalize("NFC", "".join(c for c in normalize("NFD", letter) if c not in TONES))
        canonical[shaped + letter.lower()] = letter
        others[normalize("NFD", letter)[0] + letter.lower()] = letter
    return _paired(_table(tables.TCVN3), canonical, others)


def _vni() -> Legacy:
    upper_half = "".join(tables.VNI_LETTERS.get(sign, sign) for sign in tables.WINDOWS_1252)
    canonical, others = {}, {}
    for vowel, mark, letter in _vni_letters():
        same_case = mark.upper() if vowel.isupper() else mark
        canonical[vowel + same_case] = letter
        others[vowel + same_case.swapcase()] = letter
    return _paired(_table(upper_half), canonical, others)


def _vni_letters() -> Iterator[tuple[str, str, str]]:
    """Give each letter of two bytes with its vowel and its mark, where there is such a letter."""
    for vowel in "AEOUYƠƯaeouyơư":
        for mark, marks in tables.VNI_MARKS.items():
            letter = normalize("NFC", vowel + marks)
            if len(letter) == 1 and (marks[0] != "\u0306" or vowel in "Aa"):
                yield vowel, mark, letter


def _viqr_letters() -> Iterator[tuple[str, str]]:
    shapes = {"": "", **tables.VIQR_SHAPES}
    tones = {"": "", **tables.VIQR_TONES}
    for vowel in "AEIOUYaeiouy":
        for shape, shape_mark in shapes.items():
            if normalize("NFC", vowel + shape_mark) in VOWELS:
                for tone, mark in tones.items():
                    yield vowel + shape + tone, normalize("NFC", vowel + shape_mark + mark)
    yield from (("dd", "đ"), ("DD", "Đ"), ("Dd", "Đ"))


_VIQR = dict(_viqr_letters())
_VIQR_ESCAPED = r"\\(?=[(^+*'`?~.dD\\])"
_VIQR_LETTER = re.compile(
    rf"{_VIQR_ESCAPED}(.)|[dD]d|DD"
    r"|(?:[aA][(^]?|[eE]\^?|[oO][\^+*]?|[uU][+*]?|[iIyY])['`?~.]?"
)
_VIQR_LITERAL = re.compile(
    rf"(?<=[{VOWELS}])['`?~.]|(?<=[aA])[(^]|(?<=[eEoO])\^|(?<=[oOuU])[+*]|(?<=[dD])[dD]"
    rf"|{_VIQR_ESCAPED}"
)
_VIQR_WRITTEN = {
    ord(letter): written
    for written, letter in _VIQR.items()
    if len(written) > 1 and "*" not in written and written != "Dd"
}


def _decode_viqr(data: bytes) -> str:
    text = codecs.charmap_decode(data, "strict", _table(tables.WINDOWS_1252))[0]
    return _VIQR_LETTER.sub(lambda match: match[1] or _VIQR[match[0]], text)


def _encode_viqr(text: str) -> bytes:
    literal = _VIQR_LITERAL.sub(lambda match: f"\\{match[0]}", text)
    characters = codecs.charmap_build(_table(tables.WINDOWS_1252))
    return codecs.charmap_encode(literal.translate(_VIQR_WRITTEN), "strict", characters)[0]


LEGACY: Mapping[str, Legacy] = {
    "tcvn3": _tcvn3(),
    "vni": _vni(),
    "viscii": _single(_table(tables.VISCII, tables.VISCII_CONTROLS)),
    "vps": _single(_table(tables.VPS, tables.VPS_CONTROLS)),
    "viqr": Legacy(_decode_viqr, _encode_viqr),
}
"""The encodings of this module by their names."""

ALIASES: Mapping[str, str] = {
    **{name: name for name in LEGACY},
    "abc": "tcvn3",
    "tcvn": "tcvn3",
    "tcvn5712": "tcvn3",
    "xviettcvn5712": "tcvn3",
    "vniwin": "vni",
    "xvietvni": "vni",
    "csviscii": "viscii",
    "xviscii": "viscii",
    "xvietviscii": "viscii",
    "xvietvps": "vps",
    "csviqr": "viqr",
}
"""Other names of them, in small letters and digits alone."""


def legacy_name(name: str) -> str:
    """Give the name in `LEGACY` that `name` stands for, "" for none."""
    return ALIASES.get(re.sub(r"[^a-z0-9]", "", name.lower()), "")
