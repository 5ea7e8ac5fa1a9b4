"""The names of page parts in markup, looked up by the words of elements."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from corpuskit.language import LanguagePack
from corpuskit.reader import Element


class PartName(NamedTuple):
    """A name as its words and those of an element around it, and the kind of part that it tells.

    `alone` says that it tells so without another sign.
    """

    words: frozenset[str]
    inside: frozenset[str]
    text: str
    kind: str
    alone: bool


class PartNames:
    """Finds the parts of some kinds that elements are by their names; immutable once made."""

    def __init__(self, packs: Sequence[LanguagePack], kinds: Collection[str]) -> None:
        self._by_first: dict[str, list[PartName]] = {}
        parts = (part for pack in packs for part in pack.page_parts)
        for part in (part for part in parts if part.kind in kinds):
            inside = frozenset(part.inside.split())
            for text in filter(str.strip, part.names):
                found = PartName(frozenset(text.split()), inside, text, part.kind, part.alone)
                self._by_first.setdefault(text.split()[0], []).append(found)

    def find(self, chain: Sequence[Element]) -> PartName | None:
        """Give the first name that an element has; `chain` are those around it, then itself."""
        words = chain[-1].words
        for word in words:
            for name in self._by_first.get(word, ()):
                if name.words.issubset(words) and _stands_in(name, chain[:-1]):
                    return name
        return None


def _stands_in(name: PartName, outer: Sequence[Element]) -> bool:
    return not name.inside or any(name.inside.issubset(element.words) for element in outer)
