"""The text of a page of documentation, by the names that programs give to the element of it.

Signatures, tables of parameters and one-line answers look like furniture; what a program has made
of a source text is text all the same, but for what leads through it.
"""

from collections.abc import Sequence

from corpuskit.labels.markup_rules import layout_of
from corpuskit.labels.page import Page
from corpuskit.reader import Element
from corpuskit.text.lines import Line

MANUAL, GUIDE, NEITHER = "manual", "guide", ""
WHOLE_PAGE = frozenset({"html", "body"})
"""Elements that say by their class what a page has, not what they are."""
GUIDES = frozenset({"nav", "form", "footer", "button", "select"})
"""Elements that lead through a text and are none of it."""
SHORTEST = 200
"""Characters: with fewer the name is that of something else."""


def find_manual(page: Page) -> frozenset[int]:
    """Give the places of the lines of such a text."""
    parts = _Parts(page)
    found = [line for line in page.lines if parts.take_in(line)]
    is_text = sum(len(line.text) for line in found) >= SHORTEST
    return frozenset(line.place for line in found if is_text)


class _Parts:
    """The elements of a page, each looked at once: a text, a guide in it, or neither."""

    def __init__(self, page: Page) -> None:
        self._manuals, self._guides = page.lexicon.manuals, page.lexicon.guides
        self._kinds: dict[int, str] = {}

    def take_in(self, line: Line) -> bool:
        """Say whether a line that is shown stands in a text and in no guide there."""
        layout = layout_of(line)
        is_shown = not layout.hidden and not layout.attribute
        return is_shown and self._kind_of(layout.elements) == MANUAL

    def _kind_of(self, chain: Sequence[Element]) -> str:
        """Say what the last element is, by those around it and its own names."""
        known = len(chain)
        while known and chain[known - 1].number not in self._kinds:
            known -= 1
        kind = self._kinds[chain[known - 1].number] if known else NEITHER
        for depth in range(known, len(chain)):
            kind = self._kinds[chain[depth].number] = self._named(chain[: depth + 1], kind)
        return kind

    def _named(self, chain: Sequence[Element], outer: str) -> str:
        tag = chain[-1].tag
        if outer == MANUAL:
            return GUIDE if tag in GUIDES or self._guides.find(chain) else outer
        if outer == GUIDE or tag in WHOLE_PAGE:
            return outer
        return MANUAL if self._manuals.find(chain) else outer
