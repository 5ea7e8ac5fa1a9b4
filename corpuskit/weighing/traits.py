"""Traits: what is measured about each line of a page before features are made of it."""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from corpuskit.lexicon.furniture import (
    UNSPACED,
    WIDE,
    Furniture,
    FurnitureFinder,
    is_spaced,
    measure_of,
    signs_of,
    words_of,
)
from corpuskit.model import Label
from corpuskit.text.lines import LONGEST_FOLDED, Line

MOST_WORDS = 60
"""Words: of a longer line only the first ones are compared."""
LONGEST_SEARCHED = 1500
"""Characters: sentences are counted in so much of a line."""
SIGN_FOR_LETTERS = 2.5
"""Letters that a sign of a wide script stands for; a Chinese text is so much shorter."""
LOOKED_AT_FOR_SIGNS = 80
SENTENCE_END = re.compile(r"[.!?…。！？](?:(?<=[。！？])|[”\"’»)]?\s+[^\sa-zа-я\d])")
"""A stop behind which a sentence begins; all stops come first, so that a search skips to them."""
LITTLE_FURNITURE = 0.12
MUCH_FURNITURE = 0.3
SOME_FURNITURE = 0.2
SHORT = 120
REPEATED = 2
"""Times: a line that stands on a page more often is likelier furniture than text."""


class Trait(Struct, frozen=True, gc=False):
    """What is measured about one line.

    `size` is its length in characters of a spaced script; `share`, how much of it is words of
    furniture, 0 to 1; `times`, how often the page has the line; `sentences`, how many end inside
    it; `text`, whether it looks like running text of an article, `furnished`, like furniture.
    """

    line: Line
    label: Label | None
    words: Sequence[str]
    furniture: Furniture
    share: float
    size: float
    times: int
    sentences: int
    text: bool
    furnished: bool


def measure(
    lines: Sequence[Line], labels: Sequence[Label | None], finder: FurnitureFinder
) -> list[Trait]:
    """Measure the lines of a page; `labels` are those that rules have decided already."""
    keys = [line.key[:LONGEST_FOLDED] for line in lines]
    times = Counter(keys)
    return [
        _trait(line, label, key, times[key], finder)
        for line, label, key in zip(lines, labels, keys, strict=True)
    ]


def size_of(line: Line) -> float:
    """Give the length of a line in characters of a spaced script."""
    size = float(len(line.text))
    signs = len(WIDE.findall(line.text[:LOOKED_AT_FOR_SIGNS]))
    return size + min(signs * (SIGN_FOR_LETTERS - 1), size)


def is_shown(line: Line) -> bool:
    """Say whether a person who opens the page sees the line; of flat text each is."""
    layout = line.piece.layout
    return layout is None or not (layout.hidden or layout.attribute)


def _trait(line: Line, label: Label | None, key: str, times: int, finder: FurnitureFinder) -> Trait:
    text, running = line.text, line.running
    if len(text) > LONGEST_FOLDED:
        key = key.casefold()
    words = words_of(key, MOST_WORDS)
    if is_spaced(text[:LONGEST_FOLDED]):
        size = float(len(text))
        furniture = finder.find_words(words)
    else:
        size = size_of(line)
        furniture = finder.find(words, key)
        if UNSPACED.search(key):
            words = signs_of(key, MOST_WORDS)
    share = furniture.amount / measure_of(key, words) if furniture.amount and words else 0.0
    sentences = len(SENTENCE_END.findall(text, 0, LONGEST_SEARCHED)) if size > SHORT / 2 else 0
    is_text = running and times == 1 and label is None and share < LITTLE_FURNITURE
    furnished = (
        label is Label.CHROME
        or (share >= MUCH_FURNITURE and size < SHORT)
        or (share >= SOME_FURNITURE and running)
        or times > REPEATED
    )
    return Trait(line, label, words, furniture, share, size, times, sentences, is_text, furnished)
