"""Which values are dates at all, whatever the language of the document is."""

from collections.abc import Sequence
from functools import cached_property

from corpuskit.facts.outside import parse_date, read_iso
from corpuskit.language import ANY_LANGUAGE, LanguagePack
from corpuskit.lexicon.lexicon import Lexicon


class Datable:
    """Says whether a value is a date, as standards write it or as any of the packs does."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        self._packs = packs

    def __call__(self, value: str) -> bool:
        """Say whether a value is a date and nothing else, and one that a calendar has."""
        return bool(read_iso(value)) or any(parse_date(value, each) for each in self._lexicons)

    @cached_property
    def _lexicons(self) -> list[Lexicon]:
        common = [pack for pack in self._packs if pack.language == ANY_LANGUAGE]
        others = [pack for pack in self._packs if pack.language != ANY_LANGUAGE]
        return [Lexicon([*common, pack]) for pack in others] or [Lexicon(common)]
