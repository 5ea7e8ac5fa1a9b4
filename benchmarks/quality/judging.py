"""A labelled document laid over the lines of its gold."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from corpuskit.evaluation.spread import overlaps
from corpuskit.model import Block, Document, Label, RepeatKind, Selection
from quality.records import GoldLine, Record, size_of


class Part(NamedTuple):
    """So many characters of a line, white space not counted, lie in this block."""

    block: Block
    size: int


class JudgedLine(NamedTuple):
    """A line of the gold with the blocks that it lies in, in order, and whether it is kept.

    `likelihood` is how likely weighing says that it is text, None where nobody asked.
    """

    gold: GoldLine
    parts: tuple[Part, ...]
    kept: bool
    likelihood: float | None = None

    @property
    def block(self) -> Block:
        """The block that most of the line lies in, the first of those that hold as much."""
        return max(self.parts, key=lambda part: part.size).block

    @property
    def is_wrong(self) -> bool:
        """Whether it is text that is left out, or chrome that is kept."""
        return (self.gold.is_main and not self.kept) or (self.gold.is_chrome and self.kept)


def judge(record: Record, lines: Sequence[GoldLine], document: Document) -> list[JudgedLine]:
    """Lay a document over the lines of its gold; blocks tile the text, so each line has a part."""
    blocks, keeps = document.blocks, document.selection.keeps
    parts: list[list[Part]] = [[] for _ in lines]
    for lap in overlaps(lines, blocks):
        parts[lap.left].append(Part(blocks[lap.right], size_of(record.text[lap.start : lap.end])))
    return [
        JudgedLine(line, tuple(found), is_kept(_kept_size(found, keeps), line))
        for line, found in zip(lines, parts, strict=True)
    ]


def is_kept(size: float, line: GoldLine) -> bool:
    """Say whether a line counts as kept: at least half of its characters are."""
    return 2 * size >= line.size


def leaves_out(block: Block, selection: Selection) -> bool:
    """Say whether a block is left out when every rule is sure enough: by label, or as a repeat."""
    if block.label is Label.BLANK:
        return True
    repeats = block.repeat_of >= 0 and block.repeat_kind is not RepeatKind.REFRAIN
    return block.label in selection.labels or (selection.repeats and repeats)


def why(block: Block, selection: Selection) -> str:
    """Name what decided about a block: its rule, and "repeat" where that alone leaves it out."""
    if block.label in selection.labels or not leaves_out(block, selection):
        return block.reason.rule
    return f"repeat.{block.repeat_kind}, {block.reason.rule}"


def _kept_size(parts: Iterable[Part], keeps: Callable[[Block], bool]) -> int:
    return sum(part.size for part in parts if keeps(part.block))
