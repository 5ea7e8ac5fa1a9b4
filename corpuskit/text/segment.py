"""Raw blocks: the stretches of a decoded source, before anything is known of them.

A stretch is a line with its line end, or all blank lines in a row. Lines end at LF, CRLF and CR
and nowhere else: U+0085, U+2028, VT and FF are characters of a line.
"""

import re
from typing import NamedTuple

LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


class Stretch(NamedTuple):
    """A slice of the decoded source: its offset and its characters, line end included."""

    start: int
    raw: str


def split_stretches(text: str) -> list[Stretch]:
    """Cut a decoded source into stretches that tile it."""
    stretches: list[Stretch] = []
    start = blank_from = 0
    for line in _lines(text):
        if not line.isspace():
            if blank_from < start:
                stretches.append(Stretch(blank_from, text[blank_from:start]))
            stretches.append(Stretch(start, line))
            blank_from = start + len(line)
        start += len(line)
    if blank_from < start:
        stretches.append(Stretch(blank_from, text[blank_from:start]))
    return stretches


def _lines(text: str) -> list[str]:
    if "\r" in text:
        return LINE.findall(text)
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines
