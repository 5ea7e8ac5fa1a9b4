"""The text that a page states of itself: the article body in its structured data.

Search engines ask for it, so templates write it for one article alone. Blocks that it repeats are
marked, and nothing is read from it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Final

from corpuskit import RawBlock
from corpuskit_html.script_text import unescaped

_BODY = re.compile(r'"articleBody"\s{0,20}+:\s{0,20}+"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,1000}+>")
_LEAST_BODY: Final = 200
"""Characters; a shorter body is a summary."""
_LEAST_BLOCK: Final = 20
"""Characters; shorter blocks are found in any text."""


def mark_stated(
    page: str, scripts: Iterable[str], blocks: tuple[RawBlock, ...]
) -> tuple[RawBlock, ...]:
    """Mark the blocks that the stated text of a page repeats; without any they stay as they are."""
    body = "".join(_bodies(page, scripts))
    if len(body) < _LEAST_BODY:
        return blocks
    answers = [_is_in(_packed(_text(page, block)), body) for block in blocks]
    return tuple(map(_marked, blocks, answers)) if any(answers) else blocks


def states_text(page: str, scripts: Iterable[str]) -> bool:
    """Say whether the page states a text that is more than a summary."""
    return any(len(body) >= _LEAST_BODY for body in _bodies(page, scripts))


def _bodies(page: str, scripts: Iterable[str]) -> Iterator[str]:
    if '"articleBody"' not in page:
        return
    for script in scripts:
        for match in _BODY.finditer(script):
            yield _packed(unescape(_TAG.sub(" ", unescape(unescaped(match[1])))))


def _is_in(packed: str, body: str) -> bool | None:
    return packed in body if len(packed) >= _LEAST_BLOCK else None


def _marked(block: RawBlock, answer: bool | None) -> RawBlock:  # noqa: FBT001  # what is marked
    return block._replace(layout=block.layout._replace(stated=answer))


def _text(page: str, block: RawBlock) -> str:
    return "".join(_pieces(page[block.start : block.end], block.replacements))


def _pieces(raw: str, replacements: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    done = 0
    for start, end, text in replacements:
        yield raw[done:start]
        yield text
        done = end
    yield raw[done:]


def _packed(text: str) -> str:
    return "".join(text.split()).casefold()
