"""Whom a property in the text speaks of: the page, its author, or something else on it.

Microdata puts things into each other by elements, so the open ones are followed through the tags.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from corpuskit_html.elements import VOID
from corpuskit_html.kinds import Kinds
from corpuskit_html.tokens import Attribute, Token

PREFIX = "itemprop:"
PERSONS = frozenset(("author", "publisher"))  # kinds whose items are named by their "name"
MOST_CAPTURES = 4  # elements open at once whose text is wanted
LONGEST_CAPTURE = 5000  # characters of markup; beyond it the element was never closed

Attributes = Mapping[str, Attribute]


class Wanted(NamedTuple):
    """What the value of a property is to become."""

    kind: str
    name: str


class Capture(NamedTuple):
    """An element whose text is the value of a property: where it starts and what closes it."""

    wanted: Wanted
    place: int
    start: int


class _Open:
    """An element that is open, and how many of its name lie open in it."""

    def __init__(self, tag: str) -> None:
        self.tag, self.inner = tag, 0

    def closed_by(self, token: Token) -> bool:
        """Count an end tag, and say whether it closes this element."""
        self.inner -= token.name == self.tag
        return self.inner < 0


class _Scope(_Open):
    """An item: `is_page` when it is the page; `prop` when it is a person or house of the page."""

    def __init__(self, tag: str, *, is_page: bool, prop: str = "") -> None:
        super().__init__(tag)
        self.is_page, self.prop = is_page, prop


class _Capturing(_Open):
    def __init__(self, tag: str, capture: Capture) -> None:
        super().__init__(tag)
        self.capture = capture

    def is_lost(self, token: Token) -> bool:
        """Say whether a tag is so far behind that the element was never closed."""
        return token.start - self.capture.start > LONGEST_CAPTURE


class Items:
    """The items and the wanted texts that are open at a place of the page."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._scopes: list[_Scope] = []
        self._captures: list[_Capturing] = []

    @property
    def about_page(self) -> bool:
        """Whether a property here speaks of the page itself."""
        return not self._scopes or self._scopes[-1].is_page

    def wanted(self, properties: str) -> Wanted | None:
        """Give what one of these names of properties, apart by white space, says of the page.

        In the text a property outside of any item belongs to nothing, by the HTML standard too: the
        teasers of other articles carry such. It has no kind then.
        """
        for name in properties.split():
            kind = self._kinds.itemprop.get(name.lower(), "")
            if kind and self.about_page:
                return Wanted(kind if self._scopes else "", PREFIX + name)
            if name == "name" and self._scopes and self._scopes[-1].prop:
                prop = self._scopes[-1].prop
                return Wanted(self._kinds.itemprop[prop.lower()], f"{PREFIX}{prop}.name")
        return None

    def enter(self, token: Token) -> None:
        """Follow a start tag."""
        if token.name not in VOID:
            for element in self._open():
                element.inner += token.name == element.tag

    def leave(self, token: Token) -> Iterator[Capture]:
        """Follow an end tag; give the captures that it closes, innermost first."""
        if self._scopes and self._scopes[-1].closed_by(token):
            self._scopes.pop()
        closed = [element for element in reversed(self._captures) if element.closed_by(token)]
        self._captures = [element for element in self._captures if element.inner >= 0]
        for element in closed:
            if not element.is_lost(token):
                yield element.capture

    def _open(self) -> list["_Scope | _Capturing"]:
        return [*self._scopes[-1:], *self._captures]

    def open_item(self, token: Token, found: Attributes) -> None:
        """Open an item that a start tag begins."""
        if token.name in VOID or "itemscope" not in found:
            return
        prop = found["itemprop"].value.strip() if "itemprop" in found else ""
        known = self._kinds.itemprop.get(prop.lower()) in PERSONS and self.about_page
        types = tuple(t.rpartition("/")[2] for t in value_of(found, "itemtype").split())
        is_page = not known and self.about_page and (not types or bool(self._kinds.work(types)))
        self._scopes.append(_Scope(token.name, is_page=is_page, prop=prop if known else ""))

    def capture(self, token: Token, wanted: Wanted) -> None:
        """Ask for the text of the element that a start tag opens."""
        self._captures = [open_ for open_ in self._captures if not open_.is_lost(token)]
        if token.name not in VOID and len(self._captures) < MOST_CAPTURES:
            capture = Capture(wanted, token.start, token.end)
            self._captures.append(_Capturing(token.name, capture))


def value_of(found: Attributes, name: str) -> str:
    """Give the value of an attribute as it is, "" when there is none."""
    return found[name].value if name in found else ""
