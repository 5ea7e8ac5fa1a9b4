"""Posts of a thread, by the names that forums give to the elements of their texts."""

from corpuskit.labels.markup_rules import layout_of
from corpuskit.labels.page import Page
from corpuskit.text.lines import Line

FEWEST_POSTS = 2
"""One element with such a name may be the body of an article."""


def find_posts(page: Page) -> frozenset[int]:
    """Give the places of all lines in the posts of a page that has several."""
    finder = _Finder(page)
    found = {line.place: finder.post_around(line) for line in page.lines}
    posts = {place: number for place, number in found.items() if number >= 0}
    return frozenset(posts if len(set(posts.values())) >= FEWEST_POSTS else ())


class _Finder:
    def __init__(self, page: Page) -> None:
        self._names = page.lexicon.posts
        self._known: dict[int, bool] = {}

    def post_around(self, line: Line) -> int:
        """Give the number of the outermost element around a line that is a post, -1 for none."""
        elements = layout_of(line).elements
        for depth, element in enumerate(elements):
            if element.number not in self._known:
                chain = [each.words for each in elements[: depth + 1]]
                self._known[element.number] = self._names.find(chain) is not None
            if self._known[element.number]:
                return element.number
        return -1
