"""Fused first lines: where flattening ran the head of a page together with its text.

"2023-05-18Kinh tếXuất khẩu gạo tăng mạnhBBK - Sáng 09/01, …" is a timestamp, a section, a headline
and a lead. A line is cut only where two things meet: a border that can be seen (a capital directly
behind a small letter, or the form of a dateline) and something that says what stands before it.
Else it stays whole, since a wrong cut is worse than none.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from corpuskit.lexicon.lexicon import LONGEST_DATELINE, Lexicon
from corpuskit.lexicon.patterns import UPPER
from corpuskit.text.echoes import Echo, find_echoes, slug_of

SECTION, TIMESTAMP, HEADLINE = "fused_section", "fused_timestamp", "fused_headline"
"""Details of the pieces of a fused line; what is left behind them is the text."""
LONGEST_HEAD = 800
"""Characters at the beginning of a line in which borders are looked for."""
MOST_BORDERS = 24
LONGEST_HEADLINE = 250
SHORTEST_HEADLINE = 12
FEWEST_WORDS = 3
FEWEST_WORDS_OF_A_SECTION = 2
"""Words: names of one word (Video, Podcast) begin the names of companies too."""
SURE_WORDS = 5
"""Words: a shorter headline may begin the sentence below it, or be half of a name (FintechHub)."""
SHORTEST_TEXT = 40
"""Characters: so much is left behind the head of a page."""
NEAR_FIGURE = 24
"""Characters: a dateline without a bracket has a figure so near to its beginning."""
SECTION_KINDS = frozenset({"section", "nav", "breadcrumb"})
LOWER = "".join(
    letter
    for letter in map(chr, (*range(0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)))
    if letter.islower()
)
GLUE = re.compile(
    rf"(?<=[{LOWER}0-9!?…”\"’)»])(?=[{UPPER}(])"
    rf"|(?<=[{UPPER}]{{2}})(?=[{UPPER}][{LOWER}])"
    rf"|(?<=[{LOWER}])(?=[0-9]{{1,2}}[-/.:h][0-9])"
)
GAP = re.compile(rf"(?<=[{LOWER}0-9!?…”\"’)»{UPPER}] )(?=[{UPPER}(])")
FIRST_WORD = re.compile(r"\w*")
QUOTES = "“\"”«»'’"


class Part(NamedTuple):
    """A part of a fused line: where it ends in the text, what it is, and what shows that."""

    end: int
    detail: str
    evidence: str


class Head(NamedTuple):
    """The head of a first line, and the places where it may have been run together.

    At those in `glued` there is no blank. At those in `gaps` there is one, and a dateline follows.
    """

    text: str
    glued: tuple[int, ...]
    gaps: tuple[int, ...]
    lexicon: Lexicon


class Rest(NamedTuple):
    """The rest of a page: what it says again of its headline, and its words around borders."""

    echoes: Mapping[str, Echo]
    joined: frozenset[str]


Finder = Callable[[Head, Rest, int], Part | None]


def find_head(text: str, lexicon: Lexicon) -> Head | None:
    """Give the head of a first line that may be fused; None, soon found out, for most."""
    text = text[:LONGEST_HEAD]
    if len(text) < SHORTEST_TEXT:
        return None
    glued = tuple(match.start() for match in islice(GLUE.finditer(text), MOST_BORDERS))
    gaps = tuple(at for at in islice(_gaps(text), MOST_BORDERS) if _dateline(text, at, lexicon))
    return Head(text, glued, gaps, lexicon) if glued or gaps else None


def _gaps(text: str) -> Iterator[int]:
    """Give the places behind a blank where a dateline may begin: with a bracket, near a figure."""
    for match in GAP.finditer(text, SHORTEST_HEADLINE):
        at = match.start()
        if text[at] == "(" or any(map(str.isdigit, text[at : at + NEAR_FIGURE])):
            yield at


def find_parts(head: Head, others: Sequence[str], name: str) -> list[Part]:
    """Give the parts before the text of a fused first line, none for a line that stays whole.

    `others` are the other lines of the page, `name` is that of its source.
    """
    rest = Rest(find_echoes(others, name), _joined_words(head, others))
    return list(_parts(head, rest))


def _joined_words(head: Head, others: Sequence[str]) -> frozenset[str]:
    """Give the words around borders that the page has elsewhere too: FintechHub, YouTube."""
    words = {_word_around(head.text, at) for at in head.glued}
    return frozenset(word for word in words if any(word in other for other in others))


def _word_around(text: str, at: int) -> str:
    before, behind = FIRST_WORD.match(text[:at][::-1]), FIRST_WORD.match(text, at)
    return (before[0][::-1] if before else "") + (behind[0] if behind else "")


def _parts(head: Head, rest: Rest) -> Iterator[Part]:
    start, finders = 0, FINDERS
    while finders:
        found = ((find(head, rest, start), find) for find in finders)
        part, finder = next(((part, find) for part, find in found if part), (None, None))
        if part is None or len(head.text) - part.end < SHORTEST_TEXT:
            return
        yield part
        start = part.end
        left = (_timestamp,) if part.detail == HEADLINE else finders
        finders = tuple(find for find in left if find is not finder)


def _timestamp(head: Head, rest: Rest, start: int) -> Part | None:
    """Find a date with a capital directly behind it."""
    for match in head.lexicon.timestamps.match(head.text, start):
        if match.end() in head.glued:
            return Part(match.end(), TIMESTAMP, match[0])
    return None


def _section(head: Head, rest: Rest, start: int) -> Part | None:
    """Find the name of a section with a capital or a date directly behind it."""
    for end in head.glued:
        if end > start and _is_section(head.text[start:end], head.lexicon):
            return Part(end, SECTION, head.text[start:end].strip())
    return None


def _is_section(text: str, lexicon: Lexicon) -> bool:
    """Say whether a text is the name of a section, perhaps with a short word and a colon before."""
    before, _, name = text.casefold().rpartition(":")
    name = name.strip()
    if len(name.split()) < FEWEST_WORDS_OF_A_SECTION or len(before.split()) > FEWEST_WORDS:
        return False
    phrase = lexicon.chrome.find(name)
    return phrase is not None and phrase.kind in SECTION_KINDS and len(phrase.text) == len(name)


def _headline(head: Head, rest: Rest, start: int) -> Part | None:
    """Find a headline: said again elsewhere, or directly before a dateline or a timestamp."""
    for borders, evidence_at in ((head.glued, _behind_glue), (head.gaps, _behind_gap)):
        for end in borders:
            headline = head.text[start:end].strip()
            evidence = evidence_at(head, rest, headline, end) if _is_title(headline) else ""
            if evidence:
                return Part(end, HEADLINE, evidence)
    return None


def _is_title(text: str) -> bool:
    """Say whether a text has the length of a headline and is no quotation."""
    quoted = text[:1] in QUOTES and text[-1:] in QUOTES
    fits = SHORTEST_HEADLINE <= len(text) <= LONGEST_HEADLINE
    return fits and not quoted and len(text.split()) >= FEWEST_WORDS


def _behind_glue(head: Head, rest: Rest, headline: str, end: int) -> str:
    if _word_around(head.text, end) in rest.joined:
        return ""
    stamp = _timestamp(head, rest, end)
    formula = stamp.evidence if stamp else _dateline(head.text, end, head.lexicon)
    if formula:
        return f"before “{formula}”"
    echo = rest.echoes.get(slug_of(headline)) if head.text[end].isalpha() else None
    if echo is None or not _is_clear(head, headline, end):
        return ""
    return f"again in “{echo.text[:60]}”"


def _is_clear(head: Head, headline: str, end: int) -> bool:
    """Say whether a headline is long enough, or the letters at its border those of two words."""
    return len(headline.split()) >= SURE_WORDS or not _word_around(head.text, end).isascii()


def _behind_gap(head: Head, rest: Rest, headline: str, end: int) -> str:
    """Give what shows a border at a blank: it takes both a dateline and an echo."""
    echo = rest.echoes.get(slug_of(headline)) if len(headline.split()) >= SURE_WORDS else None
    formula = _dateline(head.text, end, head.lexicon)
    return f"before “{formula}”, again in “{echo.text[:60]}”" if echo else ""


def _dateline(text: str, start: int, lexicon: Lexicon) -> str:
    """Give the dateline that begins at a place: one with a day, or with an agency of the packs."""
    for match in lexicon.datelines.match(text[start : start + LONGEST_DATELINE]):
        pieces = match.groupdict()
        if pieces.get("date") or lexicon.agencies.by_code(pieces.get("code") or ""):
            return match[0]
    return ""


FINDERS: tuple[Finder, ...] = (_timestamp, _section, _headline)
