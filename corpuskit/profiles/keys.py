"""What two lines of a site are compared by: the line itself, and its pattern.

A pattern stands for lines that differ in figures and dates only: "Lượt xem: 1.234" and
"Lượt xem: 87" have the pattern "lượt xem: {number}". Words for days and months come from the
language packs, all of them together, so that a line has one key whatever the language of its page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import normalize

from corpuskit.language import LanguagePack
from corpuskit.lexicon.formulas import LONGEST_FORMULA, Formulas
from corpuskit.lexicon.spellings import any_of, spellings
from corpuskit.text.lines import is_running, is_stopped

LONGEST_PATTERN = 200
"""Characters: a longer line with figures in it is a text of its own."""
PLACEHOLDERS = ("number", "date", "time", "weekday", "month")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
WORD = re.compile(r"[^\W\d_]{2,}")
FIGURE = re.compile("[0-9]")
DATE = r"(?P<date>(?<![0-9])[0-9]{1,4}(?P<sep>[-/.])[0-9]{1,2}(?P=sep)[0-9]{1,4}(?![0-9]))"
TIME = r"(?P<time>(?<![0-9])[0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2})?(?![0-9]))"
NUMBER = r"(?P<number>[0-9]+(?:[.,][0-9]+)*)"


class LineKeys:
    """How lines are folded and generalised, and which are formulas of official texts; immutable.

    Raises PluginFailed for a formula that is no regular expression.
    """

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        weekdays = _words(word.text for pack in packs for word in pack.weekdays)
        months = _words(word.text for pack in packs for word in pack.months)
        self._varying = re.compile(
            rf"{DATE}|{TIME}|(?P<weekday>{weekdays})|(?P<month>{months})|{NUMBER}"
        )
        self._placements = tuple(p for pack in packs for p in pack.orthography.tone_placements)
        self._places = frozenset(self.key(place) for pack in packs for place in pack.places)
        self._formulas = Formulas(packs)

    def key(self, text: str) -> str:
        """Fold a line: NFC, one blank between words, no difference between letters of either case.

        >>> LineKeys([]).key("In  trang NÀY ")
        'in trang này'
        """
        return " ".join(normalize("NFC", text).casefold().split())

    def pattern(self, text: str) -> str:
        """Give the pattern of a line, "" for running text, and without figures or words.

        A bulletin of prices says the same sentence with other figures every day.

        >>> LineKeys([]).pattern("Cập nhật 07/03/2026, 10:20, lần 3")
        'cập nhật {date}, {time}, lần {number}'
        """
        if len(text) > LONGEST_PATTERN or not FIGURE.search(text):
            return ""
        if is_running(text, stopped=is_stopped(text)):
            return ""
        pattern = self._varying.sub(_placeholder, normalize("NFC", text))
        return self.key(pattern) if WORD.search(PLACEHOLDER.sub(" ", pattern)) else ""

    def spellings(self, text: str) -> Iterator[str]:
        """Give the key of a line in each placement of its tone marks."""
        return map(self.key, spellings(text, self._placements))

    def is_place(self, text: str) -> bool:
        """Say whether a line is the name of a place that a pack knows, and nothing else."""
        return self.key(text) in self._places

    def is_formula(self, text: str) -> bool:
        """Say whether a line is a formula that texts of a kind share, which is no furniture."""
        return len(text) <= LONGEST_FORMULA and self._formulas.fit(self.key(text))


def _placeholder(match: re.Match[str]) -> str:
    return f"{{{match.lastgroup}}}"


def _words(texts: Iterable[str]) -> str:
    return rf"(?<!\w)(?:{any_of(texts)})(?!\w)"
