"""Normalisation of a text: named rules in a fixed order, each of which says how often it acted.

The rules stand in `mojibake`, `character_rules` and `spelling_rules` beside this file. Misread
letters come first, for their bytes look like spaces and controls. The order of the others makes one
round enough: what is taken out comes before composition, which then sees the letters side by side;
nothing that composition makes is ever taken out; and spelling is asked about composed letters. Only
where something was taken out from the middle of a misread letter there is another round.

>>> from corpuskit.language import Orthography
>>> normalized = Normalizer(Normalization(), Orthography())("ho\u0323\u0302i\u200b")
>>> normalized.text, [change.rule for change in normalized.changes]
('hội', ['zero_width', 'nfc'])
>>> normalized.origin(2)
4
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import product
from operator import attrgetter
from typing import NamedTuple
from unicodedata import is_normalized

from msgspec import Struct

from corpuskit.errors import UsageError
from corpuskit.language import Orthography
from corpuskit.model import Change
from corpuskit.reader import Replacement
from corpuskit.text import character_rules, spelling_rules
from corpuskit.text.mojibake import looks_misread, mojibake
from corpuskit.text.spelling_rules import Tones, compile_spelling, tone_endings

Rule = Callable[[str], Iterator[Replacement]]

ALL_RULES = frozenset(
    {"mojibake", "controls", "zero_width", "spaces", "nfc", "mark_order", "look_alikes"}
)

_LOOKED_AT = {
    "controls": character_rules.CONTROLS,
    "zero_width": character_rules.ZERO_WIDTH,
    "spaces": character_rules.SPACES,
}


class Normalization(Struct, frozen=True):
    """Which rules are on, and which placement of tone marks is wanted: as printed, old or new."""

    rules: frozenset[str] = ALL_RULES
    tones: Tones = "keep"


class Edit(NamedTuple):
    """A stretch whose length one rule changed: where it was before and after that rule."""

    start: int
    end: int
    new_start: int
    new_end: int


class Normalized(NamedTuple):
    """A text, how often each rule changed something, and the edits that moved characters.

    `edits` has one row per rule that moved any, in the order of the rules.
    """

    text: str
    changes: tuple[Change, ...] = ()
    edits: tuple[tuple[Edit, ...], ...] = ()

    def origin(self, offset: int) -> int:
        """Give the offset in the input of what stands at `offset` in the text.

        Never decreases; 0 is 0, and the end of the text is the end of the input.
        """
        if offset <= 0:
            return 0
        for row in reversed(self.edits):
            offset = _origin(row, offset)
        return offset


class Normalizer:
    """The rules that are on, compiled for one orthography; keeps nothing between two texts."""

    def __init__(self, options: Normalization, orthography: Orthography) -> None:
        """Raises UsageError for a rule that does not exist."""
        if unknown := sorted(options.rules - ALL_RULES):
            known = ", ".join(sorted(ALL_RULES))
            raise UsageError(f"no normalisation rule is called {unknown[0]!r}; there are {known}")
        rules = _rules(orthography, options.tones)
        self.rules = [(name, rule) for name, rule in rules if name in {*options.rules, "tones"}]
        self._composes = "nfc" in options.rules
        self._suspicious = _suspicious_letters(options, orthography)
        looked_at = "".join(_LOOKED_AT[rule] for rule in sorted(options.rules & _LOOKED_AT.keys()))
        self._reads_again = "mojibake" in options.rules and bool(orthography.syllable)
        self._invisible = re.compile(f"[{looked_at}]" if looked_at else "(?!)")

    def is_clean(self, text: str) -> bool:
        """Say quickly that no rule would change anything in any line of a whole text.

        False means no more than that the lines should be asked one by one.
        """
        if self._composes and not is_normalized("NFC", text):
            return False
        for letter in self._suspicious:
            if letter in text:
                return False
        if self._reads_again and looks_misread(text):
            return False
        # Whatever the expression looks for is not printable; the rest of what is not is rare.
        visible = text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
        return visible.isprintable() or not self._invisible.search(text)

    def __call__(self, text: str) -> Normalized:
        """Normalise the text of one block, which holds no line end."""
        if self.is_clean(text):
            return Normalized(text)
        counts: Counter[str] = Counter()
        rows: list[tuple[Edit, ...]] = []
        again = True
        while again:
            for name, rule in self.rules:
                if replacements := list(rule(text)):
                    text = replaced(text, replacements)
                    counts[name] += len(replacements)
                    rows.append(tuple(moved_edits(replacements)))
            again = self._reads_again and bool(counts) and self._is_misread(text)
        changes = tuple(Change(name, counts[name]) for name, _ in self.rules if counts[name])
        return Normalized(text, changes, tuple(row for row in rows if row))

    def _is_misread(self, text: str) -> bool:
        name, rule = self.rules[0]
        return name == "mojibake" and any(True for _ in rule(text))


def _rules(orthography: Orthography, tones: Tones) -> tuple[tuple[str, Rule], ...]:
    """Give every rule by its name, in the order in which they act."""
    spelled = compile_spelling(orthography, tones)
    return (
        ("mojibake", partial(mojibake, spelling=spelled)),
        ("controls", character_rules.controls),
        ("zero_width", character_rules.zero_width),
        ("spaces", character_rules.spaces),
        ("nfc", character_rules.nfc),
        ("mark_order", partial(spelling_rules.mark_order, spelling=spelled)),
        ("look_alikes", partial(spelling_rules.look_alikes, spelling=spelled)),
        ("tones", partial(spelling_rules.tones, spelling=spelled)),
    )


def _suspicious_letters(options: Normalization, orthography: Orthography) -> tuple[str, ...]:
    """Give the strings without which the rules of spelling have nothing to do."""
    letters: list[str] = []
    if "mark_order" in options.rules:
        letters += orthography.shape_marks
    if "look_alikes" in options.rules:
        letters += (entry.letter for entry in orthography.look_alikes)
    for ending in tone_endings(orthography, options.tones):
        letters += map("".join, product(*((letter, letter.upper()) for letter in ending)))
    return tuple(letters)


def replaced(text: str, replacements: Sequence[Replacement]) -> str:
    """Give a text with its replacements made."""
    pieces: list[str] = []
    done = 0
    for start, end, new in replacements:
        pieces += (text[done:start], new)
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def moved_edits(replacements: Sequence[Replacement]) -> Iterator[Edit]:
    """Give the replacements that move what stands behind them; the others move no offset."""
    shift = 0
    for start, end, new in replacements:
        if len(new) != end - start:
            yield Edit(start, end, start + shift, start + shift + len(new))
            shift += len(new) - (end - start)


def _origin(row: tuple[Edit, ...], offset: int) -> int:
    """Undo one row of edits: what is inside an edit stays inside what it replaced."""
    passed = bisect_right(row, offset, key=attrgetter("new_end"))
    if passed < len(row) and row[passed].new_start < offset:
        edit = row[passed]
        return min(edit.start + offset - edit.new_start, edit.end)
    return offset + (row[passed - 1].end - row[passed - 1].new_end if passed else 0)
