"""Lines outside the article of a page without markup: furniture parts them from its text."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from corpuskit.labels.page import EVEN, Page
from corpuskit.text.lines import Line

SURE_TEXT = 0.6
"""How likely text the running lines must be that make the article."""
FURNITURE = 0.3
"""How likely text a line may be at most that parts others from the article."""
WALL = 3
"""Lines of furniture, in a row or not, that do so."""
MOST = 0.7
"""How much of the likely text the article must hold: of threads and lists no part holds so much."""
SURELY_OUTSIDE = 0.85
"""How sure such a line is furniture. On unseen development pages of news 99 % of the characters
are, where no furniture stands between 90 %; of seven types of page 80 %."""


class Block(NamedTuple):
    """Likely text that no wall cuts: the places of its first and last line, and its characters."""

    first: int
    last: int
    size: int


def find_outside(page: Page) -> Mapping[int, int]:
    """Give the doubtful lines outside the article by their places, and the furniture between.

    Posts of a thread have such lines between them, and a border of their own.
    """
    if page.weighed is None or not page.weighed.article or page.thread:
        return {}
    likelihoods = page.weighed.likelihoods
    seen = [0, *accumulate(likelihood < FURNITURE for likelihood in likelihoods)]
    article = _article_of(_blocks(_sure_text(page), seen))
    if article is None:
        return {}
    above = {at: seen[article.first] - seen[at + 1] for at in range(article.first)}
    below = {at: seen[at] - seen[article.last] for at in range(article.last, len(likelihoods))}
    walls = (above | below).items()
    return {at: wall for at, wall in walls if wall >= WALL and _is_doubtful(likelihoods[at])}


def _is_doubtful(likelihood: float) -> bool:
    """Whether a line looks like furniture, less surely than its place says."""
    return 1 - SURELY_OUTSIDE < likelihood < EVEN


def _sure_text(page: Page) -> Iterable[Line]:
    running = (line for line in page.lines if line.running and page.is_open(line.place))
    return (line for line in running if page.likelihood(line, 0) >= SURE_TEXT)


def _blocks(texts: Iterable[Line], seen: Sequence[int]) -> list[Block]:
    """Cut lines of text where a wall stands; `seen` counts the furniture above each line."""
    blocks: list[Block] = []
    for line in texts:
        block = Block(line.place, line.place, len(line.text))
        if blocks and seen[line.place] - seen[blocks[-1].last] < WALL:
            first, _, size = blocks.pop()
            block = Block(first, line.place, size + block.size)
        blocks.append(block)
    return blocks


def _article_of(blocks: Sequence[Block]) -> Block | None:
    """Give the block that holds nearly all of the text, if one does."""
    largest = max(blocks, key=lambda block: block.size, default=Block(0, 0, 0))
    holds_most = largest.size > MOST * sum(block.size for block in blocks)
    return largest if holds_most else None
