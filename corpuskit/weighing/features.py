"""The features by which text and furniture are told apart, in families that explain a decision.

None of them knows a language; words come from the packs. Each answers with a small number, and a
table of weights says what an answer speaks for.
"""

from collections.abc import Callable, Sequence
from math import log, sqrt
from typing import NamedTuple

from corpuskit.weighing.basics import DISTANCES, Basics
from corpuskit.weighing.columns import (
    Column,
    above,
    below,
    capped,
    coarse,
    crossed,
    flagged,
    graded,
    same,
)
from corpuskit.weighing.form import sums
from corpuskit.weighing.traits import Trait

Ask = Callable[[Basics], Column]
FIGURES = "0123456789"
LONGEST_LOOKED_AT = 200
"""Characters: figures and signs are counted in so much of a line."""
WORDS_LOOKED_AT = 30
KINDS = ("legal", "social", "account", "navigation", "about", "advertising", "forum")
NEAR_DISTANCES = (0, 1, 2, 3, 5)
AMOUNTS = (0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99)
COUNTS = (1, 2, 3, 5, 9)
TOTALS = (1, 200, 500, 1000, 2000, 4000, 8000)


class Feature(NamedTuple):
    """A feature: its name, the family under which it is explained, and its answers for a page."""

    name: str
    family: str
    ask: Ask


def length_and_end(b: Basics) -> Column:
    """Text is long and stops; entries of menus are short and do not."""
    return crossed(b.size, b.stopped)


def word_count(b: Basics) -> Column:
    """A name, an entry of a menu and a headline differ in their number of words."""
    return graded((len(t.words) for t in b.form.traits), (2, 3, 4, 5, 7, 10, 15, 25))


def inner_sentences(b: Basics) -> Column:
    """Paragraphs have several sentences, teasers one."""
    return crossed(capped((t.sentences for t in b.form.traits), 4), b.stopped)


def commas(b: Basics) -> Column:
    """Sentences are divided by commas, more so the longer they are."""
    found = [sum(map(t.line.text.count, ",，、")) for t in b.form.traits]
    return crossed(capped(found, 4), b.roughest_size)


def figures(b: Basics) -> Column:
    """Counters, prices and times are mostly figures."""
    heads = [t.line.text[:LONGEST_LOOKED_AT] for t in b.form.traits]
    return graded(
        (sum(map(head.count, FIGURES)) / len(head) for head in heads),
        (0.0001, 0.03, 0.08, 0.2, 0.4),
    )


def capitals(b: Basics) -> Column:
    """Titles, names and entries of menus begin their words with capitals."""
    words = [t.line.text.split(None, WORDS_LOOKED_AT)[:WORDS_LOOKED_AT] for t in b.form.traits]
    shares = [sum([word[0].isupper() for word in line]) / len(line) for line in words]
    count = graded(map(len, words), (2, 3, 5, 10))
    return crossed(graded(shares, (0.01, 0.15, 0.3, 0.5, 0.7, 0.99)), count)


def first_and_last_sign(b: Basics) -> Column:
    """A small letter begins what was cut; a colon announces; a question mark invites."""
    texts = [t.line.text for t in b.form.traits]
    ends = [1 if text[-1] in ":：" else 2 if text[-1] in "?？" else 0 for text in texts]
    return crossed(flagged(text[0].islower() for text in texts), Column(ends, 3))


def own_label(b: Basics) -> Column:
    """What rules have decided about the line by itself."""
    return b.label


def gaps(b: Basics) -> Column:
    """Whether the line stands apart, by itself."""
    before = flagged(t.line.gap_before for t in b.form.traits)
    after = flagged(t.line.gap_after for t in b.form.traits)
    return crossed(before, after, b.text)


def furniture_share(b: Basics) -> Column:
    """How much of the line is words of furniture, and how long it is."""
    return crossed(coarse(b.share, 2), b.rough_size)


def furniture_count(b: Basics) -> Column:
    """How many words of furniture the line has, and how much of it they are."""
    return crossed(capped((t.furniture.amount for t in b.form.traits), 4), b.share)


def furniture_kinds(b: Basics) -> Column:
    """Which kinds of furniture the words speak of."""
    bits = {kind: 1 << place for place, kind in enumerate(KINDS)}
    masks = [sum(map(bits.__getitem__, t.furniture.kinds)) for t in b.form.traits]
    return Column(masks, 1 << len(KINDS))


def times_said(b: Basics) -> Column:
    """What a page says again and again is rarely its text."""
    return crossed(b.times, b.roughest_size)


def distance_from_block(b: Basics) -> Column:
    """How far above or below the block of text the line stands."""
    first, last = b.form.block
    away = [max(first - i, i - last, 0) for i in range(b.form.count)]
    return crossed(b.side, graded(away, DISTANCES))


def side_and_length(b: Basics) -> Column:
    """Short lines in the block may be headings, outside it hardly."""
    return crossed(b.side, b.rough_size)


def text_near(b: Basics) -> Column:
    """How much running text the two lines on each side have."""
    return graded(_others(b, b.form.mass_sums, b.form.mass, 2), (1, 100, 300, 800, 2000))


def text_in_reach(b: Basics) -> Column:
    """How much running text the twelve lines on each side have."""
    return graded(_others(b, b.form.mass_sums, b.form.mass, 12), (1, 200, 600, 1500, 3000, 6000))


def density_of_text(b: Basics) -> Column:
    """How many of the eight lines on each side are running text."""
    around = b.form.around(b.form.text_sums, 8)
    return crossed(graded((x / 17 for x in around), (0.01, 0.07, 0.15, 0.3, 0.5, 0.7)), b.text)


def stops_around(b: Basics) -> Column:
    """How many of the three lines on each side end like sentences."""
    own = [float(t.line.stopped) for t in b.form.traits]
    others = _others(b, b.form.stop_sums, own, 3)
    return graded((x / 6 for x in others), (0.01, 0.2, 0.4, 0.6, 0.8))


def evenness(b: Basics) -> Column:
    """Lists have lines of like length, texts do not."""
    logs = [log(t.size + 1) for t in b.form.traits]
    first = b.form.around(sums(logs), 4)
    second = b.form.around(sums(x * x for x in logs), 4)
    counts = b.form.around(range(b.form.count + 1), 4)
    means = [x / n for x, n in zip(first, counts, strict=True)]
    squares = zip(second, counts, means, strict=True)
    spread = [sqrt(max(x / n - mean * mean, 0)) for x, n, mean in squares]
    steps = graded(spread, (0.15, 0.25, 0.35, 0.5, 0.7, 0.9, 1.2))
    return crossed(steps, graded(means, (2.5, 3.2, 3.8, 4.3, 4.8, 5.5)))


def form_above(b: Basics) -> Column:
    """The length, end and furniture of the line above."""
    return above(b.shape)


def form_below(b: Basics) -> Column:
    """The length, end and furniture of the line below."""
    return below(b.shape)


def text_before(b: Basics) -> Column:
    """How much of the running text of the page comes before the line."""
    total = b.form.total + 1
    return graded((x / total for x in b.form.mass_sums[:-1]), AMOUNTS)


def text_after(b: Basics) -> Column:
    """How much of the running text of the page comes after the line."""
    total = b.form.total
    return graded(((total - x) / (total + 1) for x in b.form.mass_sums[1:]), AMOUNTS)


def place_on_page(b: Basics) -> Column:
    """In which tenth of the page the line stands."""
    return Column([10 * i // b.form.count for i in range(b.form.count)], 10)


def lines_above(b: Basics) -> Column:
    """How many lines stand above."""
    return graded(range(b.form.count), (1, 2, 3, 5, 9, 16, 31, 61))


def text_distances(b: Basics) -> Column:
    """How far running text above and below is, on pages with more or less of it."""
    return crossed(b.wordy, _rough(b.form.since_text), _rough(b.form.until_text))


def furniture_near(b: Basics) -> Column:
    """How much furniture the two lines on each side are."""
    return crossed(capped(_furnished_others(b, 2), 3), b.side, b.text)


def furniture_around(b: Basics) -> Column:
    """How much furniture the eight lines on each side are."""
    return graded(_furnished_others(b, 8), COUNTS)


def furniture_between(b: Basics) -> Column:
    """How much furniture stands between the line and the block of text."""
    between = graded(b.form.from_block(b.form.furnished_sums), COUNTS)
    return crossed(b.side, between, b.text)


def shared_words(b: Basics) -> Column:
    """How much of the line is words that all texts of the page have: sentences need them."""
    return crossed(graded(b.shared, (0, 0.01, 0.1, 0.2, 0.3, 0.4, 0.55)), b.rougher_size)


def shared_words_by_page(b: Basics) -> Column:
    """The same, on pages with more or less running text."""
    return crossed(b.wordy, graded(b.shared, (0, 0.1, 0.3, 0.4)))


def theme(b: Basics) -> Column:
    """How many of its other words the line has in common with the block of text."""
    return crossed(b.theme, b.rougher_size)


def amount_of_text(b: Basics) -> Column:
    """How much running text the page has at all."""
    return crossed(same(b.form.total, b.form.count, TOTALS), b.text)


def gathered_text(b: Basics) -> Column:
    """How much of the running text is in one block: an article gathers it, a forum does not."""
    return crossed(b.gathered, b.side, b.text)


def sentences_of_page(b: Basics) -> Column:
    """How many sentences a running line of the page has."""
    per_line = b.form.sentence_sums[-1] / (b.form.text_sums[-1] + 1)
    steps = same(per_line, b.form.count, (0.1, 0.3, 0.6, 1, 1.6, 2.5))
    return crossed(steps, b.text)


def wordy_furniture(b: Basics) -> Column:
    """Words of furniture, on pages with more or less running text."""
    return crossed(b.gathered, coarse(b.wordy, 2), b.share)


def templated_length(b: Basics) -> Column:
    """The length of the line on such pages."""
    return crossed(b.templated, b.rough_size, b.stopped)


def templated_side(b: Basics) -> Column:
    """The place of the line on such pages."""
    return crossed(b.templated, b.side, b.text)


def forum_end(b: Basics) -> Column:
    """Running text on pages where much is said about posts and members."""
    return crossed(b.forum, b.text, b.stopped, b.side)


def forum_length(b: Basics) -> Column:
    """The length of the line on such pages."""
    return crossed(b.forum, b.rough_size, b.stopped)


def forum_shared_words(b: Basics) -> Column:
    """Words that all texts have in common on such pages."""
    return crossed(b.forum, graded(b.shared, (0.01, 0.1, 0.3)))


def code_like(b: Basics) -> Column:
    """Program text ends its lines with brackets and signs; pages with it are manuals."""
    ends = sum(_is_code(t) for t in b.form.traits) / b.form.count
    return crossed(same(ends, b.form.count, (0.03, 0.1)), b.side, b.text)


def _is_code(trait: Trait) -> bool:
    text = trait.line.text
    return text[-1] in "{};)>" or "=" in text[:80]


def _others(b: Basics, total: Sequence[float], own: Sequence[float], reach: int) -> list[float]:
    """Sum over the lines around each line, without itself."""
    around = b.form.around(total, reach)
    return [x - y for x, y in zip(around, own, strict=True)]


def _furnished_others(b: Basics, reach: int) -> list[float]:
    return _others(b, b.form.furnished_sums, list(map(float, b.furnished.values)), reach)


def _rough(steps: Sequence[int]) -> Column:
    return graded(steps, NEAR_DISTANCES)


FEATURES: tuple[Feature, ...] = (
    Feature("length_and_end", "length", length_and_end),
    Feature("word_count", "length", word_count),
    Feature("inner_sentences", "sentences", inner_sentences),
    Feature("commas", "sentences", commas),
    Feature("first_and_last_sign", "sentences", first_and_last_sign),
    Feature("figures", "signs", figures),
    Feature("capitals", "signs", capitals),
    Feature("own_label", "label", own_label),
    Feature("gaps", "place", gaps),
    Feature("furniture_share", "words of furniture", furniture_share),
    Feature("furniture_count", "words of furniture", furniture_count),
    Feature("furniture_kinds", "words of furniture", furniture_kinds),
    Feature("times_said", "repeats", times_said),
    Feature("distance_from_block", "place", distance_from_block),
    Feature("side_and_length", "place", side_and_length),
    Feature("text_near", "text nearby", text_near),
    Feature("text_in_reach", "text nearby", text_in_reach),
    Feature("density_of_text", "text nearby", density_of_text),
    Feature("stops_around", "text nearby", stops_around),
    Feature("evenness", "text nearby", evenness),
    Feature("form_above", "text nearby", form_above),
    Feature("form_below", "text nearby", form_below),
    Feature("text_before", "place", text_before),
    Feature("text_after", "place", text_after),
    Feature("place_on_page", "place", place_on_page),
    Feature("lines_above", "place", lines_above),
    Feature("text_distances", "text nearby", text_distances),
    Feature("furniture_near", "furniture nearby", furniture_near),
    Feature("furniture_around", "furniture nearby", furniture_around),
    Feature("furniture_between", "furniture nearby", furniture_between),
    Feature("shared_words", "shared words", shared_words),
    Feature("shared_words_by_page", "shared words", shared_words_by_page),
    Feature("theme", "shared words", theme),
    Feature("amount_of_text", "kind of page", amount_of_text),
    Feature("gathered_text", "kind of page", gathered_text),
    Feature("sentences_of_page", "kind of page", sentences_of_page),
    Feature("wordy_furniture", "words of furniture", wordy_furniture),
    Feature("templated_length", "kind of page", templated_length),
    Feature("templated_side", "kind of page", templated_side),
    Feature("forum_end", "kind of page", forum_end),
    Feature("forum_length", "kind of page", forum_length),
    Feature("forum_shared_words", "shared words", forum_shared_words),
    Feature("code_like", "kind of page", code_like),
)
