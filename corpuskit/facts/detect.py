"""The language of a page, by the share of words that are frequent in one language only.

This tells apart the languages that have a pack, nothing more: a page in any other language is
judged without a pack of its own, and its language stays unknown.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, repeat

from corpuskit.language import LanguagePack
from corpuskit.model import Certainty, Fact

SAMPLE = 1000
"""Characters from the middle of a page, where furniture is rarest."""
FEWEST_HITS = 3
"""Hits that a page needs; in fewer words than SHORT, one hit is enough for a low certainty."""
SHORT = 40
LEAST_SHARE = 0.08
SURE_SHARE = 0.16
UNSPACED = "\u0e01-\u0eff\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(rf"[{UNSPACED}]{{1,8}}|[^\s{UNSPACED}]+")
"""Where Chinese, Japanese, Thai and Lao set no spaces, every few signs count as a word."""


class LanguageFinder:
    """What tells the languages of some packs apart, ready for any number of pages."""

    def __init__(self, packs: Iterable[LanguagePack]) -> None:
        self._by_word: dict[str, list[str]] = {}
        self._letters: dict[str, frozenset[str]] = {}
        for pack in packs:
            for word in pack.detection.words:
                self._by_word.setdefault(word, []).append(pack.language)
            if pack.detection.letters:
                self._letters[pack.language] = frozenset(pack.detection.letters)

    def find(self, text: str) -> Fact | None:
        """Give the language whose frequent words are the largest share of a sample, if any is.

        Where none is, a language that writes letters of its own is known by them.
        """
        words = _sample(text)
        return self._find_by_words(words) or self._find_by_letters(words)

    def _find_by_words(self, words: Sequence[str]) -> Fact | None:
        found = Counter(chain.from_iterable(map(self._by_word.get, words, repeat(()))))
        hits, language = max(((n, tag) for tag, n in found.items()), default=(0, ""))
        share = hits / len(words) if words else 0.0
        if share < LEAST_SHARE or (hits < FEWEST_HITS and len(words) >= SHORT):
            return None
        evidence = f"{hits} of {len(words)} words"
        certainty = _certainty(hits, share)
        return Fact(language, evidence, -1, -1, "language.frequent_words", certainty)

    def _find_by_letters(self, words: Sequence[str]) -> Fact | None:
        scores = [(_lettered(words, own), tag) for tag, own in self._letters.items()]
        hits, language = max(scores, default=(0, ""))
        if hits < FEWEST_HITS or hits < SURE_SHARE * len(words):
            return None
        evidence = f"{hits} of {len(words)} words"
        return Fact(language, evidence, -1, -1, "language.letters", Certainty.MEDIUM)


def _certainty(hits: int, share: float) -> Certainty:
    if hits < FEWEST_HITS:
        return Certainty.LOW
    return Certainty.HIGH if share >= SURE_SHARE else Certainty.MEDIUM


def _sample(text: str) -> list[str]:
    start = max(0, (len(text) - SAMPLE) // 2)
    sample = unicodedata.normalize("NFC", text[start : start + SAMPLE]).casefold()
    return WORD.findall(sample)


def _lettered(words: Iterable[str], own: frozenset[str]) -> int:
    return sum(not own.isdisjoint(word) for word in words)
