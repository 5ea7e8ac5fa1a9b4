"""Words of page furniture: how much of a line they make up, and which kinds there are.

Words are looked up one by one and by their first word where they are several, so a line costs
what its own words cost, however long the list is.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpuskit.language import FurnitureWords, LanguagePack

WORD = re.compile(r"[^\W_]+")
UNSPACED = re.compile(
    "[\u0900-\u0dff\u0e00-\u0eff\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]"
)
"""Scripts in which words are not set apart by spaces, or carry endings; their signs are counted."""
NONE: frozenset[str] = frozenset()


class Furniture(NamedTuple):
    """What a line has of furniture words: their kinds, and how many words or signs they are."""

    kinds: frozenset[str]
    amount: int


PLAIN = Furniture(NONE, 0)


class FurnitureFinder:
    """Finds the words of furniture of all packs in lines; immutable once made."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        said = [(word.casefold(), entry.kind) for word, entry in _words(packs)]
        self._unspaced = {word: kind for word, kind in said if UNSPACED.search(word)}
        signs = sorted(self._unspaced, key=lambda word: (-len(word), word))
        self._signs = re.compile("|".join(map(re.escape, signs)) or "(?!)")
        self._spaced = _by_first_word((word, kind) for word, kind in said if not _is_unspaced(word))

    def find(self, words: Sequence[str], key: str) -> Furniture:
        """Find them in a line, given its words and its text, both case-folded."""
        kinds: set[str] = set()
        count = self._count_words(words, kinds)
        if UNSPACED.search(key):
            for match in self._signs.finditer(key):
                kinds.add(self._unspaced[match[0]])
                count += len(match[0])
        return Furniture(frozenset(kinds), count) if count else PLAIN

    def _count_words(self, words: Sequence[str], kinds: set[str]) -> int:
        count = end = 0
        for place in [place for place, word in enumerate(words) if word in self._spaced]:
            if place >= end:
                for parts, kind in self._spaced[words[place]]:
                    if tuple(words[place : place + len(parts)]) == parts:
                        kinds.add(kind)
                        count += len(parts)
                        end = place + len(parts)
                        break
        return count


def _is_unspaced(word: str) -> bool:
    return UNSPACED.search(word) is not None


def _by_first_word(said: Iterable[tuple[str, str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Give the phrases that begin with a word, the longest first; the last kind said holds."""
    kinds = {tuple(WORD.findall(word)): kind for word, kind in said}
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for parts in sorted(kinds, key=lambda parts: (-len(parts), parts)):
        found.setdefault(parts[0], []).append((parts, kinds[parts]))
    return found


def _words(packs: Sequence[LanguagePack]) -> Iterable[tuple[str, FurnitureWords]]:
    for pack in packs:
        for entry in pack.furniture:
            for word in entry.words:
                yield word, entry
