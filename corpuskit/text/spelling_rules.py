"""Normalisation rules that ask the orthography of a language, and change nothing without one.

Each rule is a generator of replacements, as in `corpuskit.text.character_rules`. A word here is a
stretch of letters; it is changed only when the outcome is a syllable of the language, so that
Sigurðsson, Timothée and Raúl stay what they are.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple
from unicodedata import combining, normalize

from corpuskit.language import Orthography
from corpuskit.reader import Replacement

Tones = Literal["keep", "old", "new"]

_LETTER = r"[^\W\d_]"
_WORD = re.compile(f"{_LETTER}+")
_NEVER = re.compile("(?!)")


class Spelling(NamedTuple):
    """An orthography, compiled; a pattern of what the language does not have never matches."""

    marked_letter: re.Pattern[str] = _NEVER
    shape_marks: str = ""
    tone_marks: str = ""
    is_syllable: Callable[[str], object] = _NEVER.fullmatch
    look_alikes: Mapping[str, str] = {}
    look_alike: re.Pattern[str] = _NEVER
    look_alike_word: re.Pattern[str] = _NEVER
    tone_endings: Mapping[str, str] = {}


def compile_spelling(orthography: Orthography, tones: Tones) -> Spelling:
    """Make of an orthography what the rules of this module ask for."""
    shapes, marks = orthography.shape_marks, orthography.tone_marks
    meant = {entry.letter: entry.meant for entry in orthography.look_alikes}
    letters = _one_of(meant)
    return Spelling(
        marked_letter=re.compile(f"{_LETTER}[{shapes}{marks}]+") if shapes and marks else _NEVER,
        shape_marks=shapes,
        tone_marks=marks,
        is_syllable=re.compile(orthography.syllable or "(?!)").fullmatch,
        look_alikes=meant,
        look_alike=re.compile(letters),
        look_alike_word=re.compile(f"(?:{letters}|{_LETTER})+") if meant else _NEVER,
        tone_endings=tone_endings(orthography, tones),
    )


def mark_order(text: str, spelling: Spelling) -> Iterator[Replacement]:
    """Put a tone mark that was typed before a shape mark behind it: é + U+0302 is ế.

    Canonical order cannot do that, for circumflex, breve and four of the tone marks are of one
    combining class. A letter is changed only when it becomes one code point.
    """
    for match in spelling.marked_letter.finditer(text):
        marked = normalize("NFD", match[0][0]) + match[0][1:]
        sorted_letter = _shape_first(marked, spelling)
        if len(sorted_letter) == 1 and not _is_marked(text, match.end()):
            yield Replacement(match.start(), match.end(), sorted_letter)


def look_alikes(text: str, spelling: Spelling) -> Iterator[Replacement]:
    """Write the letter that is meant where another one looks the same: Ðảng with U+00D0."""
    if not spelling.look_alike.search(text):
        return
    for word in spelling.look_alike_word.finditer(text):
        meant = spelling.look_alike.sub(lambda match: spelling.look_alikes[match[0]], word[0])
        if meant != word[0] and spelling.is_syllable(meant.lower()):
            for match in spelling.look_alike.finditer(word[0]):
                start, end = word.start() + match.start(), word.start() + match.end()
                yield Replacement(start, end, spelling.look_alikes[match[0]])


def tones(text: str, spelling: Spelling) -> Iterator[Replacement]:
    """Place the tone mark of an open syllable in oa, oe or uy as the chosen style does.

    Both spellings must be syllables: quý has no other one, since the u belongs to the q.
    """
    if not spelling.tone_endings:
        return
    for match in _WORD.finditer(text):
        word = match[0]
        target = spelling.tone_endings.get(word[-2:].lower())
        if target is None:
            continue
        moved = word[:-2] + "".join(map(_in_case_of, word[-2:], target))
        both = spelling.is_syllable(word.lower()) and spelling.is_syllable(moved.lower())
        if both and not _is_marked(text, match.end()):
            yield Replacement(match.end() - 2, match.end(), moved[-2:])


def tone_endings(orthography: Orthography, tones: Tones) -> dict[str, str]:
    """Give the endings that the chosen style does not write, each with the one that it writes."""
    pairs = [(pair.old, pair.new) for pair in orthography.tone_placements]
    if tones == "old":
        return {new: old for old, new in pairs}
    return dict(pairs) if tones == "new" else {}


def _is_marked(text: str, place: int) -> bool:
    """Say whether a combining mark stands at `place`, so that the letter before is not whole."""
    return place < len(text) and combining(text[place]) > 0


def _shape_first(marked: str, spelling: Spelling) -> str:
    """Compose a letter and its marks with shape marks in front, if a tone mark was before one."""
    kinds = [mark in spelling.shape_marks for mark in marked[1:]]
    if kinds == sorted(kinds, reverse=True):
        return marked
    shapes = "".join(mark for mark in marked[1:] if mark in spelling.shape_marks)
    others = "".join(mark for mark in marked[1:] if mark not in spelling.shape_marks)
    return normalize("NFC", marked[0] + shapes + others)


def _in_case_of(model: str, letter: str) -> str:
    return letter.upper() if model.isupper() else letter


def _one_of(texts: Mapping[str, str]) -> str:
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    return "|".join(map(re.escape, longest_first)) or "(?!)"
