"""Pages that show nothing of the text that they state: it is read where they state it.

Such pages wait for a script that puts the text in its place.
"""

from collections.abc import Iterator
from typing import Final

from corpuskit import DocumentWarning, Element, Layout, RawBlock
from corpuskit_html.json_text import cut_literal
from corpuskit_html.reading import read_block
from corpuskit_html.stated_text import StatedText, pack

HARDLY_SHOWN: Final = 0.1
"""The share of the stated text that a page may show and still be said to show nothing of it."""
OTHERWISE_SHOWN: Final = 0.5
"""A page that shows so many characters of running text for each that it states does show its text,
in other words or with other quotation marks."""
RUNNING: Final = 40
"""Characters, white space aside: shorter blocks are labels."""
WORDS: Final = ("article", "body")
"""The name of the property, as the words of an element."""

Blocks = tuple[RawBlock, ...]


def supply(
    page: str, stated: StatedText, blocks: Blocks
) -> tuple[Blocks, tuple[DocumentWarning, ...]]:
    """Add the text that a page states and does not show, and a warning that says so."""
    if not stated.packed or _is_shown(page, stated, blocks):
        return blocks, ()
    added = tuple(_stated_blocks(page, stated, blocks))
    message = f"the page states a text that it does not show; {len(added)} blocks of it are read"
    ordered = sorted((*blocks, *added), key=lambda block: block.start)
    return tuple(ordered), (DocumentWarning("stated-text", message),)


def _is_shown(page: str, stated: StatedText, blocks: Blocks) -> bool:
    size = len(stated.packed)
    layouts = [block.layout for block in blocks]
    sizes = [
        0 if layout.attribute else len(pack(read_block(page, block)))
        for block, layout in zip(blocks, layouts, strict=True)
    ]
    repeated = sum(each for each, layout in zip(sizes, layouts, strict=True) if layout.stated)
    running = sum(each for each in sizes if each >= RUNNING)
    return repeated > HARDLY_SHOWN * size or running > OTHERWISE_SHOWN * size


def _stated_blocks(page: str, stated: StatedText, blocks: Blocks) -> Iterator[RawBlock]:
    elements = (element for block in blocks for element in block.layout.elements)
    number = 1 + max((element.number for element in elements), default=-1)
    for count, place in enumerate(stated.places):
        element = Element(number + count, "script", WORDS)
        yield from cut_literal(page, place, Layout((element,), stated=True))
