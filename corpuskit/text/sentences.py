"""How many sentences a line has, by its signs alone."""

import re

CLOSED = "[\"'”’»)\\]]*"
BORDER = re.compile(
    rf"(?<!^\d)(?<!^\d\d)(?<!^[^\W\d])[.!?…]{CLOSED}\s+(?=(\S))|[。！？]{CLOSED}(?=(\S))"
)
"""A stop with a space behind it, but for the number of an item; scripts that write a word in one or
two signs have stops of their own and no space."""


def count_sentences(text: str) -> int:
    """Give how many sentences a line seems to have, at least one.

    A small letter goes on with its sentence; an abbreviation before a name counts as an end.
    """
    return 1 + sum(not (border[1] or border[2]).islower() for border in BORDER.finditer(text))
