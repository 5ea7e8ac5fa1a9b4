"""Pages that show nothing until their scripts run: what they hide is what a person reads."""

from typing import Final

from corpuskit import DocumentWarning, RawBlock, Replacement

MANY_TIMES: Final = 10
"""How much more text than it shows a page hides when it hides itself."""
MUCH: Final = 1000
"""Characters: a page that hides less may hide no more than its menus, and have no text."""

Blocks = tuple[RawBlock, ...]


def unveil(blocks: Blocks) -> tuple[Blocks, tuple[DocumentWarning, ...]]:
    """Give blocks as shown where a page hides nearly all of them, and a warning that says so."""
    texts = [block for block in blocks if not block.layout.attribute]
    hidden = sum(size_of(block) for block in texts if block.layout.hidden)
    if hidden < MUCH:
        return blocks, ()
    shown = sum(map(size_of, texts)) - hidden
    if hidden < MANY_TIMES * shown:
        return blocks, ()
    message = f"the page shows {shown} characters and hides {hidden}; they are read as if shown"
    return tuple(map(_shown, blocks)), (DocumentWarning("hidden-page", message),)


def size_of(block: RawBlock) -> int:
    """Give the length of what a block says, in characters."""
    return block.end - block.start + sum(map(_growth, block.replacements))


def _shown(block: RawBlock) -> RawBlock:
    return block._replace(layout=block.layout._replace(hidden=False))


def _growth(replacement: Replacement) -> int:
    return len(replacement.text) - (replacement.end - replacement.start)
