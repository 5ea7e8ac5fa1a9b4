"""Mojibake: UTF-8 that somebody read as windows-1252, latin-1 or windows-1258, once or more.

What comes of one letter is a run of signs that spell its bytes: "á»™" is ộ. Such runs hardly ever
stand in a text by accident, but some do: “XÃ” in capitals ends like the bytes of Ô. So a run is
put right only when the word around it becomes a syllable of the language, or when the line shows
otherwise that all of it is misread. Without an orthography that knows syllables nothing is done.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpuskit.reader import Replacement
from corpuskit.text.legacy_tables import WINDOWS_1252
from corpuskit.text.spelling_rules import Spelling


def _signs() -> Mapping[str, int]:
    """Give the signs that bytes were read as; where a code page has none, the control counts."""
    signs = {chr(byte): byte for byte in range(0x80, 0x100)}
    signs |= {sign: byte for byte, sign in enumerate(WINDOWS_1252, 0x80)}
    vietnamese = (bytes([byte]).decode("cp1258", "ignore") for byte in range(0x80, 0x100))
    return signs | {sign: byte for byte, sign in enumerate(vietnamese, 0x80) if sign}


_SIGNS = _signs()
_BYTES = {ord(sign): chr(byte) for sign, byte in _SIGNS.items()}


def _class(first: int, last: int) -> str:
    return "[" + "".join(re.escape(s) for s, byte in _SIGNS.items() if first <= byte <= last) + "]"


_GOES_ON = _class(0x80, 0xBF)
_RUN = re.compile(
    f"(?:{_class(0xC2, 0xDF)}{_GOES_ON}|{_class(0xE0, 0xEF)}{_GOES_ON}{{2}}"
    f"|{_class(0xF0, 0xF4)}{_GOES_ON}{{3}})+"
)
# What the first byte of a Vietnamese letter was read as; twice misread text has them too.
_BEGINNINGS = ("á»", "áº", "Ã", "Ä", "Å", "Æ", "Ă")
# Letters, punctuation and pictures that a page in Latin script may hold.
_READABLE = re.compile(
    "[\xa0-\u024f\u0300-\u036f\u1ea0-\u1eff\u2000-\u203a\u20ab\u20ac\u2122\ufeff"
    "\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]+"
)
_WORD = re.compile(r"[^\W\d_]+")
_RIGHT_LETTER = re.compile("[\u1ea0-\u1ef9]")
_MISREAD_LETTER = re.compile(f"á[»º]{_GOES_ON}")
# «quá»… and the like: signs that may stand behind the last letter of a sentence.
_CLOSING = "“”„‘’‚…–—•›\xa0"


class _Run(NamedTuple):
    """A stretch of a line that may be misread, and what it would be."""

    start: int
    end: int
    meant: str


def looks_misread(text: str) -> bool:
    """Say quickly whether any misread letter may be in a text: a few searches, mostly in vain."""
    return any(_goes_on(text, beginning) for beginning in _BEGINNINGS)


def _goes_on(text: str, beginning: str) -> bool:
    place = text.find(beginning)
    while place >= 0:
        behind = place + len(beginning)
        if 0x80 <= _SIGNS.get(text[behind : behind + 1], 0) <= 0xBF:  # noqa: PLR2004 - as in UTF-8
            return True
        place = text.find(beginning, behind)
    return False


def readable(text: str) -> str:
    """Give a text with every run put right, whether it is mojibake or not.

    That is too much for a corpus, and enough to know the language of a misread page.
    """
    if not looks_misread(text):
        return text
    return _RUN.sub(lambda match: _meant(match[0]) or match[0], text)


def mojibake(text: str, spelling: Spelling) -> Iterator[Replacement]:
    """Put misread letters right where that makes syllables: "há»™i" is "hội".

    In a line without any letter that only this language has, one such word proves that the line
    is misread as a whole, and its punctuation and foreign words are put right with it.
    """
    if not looks_misread(text):
        return
    runs = _runs(text)
    evident = _evident(text, runs, spelling.is_syllable)
    mixed = _RIGHT_LETTER.search(text) is not None
    if not mixed and not any(evident) and "«" not in text:
        evident = [_RIGHT_LETTER.search(run.meant) is not None for run in runs]
    whole_line = not mixed and any(evident)
    for run, is_evident in zip(runs, evident, strict=True):
        if is_evident or whole_line:
            yield Replacement(*run)


def _runs(text: str) -> list[_Run]:
    runs = (_Run(match.start(), match.end(), _meant(match[0])) for match in _RUN.finditer(text))
    return [run for run in runs if run.meant]


def _meant(run: str) -> str:
    """Give what a run stands for, level by level; "" when that is not text of a page."""
    meant = run
    while True:
        once = _RUN.sub(_one_level, meant)
        if once == meant:
            return meant if meant != run and _READABLE.fullmatch(meant) else ""
        meant = once


def _one_level(match: re.Match[str]) -> str:
    try:
        return match[0].translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _evident(text: str, runs: Sequence[_Run], is_syllable: Callable[[str], object]) -> list[bool]:
    """Say of each run whether it makes a syllable of two letters and more of what was none."""
    repaired, places = _repaired(text, runs)
    evident = [False] * len(runs)
    index = 0
    for word in _WORD.finditer(repaired):
        while index < len(places) and places[index].end <= word.start():
            index += 1
        inside = index
        while inside < len(places) and places[inside].start < word.end():
            inside += 1
        if inside > index and len(word[0]) > 1 and is_syllable(word[0].lower()):
            start = places[index].before(word.start())
            was = text[start : places[inside - 1].behind(word.end())]
            if _is_broken(was, is_syllable):
                evident[index:inside] = [True] * (inside - index)
    return evident


def _is_broken(stretch: str, is_syllable: Callable[[str], object]) -> bool:
    """Say whether a stretch with a run in it is anything but a syllable before a closing sign."""
    words = _WORD.findall(stretch.lower())
    whole = len(words) == 1 and is_syllable(words[0])
    return not whole or (
        stretch[-1] not in _CLOSING and _MISREAD_LETTER.search(stretch) is not None
    )


class _Place(NamedTuple):
    """Where a run stands in the repaired text, and where it stood in the text."""

    start: int
    end: int
    run: _Run

    def before(self, offset: int) -> int:
        """Give the offset in the text of what stands at `offset`, up to this run."""
        return self.run.start - max(self.start - offset, 0)

    def behind(self, offset: int) -> int:
        """Give the offset in the text of what stands at `offset`, from this run on."""
        return self.run.end + max(offset - self.end, 0)


def _repaired(text: str, runs: Sequence[_Run]) -> tuple[str, list[_Place]]:
    pieces: list[str] = []
    places: list[_Place] = []
    done = length = 0
    for run in runs:
        pieces += (text[done : run.start], run.meant)
        start = length + run.start - done
        length, done = start + len(run.meant), run.end
        places.append(_Place(start, length, run))
    return "".join([*pieces, text[done:]]), places
