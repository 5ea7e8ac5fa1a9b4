"""Notes of a text, by the names that programs give to the element of them.

They are short, cite and are numbered, as lists of links are, and some programs put them in an
element for what stands beside the text.
"""

from collections.abc import Sequence

from corpuskit.labels.manual import GUIDES
from corpuskit.labels.markup_rules import outermost
from corpuskit.labels.page import Page
from corpuskit.reader import Element


def find_notes(page: Page) -> frozenset[int]:
    """Give the places of the lines in such an element; the foot of a site is none."""
    names, known = page.lexicon.notes, dict[int, bool | None]()

    def notes(chain: Sequence[Element]) -> bool | None:
        """Whether the last element is one; None to ask those inside."""
        return False if chain[-1].tag in GUIDES else bool(names.find(chain)) or None

    return frozenset(line.place for line in page.lines if outermost(line, known, notes))
