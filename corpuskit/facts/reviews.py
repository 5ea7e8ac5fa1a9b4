"""Years that the words of a sentence imply: reviews of a year and plans for one.

A review of year N is held at the end of N or early in N + 1; a plan for N is presented late in
N - 1 or early in N.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpuskit.facts.dates import Stated, find_dates
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Precision


class SaidYear(NamedTuple):
    """A year in a sentence, and the words that tie it to the day of the event."""

    year: int
    kind: str


def sentence_year(stated: Stated, sentence: str, lexicon: Lexicon) -> int:
    """Give the year that the words of a sentence imply for a day in it, 0 for none or for two."""
    implied = {
        IMPLIED_YEARS[said.kind](said.year, stated.month) for said in _said_years(sentence, lexicon)
    }
    implied.discard(0)
    return implied.pop() if len(implied) == 1 else 0


def _said_years(sentence: str, lexicon: Lexicon) -> Iterator[SaidYear]:
    """Give the years that a word of review or plan governs: near behind it, nothing between."""
    folded = sentence.casefold()
    words = sorted(
        (at, kind) for word, kind in lexicon.review_words for at in _places(folded, word)
    )
    if not words:
        return
    for stated in find_dates(sentence, lexicon):
        governing = [word for word in words if word[0] < stated.start]
        if stated.precision is Precision.YEAR and governing:
            at, kind = governing[-1]
            between = folded[at : stated.start]
            if len(between) <= FARTHEST_YEAR and not lexicon.review_breaks.search(between):
                yield SaidYear(stated.year, kind)


def _places(folded: str, word: str) -> Iterable[int]:
    at = folded.find(word)
    while at >= 0:
        yield at
        at = folded.find(word, at + 1)


FARTHEST_YEAR = 120
"""Characters: a year farther behind a word of review is another matter."""
EARLY, LATE = 4, 10
"""Months: reviews and plans of a year are held up to the first and from the second on."""


def _year_of_review(year: int, month: int) -> int:
    if month >= LATE:
        return year
    return year + 1 if month <= EARLY else 0


def _year_of_plan(year: int, month: int) -> int:
    if month >= LATE:
        return year - 1
    return year if month <= EARLY else 0


def _year_of_half(year: int, month: int) -> int:
    return year if EARLY < month < LATE else 0


IMPLIED_YEARS = {"review": _year_of_review, "plan": _year_of_plan, "half": _year_of_half}
