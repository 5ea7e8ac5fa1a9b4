"""Words of a pack as alternatives of a pattern, and in every spelling that counts as the same."""

import re
from collections.abc import Iterable, Iterator

from corpuskit.language import TonePlacement


def longest_first(texts: Iterable[str]) -> Iterator[str]:
    """Give texts for a pattern, escaped, so that the longest alternative is tried first."""
    yield from map(re.escape, sorted(set(texts), key=lambda text: (-len(text), text)))


def any_of(texts: Iterable[str]) -> str:
    """Give the same as alternatives of one pattern, which matches nothing when there are none."""
    return "|".join(longest_first(texts)) or "(?!)"


def spellings(text: str, placements: Iterable[TonePlacement]) -> Iterator[str]:
    """Give a text in both placements of its tone marks."""
    yield text
    for pair in placements:
        for here, there in ((pair.old, pair.new), (pair.new, pair.old)):
            if here in text:
                yield re.sub(rf"{here}(?!\w)", there, text)
