"""Prose that a page keeps in its scripts only: JSON-LD bodies, the state of an application.

Such text is not read; a page that shows nothing else must not pass for an empty one.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from corpuskit_html.tokens import Token

MUCH: Final = 500
"""Characters of prose that are worth a warning."""

_LITERAL = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"?', re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\(.)", re.DOTALL)
_PROSE: Final = 80  # characters; shorter strings are names and labels
_FEWEST_WORDS: Final = 8
_LEAST_LETTERS: Final = 0.8  # share of letters and spaces; code and markup have less


class Scripts:
    """Takes the tokens of one page and gives the contents of its scripts.

    `places` are the start and the end of each in the page.
    """

    def __init__(self, page: str) -> None:
        self._page = page
        self.places: list[tuple[int, int]] = []

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind == "raw" and token.name == "script":
            self.places.append((token.start, token.end))

    def __iter__(self) -> Iterator[str]:
        """Give the contents in the order of the page."""
        return (self._page[start:end] for start, end in self.places)


def prose_in_scripts(scripts: Iterable[str]) -> int:
    """Count the characters of sentences that stand in strings of the scripts."""
    return sum(len(text) for script in scripts for text in _prose(script))


def _prose(script: str, levels: int = 2) -> Iterator[str]:
    """Give the strings that are prose, and those in strings that hold JSON themselves."""
    for match in _LITERAL.finditer(script):
        if match.end() - match.start() < _PROSE:
            continue
        text = unescaped(match[1])
        if '":' in text and levels > 1:
            yield from _prose(text, levels - 1)
        elif len(text) >= _PROSE and _is_prose(text):
            yield text


def unescaped(literal: str) -> str:
    """Give the text of a string of a script, without its quotation marks."""
    return _ESCAPE.sub(_unescaped, literal)


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else " " if match[2] in "nrt" else match[2]


def _is_prose(text: str) -> bool:
    """Say whether a string reads like sentences; scripts without spaces count their letters."""
    letters = sum(map(str.isalpha, text))
    spaces = text.count(" ")
    wordless = letters > spaces * 20 and not text.isascii()
    enough = spaces >= _FEWEST_WORDS or wordless
    return enough and letters + spaces >= _LEAST_LETTERS * len(text)
