"""Formulas: lines that texts of a kind share by custom, and that are no furniture for all that."""

import re
from collections.abc import Iterable, Sequence
from typing import get_args

from corpuskit.errors import PluginFailed
from corpuskit.language import Formula, LanguagePack, Saying, TonePlacement
from corpuskit.lexicon.spellings import spellings

LONGEST_FORMULA = 300


class Formulas:
    """The formulas of language packs, compiled; immutable once made.

    Raises PluginFailed for a formula that is no regular expression.
    """

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        placements = tuple(p for pack in packs for p in pack.orthography.tone_placements)
        formulas = [formula for pack in packs for formula in pack.formulas]
        self._pattern = _compiled(formulas, placements)
        self._heads = _compiled((each for each in formulas if each.heads), placements)
        self._saying = {
            what: _compiled((each for each in formulas if each.says == what), placements)
            for what in get_args(Saying)
        }

    def fit(self, key: str) -> bool:
        """Say whether a line is a formula; it is given in NFC and without regard to case."""
        return len(key) <= LONGEST_FORMULA and self._pattern.fullmatch(key) is not None

    def head(self, key: str) -> bool:
        """Say whether a line, given so, is a formula in the head of official texts."""
        return len(key) <= LONGEST_FORMULA and self._heads.fullmatch(key) is not None

    def says(self, what: Saying, key: str) -> bool:
        """Say whether a line, given so, says this of an official text."""
        return len(key) <= LONGEST_FORMULA and self._saying[what].fullmatch(key) is not None


def _compiled(formulas: Iterable[Formula], placements: Sequence[TonePlacement]) -> re.Pattern[str]:
    alternatives = (
        _alternative(formula, text)
        for formula in formulas
        for text in spellings(formula.text, placements)
    )
    return re.compile("|".join(alternatives) or "(?!)", re.IGNORECASE)


def _alternative(formula: Formula, text: str) -> str:
    if formula.match == "pattern":
        try:
            return f"(?:{re.compile(text).pattern})"
        except re.error as error:
            raise PluginFailed(f"language pack formula {text!r}: {error}") from error
    words = re.escape(text.casefold())
    return rf"{words}[\s.:]*" if formula.match == "line" else rf"{words}(?!\w).*"
