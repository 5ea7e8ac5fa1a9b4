"""The text that a page states of itself: the article body in its structured data.

Search engines ask for it, so templates write it for one article alone. Blocks that it repeats are
marked; it is read only where the page shows nothing of it (`corpuskit_html.supplied`).
"""

import re
from html import unescape
from typing import Final, NamedTuple

from corpuskit import RawBlock
from corpuskit_html.reading import read_block
from corpuskit_html.script_text import Scripts, unescaped

_BODY = re.compile(r'"articleBody"\s{0,20}+:\s{0,20}+"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,1000}+>")
_LEAST_BODY: Final = 200
"""Characters; a shorter body is a summary."""
_LEAST_BLOCK: Final = 20
"""Characters; shorter blocks are found in any text."""


class StatedText(NamedTuple):
    """What a page states as its text.

    `places` are the start and the end of each string in the page, without quotation marks; `packed`
    is what they say in small letters without white space, "" when it is a summary at most.
    """

    places: tuple[tuple[int, int], ...]
    packed: str


def find_stated(page: str, scripts: Scripts) -> StatedText:
    """Find the text that the scripts of a page state."""
    if '"articleBody"' not in page:
        return StatedText((), "")
    places = tuple(
        match.span(1) for start, end in scripts.places for match in _BODY.finditer(page, start, end)
    )
    bodies = (unescape(_TAG.sub(" ", unescape(unescaped(page[s:e])))) for s, e in places)
    packed = "".join(map(pack, bodies))
    return StatedText(places, packed) if len(packed) >= _LEAST_BODY else StatedText((), "")


def mark_stated(
    page: str, stated: StatedText, blocks: tuple[RawBlock, ...]
) -> tuple[RawBlock, ...]:
    """Mark the blocks that the stated text of a page repeats; without any they stay as they are."""
    if not stated.packed:
        return blocks
    answers = [_is_in(pack(read_block(page, block)), stated.packed) for block in blocks]
    return tuple(map(_marked, blocks, answers)) if any(answers) else blocks


def pack(text: str) -> str:
    """Give a text in small letters without white space."""
    return "".join(text.split()).casefold()


def _is_in(packed: str, body: str) -> bool | None:
    return packed in body if len(packed) >= _LEAST_BLOCK else None


def _marked(block: RawBlock, answer: bool | None) -> RawBlock:  # noqa: FBT001  # what is marked
    return block._replace(layout=block.layout._replace(stated=answer))
