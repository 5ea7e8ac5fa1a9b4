"""The elements around the blocks of a page, and what they are called, whatever the blocks say."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from corpuskit.reader import Element, Layout
from corpuskit.text.lines import Line

NO_LAYOUT = Layout()
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
KINDS = (
    "comments", "advertising", "related", "social", "dialog", "navigation", "aside", "frame",
    "caption", "about", "title", "content",
)  # fmt: skip
"""The kinds of element that words of classes speak of (weights/class_words.toml), in the order in
which an element is called by one: what says "comment-body" is a comment."""

_Answer = TypeVar("_Answer")
ClassWords = Mapping[str, Sequence[str]]
"""Words of classes and ids, each with the kinds of element that they speak of."""
Nearness = Mapping[str, int]
"""How near an element of each kind or name is, as a small number."""


class Named(NamedTuple):
    """An element whose class says of what kinds it is: its number, and how near a block it is.

    `nearness` is 3 for the nearest two elements, 2 for the nearest five, 1 beyond.
    """

    number: int
    nearness: int
    kinds: Sequence[str]


class Elements:
    """The blocks of one page with the elements around them.

    `size_in` and `links_in` give the characters of each element by its number, and those of them
    that stand in links.
    """

    def __init__(self, lines: Sequence[Line], words: ClassWords) -> None:
        self.lines = lines
        self.layouts = [line.piece.layout or NO_LAYOUT for line in lines]
        self.sizes = [float(len("".join(line.text.split()))) for line in lines]
        self.size_in: dict[int, float] = {}
        self.links_in: dict[int, float] = {}
        self._words = words
        self._known_kinds: dict[tuple[str, ...], Sequence[str]] = {}
        self._known_named: dict[int, Sequence[Named]] = {}
        for layout, size in zip(self.layouts, self.sizes, strict=True):
            linked = size * layout.links
            for number, _, _ in layout.elements:
                self.size_in[number] = self.size_in.get(number, 0.0) + size
                self.links_in[number] = self.links_in.get(number, 0.0) + linked

    @cached_property
    def regions(self) -> list[Nearness]:
        """How near an element of each name is: 1 for the nearest two, 2 for four, 3 beyond."""
        return self.by_chain(_regions)

    @cached_property
    def kinds(self) -> list[Nearness]:
        """How near an element of each kind is: 3 for the nearest two, 2 for five, 1 beyond."""
        return self.by_chain(lambda layout: nearest(self.named(layout)))

    @cached_property
    def nearest_kinds(self) -> list[str]:
        """The kind of the nearest element that has one, "" for none."""
        return self.by_chain(self._nearest_kind)

    def by_chain(self, ask: Callable[[Layout], _Answer]) -> list[_Answer]:
        """Ask about the elements of each block, once for all blocks of an element."""
        found: dict[int, _Answer] = {}
        for number, layout in zip(self._chains, self.layouts, strict=True):
            if number not in found:
                found[number] = ask(layout)
        return [found[number] for number in self._chains]

    def named(self, layout: Layout) -> Sequence[Named]:
        """Give the elements around a block that say of what kind they are, the nearest first."""
        number = _innermost(layout)
        found = self._known_named.get(number)
        if found is None:
            found = self._known_named[number] = tuple(self._named(layout.elements))
        return found

    @cached_property
    def _chains(self) -> list[int]:
        return [_innermost(layout) for layout in self.layouts]

    def _named(self, elements: Sequence[Element]) -> Iterable[Named]:
        for distance, (number, _, words) in enumerate(reversed(elements)):
            kinds = self._kinds_of(words) if words else ()
            if kinds:
                nearness = 3 if distance < 2 else 2 if distance < 5 else 1  # noqa: PLR2004  # as said
                yield Named(number, nearness, kinds)

    def _nearest_kind(self, layout: Layout) -> str:
        named = self.named(layout)
        return min(named[0].kinds, key=KINDS.index) if named else ""

    def _kinds_of(self, words: tuple[str, ...]) -> Sequence[str]:
        found = self._known_kinds.get(words)
        if found is None:
            found = tuple(kind for word in words for kind in self._words.get(word, ()))
            self._known_kinds[words] = found
        return found


def nearest(named: Iterable[Named]) -> Nearness:
    """Give how near the nearest element of each kind is."""
    found: dict[str, int] = {}
    for _, nearness, kinds in named:
        for kind in kinds:
            found.setdefault(kind, nearness)
    return found


def _innermost(layout: Layout) -> int:
    return layout.elements[-1].number if layout.elements else -1


def _regions(layout: Layout) -> Nearness:
    found: dict[str, int] = {}
    for distance, element in enumerate(reversed(layout.elements)):
        found.setdefault(element.tag, 1 + min(distance // 2, 2))
    return found
