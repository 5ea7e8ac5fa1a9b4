"""Tokens as they stand on the page: cut at white space and punctuation, nothing else.

This is no word segmentation. A Vietnamese word of two syllables is two tokens here; whoever needs
words runs a segmenter of their own.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_PART = r"(?:[^\W_][\u0300-\u036f]*)+"
"""Letters and digits, each with the combining marks that follow it."""

_JOINT = r"(?:(?<=\d)[-–./,:](?=\d)|[-'’](?=[^\W_]))"
"""What joins parts: 09/01/2023, 2020-2025 and 1.250,5 between digits, COVID-19 between any."""

TOKEN = re.compile(
    r"https?://[^\s\"<>“”]*[\w/]"  # a web address, without the full stop behind it
    rf"|{_PART}(?:{_JOINT}{_PART})*"
    r"|([^\w\s]|_)\1*"  # a punctuation mark, once or several times in a row
)


class Token(NamedTuple):
    """A token, and whether it follows the one before it without white space."""

    text: str
    is_glued: bool


def tokens(text: str) -> Iterator[Token]:
    """Give the tokens of a text; together they hold every character but white space."""
    end = -1
    for match in TOKEN.finditer(text):
        yield Token(match[0], match.start() == end)
        end = match.end()
