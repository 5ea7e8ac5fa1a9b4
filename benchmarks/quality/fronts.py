"""Documents without an article, such as section fronts, should be seen for what they are.

A document has no article when its gold labels every line, none of them as main text, and names no
string that must stay. It is judged right when it carries the warning "no-article" or when at least
nine tenths of its text are labelled chrome. The same warning on a document that has an article is
a false alarm.
"""

from typing import NamedTuple

from corpuskit.model import Label
from quality.records import UNLABELLED, Record
from quality.tools import Answer

CODE = "no-article"
"""The code of the warning."""
ENOUGH = 0.9
"""The share of the text that is labelled chrome, by characters without white space."""


class Front(NamedTuple):
    """A document without an article: whether it is flagged, its text, and how much is chrome."""

    flagged: bool
    size: int
    chrome: int

    @property
    def is_right(self) -> bool:
        """Whether it is flagged or nearly all chrome."""
        return self.flagged or self.chrome >= ENOUGH * self.size


class FrontRow(NamedTuple):
    """Counts of documents; `chrome_share` is that of all text of those without an article."""

    with_article: int
    false_alarms: int
    without_article: int
    flagged: int
    right: int
    chrome_share: float | None


class Fronts:
    """Takes documents one by one."""

    def __init__(self) -> None:
        self._fronts: list[Front] = []
        self._articles: list[bool] = []

    def add(self, record: Record, answer: Answer) -> None:
        """Take a document."""
        flagged = CODE in answer.warnings
        if has_article(record):
            self._articles.append(flagged)
            return
        parts = [part for line in answer.judged for part in line.parts]
        chrome = sum(part.size for part in parts if part.block.label is Label.CHROME)
        self._fronts.append(Front(flagged, sum(part.size for part in parts), chrome))

    def row(self) -> FrontRow:
        """Give the counts."""
        size = sum(front.size for front in self._fronts)
        chrome = sum(front.chrome for front in self._fronts)
        return FrontRow(
            with_article=len(self._articles),
            false_alarms=sum(self._articles),
            without_article=len(self._fronts),
            flagged=sum(front.flagged for front in self._fronts),
            right=sum(front.is_right for front in self._fronts),
            chrome_share=chrome / size if size else None,
        )


def has_article(record: Record) -> bool:
    """Whether there is main text by the gold, or there may be."""
    lines = record.gold_lines()
    known = any(line.is_main or line.label == UNLABELLED for line in lines)
    return known or bool(record.gold) or bool(record.with_)
