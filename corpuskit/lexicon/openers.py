"""First words of lines that speak for a kind of line."""

from collections.abc import Sequence

from corpuskit.language import LanguagePack
from corpuskit.lexicon.spellings import spellings

NO_KIND = "none"


class Openers:
    """The openers of language packs, compiled; immutable once made."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        self._kinds = {
            text.casefold(): opener.speaks_for
            for pack in packs
            for opener in pack.openers
            for word in opener.words
            for text in spellings(word, pack.orthography.tone_placements)
        }
        self._longest = max((len(words.split()) for words in self._kinds), default=0)

    def kind_of(self, key: str) -> str:
        """Give what the first words of a line speak for, the longest first, "none" for nothing.

        The line is given in small letters.
        """
        words = key.split(maxsplit=self._longest)
        beginnings = (" ".join(words[:count]) for count in range(self._longest, 0, -1))
        return next((self._kinds[each] for each in beginnings if each in self._kinds), NO_KIND)
