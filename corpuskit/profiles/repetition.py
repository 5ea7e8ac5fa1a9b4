"""The first count: the lines that several articles of a site share.

Counting one page is a pure function, and two counts are merged in any order, so that any engine
can spread the work.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from corpuskit.profiles.keys import LineKeys
from corpuskit.profiles.likeness import Witness, article_counter, merged, signature_of
from corpuskit.profiles.pages import LearnedPage, Role
from corpuskit.profiles.places import is_sentence

FEWEST_ARTICLES = 5
"""Articles that must share a line before it can be furniture."""
LEAST_SHARE = 0.01
"""Of the pages of the site: a line on fewer is not worth an entry."""

SharedKey = tuple[str, ...]
"""A site, and the digest of a line or of its pattern."""


class Spread(Struct, frozen=True, array_like=True, gc=False):
    """On how many pages a line stands, with a sample of them."""

    pages: int
    sample: tuple[Witness, ...]


def count_page(page: LearnedPage, keys: LineKeys) -> dict[SharedKey, Spread]:
    """Count the lines of one page, and their patterns, each once."""
    spread = Spread(1, (Witness(page.mark, signature_of(_texts(page))),))
    return {
        (page.site, digest): spread for line in page.lines for digest in digests(line.text, keys)
    }


def _texts(page: LearnedPage) -> list[str]:
    """Give the running text of a page, else its sentences, else all its lines."""
    lines = [line for line in page.lines if line.role is not Role.CHROME]
    running = [line.text for line in lines if line.running]
    sentences = [] if running else [line.text for line in lines if is_sentence(line.text)]
    return running or sentences or [line.text for line in lines]


def digests(text: str, keys: LineKeys) -> Iterator[str]:
    """Give the digest of a line, then that of its pattern if it has one."""
    yield _digest(f"line {keys.key(text)}")
    if pattern := keys.pattern(text):
        yield _digest(f"pattern {pattern}")


def merge_spread(one: Spread, other: Spread) -> Spread:
    """Add two counts of the same line."""
    return Spread(one.pages + other.pages, merged(one.sample, other.sample))


def shared_lines(
    counts: Iterable[tuple[SharedKey, Spread]], pages: Mapping[str, int]
) -> Iterator[SharedKey]:
    """Give the lines that enough articles share; `pages` is how many each site has."""
    count_articles = article_counter()
    for key, spread in counts:
        enough = max(FEWEST_ARTICLES, LEAST_SHARE * pages[key[0]])
        articles = count_articles(spread.sample, spread.pages) if spread.pages >= enough else 0
        if articles >= FEWEST_ARTICLES:
            yield key


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
