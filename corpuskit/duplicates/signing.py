"""A document made into what is compared of it: its hashes, its bands, its paragraphs."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from corpuskit.duplicates.comparison import SIGNATURE, Comparison
from corpuskit.duplicates.record import Entry, Passage, Signed
from corpuskit.duplicates.words import WordHashes, digest_of, words_of
from corpuskit.flat import day_range
from corpuskit.model import Block, Document, Label

if TYPE_CHECKING:
    from corpuskit.duplicates.kernel import MinHash

SHARED = frozenset({Label.TITLE, Label.LEAD, Label.PARAGRAPH, Label.HEADING, Label.CAPTION})
"""The labels of paragraphs that are looked for in other documents."""
SURROGATE = re.compile("[\ud800-\udfff]")


class _Worded(NamedTuple):
    block: Block
    words: list[str]


class Signer:
    """Signs documents, each by itself; it can be pickled and sent to another process."""

    def __init__(self, comparison: Comparison, minhash: "MinHash") -> None:
        self._comparison, self._minhash = comparison, minhash
        self._hashes = WordHashes()

    def __call__(self, document: Document) -> Signed:
        """Give what is compared of the kept text of a document."""
        worded = [_Worded(block, words_of(block.text)) for block in document.kept]
        words = list(chain.from_iterable(each.words for each in worded))
        shingles = self._minhash.shingles(self._hashes.of(words))
        entry = _entry(document, words, len(shingles) // 8)
        passages = tuple(self._passages(worded))
        return Signed(SIGNATURE, entry, shingles, self._minhash.bands(shingles), passages)

    def _passages(self, worded: Sequence[_Worded]) -> Iterator[Passage]:
        """Give each paragraph that is long enough once."""
        least, seen = self._comparison.paragraphs, set[bytes]()
        for block, words in worded if least else ():
            if block.label in SHARED and len(words) >= least:
                digest = digest_of(words)
                if digest not in seen:
                    seen.add(digest)
                    yield Passage(digest, SURROGATE.sub("\ufffd", block.text))


def _entry(document: Document, words: Sequence[str], size: int) -> Entry:
    date = document.metadata.date
    first, last = day_range(date.value) if date else ("", "")
    return Entry(
        id=document.id,
        name=document.source.name,
        digest=digest_of(words),
        words=len(words),
        size=size,
        characters=len(document.text),
        first_day=first,
        last_day=last,
    )
