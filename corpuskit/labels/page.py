"""A page while it is judged: its lines, and what is decided about them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from corpuskit.labels.repeats import Repeat
from corpuskit.language import Phrase
from corpuskit.lexicon.furniture import WORD, measure_of
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import DocumentWarning, Label, Reason
from corpuskit.text.echoes import slug_of
from corpuskit.text.lines import Line
from corpuskit.weighing.traits import LITTLE_FURNITURE

if TYPE_CHECKING:
    from corpuskit.labels.threads import Thread
    from corpuskit.weighing.weigher import Weighed

EVEN = 0.5
"""A line is called what is likelier; how likely decides whether it is left out."""
HARDLY, MAYBE, NEAR_TEXT = 0.2, 0.3, 10
"""On a page without article too, lines are furniture that are hardly text, as likely as the first
number at most, and stand more lines than the last number above or below all that may be text, as
likely as the second. So documentation gains .01 and forums .035 (F1 by shingles of unseen sites),
and no more text is lost; a poem has its title so near, and a bulletin its last hours."""
SUREST = 0.99
STOP = re.compile("(?<=[.!?…。！？])")
"""Behind these signs a sentence may end."""
QUESTION_MARKS = ("?", "？", "؟")
NO_ARTICLE = DocumentWarning(
    "no-article", "nothing on the page looks like an article; what is kept may be furniture"
)


def confidence_of(likelihood: float) -> float:
    """Give a likelihood with two decimals, as a confidence; nothing is ever certain."""
    return min(round(likelihood, 2), SUREST)


def sentences_of(line: Line) -> list[str]:
    """Cut a line behind each stop, whether a sentence ends there or not; case-folded."""
    return [each.strip() for each in STOP.split(line.key.casefold())]


class Verdict(NamedTuple):
    """What a rule decides about a line."""

    label: Label
    reason: Reason
    detail: str = ""


class Apart(NamedTuple):
    """The part of a page that a line stands in, beside the article, and what shows it.

    `kind` is "comments", "author", "consent" or "article", which is another article.
    """

    kind: str
    evidence: str


class Shape(NamedTuple):
    """The layout of a page, known when its lines by themselves are decided; places, or -1.

    `title` is the line that stands as the headline, `headline` how likely it is one where that was
    weighed, else 0; `first_running` and `last_running` the ends of
    the running text, `last_open` the last line that is not decided yet. `tight` says that
    paragraphs follow each other without a gap, `stops` that they end with a stop; `slugged` holds
    the lines that a slug says again, `cells` those that may be the cells of a table, `pictured` the
    texts of a series of pictures, `numbered` the names of pictures that differ in a number,
    `credits` those of their makers below what they show.
    """

    title: int = -1
    headline: float = 0.0
    first_running: int = -1
    last_running: int = -1
    last_open: int = -1
    tight: bool = False
    stops: bool = False
    slugged: frozenset[int] = frozenset()
    cells: frozenset[int] = frozenset()
    pictured: frozenset[int] = frozenset()
    numbered: frozenset[int] = frozenset()
    credits: frozenset[int] = frozenset()

    def inside(self, line: Line) -> bool:
        """Say whether a line stands between the first and the last running text."""
        return 0 <= self.first_running < line.place < self.last_running


class Page:
    """The lines of one document and the verdicts on them, in the order of `Line.place`.

    Rules read it; only the engine in `corpuskit.labels.label` writes verdicts.
    """

    def __init__(self, lines: Sequence[Line], lexicon: Lexicon, repeats: dict[int, Repeat]) -> None:
        self.lines = lines
        self.lexicon = lexicon
        self.repeats = repeats
        self.repeated = {repeat.place for repeat in repeats.values()}
        self.verdicts: list[Verdict | None] = [None] * len(lines)
        self._phrases: dict[int, Phrase | None] = {}
        self._caption_cues: dict[int, str] = {}
        self._heading_cues: dict[int, str] = {}
        self.shape = Shape()
        self.weighed: Weighed | None = None
        self.teasers: frozenset[int] = frozenset()
        self.is_list = False
        self.copies: frozenset[int] = frozenset()
        self.embedded: frozenset[int] = frozenset()
        self.amid: frozenset[int] = frozenset()
        self.tables: frozenset[int] = frozenset()
        self.stated: frozenset[int] = frozenset()
        self.apart: Mapping[int, Apart] = {}
        self.posts: frozenset[int] = frozenset()
        self.manual: frozenset[int] = frozenset()
        self.notes: frozenset[int] = frozenset()
        self.outside: Mapping[int, int] = {}
        self.thread: Thread | None = None
        self.described = -1
        self.titles: tuple[str, ...] = ()
        self.title_slugs: frozenset[str] = frozenset()
        running = [line.place for line in lines if line.running]
        self.first_running, self.last_running = (running[0], running[-1]) if running else (-1, -1)

    def phrase_of(self, line: Line) -> Phrase | None:
        """Give the chrome phrase that marks a line, whatever its risk; asked once per line."""
        if line.place not in self._phrases:
            self._phrases[line.place] = self.lexicon.chrome.find(line.key)
        return self._phrases[line.place]

    def caption_cue(self, line: Line) -> str:
        """Give the words with which captions begin or end, or ""; asked once per line."""
        if line.place not in self._caption_cues:
            self._caption_cues[line.place] = self.lexicon.caption_cues.find(line.key)
        return self._caption_cues[line.place]

    def heading_cue(self, line: Line) -> str:
        """Give the words by which a heading is known, or ""; asked once per line."""
        if line.place not in self._heading_cues:
            self._heading_cues[line.place] = self.lexicon.heading_cues.find(line.key)
        return self._heading_cues[line.place]

    def label_at(self, place: int) -> Label | None:
        """Give the label that is decided for a line, None for none yet or no such line."""
        if not 0 <= place < len(self.verdicts):
            return None
        verdict = self.verdicts[place]
        return verdict.label if verdict else None

    def likelihood(self, line: Line, otherwise: float) -> float:
        """Give how likely a line is text, 0 to 1; `otherwise` where nothing was weighed."""
        return self.weighed.likelihoods[line.place] if self.weighed else otherwise

    def confidence(self, line: Line, otherwise: float) -> float:
        """Give the same as a confidence."""
        return confidence_of(self.likelihood(line, otherwise))

    def tell_titles(self, titles: tuple[str, ...]) -> None:
        """Remember what the source states as its title, the most trusted first."""
        self.titles = titles
        self.title_slugs = frozenset(filter(None, map(slug_of, titles)))

    @cached_property
    def marked(self) -> bool:
        """Whether the page has markup that its lines stand in."""
        return any(line.piece.layout for line in self.lines)

    @cached_property
    def writes_marks(self) -> bool:
        """Whether most lines have a mark, if the language has any; some pages are typed without."""
        texts = [line.text for line in self.lines if line.running]
        plain = sum(map(str.isascii, texts))
        return not self.lexicon.writes_marks or 2 * plain <= len(texts)

    @cached_property
    def letterheads(self) -> tuple[int, ...]:
        """The places of lines that stand in the head of official texts."""
        head = self.lexicon.formulas.head
        return tuple(line.place for line in self.lines if head(line.key))

    @cached_property
    def sentences(self) -> Counter[str]:
        """How often each sentence stands on the page."""
        return Counter(chain.from_iterable(map(sentences_of, self.lines)))

    @cached_property
    def credited(self) -> frozenset[frozenset[str]]:
        """The names that captions credit, each as its words in small letters, two at least."""
        tails = (self.lexicon.credits.photo_tail(line.text) for line in self._captions())
        names = (tail.rpartition(":")[2].strip(" .)") for tail in tails)
        words = (frozenset(name.casefold().split()) for name in names)
        return frozenset(each for each in words if len(each) > 1)

    def _captions(self) -> Iterator[Line]:
        return (line for line in self.lines if self.label_at(line.place) is Label.CAPTION)

    @property
    def has_article(self) -> bool:
        """Say whether the page seems to have an article; unweighed ones do."""
        return self.weighed is None or self.weighed.article

    def seems_furniture(self, place: int) -> bool:
        """Say whether weighing or what stands around it calls a line furniture.

        Where no article is, it does so above and below all that may be text only.
        """
        if place in self.teasers or place in self.copies or place in self.apart:
            return True
        if self._is_text_by_markup(place):
            return False
        weighed = self.weighed
        if weighed is None:
            return False
        if weighed.article:
            return weighed.likelihoods[place] < EVEN
        return self._is_beside_all_text(place, weighed.likelihoods)

    def _is_text_by_markup(self, place: int) -> bool:
        """Whether the elements around a line make it text, or what its source states."""
        is_stated = place == self.described or place in self.stated
        is_listed = place in self.embedded or place in self.tables
        is_named = place in self.posts or place in self.manual or place in self.notes
        return is_stated or is_listed or is_named

    def _is_beside_all_text(self, place: int, likelihoods: Sequence[float]) -> bool:
        """Whether a line is hardly text and no line on one side of it may be."""
        first, last = self._maybe_text
        beside = place < first - NEAR_TEXT or 0 <= last < place - NEAR_TEXT
        return beside and likelihoods[place] < HARDLY

    @cached_property
    def _maybe_text(self) -> tuple[int, int]:
        """The places of the first and the last line that may be text, -1 for none."""
        likelihoods = self.weighed.likelihoods if self.weighed else ()
        places = [place for place, likelihood in enumerate(likelihoods) if likelihood >= MAYBE]
        return (places[0], places[-1]) if places else (-1, -1)

    def is_outside(self, line: Line) -> bool:
        """Say whether a line is furniture by weighing, and no text stands on both sides of it."""
        return self.seems_furniture(line.place) and not self.shape.inside(line)

    def furniture_words(self, line: Line) -> tuple[int, int]:
        """Count the words of furniture in a line, and all its words."""
        key = line.key.casefold()
        words = WORD.findall(key)
        return self.lexicon.furniture.find(words, key).amount, measure_of(key, words)

    def names_little_furniture(self, line: Line) -> bool:
        """Say whether hardly a word of a line is one of furniture."""
        furnished, words = self.furniture_words(line)
        return furnished <= words * LITTLE_FURNITURE

    @property
    def warnings(self) -> tuple[DocumentWarning, ...]:
        """What the user should know of the page as a whole."""
        return () if self.has_article else (NO_ARTICLE,)

    def is_open(self, place: int) -> bool:
        """Say whether there is a line at `place` that nothing is decided about."""
        return 0 <= place < len(self.verdicts) and self.verdicts[place] is None

    def may_be_text(self, line: Line) -> bool:
        """Say whether nothing is decided about a line and nothing calls it furniture."""
        return self.is_open(line.place) and not self.seems_furniture(line.place)

    def doubles(self, place: int) -> bool:
        """Say whether the line at `place` says again what the one directly above it says."""
        repeat = self.repeats.get(place)
        return repeat is not None and repeat.place == place - 1

    def is_running(self, place: int) -> bool:
        """Say whether there is running text at `place`, whatever its label."""
        return 0 <= place < len(self.lines) and self.lines[place].running
