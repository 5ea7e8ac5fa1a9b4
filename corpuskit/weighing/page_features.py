"""Features that depend on the whole page: the words that its lines share, and its kind."""

from corpuskit.weighing.basics import COMMON_SHARES, Basics
from corpuskit.weighing.columns import Answer, Column, PageColumn, answered, both, crossed, regraded

TOTALS = (1, 200, 500, 1000, 2000, 4000, 8000)
CODE_SIGNS = frozenset("{};)>")
CODE_LOOKED_AT = 80
"""Characters: program text assigns a value early in a line."""


def shared_words(b: Basics) -> Column:
    """How much of the line is words that all texts of the page have: sentences need them."""
    return crossed(b.shared, b.rougher_size)


def shared_words_by_page(b: Basics) -> PageColumn:
    """The same, on pages with more or less running text."""
    return PageColumn(b.wordy, regraded(b.shared, COMMON_SHARES, (0.0, 0.1, 0.3, 0.4)))


def theme(b: Basics) -> Column:
    """How many of its other words the line has in common with the block of text."""
    return crossed(b.theme, b.rougher_size)


def amount_of_text(b: Basics) -> PageColumn:
    """How much running text the page has at all."""
    return PageColumn(answered(b.form.total, TOTALS), b.text)


def gathered_text(b: Basics) -> PageColumn:
    """How much of the running text is in one block: an article gathers it, a forum does not."""
    return PageColumn(b.gathered, b.place)


def sentences_of_page(b: Basics) -> PageColumn:
    """How many sentences a running line of the page has."""
    per_line = sum(b.form.sentences) / (b.form.text_sums[-1] + 1)
    return PageColumn(answered(per_line, (0.1, 0.3, 0.6, 1, 1.6, 2.5)), b.text)


def wordy_furniture(b: Basics) -> PageColumn:
    """Words of furniture, on pages with more or less running text."""
    wordy = Answer(b.wordy.value // 2, -(-b.wordy.answers // 2))
    return PageColumn(both(b.gathered, wordy), b.share)


def templated_length(b: Basics) -> PageColumn:
    """The length of the line on pages whose lines come again and again."""
    return PageColumn(b.templated, b.end)


def templated_side(b: Basics) -> PageColumn:
    """The place of the line on such pages."""
    return PageColumn(b.templated, b.place)


def forum_end(b: Basics) -> PageColumn:
    """Running text on pages where much is said about posts and members."""
    return PageColumn(b.forum, crossed(b.text, b.stopped, b.side))


def forum_length(b: Basics) -> PageColumn:
    """The length of the line on such pages."""
    return PageColumn(b.forum, b.end)


def forum_shared_words(b: Basics) -> PageColumn:
    """Words that all texts have in common on such pages."""
    return PageColumn(b.forum, regraded(b.shared, COMMON_SHARES, (0.01, 0.1, 0.3)))


def code_like(b: Basics) -> PageColumn:
    """Program text ends its lines with brackets and signs; pages with it are manuals."""
    code = [text for text in b.form.texts if _is_code(text)]
    return PageColumn(answered(len(code) / b.form.count, (0.03, 0.1)), b.place)


def _is_code(text: str) -> bool:
    return text[-1] in CODE_SIGNS or "=" in text[:CODE_LOOKED_AT]
