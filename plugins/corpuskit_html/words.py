"""The words that a page names its elements with: what a class, an id or a role says."""

import re
from collections.abc import Mapping
from typing import Final

from corpuskit_html.tokens import Attribute, Token, attributes

MOST_WORDS: Final = 40
_MOST_CHARACTERS: Final = 2_000
_NAMING: Final = ("class", "id", "role", "itemprop")
_WORD: Final = re.compile(r"[^\W_]+")
# "articleBody" and "HTMLPage" are two words each, "h1" is one.
_SMALL_THEN_CAPITAL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class TagWords:
    """Gives the words of the tags of one page; tags that are written alike are read once."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, token: Token) -> tuple[str, ...]:
        """Give the words of a start tag."""
        if token.is_bare:
            return ()
        tag = self._page[token.start : token.end]
        words = self._known.get(tag)
        if words is None:
            words = self._known[tag] = element_words(attributes(self._page, token))
        return words


def element_words(attributes: Mapping[str, Attribute]) -> tuple[str, ...]:
    """Give the small-letter words of class, id, role and itemprop, at most forty."""
    said = " ".join(attributes[name].value for name in _NAMING if name in attributes)
    if not said:
        return ()
    parted = _SMALL_THEN_CAPITAL.sub(" ", said[:_MOST_CHARACTERS])
    return tuple(_WORD.findall(parted.lower())[:MOST_WORDS])
