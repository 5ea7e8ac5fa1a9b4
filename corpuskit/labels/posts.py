"""Posts of a thread, by the names that forums give to the elements of their texts."""

from collections.abc import Sequence

from corpuskit.labels.markup_rules import outermost
from corpuskit.labels.page import Page
from corpuskit.reader import Element

FEWEST_POSTS = 2
"""One element with such a name may be the body of an article."""


def find_posts(page: Page) -> frozenset[int]:
    """Give the places of all lines in the posts of a page that has several."""

    def post(chain: Sequence[Element]) -> int | None:
        return chain[-1].number if names.find(chain) else None

    names, known = page.lexicon.posts, dict[int, int | None]()
    found = {line.place: outermost(line, known, post) for line in page.lines}
    posts = {place: number for place, number in found.items() if number is not None}
    return frozenset(posts if len(set(posts.values())) >= FEWEST_POSTS else ())
