"""Chrome phrases, compiled: which one a line is, or which ones it was glued together from.

Phrases are compared without regard to case, to the placement of tone marks and to the ornaments
around a line ("» Xem thêm").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpuskit.language import LanguagePack, Phrase
from corpuskit.lexicon.spellings import longest_first, spellings

ORNAMENTS = " \t|•·●▪■»«›‹>→…:.,;*+[]()/-–—_=~"
LONGEST_PHRASE_LINE = 300
"""Characters: a longer line is compared with no phrase."""
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
        parts = {
            "line": self._lines,
            "start": starts,
            "opening": starts,
            "end": ends,
            "contains": contained,
        }
        for phrase, text in _spelt_phrases(packs):
            if phrase.match == "pattern":
                self._patterns.append((re.compile(text, re.IGNORECASE), phrase))
            else:
                key = _key(text) if phrase.match == "line" else text.casefold()
                parts[phrase.match].setdefault(key, phrase)
        alternatives = "|".join(f"(?:{pattern.pattern})" for pattern, _ in self._patterns)
        self._any_pattern = re.compile(alternatives or r"(?!)", re.IGNORECASE)
        self._starts = Beginnings(starts)
        self._contained = Affixes(contained, r"({})(?!(?<=\w)\w)")
        self._ends = Affixes(ends, r"({})\W*$")
        self._glued = GluedPhrases(self._lines)

    def find(self, folded: str) -> Phrase | None:
        """Give the phrase that marks a line as chrome, one of low risk rather than one of high.

        The line is given in lower case.
        """
        if len(folded) > LONGEST_PHRASE_LINE:
            return None
        whole = self._lines.get(folded) or self._lines.get(folded.strip(ORNAMENTS))
        if whole and whole.risk == "low":
            return whole
        part = self._pattern(folded) or self._affix(folded)
        return part if part and (part.risk == "low" or not whole) else whole

    def glued(self, folded: str) -> tuple[Phrase, ...]:
        """Give the phrases that a line in lower case is made of, () when anything else is left."""
        return self._glued.split(folded)

    def _pattern(self, folded: str) -> Phrase | None:
        if not self._any_pattern.fullmatch(folded):
            return None
        return next((p for pattern, p in self._patterns if pattern.fullmatch(folded)), None)

    def _affix(self, folded: str) -> Phrase | None:
        return (
            self._starts.first(folded.lstrip(ORNAMENTS))
            or self._contained.find(folded)
            or self._ends.find(folded)
        )


class Affixes:
    """Phrases that match a part of a line that may be anywhere, as one pattern."""

    def __init__(self, phrases: dict[str, Phrase], frame: str) -> None:
        self._phrases = phrases
        words = "|".join(longest_first(phrases))
        # A search for nothing looks at every character.
        self._pattern = re.compile(frame.format(words)) if words else None

    def find(self, folded: str) -> Phrase | None:
        """Give the phrase that the folded line has in the right place."""
        match = self._pattern.search(folded) if self._pattern else None
        return self._phrases[match[1]] if match else None


class Beginnings:
    """Phrases by their first characters, to find the longest one at a place in a line.

    So many characters are `known` of each phrase; shorter ones are found only at the end of a line.
    """

    def __init__(self, phrases: Mapping[str, Phrase], known: int = 2) -> None:
        by_start: dict[str, list[tuple[str, Phrase]]] = defaultdict(list)
        for key in sorted(phrases, key=lambda key: (-len(key), key)):
            by_start[key[:known]].append((key, phrases[key]))
        self._by_start, self._known = dict(by_start), known

    def at(self, folded: str, place: int) -> tuple[str, Phrase] | None:
        """Give the longest phrase that begins at `place`."""
        for found in self._by_start.get(folded[place : place + self._known], ()):
            if folded.startswith(found[0], place):
                return found
        return None

    def first(self, folded: str) -> Phrase | None:
        """Give the phrase that a line begins with as a whole word."""
        found = self.at(folded, 0)
        if found is None:
            return None
        key, phrase = found
        inside = key[-1].isalnum() and folded[len(key) : len(key) + 1].isalnum()
        return None if inside else phrase


class GluedPhrases:
    """Phrases that flattening has run together: "Chuyên mục nàyTất cả các chuyên mục"."""

    def __init__(self, lines: dict[str, Phrase]) -> None:
        long = {key: lines[key] for key in lines if len(key) >= SHORTEST_GLUED_PHRASE}
        self._beginnings = Beginnings(long, SHORTEST_GLUED_PHRASE)

    def split(self, folded: str) -> tuple[Phrase, ...]:
        """Cut a folded line into phrases, the longest first at each place; () if some is left."""
        phrases: list[Phrase] = []
        at, end = 0, len(folded)
        while at < end:
            if folded[at] in GLUE:
                at += 1
                continue
            found = self._beginnings.at(folded, at)
            if found is None:
                return ()
            phrases.append(found[1])
            at += len(found[0])
        return tuple(phrases) if len(phrases) > 1 else ()


def _key(text: str) -> str:
    """Fold a phrase as lines are folded; one that is all ornament stays as it is."""
    folded = text.casefold()
    return folded.strip(ORNAMENTS) or folded


def _spelt_phrases(packs: Iterable[LanguagePack]) -> Iterator[tuple[Phrase, str]]:
    for pack in packs:
        for phrase in pack.chrome:
            for text in spellings(phrase.text, pack.orthography.tone_placements):
                yield phrase, text
