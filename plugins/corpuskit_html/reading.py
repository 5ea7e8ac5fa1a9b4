"""From a stretch of the page to what a person reads: its references and its white space."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from corpuskit import RawBlock, Replacement
from corpuskit_html.references import REFERENCE, WHITE_SPACE, resolved

_WHITE_SPACE: Final = re.compile(r"[\t\n\f\r \u00a0]|&nbsp;")
_RUN: Final = re.compile(r"[\t\n\f\r ]{2,}|[\t\n\f\r]")
_RUN_OR_REFERENCE: Final = re.compile(rf"({WHITE_SPACE})|{REFERENCE}", re.VERBOSE)
_REFERENCE: Final = re.compile(REFERENCE)
_UNSEEN: Final = re.compile(
    r"[\s\0-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*+"
)
_LONGEST_REFERENCE: Final = 34
_SPACE: Final = "\t\n\f\r "


def rewritten(
    page: str, stretch: tuple[int, int, int], *, keeps_space: bool = False, is_plain: bool = False
) -> Iterator[Replacement]:
    """Give the replacements in a stretch: (start, end, offset that is subtracted from both).

    Runs of white space become one space unless they are kept, references what they stand for
    unless the text is plain.
    """
    start, end, base = stretch
    if is_plain or page.find("&", start, end) < 0:
        if not keeps_space:
            for match in _RUN.finditer(page, start, end):
                yield Replacement(match.start() - base, match.end() - base, " ")
        return
    pattern = _REFERENCE if keeps_space else _RUN_OR_REFERENCE
    for match in pattern.finditer(page, start, end):
        text = " " if match.lastindex else resolved(match[0])
        if text != match[0]:
            yield Replacement(match.start() - base, match.end() - base, text)


def read_block(page: str, block: RawBlock) -> str:
    """Give the text of a block as a person reads it, before it is normalised."""
    return _applied(page[block.start : block.end], block.replacements)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Give where a stretch starts and ends without white space; start >= end when it is all."""
    stretch = text[start:end]
    return end - len(stretch.lstrip(_SPACE)), start + len(stretch.rstrip(_SPACE))


def last_word(page: str, start: int, end: int) -> str:
    """Give the last word of a stretch that has several, as it is written; "" for a single word."""
    _, *others = _WHITE_SPACE.split(page[start:end])
    return others[-1] if others else ""


def is_seen(raw: str, replacements: Sequence[Replacement]) -> bool:
    """Say whether anything in a block can be seen: a no-break space, say, cannot."""
    if raw[0].isalnum():
        return True
    return not _UNSEEN.fullmatch(_applied(raw, replacements))


def first_character(page: str, start: int, end: int) -> str:
    """Give the character that the stretch begins with, its reference resolved."""
    if page[start] != "&":
        return page[start]
    match = _REFERENCE.match(page, start, end)
    return resolved(match[0])[0] if match else "&"


def last_character(page: str, start: int, end: int) -> str:
    """Give the character that the stretch ends in, its reference resolved."""
    if page[end - 1] == ";":
        begin = page.rfind("&", max(start, end - _LONGEST_REFERENCE), end)
        match = _REFERENCE.match(page, begin, end) if begin >= 0 else None
        if match and match.end() == end:
            return resolved(match[0])[-1]
    return page[end - 1]


def weight(raw: str) -> int:
    """Give the number of characters that are no white space; a reference is one."""
    return len("".join(_REFERENCE.sub("&", raw).split()))


def _applied(raw: str, replacements: Sequence[Replacement]) -> str:
    place = 0
    parts: list[str] = []
    for start, end, text in replacements:
        parts += (raw[place:start], text)
        place = end
    return "".join((*parts, raw[place:]))
