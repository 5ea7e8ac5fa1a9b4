"""Language packs, compiled: what the rules look up while they judge a page.

A lexicon is made once per language and only read afterwards. Phrases are compared without regard
to case, to the placement of tone marks and to the ornaments around a line ("» Xem thêm").
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from corpuskit.language import Agency, Credit, Cue, LanguagePack
from corpuskit.lexicon.formulas import Formulas
from corpuskit.lexicon.furniture import FurnitureFinder
from corpuskit.lexicon.openers import Openers
from corpuskit.lexicon.page_parts import PartNames
from corpuskit.lexicon.patterns import AddressForms, Forms, number_or_word, pieces_of
from corpuskit.lexicon.phrases import ChromePhrases
from corpuskit.lexicon.post_signs import PostSigns
from corpuskit.lexicon.spellings import any_of, spellings

LONGEST_DATELINE = 200
"""Characters of a paragraph in which a dateline is looked for."""
BESIDE_A_CUE = "()[]. "
"""Brackets and stops around words that are all of a line."""
NO_CREDIT: tuple[Credit | None, int] = (None, 0)
"""What to go on with where a line has no words of credit."""


class Lexicon:
    """All that the rules ask about one language; immutable once made."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        pieces = pieces_of(packs)
        self.language = packs[-1].language
        self.orthography = packs[-1].orthography
        self.capitals_mean_names = packs[-1].capitals_mean_names
        self.chrome = ChromePhrases(packs)
        self.furniture = FurnitureFinder(packs)
        self.posts = PartNames(packs, {"post"})
        self.manuals = PartNames(packs, {"manual"})
        self.guides = PartNames(packs, {"guide"})
        self.notes = PartNames(packs, {"notes"})
        self.readers = PartNames(packs, {"reader"})
        self.beside_text = PartNames(packs, {"comments", "author", "consent"})
        self.post_signs = PostSigns(packs)
        self.comment_heading = _comment_heading(packs)
        authors = (entry.words for pack in packs for entry in pack.author_headings)
        self.author_headings = frozenset(word for words in authors for word in words)
        self.formulas = Formulas(packs)
        self.agencies = Agencies(agency for pack in packs for agency in pack.agencies)
        self.credits = Credits(packs)
        offices = any_of(word for pack in packs for word in pack.offices)
        self.office = re.compile(f"(?:{offices}) ")
        self.name_words = frozenset(word.casefold() for pack in packs for word in pack.name_words)
        self.joiners = re.compile(any_of(j for pack in packs for j in pack.name_joiners))
        self.months = {word.text: int(word.value) for pack in packs for word in pack.months}
        self.parts_of_day = {
            word.text.casefold(): word.value for pack in packs for word in pack.parts_of_day
        }
        self.review_words = tuple(
            (word.text.casefold(), word.value) for pack in packs for word in pack.review_words
        )
        breaks = any_of(word.text.casefold() for pack in packs for word in pack.review_breaks)
        self.review_breaks = re.compile(rf"(?<!\w)(?:{breaks})(?!\w)")
        self.surnames = frozenset(n.casefold() for pack in packs for n in pack.surnames)
        self.place_words = tuple(f"{w.casefold()} " for pack in packs for w in pack.place_words)
        self.places = frozenset(place.casefold() for pack in packs for place in pack.places)
        self.not_titles = tuple(w.text.casefold() for pack in packs for w in pack.not_titles)
        self.date_trigger = number_or_word(self.months)
        self.end_marks = tuple(word.text for pack in packs for word in pack.end_marks)
        self.dates = Forms((form for pack in packs for form in pack.dates), pieces)
        self.datelines = Forms((form for pack in packs for form in pack.datelines), pieces)
        self.timestamps = Forms((form for pack in packs for form in pack.timestamps), pieces)
        self.url_dates = Forms((form for pack in packs for form in pack.url_dates), pieces)
        self.addresses = AddressForms((f for pack in packs for f in pack.url_dates), pieces)
        self.crawl_fields = Forms((form for pack in packs for form in pack.crawl_fields), pieces)
        self.source_lines = Forms((form for pack in packs for form in pack.source_lines), pieces)
        self.caption_cues = Cues(_spelt_cues(packs, lambda pack: pack.caption_cues))
        self.heading_cues = Cues(_spelt_cues(packs, lambda pack: pack.heading_cues))
        self.paragraph_cues = Cues(_spelt_cues(packs, lambda pack: pack.paragraph_cues))
        self.openers = Openers(packs)
        self.alt_text_cues = Cues(_spelt_cues(packs, lambda pack: pack.alt_text_cues))

    def begins_with_agency(self, text: str) -> bool:
        """Say whether a text begins like an article of a known agency: "(PLO)- …"."""
        heads = self.datelines.match(text[:LONGEST_DATELINE])
        codes = filter(None, (head.groupdict().get("code") for head in heads))
        return any(self.agencies.by_code(code) for code in codes)

    @property
    def writes_marks(self) -> bool:
        """Whether ordinary text of the language can hardly be without diacritical marks."""
        return bool(self.orthography.shape_marks)


class Agencies:
    """Newspapers, agencies and newsrooms by code, by name and by host."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self._by_code: dict[str, Agency] = {}
        self._by_name: dict[str, Agency] = {}
        self._by_host: dict[str, Agency] = {}
        for agency in agencies:
            self._by_code.setdefault(agency.code, agency)
            for name in (agency.code, agency.name, *agency.aliases):
                self._by_name.setdefault(name.casefold(), agency)
            for host in agency.hosts:
                self._by_host.setdefault(host.casefold(), agency)

    def by_code(self, code: str) -> Agency | None:
        """Find the agency of a code as printed in a dateline."""
        return self._by_code.get(code)

    def by_name(self, name: str) -> Agency | None:
        """Find an agency by its code, name or another name, in any case."""
        return self._by_name.get(name.strip().casefold())

    def by_host(self, host: str) -> Agency | None:
        """Find the agency that publishes under a host name or under a domain above it."""
        parts = host.casefold().split(".")
        hosts = (".".join(parts[i:]) for i in range(len(parts) - 1))
        return next((self._by_host[h] for h in hosts if h in self._by_host), None)


class Credits:
    """The words that credit people, before the names and behind them."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        entries = [credit for pack in packs for credit in pack.credits]
        before = [credit for credit in entries if credit.place == "before"]
        after = [credit for credit in entries if credit.place == "after"]
        self._entries = {credit.words.casefold(): credit for credit in (*after, *before)}
        self._openings = frozenset(credit.words.casefold()[:2] for credit in before)
        with_colon = _words(c for c in before if c.colon)
        without = _words(c for c in before if not c.colon)
        self._before = re.compile(
            rf"[(（]?(?:({with_colon})[ ]?[:：][ ]*|({without})(?:[ ]?:)?[ ]+)", re.IGNORECASE
        )
        self._photo_tail = re.compile(
            rf"(?:[-–—.,;(|][ ]?|(?<=[.!?…\"”)])[ ]?|^[(])"
            rf"(?:{_words(c for c in before if 'photo' in c.roles)})[ ]?:[^:!?]{{2,60}}$",
            re.IGNORECASE,
        )
        self._after = re.compile(rf"(?:[-–—(][ ]?|[ ])({_words(after)})[)]?$", re.IGNORECASE)

    def before(self, text: str) -> tuple[Credit, int] | None:
        """Give the credit that a line begins with, and the offset where its names begin."""
        opening = text[:3].casefold().lstrip("(（")[:2]
        match = self._before.match(text) if opening in self._openings else None
        return (self._entries[(match[1] or match[2]).casefold()], match.end()) if match else None

    def photo_tail(self, text: str) -> str:
        """Give the words that credit a photograph at the end of a line, or ""."""
        match = self._photo_tail.search(text) if ":" in text else None
        return match[0].strip() if match else ""

    def after(self, text: str) -> tuple[Credit, int] | None:
        """Give the credit that a line ends with, and the offset where its names end."""
        match = self._after.search(text)
        if match is None:
            return None
        end = match.start()
        return self._entries[match[1].casefold()], end - (text[end - 1 : end] == " ")


def _words(credits_: Iterable[Credit]) -> str:
    return any_of(credit.words for credit in credits_)


class Cues:
    """Words that speak for a label, by their place in a line; lines are given in lower case."""

    def __init__(self, cues: Iterable[tuple[str, str]]) -> None:
        texts: dict[str, list[str]] = defaultdict(list)
        for match, text in cues:
            texts[match].append(_folded(text) if match == "pattern" else text.casefold())
        self._lines = frozenset(texts["line"])
        self._starts = _compiled(texts["start"], "(?:{})(?!\\w)")
        self._contained = _compiled(texts["contains"], "(?:{})(?!\\w)")
        self._ends = _compiled(texts["end"], "(?:{})$")
        at_start = [pattern for pattern in texts["pattern"] if _is_anchored(pattern)]
        self._opening = _alternatives(at_start)
        # One by one, since each is sought by its first letters and a choice of them is not.
        others = (pattern for pattern in texts["pattern"] if pattern not in at_start)
        self._patterns = [re.compile(pattern) for pattern in others]

    def all_of(self, key: str) -> str:
        """Give the words of the cue that is all of the line, brackets and stops aside, or ""."""
        bare = key.strip(BESIDE_A_CUE)
        return bare if bare in self._lines else ""

    def find(self, key: str) -> str:
        """Give the words of the first cue that the line has, or ""."""
        match = (
            (self._starts and self._starts.match(key))
            or self._inside(key)
            or (self._ends and self._ends.search(key))
            or self._pattern(key)
        )
        return match[0].strip() if match else self.all_of(key)

    def _inside(self, key: str) -> re.Match[str] | None:
        # Looked at behind the match: a look before it would keep the search from skipping ahead.
        for match in self._contained.finditer(key) if self._contained else ():
            if not key[match.start() - 1 : match.start()].isalnum():
                return match
        return None

    def _pattern(self, key: str) -> re.Match[str] | None:
        opening = self._opening.match(key) if self._opening else None
        if opening:
            return opening
        for pattern in self._patterns:
            match = pattern.search(key)
            if match:
                return match
        return None


def _compiled(texts: Sequence[str], form: str) -> re.Pattern[str] | None:
    """Put words into a pattern; None of no words, since a search for nothing takes its time."""
    return re.compile(form.format(any_of(texts))) if texts else None


def _is_anchored(pattern: str) -> bool:
    """Say whether a pattern can only match at the beginning; a choice in it may stand in groups."""
    bare = re.sub(r"\\.|\[(?:\\.|[^\]])+\]", "", pattern)
    while bare != (flat := re.sub(r"\([^()]*\)", "", bare)):
        bare = flat
    return pattern.startswith("^") and "|" not in bare


def _alternatives(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


def _folded(pattern: str) -> str:
    """Put the letters that a pattern means in small letters: to compare in any case is slow."""
    return re.sub(r"\\.|\(\?P|.", lambda part: _small(part[0]), pattern, flags=re.DOTALL)


def _small(part: str) -> str:
    return part if part[0] == "\\" or part == "(?P" else part.casefold()


def _comment_heading(packs: Iterable[LanguagePack]) -> re.Pattern[str]:
    """Match a line in lower case that counts comments: "3 thoughts on …", "comments (12)"."""
    entries = (entry for pack in packs for entry in pack.comment_words)
    words = any_of(word for entry in entries for word in entry.words)
    counted = rf"[(]?[0-9]{{1,5}}[)]? ?(?:{words})(?: \w{{1,4}}\b.{{0,200}})?"
    return re.compile(rf"(?:{counted}|(?:{words}) ?[(]?[0-9]{{0,5}}[)]?):?")


def _spelt_cues(
    packs: Iterable[LanguagePack], cues: Callable[[LanguagePack], Iterable[Cue]]
) -> Iterator[tuple[str, str]]:
    for pack in packs:
        for cue in cues(pack):
            for text in spellings(cue.text, pack.orthography.tone_placements):
                yield cue.match, text
