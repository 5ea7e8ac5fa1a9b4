"""The words of a text as copies are compared by: nothing of a letter is dropped, tones least."""

import re
from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import chain
from unicodedata import category, normalize

WORD = re.compile(r"\w+")
MARKS = frozenset({"Mn", "Mc", "Me"})
WITHOUT_MARKS = frozenset(
    map(chr, chain(range(0x300), range(0x1E00, 0x1F00), range(0x2010, 0x2070)))
)
"""Latin letters and signs, among which no mark need be looked for."""
DIGEST = 16
"""Bytes of the hash of a whole text or paragraph."""
MOST_KNOWN = 1 << 17
"""Words whose hashes are remembered, about 15 megabytes."""


def words_of(text: str) -> list[str]:
    """Give the words: letters, digits and the marks on them; case and punctuation do not count.

    NFC and case folding are all that happens. Scripts without blanks have clauses for words.

    >>> words_of("Má ơi, mà… MÁ!")
    ['má', 'ơi', 'mà', 'má']
    """
    folded = normalize("NFC", normalize("NFC", text).casefold())
    return _pattern(folded).findall(folded)


def _pattern(text: str) -> re.Pattern[str]:
    """Give the pattern of a word; marks that belong to no letter of their own are asked for."""
    marks = "".join(sorted(each for each in set(text) - WITHOUT_MARKS if category(each) in MARKS))
    return re.compile(rf"\w[\w{marks}]*") if marks else WORD


def digest_of(words: Sequence[str]) -> bytes:
    """Give the hash of words in a row; no words have none."""
    return blake2b(" ".join(words).encode(), digest_size=DIGEST).digest() if words else b""


class WordHashes:
    """The 64-bit hashes of words; the last ones are remembered, which changes no answer."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, words: Iterable[str]) -> "array[int]":
        """Give the hash of each word."""
        known = self._known
        try:
            return array("Q", map(known.__getitem__, words))
        except KeyError:
            self._learn(words)
        return array("Q", map(self._known.__getitem__, words))

    def _learn(self, words: Iterable[str]) -> None:
        new = {word: _hash(word) for word in set(words) - self._known.keys()}
        if len(self._known) + len(new) > MOST_KNOWN:
            self._known = {word: _hash(word) for word in set(words)}
        else:
            self._known.update(new)


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")
