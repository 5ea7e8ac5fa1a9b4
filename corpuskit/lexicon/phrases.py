"""Chrome phrases, compiled: which one a line is, or which ones it was glued together from.

Phrases are compared without regard to case, to the placement of tone marks and to the ornaments
around a line ("» Xem thêm").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from corpuskit.language import LanguagePack, Phrase
from corpuskit.lexicon.spellings import longest_first, spellings

ORNAMENTS = " \t|•·●▪■»«›‹>→…:.,;*+[]()/-–—_=~"
LONGEST_PHRASE_LINE = 300
"""Characters: a longer line is compared with no phrase."""
LONGEST_GLUED_LINE = 400
GLUE = " \t|•·»›>/,;:-–—"
SHORTEST_GLUED_PHRASE = 3


class ChromePhrases:
    """The chrome phrases of the packs, by the part of a line that they match."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        self._lines: dict[str, Phrase] = {}
        self._patterns: list[tuple[re.Pattern[str], Phrase]] = []
        starts: dict[str, Phrase] = {}
        ends: dict[str, Phrase] = {}
        contained: dict[str, Phrase] = {}
        parts = {"line": self._lines, "start": starts, "end": ends, "contains": contained}
        for phrase, text in _spelt_phrases(packs):
            if phrase.match == "pattern":
                self._patterns.append((re.compile(text, re.IGNORECASE), phrase))
            else:
                key = _key(text) if phrase.match == "line" else text.casefold()
                parts[phrase.match].setdefault(key, phrase)
        alternatives = "|".join(f"(?:{pattern.pattern})" for pattern, _ in self._patterns)
        self._any_pattern = re.compile(alternatives or r"(?!)", re.IGNORECASE)
        self._starts = Affixes(starts, r"({})(?!(?<=\w)\w)")
        self._contained = Affixes(contained, r"({})(?!(?<=\w)\w)", anywhere=True)
        self._ends = Affixes(ends, r"({})\W*$", anywhere=True)
        self._glued = GluedPhrases(self._lines)

    def find(self, text: str) -> Phrase | None:
        """Give the phrase that marks a line as chrome, one of low risk rather than one of high."""
        if len(text) > LONGEST_PHRASE_LINE:
            return None
        folded = text.casefold()
        whole = self._lines.get(folded) or self._lines.get(folded.strip(ORNAMENTS))
        if whole and whole.risk == "low":
            return whole
        part = self._pattern(text) or self._affix(folded)
        return part if part and (part.risk == "low" or not whole) else whole

    def glued(self, text: str) -> tuple[Phrase, ...]:
        """Give the phrases that a line is made of without a remainder, () for any other line."""
        return self._glued.split(text.casefold()) if len(text) <= LONGEST_GLUED_LINE else ()

    def _pattern(self, text: str) -> Phrase | None:
        if not self._any_pattern.fullmatch(text):
            return None
        return next((p for pattern, p in self._patterns if pattern.fullmatch(text)), None)

    def _affix(self, folded: str) -> Phrase | None:
        return (
            self._starts.find(folded.lstrip(ORNAMENTS))
            or self._contained.find(folded)
            or self._ends.find(folded)
        )


class Affixes:
    """Phrases that match a part of a line, as one pattern."""

    def __init__(self, phrases: dict[str, Phrase], frame: str, *, anywhere: bool = False) -> None:
        self._phrases = phrases
        pattern = re.compile(frame.format("|".join(longest_first(phrases)) or "(?!)"))
        self._look = pattern.search if anywhere else pattern.match

    def find(self, folded: str) -> Phrase | None:
        """Give the phrase that the folded line has in the right place."""
        match = self._look(folded)
        return self._phrases[match[1]] if match else None


class GluedPhrases:
    """Phrases that flattening has run together: "Chuyên mục nàyTất cả các chuyên mục"."""

    def __init__(self, lines: dict[str, Phrase]) -> None:
        by_start: dict[str, list[tuple[str, Phrase]]] = defaultdict(list)
        for key in sorted(lines, key=lambda key: (-len(key), key)):
            if len(key) >= SHORTEST_GLUED_PHRASE:
                by_start[key[:2]].append((key, lines[key]))
        self._by_start = dict(by_start)

    def split(self, folded: str) -> tuple[Phrase, ...]:
        """Cut a folded line into phrases, the longest first at each place; () if some is left."""
        found: list[Phrase] = []
        at, end = 0, len(folded)
        while at < end:
            if folded[at] in GLUE:
                at += 1
                continue
            key, phrase = self._longest_at(folded, at)
            if phrase is None:
                return ()
            found.append(phrase)
            at += len(key)
        return tuple(found) if len(found) > 1 else ()

    def _longest_at(self, folded: str, at: int) -> tuple[str, Phrase | None]:
        for key, phrase in self._by_start.get(folded[at : at + 2], ()):
            if folded.startswith(key, at):
                return key, phrase
        return "", None


def _key(text: str) -> str:
    """Fold a phrase as lines are folded; one that is all ornament stays as it is."""
    folded = text.casefold()
    return folded.strip(ORNAMENTS) or folded


def _spelt_phrases(packs: Iterable[LanguagePack]) -> Iterator[tuple[Phrase, str]]:
    for pack in packs:
        for phrase in pack.chrome:
            for text in spellings(phrase.text, pack.orthography.tone_placements):
                yield phrase, text
