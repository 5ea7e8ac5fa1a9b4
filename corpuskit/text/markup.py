"""Marked-up sources: the blocks that a reader cut out, as pieces that tile the source.

The text of a block is its stretch of the source without the markup. That is one more row of edits
below those of normalisation, so that every character can be traced to its place in the source.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpuskit.model import Change
from corpuskit.reader import RawBlock, RawDocument
from corpuskit.text.lines import MARKUP, Piece
from corpuskit.text.normalize import Normalized, Normalizer, moved_edits, replaced


class Shown(NamedTuple):
    """A block of a marked-up source: its characters in the source, and those that a person sees."""

    block: RawBlock
    raw: str
    text: str


def shown_blocks(raw: RawDocument) -> tuple[Shown, ...]:
    """Give the blocks of a marked-up source with their text, before normalisation."""
    return tuple(_shown(block, raw.text[block.start : block.end]) for block in raw.blocks or ())


def shown_text(blocks: Sequence[Shown]) -> str:
    """Give what a person sees of a page, a line for each block that is not hidden."""
    return "\n".join(shown.text for shown in blocks if not shown.block.layout.hidden)


def marked_pieces(source: str, blocks: Sequence[Shown], normalizer: Normalizer) -> list[Piece]:
    """Give pieces that tile a marked-up source: its blocks, and the markup between them."""
    return list(_pieces(source, blocks, normalizer))


def _shown(block: RawBlock, raw: str) -> Shown:
    return Shown(block, raw, replaced(raw, block.replacements) if block.replacements else raw)


def _pieces(source: str, blocks: Sequence[Shown], normalizer: Normalizer) -> Iterator[Piece]:
    done = 0
    for shown in blocks:
        start, end = shown.block.start, shown.block.end
        if start > done:
            yield Piece(done, source[done:start], "", 0, detail=MARKUP)
        yield _piece(shown, normalizer)
        done = end
    if done < len(source):
        yield Piece(done, source[done:], "", 0, detail=MARKUP)


def _piece(shown: Shown, normalizer: Normalizer) -> Piece:
    edits = _edits(shown, normalizer(shown.text))
    text = edits.text.strip()
    lead = len(edits.text) - len(edits.text.lstrip()) if text else 0
    known = edits if edits.changes else None
    return Piece(shown.block.start, shown.raw, text, lead, known, layout=shown.block.layout)


def _edits(shown: Shown, normalized: Normalized) -> Normalized:
    """Put the removal of markup below what normalisation changed."""
    replacements = shown.block.replacements
    if not replacements:
        return normalized
    row = tuple(moved_edits(replacements))
    changes = (Change(MARKUP, len(replacements)), *normalized.changes)
    return Normalized(
        normalized.text, changes, (row, *normalized.edits) if row else normalized.edits
    )
