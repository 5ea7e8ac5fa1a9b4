"""Echoes: what a page says again of its headline, as a line, a breadcrumb or an address.

Asked only about pages whose first line may be run together. Everything is compared as a slug, so
case, punctuation and marks make no difference.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LONGEST_ECHO = 300
"""Characters: a longer line is no headline."""
LONGEST_ADDRESS = 2000
MOST_ECHOES = 3
"""Times: a line that is said more often is a refrain."""
ADDRESS_SLUG = re.compile(r"(?<![A-Za-z0-9-])[A-Za-z0-9]++(?:-[A-Za-z0-9]++){3,}+")
TRAIL = re.compile(r"[>»|›]")
PICTURE_NUMBER = re.compile(r" [-–] (?:Ảnh|Hình|ảnh|hình|Photo|Image) ?[0-9]{0,3}\.?$")
FIGURE = re.compile("[0-9]")
WORD = re.compile(r"[^\W_]+")
LETTERS = str.maketrans(
    {
        **dict.fromkeys(map(chr, range(0x300, 0x370)), ""),
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "ł": "l",
        "ß": "ss",
        "æ": "ae",
        "ı": "i",
    }
)
"""What addresses make of combining marks, and of letters that no normal form takes apart."""


class Echo(NamedTuple):
    """Where a headline is said again: the words that show it, and how often."""

    text: str
    times: int


def slug_of(text: str) -> str:
    """Strip a text to small letters and figures without marks, as an address shows it.

    >>> slug_of("Xuất khẩu gạo, tăng mạnh!")
    'xuat khau gao tang manh'
    """
    letters = unicodedata.normalize("NFD", text.casefold()).translate(LETTERS)
    return " ".join(WORD.findall(letters))


def find_echoes(lines: Iterable[str], name: str) -> dict[str, Echo]:
    """Give what the lines of a page, the addresses in them and its name say, by slug."""
    echoes: dict[str, Echo] = {}
    for text in _said(lines, name):
        slug = slug_of(text)
        times = echoes[slug].times + 1 if slug in echoes else 1
        echoes[slug] = Echo(text, times)
    return {slug: echo for slug, echo in echoes.items() if echo.times <= MOST_ECHOES}


def _said(lines: Iterable[str], name: str) -> Iterator[str]:
    yield from _addresses(name)
    for line in lines:
        if "/" in line and len(line) <= LONGEST_ADDRESS:
            yield from _addresses(line)
        if len(line) <= LONGEST_ECHO:
            yield from _readings(line.strip())


def _readings(line: str) -> set[str]:
    """Give a line as it is, the end of it as a trail, and it without the number of a picture."""
    return {line, TRAIL.split(line)[-1], PICTURE_NUMBER.sub("", line)}


def _addresses(text: str) -> Iterator[str]:
    """Give the words in the addresses of a text, with and without the numbers at their end."""
    for match in ADDRESS_SLUG.finditer(text):
        words = match[0].split("-")
        yield " ".join(words)
        while words and FIGURE.search(words[-1]):
            words.pop()
            yield " ".join(words)
