"""The elements that are open while the tokens of a page go by.

Nothing here is a tree: a stack of what is open is all that a block needs to know, and it grows to
any depth. Each step takes the same time at any depth, spread over the page.
"""

from typing import Final, NamedTuple

from corpuskit import Element
from corpuskit_html.elements import (
    BLOCKS,
    CLOSES_PARAGRAPH,
    CODE,
    CONTROLS,
    ENDED_BY_START,
    FORMATTING,
    HEADINGS,
    HIDDEN,
    IN_HEAD,
    NO_TEXT,
    PREFORMATTED,
    SCOPES,
    TABLE_PARTS,
    VOID,
)
from corpuskit_html.open_element import OpenElement, has_address, hides
from corpuskit_html.tokens import Token
from corpuskit_html.words import TagWords

OUTERMOST: Final = 40
INNERMOST: Final = 24
LONGEST: Final = OUTERMOST + INNERMOST
"""How many elements a block names; what lies between them is left out of its layout."""

_ONCE: Final = frozenset({"html", "head", "body"})
_WITH_ALL_INSIDE: Final = HIDDEN | SCOPES  # else a page could stay hidden by one lost end tag
_NEVER_ENDED: Final = frozenset({"html", "body"})  # what comes behind their end tags is shown too


class Ended(NamedTuple):
    """The element that an end tag closes, and whether a block ends with it.

    `place` is its place among what is open.
    """

    element: OpenElement
    parts: bool
    place: int


class OpenElements:
    """Follows the tags of a page and knows which elements are open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = TagWords(text)
        self._number = -1
        self._stack: list[OpenElement] = []
        self._places: dict[str, list[int]] = {}
        self._blocks: list[int] = []
        self._scopes: list[int] = []
        self._links: list[OpenElement] = []
        self.code = self.preformatted = self.mute = 0

    @property
    def hidden(self) -> bool:
        """Whether a browser would not show what comes now."""
        return bool(self._stack) and self._stack[-1].hidden

    @property
    def link(self) -> OpenElement | None:
        """The link, anchor or control that is open; links and controls are there to be pressed."""
        return self._links[-1] if self._links else None

    def start(self, token: Token) -> OpenElement:
        """Take a start tag: end what it ends, and open its element unless that holds nothing."""
        self._number += 1
        name = token.name
        self._end_implied(name)
        hidden = self.hidden or hides(self._text, token)
        element = OpenElement(token, self._number, self._words, hidden=hidden)
        is_empty = name in VOID or token.is_empty or (token.self_closing and self._is_foreign)
        if not is_empty and not (name in _ONCE and self._places.get(name)):
            self._push(element)
        return element

    def begin_text(self) -> None:
        """Take text: a head that is still open ends, for it holds none."""
        if self._stack and self._stack[-1].name == "head":
            self._pop_to(len(self._stack) - 1)

    def ended_by(self, name: str) -> Ended | None:
        """Give the element that this end tag would close, None when it closes nothing."""
        place = self._place_ended_by(name)
        if place < 0 or name in _NEVER_ENDED:
            return None
        element = self._stack[place]
        pops = element.is_block or (name in _WITH_ALL_INSIDE and self._blocks[-1:] > [place])
        return Ended(element, pops, place)

    def end(self, ended: Ended) -> None:
        """Close what an end tag closes, with all that must not be left open inside."""
        name = ended.element.name
        if name in BLOCKS or name in _WITH_ALL_INSIDE:
            self._pop_to(ended.place)
        else:
            self._close(ended.element)
            self._drop_closed()

    def path(self) -> tuple[Element, ...]:
        """Give the open elements that make blocks, outermost first.

        The same tuple is given for all blocks of one element, and none is longer than `LONGEST`:
        any depth costs the same.
        """
        if not self._blocks:
            return ()
        maker = self._stack[self._blocks[-1]]
        if maker.path is None:
            maker.path = self._new_path(maker)
        return maker.path

    def _new_path(self, maker: OpenElement) -> tuple[Element, ...]:
        around = self._stack[self._blocks[-2]].path if len(self._blocks) > 1 else ()
        if around is None:
            places = self._blocks[:-1]
            if len(places) > LONGEST:
                places = places[:OUTERMOST] + places[-INNERMOST:]
            around = tuple([self._stack[place].element() for place in places])
        path = (*around, maker.element())
        return path if len(path) <= LONGEST else path[:OUTERMOST] + path[-INNERMOST:]

    @property
    def _is_foreign(self) -> bool:
        return bool(self._places.get("svg") or self._places.get("math"))

    def _end_implied(self, name: str) -> None:
        """End what stands open only because its end tag was left out."""
        if name in CLOSES_PARAGRAPH:
            self._end_last("p", max(self._scope, self._last("button")))
            if self._is_foreign:
                self._leave_foreign()
            if name in HEADINGS and self._stack and self._stack[-1].name in HEADINGS:
                self._pop_to(len(self._stack) - 1)
        ending = ENDED_BY_START.get(name)
        if ending:
            limit = max(self._scope_of(name), *map(self._last, ending.within), -1)
            self._end_outermost(ending.ended, limit)
        elif name == "a" and self._last("a") > self._scope:
            self._close(self._stack[self._last("a")])
            self._drop_closed()
        if name not in IN_HEAD and self._places.get("head"):
            self._end_last("head", -1)

    def _leave_foreign(self) -> None:
        """HTML does not stand in SVG or MathML but where these allow it."""
        holders = max(self._last("foreignobject"), self._last("desc"), self._last("annotation-xml"))
        self._end_outermost(("svg", "math"), holders)

    def _end_last(self, name: str, limit: int) -> None:
        place = self._last(name)
        if place > limit:
            self._pop_to(place)

    def _end_outermost(self, names: tuple[str, ...], limit: int) -> None:
        """End all that is open since the first of these elements behind the place `limit`."""
        found = [place for place in map(self._last, names) if place > limit]
        if found:
            self._pop_to(min(found))

    def _place_ended_by(self, name: str) -> int:
        place = max(map(self._last, HEADINGS)) if name in HEADINGS else self._last(name)
        if name in BLOCKS or name in FORMATTING or name in _WITH_ALL_INSIDE:
            return place if place >= self._scope_of(name) else -1
        # The end tag of any other element reaches no further than to the block around it.
        return place if place > (self._blocks[-1] if self._blocks else -1) else -1

    @property
    def _scope(self) -> int:
        return self._scopes[-1] if self._scopes else -1

    def _scope_of(self, name: str) -> int:
        """Give the place that an end tag does not reach over."""
        return self._last("table") if name in TABLE_PARTS else self._scope

    def _last(self, name: str) -> int:
        places = self._places.get(name)
        return places[-1] if places else -1

    def _push(self, element: OpenElement) -> None:
        place = len(self._stack)
        name = element.name
        self._stack.append(element)
        self._places.setdefault(name, []).append(place)
        if element.is_block:
            self._blocks.append(place)
        if name in SCOPES:
            self._scopes.append(place)
        self._count(name, 1)
        if name == "a":
            element.is_pressed = has_address(self._text, element.token)
        if name == "a" or name in CONTROLS:
            self._links.append(element)

    def _count(self, name: str, step: int) -> None:
        if name in CODE:
            self.code += step
            self.preformatted += step * (name in PREFORMATTED)
        elif name in NO_TEXT:
            self.mute += step

    def _close(self, element: OpenElement) -> None:
        element.is_open = False
        self._places[element.name].pop()
        self._count(element.name, -1)
        while self._links and not self._links[-1].is_open:
            self._links.pop()

    def _pop_to(self, place: int) -> None:
        while len(self._stack) > place:
            self._pop()
        self._drop_closed()

    def _pop(self) -> None:
        element = self._stack.pop()
        place = len(self._stack)
        if element.is_open:
            self._close(element)
        if self._blocks and self._blocks[-1] == place:
            self._blocks.pop()
        if self._scopes and self._scopes[-1] == place:
            self._scopes.pop()

    def _drop_closed(self) -> None:
        while self._stack and not self._stack[-1].is_open:
            self._pop()
