"""A page cut into blocks: each visible text of it, with its place and its surroundings."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from corpuskit import DocumentWarning, Layout, RawBlock
from corpuskit_html.elements import BLOCKS, NO_TEXT, PREFORMATTED
from corpuskit_html.gaps import Tag
from corpuskit_html.lost_ends import lost_end
from corpuskit_html.open_element import OpenElement
from corpuskit_html.pictures import PICTURE, Pictures, is_pixel
from corpuskit_html.reading import is_seen, rewritten, trimmed
from corpuskit_html.running import Event, Running, Written, cut_running
from corpuskit_html.tokens import Attribute, Token, attributes, tokenize
from corpuskit_html.tree import OpenElements

_LINE: Final = re.compile(r"[^\n\r]+")
_FALLBACKS: Final = frozenset({"iframe", "noembed", "noframes"})
# A browser takes the first two for empty elements; behind the others stands what hosts put there.
_PARTING_ENDS: Final = frozenset({"p", "br", "body", "html"})
_TEXT_ATTRIBUTES: Final = {"img": ("alt",), "area": ("alt",), "textarea": ("placeholder",)}
_INPUT_ATTRIBUTES: Final = {
    "submit": ("value",),
    "button": ("value",),
    "reset": ("value",),
    "image": ("alt",),
    "hidden": (),
}


class Cut(NamedTuple):
    """The blocks of a page in its order, and what its user should know."""

    blocks: tuple[RawBlock, ...]
    warnings: tuple[DocumentWarning, ...]


class BlockCutter:
    """Takes the tokens of one page and gathers running text up to the next border.

    Whatever lies between the blocks is markup without text.
    """

    def __init__(self, page: str) -> None:
        """Take the decoded page."""
        self._blocks: list[RawBlock] = []
        self._warnings: list[DocumentWarning] = []
        self._page = page
        self._tree = OpenElements(page)
        self._events: list[Event] = []
        self._has_text = False
        self._has_title = False
        self._pictures = Pictures()
        self._takers = {
            "text": self._text,
            "start": self._start,
            "end": self._end,
            "raw": self._raw,
            "comment": self._comment,
        }

    def take(self, token: Token) -> None:
        """Take the next token; of what is for browsers without frames or plug-ins, its tokens."""
        if token.kind == "raw" and token.name in _FALLBACKS:
            for inner in tokenize(self._page, token.start, token.end):
                self._takers[inner.kind](inner)
        else:
            self._takers[token.kind](token)

    def cut(self) -> Cut:
        """Give the blocks, when all tokens have been taken."""
        self._flush()
        return Cut(tuple(self._blocks), tuple(self._warnings))

    def _text(self, token: Token) -> None:
        tree = self._tree
        if tree.mute:
            return
        if tree.preformatted:
            self._lines(token)
            return
        if not self._page[token.start : token.end].isspace():
            tree.begin_text()
            self._has_text = self._pictures.has_text_below = True
        is_plain = token.kind == "raw" and token.name != "title"
        self._write(token.start, token.end, is_plain=is_plain)

    def _write(self, start: int, end: int, *, is_plain: bool = False) -> None:
        tree = self._tree
        written = Written(start, end, tree.link, tree.hidden, tree.code > 0, is_plain)
        self._events.append(written)

    def _lines(self, token: Token, *, is_plain: bool = False) -> None:
        """Take text whose lines are shown as they are: each is a block."""
        place = token.start
        for match in _LINE.finditer(self._page, token.start, token.end):
            if match.start() > place:
                self._flush()
            place = match.end()
            self._write(match.start(), place, is_plain=is_plain)
            self._has_text = self._pictures.has_text_below = True
        if place < token.end:
            self._flush()

    def _start(self, token: Token) -> None:
        if token.name in BLOCKS:
            self._flush()
            element = self._tree.start(token)
        else:
            element = self._tree.start(token)
            self._events.append(Tag(token, token))
        if token.name == "input" or token.name in _TEXT_ATTRIBUTES:
            self._attributes(token, element)

    def _end(self, token: Token) -> None:
        ended = self._tree.ended_by(token.name)
        if ended is None:
            if token.name in _PARTING_ENDS:
                self._flush()
            return
        if ended.parts:
            self._flush()
        else:
            self._events.append(Tag(token, ended.element.token))
        self._tree.end(ended)

    def _raw(self, token: Token) -> None:
        """Take the content of an element that holds no markup, or a section of characters."""
        if token.name in PREFORMATTED:
            self._lines(token, is_plain=token.name != "textarea")
        elif token.name in NO_TEXT:
            self._comment(token)
        elif token.name == "title" and not self._has_title:
            self._has_title = True
            self._comment(token)
        else:
            self._text(token)

    def _comment(self, token: Token) -> None:
        """Take what holds no text, and tell when it holds most of the page."""
        warning = lost_end(self._page, token)
        if warning:
            self._warnings.append(warning)

    def _attributes(self, token: Token, element: OpenElement) -> None:
        """Take the texts in the attributes of a tag."""
        found = attributes(self._page, token)
        if token.name == PICTURE and not element.hidden and not is_pixel(found):
            self._pictures.add(self._tree.path())
        wanted = sorted((*found[name][1:], name) for name in _named(token, found) if name in found)
        for start, end, name in wanted:
            block = self._attribute_block((start, end), name, element)
            if block is None:
                continue
            if name == "alt":
                self._events.append(block)
                self._has_text = True
            else:
                # What a field says is seen, and is no part of the text around it.
                self._flush()
                self._blocks.append(block)

    def _attribute_block(
        self, place: tuple[int, int], name: str, element: OpenElement
    ) -> RawBlock | None:
        start, end = trimmed(self._page, *place)
        if start >= end:
            return None
        replacements = tuple(rewritten(self._page, (start, end, start)))
        path = self._tree.path()
        if element.name not in BLOCKS:
            path += (element.element(),)
        links = float(self._tree.link is not None or element.name in {"input", "textarea"})
        layout = Layout(path, links, element.hidden, name)
        seen = is_seen(self._page[start:end], replacements)
        return RawBlock(start, end, replacements, layout) if seen else None

    def _flush(self) -> None:
        """End the running text: here is a border between blocks."""
        if self._has_text:
            tree = self._tree
            running = Running(self._page, self._events, tree.path(), tree.preformatted > 0)
            self._blocks.extend(self._pictures.tell(cut_running(running)))
        if self._events:
            self._events = []
        self._has_text = False


def _named(token: Token, found: Mapping[str, Attribute]) -> tuple[str, ...]:
    """Give the names of the attributes that hold text in a tag."""
    if token.name != "input":
        return _TEXT_ATTRIBUTES[token.name]
    kind = found["type"].value.strip().lower() if "type" in found else "text"
    return _INPUT_ATTRIBUTES.get(kind, ("placeholder",))
