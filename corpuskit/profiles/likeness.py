"""How many different articles there are among pages, since one may be crawled under many addresses.

A page's text becomes a signature of 32 bytes: the smallest hash of its lines in each of 32 classes
(one-permutation minwise hashing: P. Li, A. Owen, C.-H. Zhang, NIPS 2012). The share of equal bytes
estimates how many of their lines two texts share, so that copies which differ in a line or two are
still known, and two bulletins that say the same with other figures are two. Of the pages that hold
a line a fixed sample is kept, those with the smallest marks; so counts can be merged in any order.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import eq
from zlib import crc32

from msgspec import Struct

CLASSES = 32
LARGEST = 0xFFFFFFFF
"""What no hash of 32 bits exceeds, so that a class without any is known."""
SAME_ARTICLE = 0.4
"""Likeness from which two texts are one article: of ten lines each has changed two of its own."""
SAMPLE = 24
"""Pages that are kept of all that hold a line."""


class Witness(Struct, frozen=True, array_like=True, order=True, gc=False):
    """A page that holds a line: its mark and the signature of its text."""

    mark: int
    signature: bytes


def signature_of(texts: Iterable[str]) -> bytes:
    """Give the signature of a page's text by its lines; a class without any is 0."""
    smallest = [LARGEST] * CLASSES
    for text in texts:
        folded = " ".join(text.casefold().split())
        rest, place = divmod(crc32(folded.encode("utf-8", "surrogatepass")), CLASSES)
        smallest[place] = min(rest, smallest[place])
    return bytes(0 if rest == LARGEST else 1 + rest % 255 for rest in smallest)


def likeness(one: bytes, other: bytes) -> float:
    """Estimate the share of their lines that two texts have in common, from 0 to 1."""
    empty = sum(not a and not b for a, b in zip(one, other, strict=True)) if 0 in one else 0
    same = sum(map(eq, one, other)) - empty
    return same / (CLASSES - empty) if empty < CLASSES else 1.0


def merged(one: Sequence[Witness], other: Sequence[Witness]) -> tuple[Witness, ...]:
    """Merge two samples of pages into one, each page once."""
    return tuple(sorted({*one, *other})[:SAMPLE])


def article_counter() -> Callable[[tuple[Witness, ...], int], int]:
    """Give `count_articles` for many lines: a menu has one sample, which is asked once."""
    return lru_cache(maxsize=1024)(count_articles)


def count_articles(sample: Sequence[Witness], pages: int) -> int:
    """Count the different articles among `pages`; estimate them where only a sample is known.

    The estimate is Chao's lower bound for the number of classes in a population (A. Chao,
    Scandinavian Journal of Statistics 11, 1984): from those seen once and those seen twice.
    """
    sizes = _copies(sample)
    if pages <= len(sample):
        return len(sizes)
    once, twice = sizes.count(1), sizes.count(2)
    unseen = once * once // (2 * twice) if twice else once * (once - 1) // 2
    return min(pages, len(sizes) + unseen)


def _copies(sample: Sequence[Witness]) -> list[int]:
    """Give how many pages of the sample each article has."""
    leaders: list[bytes] = []
    sizes: list[int] = []
    for witness in sorted(sample):
        alike = (likeness(witness.signature, leader) >= SAME_ARTICLE for leader in leaders)
        found = next((place for place, same in enumerate(alike) if same), len(leaders))
        if found == len(leaders):
            leaders.append(witness.signature)
            sizes.append(0)
        sizes[found] += 1
    return sizes
