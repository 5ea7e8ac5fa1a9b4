"""Words of page furniture: how much of a line they make up, and which kinds there are.

Words are looked up one by one, and by their first two where they are several, so a line costs what
its own words cost, however long the list is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from corpuskit.language import FurnitureWords, LanguagePack

WORD = re.compile(r"[^\W_]+")
_MARKED, _WIDE = "\u0900-\u0eff", "\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef"
UNSPACED = re.compile(f"[{_MARKED}{_WIDE}]")
"""Scripts in which words are not set apart by spaces, or carry endings; their signs are counted."""
WIDE = re.compile(f"[{_WIDE}]")
"""Those of them whose signs are syllables or words: Chinese, Japanese, Korean."""
MARKED = re.compile(f"[{_MARKED}]")
"""Those whose letters carry marks, from Devanagari to Lao: any two texts share their letters."""
RUN_TOGETHER = re.compile("[\u0e00-\u0eff]")
"""Thai and Lao, which have a space behind a clause."""
STRETCH = 4
"""Letters that are compared together where no space parts words."""
SPACED = re.compile("[\0-\u08ff\u1200-\u1c87\u1c89-\u2e7f]*")
"""Characters that are none of these signs, nor are when they are case-folded, as U+1C88 is."""
AROUND_WORDS = ".,:;!?…।॥،؛؟\"'“”‘’()[]–-/"
"""Signs that mostly stand beside a word; others are sought one by one."""
NONE: frozenset[str] = frozenset()
ALONE = ""
"""Stands for the second word of a phrase that has one."""


class Furniture(Struct, frozen=True, gc=False):
    """What a line has of furniture words: their kinds, and how many words or signs they are."""

    kinds: frozenset[str]
    amount: int


PLAIN = Furniture(NONE, 0)


class Phrase(NamedTuple):
    """The words of a phrase, and the kind of furniture that it speaks of."""

    words: tuple[str, ...]
    kind: str


Phrases = Mapping[str, Mapping[str, Sequence[Phrase]]]
"""Phrases by their first word and then by their second, the longest first."""


class FurnitureFinder:
    """Finds the words of furniture of all packs in lines; immutable once made."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        said = [(word.casefold(), entry.kind) for word, entry in _words(packs)]
        self._unspaced = {word: kind for word, kind in said if UNSPACED.search(word)}
        signs = sorted(self._unspaced, key=lambda word: (-len(word), word))
        self._signs = re.compile("|".join(map(re.escape, signs)) or "(?!)")
        self._spaced = _by_words((word, kind) for word, kind in said if not UNSPACED.search(word))
        self._first_words = frozenset(self._spaced)

    def find(self, words: Sequence[str], key: str) -> Furniture:
        """Find them in a line, given its words and its text, both case-folded."""
        found = self.find_words(words)
        if not UNSPACED.search(key):
            return found
        signs = self._signs.findall(key)
        kinds = found.kinds.union(map(self._unspaced.__getitem__, signs))
        return Furniture(kinds, found.amount + sum(map(len, signs)))

    def find_words(self, words: Sequence[str]) -> Furniture:
        """Find them in a line without a sign of an unspaced script, given its folded words."""
        first_words = self._first_words
        if first_words.isdisjoint(words):
            return PLAIN
        kinds: set[str] = set()
        count = end = 0
        for place in [place for place, word in enumerate(words) if word in first_words]:
            phrase = self._phrase(words, place) if place >= end else None
            if phrase:
                kinds.add(phrase.kind)
                count += len(phrase.words)
                end = place + len(phrase.words)
        return Furniture(frozenset(kinds), count) if count else PLAIN

    def _phrase(self, words: Sequence[str], place: int) -> Phrase | None:
        """Give the longest phrase that begins at a word which begins any."""
        by_second = self._spaced[words[place]]
        second = words[place + 1] if place + 1 < len(words) else ALONE
        for phrase in by_second.get(second) or by_second[ALONE]:
            if tuple(words[place : place + len(phrase.words)]) == phrase.words:
                return phrase
        return None


def is_spaced(text: str) -> bool:
    """Say whether a text surely has no sign of an unspaced script, and none case-folded."""
    return text.isascii() or SPACED.fullmatch(text) is not None


def words_of(key: str, most: int) -> list[str]:
    """Give the first words of a line, at most so many: what WORD finds, but faster."""
    tokens = key.split(None, most)
    is_longer = len(tokens) > most
    if is_longer:
        tokens.pop()
    words: list[str] = []
    for token in tokens:
        if token.isalnum() or (token := token.strip(AROUND_WORDS)).isalnum():
            words.append(token)
        else:
            words += WORD.findall(token)
    if is_longer and len(words) < most:
        return WORD.findall(key)[:most]
    return words if len(words) <= most else words[:most]


def signs_of(key: str, most: int) -> list[str]:
    """Give what is compared of a line of an unspaced script, at most so many.

    These are signs where a sign says much, else words, or where nothing sets words apart all
    stretches of four letters.
    """
    if not MARKED.search(key):
        return [sign for word in words_of(key, most) for sign in word][:most]
    tokens = (token.strip(AROUND_WORDS) for token in key.split(None, most))
    return [part for token in tokens if token for part in _parts(token)][:most]


def measure_of(key: str, parts: Sequence[str]) -> int:
    """Give by what the furniture of a line is measured: its parts, or its letters and marks."""
    return len("".join(key.split())) if MARKED.search(key) else len(parts)


def _parts(token: str) -> list[str]:
    if not RUN_TOGETHER.search(token) or len(token) <= STRETCH:
        return [token]
    ends = range(STRETCH, len(token) + 1)
    return [token[end - STRETCH : end] for end in ends]


def _by_words(said: Iterable[tuple[str, str]]) -> Phrases:
    """Sort phrases by their first two words; the last kind said holds.

    Those of one word come last in each list, since they fit whatever the second word is.
    """
    kinds = {tuple(WORD.findall(word)): kind for word, kind in said}
    found: dict[str, dict[str, list[Phrase]]] = {}
    for words in sorted(kinds, key=lambda words: (-len(words), words)):
        by_second = found.setdefault(words[0], {ALONE: []})
        by_second.setdefault(words[1] if words[1:] else ALONE, []).append(
            Phrase(words, kinds[words])
        )
    for by_second in found.values():
        for second in by_second.keys() - {ALONE}:
            by_second[second] += by_second[ALONE]
    return found


def _words(packs: Sequence[LanguagePack]) -> Iterable[tuple[str, FurnitureWords]]:
    for pack in packs:
        for entry in pack.furniture:
            for word in entry.words:
                yield word, entry
