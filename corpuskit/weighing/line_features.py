"""Features of a line by itself: its length, its sentences and signs, its words of furniture."""

import re

from corpuskit.weighing.basics import Basics
from corpuskit.weighing.columns import Column, capped, coarse, crossed, flagged, graded, steps_of
from corpuskit.weighing.traits import MOST_WORDS

WIDE_COMMAS = "，、"  # those of Chinese and Japanese
FIGURE = re.compile("[0-9]")
LONGEST_LOOKED_AT = 200
"""Characters: figures and signs are counted in so much of a line."""
WORDS_LOOKED_AT = 30
KINDS = (
    "legal", "social", "account", "navigation", "about", "advertising", "forum", "consent",
)  # fmt: skip
BITS = {kind: 1 << place for place, kind in enumerate(KINDS)}
WORD_STEPS = steps_of((2, 3, 4, 5, 7, 10, 15, 25), MOST_WORDS)
COUNT_STEPS = steps_of((2, 3, 5, 10), WORDS_LOOKED_AT)
LAST_SIGNS = {":": 1, "：": 1, "?": 2, "？": 2}


def length_and_end(b: Basics) -> Column:
    """Text is long and stops; entries of menus are short and do not."""
    return crossed(b.size, b.stopped)


def word_count(b: Basics) -> Column:
    """A name, an entry of a menu and a headline differ in their number of words."""
    return Column([WORD_STEPS[len(t.words)] for t in b.form.traits], 9)


def inner_sentences(b: Basics) -> Column:
    """Paragraphs have several sentences, teasers one."""
    return crossed(Column(b.form.sentences, 5), b.stopped)


def commas(b: Basics) -> Column:
    """Sentences are divided by commas, more so the longer they are."""
    texts = b.form.texts
    page = "\n".join(texts)
    counts = [text.count(",") for text in texts]
    for sign in WIDE_COMMAS:
        if sign in page:
            counts = [n + text.count(sign) for n, text in zip(counts, texts, strict=True)]
    return crossed(capped(counts, 4), b.roughest_size)


def figures(b: Basics) -> Column:
    """Counters, prices and times are mostly figures."""
    heads = [text[:LONGEST_LOOKED_AT] for text in b.form.texts]
    shares = [len(FIGURE.findall(head)) / len(head) for head in heads]
    return graded(shares, (0.0001, 0.03, 0.08, 0.2, 0.4))


def capitals(b: Basics) -> Column:
    """Titles, names and entries of menus begin their words with capitals."""
    words = [text.split(None, WORDS_LOOKED_AT)[:WORDS_LOOKED_AT] for text in b.form.texts]
    shares = [len([word for word in line if word[0].isupper()]) / len(line) for line in words]
    count = Column([COUNT_STEPS[len(line)] for line in words], 5)
    return crossed(graded(shares, (0.01, 0.15, 0.3, 0.5, 0.7, 0.99)), count)


def first_and_last_sign(b: Basics) -> Column:
    """A small letter begins what was cut; a colon announces; a question mark invites."""
    ends = [LAST_SIGNS.get(text[-1], 0) for text in b.form.texts]
    return crossed(flagged([text[0].islower() for text in b.form.texts]), Column(ends, 3))


def own_label(b: Basics) -> Column:
    """What rules have decided about the line by itself."""
    return b.label


def gaps(b: Basics) -> Column:
    """Whether the line stands apart, by itself."""
    lines = b.form.lines
    sides = [(2 if line.gap_before else 0) + (1 if line.gap_after else 0) for line in lines]
    return crossed(Column(sides, 4), b.text)


def furniture_share(b: Basics) -> Column:
    """How much of the line is words of furniture, and how long it is."""
    return crossed(coarse(b.share, 2), b.rough_size)


def furniture_count(b: Basics) -> Column:
    """How many words of furniture the line has, and how much of it they are."""
    return crossed(capped([t.furniture.amount for t in b.form.traits], 4), b.share)


def furniture_kinds(b: Basics) -> Column:
    """Which kinds of furniture the words speak of."""
    kinds = [trait.furniture.kinds for trait in b.form.traits]
    masks = [sum(map(BITS.__getitem__, each)) if each else 0 for each in kinds]
    return Column(masks, 1 << len(KINDS))


def times_said(b: Basics) -> Column:
    """What a page says again and again is rarely its text."""
    return crossed(b.times, b.roughest_size)
