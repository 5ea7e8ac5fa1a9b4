"""One open element, and what its start tag says of its content."""

import re
from collections.abc import Mapping
from typing import Final

from corpuskit import Element
from corpuskit_html.elements import BLOCKS, CONTROLS, HIDDEN
from corpuskit_html.tokens import Attribute, Token, attributes
from corpuskit_html.words import TagWords

_HIDING_STYLE: Final = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", re.IGNORECASE)
_HREF: Final = re.compile("href", re.IGNORECASE)
_WHOLE_PAGE: Final = frozenset({"html", "body"})


class OpenElement:
    """An element that is open, or was."""

    __slots__ = (
        "_element",
        "_words",
        "hidden",
        "is_block",
        "is_open",
        "is_pressed",
        "name",
        "number",
        "path",
        "token",
    )

    def __init__(self, token: Token, number: int, words: TagWords, *, hidden: bool = False) -> None:
        self.token, self.number, self.hidden = token, number, hidden
        self._words = words
        self.name = token.name
        self.is_block = token.name in BLOCKS
        self.is_open = True
        self.path: tuple[Element, ...] | None = None
        self.is_pressed = token.name in CONTROLS
        self._element: Element | None = None

    def element(self) -> Element:
        """Give the element as a layout names it, the same object each time."""
        if self._element is None:
            self._element = Element(self.number, self.name, self._words.of(self.token))
        return self._element


def hides(page: str, token: Token) -> bool:
    """Say whether an element hides its content: by its kind, its attributes or its style.

    What is hidden only from machines that read aloud (`aria-hidden`) is seen, unless it is a whole
    block: a menu or a window that is folded away. A page that hides all of itself is shown by a
    script in a moment.
    """
    if token.name in HIDDEN or token.name in _WHOLE_PAGE:
        return token.name in HIDDEN
    if token.name == "dialog":
        return "open" not in attributes(page, token)
    if token.is_bare or not _may_hide(page[token.start : token.end].lower()):
        return False
    found = attributes(page, token)
    if "hidden" in found or (token.name in BLOCKS and _says(found, "aria-hidden", "true")):
        return True
    return "style" in found and bool(_HIDING_STYLE.search(found["style"].value))


def _may_hide(tag: str) -> bool:
    """Say whether it is worth the while to read the attributes of a tag in small letters."""
    return "hidden" in tag or "display" in tag or "visibility" in tag


def has_address(page: str, token: Token) -> bool:
    """Say whether an element leads to somewhere, and is no mere name of a place."""
    return bool(_HREF.search(page, token.start, token.end))


def _says(found: Mapping[str, Attribute], name: str, value: str) -> bool:
    return name in found and found[name].value.strip().lower() == value
