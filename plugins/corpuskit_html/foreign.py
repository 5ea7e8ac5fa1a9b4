"""SVG and MathML inside of a page, where HTML reads some markup differently."""

from typing import Final

_FOREIGN: Final = frozenset(("svg", "math"))
_HOLDS_HTML: Final = frozenset(
    ("foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext")
)
_LEAVING: Final = (
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li"
    " listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
_LEAVES_FOREIGN: Final = frozenset(_LEAVING.split())


class ForeignContent:
    """Follows the tags of a page and knows whether SVG or MathML is open."""

    __slots__ = ("_counts", "_names", "is_open")

    def __init__(self) -> None:
        self.is_open = False
        self._names: list[str] = []
        self._counts: dict[str, int] = {}

    def follow(self, kind: str, name: str, self_closing: bool) -> None:  # noqa: FBT001 - a field
        """Take one more token."""
        if kind == "start":
            self._start(name, self_closing)
        elif kind == "end" and self._names:
            self._end(name)

    def _start(self, name: str, self_closing: bool) -> None:  # noqa: FBT001 - a field of a token
        if self.is_open and name in _LEAVES_FOREIGN:
            while self._names and self._names[-1] in _FOREIGN:
                self._pop()
            self._look()
        elif not self_closing and (name in _FOREIGN or (self.is_open and name in _HOLDS_HTML)):
            self._names.append(name)
            self._counts[name] = self._counts.get(name, 0) + 1
            self._look()

    def _end(self, name: str) -> None:
        if self._counts.get(name):
            while self._pop() != name:
                pass
            self._look()

    def _pop(self) -> str:
        name = self._names.pop()
        self._counts[name] -= 1
        return name

    def _look(self) -> None:
        self.is_open = bool(self._names) and self._names[-1] in _FOREIGN
