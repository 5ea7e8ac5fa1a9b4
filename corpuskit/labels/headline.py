"""The headline of a page with furniture: the line above the text that most speaks for it.

All lines in reach are weighed against each other; on a page of nothing but an article the simpler
rules of `corpuskit.labels.shape` are right.
"""

from collections.abc import Callable, Mapping, Sequence
from math import exp, log, log1p
from typing import NamedTuple

from corpuskit.labels.page import Page
from corpuskit.lexicon.furniture import MARKED, WIDE, WORD, signs_of
from corpuskit.model import Label
from corpuskit.text.lines import Line

REACH = 25
"""Lines: a headline stands so near above the text."""
BESIDE = frozenset({Label.BYLINE, Label.DATE_LINE})
NEAR = 3
LEAST = 0.001
DOUBTFUL = 0.15
NAME_OF_A_SECTION = 2
"""Words."""
LIKELY = 0.35
"""Likelihood of a line that may itself be a headline or a deck."""
FEWEST_WORDS = 4
MANY_WORDS = 25
MOST_SHARED = 8
SIGNS_OF_A_WORD = 2
LETTERS_OF_A_WORD = 6
"""In scripts whose letters carry marks."""
MOST_WORDS_LOOKED_AT = 80


class Candidate(NamedTuple):
    """A line that may be the headline, and what it is compared by.

    `shared` counts its words that the text below has too, `words` all of them; `rivals` are the
    candidates above it and below it that look like headlines as well; `fit` says that nothing in
    its form speaks against a headline.
    """

    line: Line
    page: Page
    likelihood: float
    words: float
    shared: float
    rivals_above: int
    rivals_below: int
    distance: int
    fit: bool


Ask = Callable[[Candidate], float]


def likely(c: Candidate) -> float:
    """How likely the line is text at all, in log-odds."""
    return log(c.likelihood / (1 - c.likelihood))


def doubtful(c: Candidate) -> float:
    """Whether it is hardly text."""
    return float(c.likelihood < DOUBTFUL)


def share_of_theme(c: Candidate) -> float:
    """How much of the line the text below says too."""
    return c.shared / c.words if c.words else 0.0


def words_of_theme(c: Candidate) -> float:
    """How many of its words the text below says too."""
    return min(c.shared, MOST_SHARED) / MOST_SHARED


def length(c: Candidate) -> float:
    """How many words it has; twice as many count alike at any length."""
    return min(log1p(c.words), 3.0)


def one_or_two_words(c: Candidate) -> float:
    """A section name is so short."""
    return float(c.words <= NAME_OF_A_SECTION)


def three_or_four_words(c: Candidate) -> float:
    """A name or a slogan is so short."""
    return float(c.words <= FEWEST_WORDS)


def very_long(c: Candidate) -> float:
    """A deck or a lead is so long."""
    return float(c.words > MANY_WORDS)


def said_again(c: Candidate) -> float:
    """Whether the page says it again further down."""
    return float(c.line.place in c.page.repeated)


def says_again(c: Candidate) -> float:
    """Whether it says again what stands above, as after a breadcrumb."""
    return float(c.line.place in c.page.repeats)


def distance(c: Candidate) -> float:
    """How many lines above the text it stands."""
    return log(c.distance)


def directly_above(c: Candidate) -> float:
    """Whether nothing stands between it and the text."""
    return float(c.distance == 1)


def figures(c: Candidate) -> float:
    """How much of it is figures."""
    return sum(map(str.isdigit, c.line.text)) / len(c.line.text)


def stopped(c: Candidate) -> float:
    """Whether it ends like a sentence."""
    return float(c.line.stopped)


def announces(c: Candidate) -> float:
    """Whether it ends with a colon."""
    return float(c.line.text.endswith(":"))


def capitalised(c: Candidate) -> float:
    """Whether its words begin with capitals."""
    return float(all(word[:1].isupper() for word in c.line.text.split()[:6]))


def fitting(c: Candidate) -> float:
    """Whether its form may be that of a headline."""
    return float(c.fit)


def rivals_above(c: Candidate) -> float:
    """How many other likely lines stand above: the headline comes before the deck."""
    return log1p(c.rivals_above)


def rivals_below(c: Candidate) -> float:
    """How many other likely lines stand below."""
    return log1p(c.rivals_below)


def above_credits(c: Candidate) -> float:
    """Whether a byline or a date follows within a few lines."""
    place = c.line.place
    near = range(place + 1, min(place + 1 + NEAR, place + c.distance))
    return float(any(c.page.label_at(other) in BESIDE for other in near))


HEADLINE_FEATURES: Mapping[str, Ask] = {
    "likely": likely,
    "doubtful": doubtful,
    "share_of_theme": share_of_theme,
    "words_of_theme": words_of_theme,
    "length": length,
    "one_or_two_words": one_or_two_words,
    "three_or_four_words": three_or_four_words,
    "very_long": very_long,
    "said_again": said_again,
    "says_again": says_again,
    "distance": distance,
    "directly_above": directly_above,
    "figures": figures,
    "stopped": stopped,
    "announces": announces,
    "capitalised": capitalised,
    "fitting": fitting,
    "rivals_above": rivals_above,
    "rivals_below": rivals_below,
    "above_credits": above_credits,
}


def candidates(page: Page, first_running: int, fits: Callable[[Line], bool]) -> list[Candidate]:
    """Give the open lines in reach above the text; `fits` says whether the form of one may do."""
    reach = page.lines[max(first_running - REACH, 0) : max(first_running, 0)]
    lines = [line for line in reach if page.is_open(line.place)]
    said = _said(page, first_running)
    counts = [_words(line, said) for line in lines]
    rivals = [
        page.likelihood(line, 0.5) >= LIKELY and words >= FEWEST_WORDS
        for line, (words, _) in zip(lines, counts, strict=True)
    ]
    return [
        Candidate(
            line=line,
            page=page,
            likelihood=min(max(page.likelihood(line, 0.5), LEAST), 1 - LEAST),
            words=words,
            shared=shared,
            rivals_above=sum(rivals[:at]),
            rivals_below=sum(rivals[at + 1 :]),
            distance=first_running - line.place,
            fit=fits(line),
        )
        for at, (line, (words, shared)) in enumerate(zip(lines, counts, strict=True))
    ]


def choose_headline(found: Sequence[Candidate], weights: Mapping[str, float]) -> tuple[int, float]:
    """Give the place of the likeliest headline and how likely it is; -1 where there is none."""
    if not found:
        return -1, 0.0
    scores = [
        sum(weights[name] * ask(each) for name, ask in HEADLINE_FEATURES.items()) for each in found
    ]
    highest = max(scores)
    best = scores.index(highest)
    return found[best].line.place, 1 / sum(exp(score - highest) for score in scores)


def _said(page: Page, first_running: int) -> frozenset[str]:
    """Give the words (or signs) of the running text; posts may be shorter."""
    texts = [
        line.key.casefold()
        for line in page.lines[max(first_running, 0) :]
        if (line.running or line.place in page.posts) and page.may_be_text(line)
    ]
    words = {word for text in texts for word in WORD.findall(text)[:MOST_WORDS_LOOKED_AT]}
    marked = [signs_of(text, MOST_WORDS_LOOKED_AT) for text in texts if MARKED.search(text)]
    return frozenset(words.union(*marked, *(text for text in texts if WIDE.search(text))))


def _words(line: Line, said: frozenset[str]) -> tuple[float, float]:
    """Count the words of a line, and those among them that the text has and that mean something."""
    if MARKED.search(line.key):
        parts = signs_of(line.key, MOST_WORDS_LOOKED_AT)
        length = len(line.key) / LETTERS_OF_A_WORD
        return length, length * sum(map(said.__contains__, parts)) / max(len(parts), 1)
    if WIDE.search(line.key):
        signs = [sign for sign in line.key if sign.isalpha()]
        shared = sum(map(said.__contains__, signs))
        return len(signs) / SIGNS_OF_A_WORD, shared / SIGNS_OF_A_WORD
    words = WORD.findall(line.key)
    return len(words), sum(map(said.__contains__, words))
