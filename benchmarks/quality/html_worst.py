"""A labelled page of HTML laid over its gold block by block, as if it were flat text.

The text of such a record is that of its blocks, a line each, so that whatever looks at flat sets
can look at pages too. Blocks beside the main text count as chrome, a title or a caption as well:
the gold does not tell them apart.
"""

from collections.abc import Sequence

from corpuskit import Block, Document, Label
from quality.blocks import gold_of_blocks, sparse_gold
from quality.html_records import HtmlRecord
from quality.judging import JudgedLine, Part
from quality.records import UNLABELLED, Record
from quality.tools import Answer

LABELS = {True: "main", False: "chrome", None: UNLABELLED}


def lay_over_gold(
    record: HtmlRecord, document: Document, likelihoods: Sequence[float] = ()
) -> tuple[Record, Answer]:
    """Give the page as a record of flat text, and the answer of corpuskit to it.

    `likelihoods` has for each block with text how likely weighing calls it text, or is empty.
    """
    blocks = [block for block in document.blocks if block.label is not Label.BLANK]
    flat = _flat(record, blocks)
    known: Sequence[float | None] = likelihoods or [None] * len(blocks)
    judged = [
        JudgedLine(line, (Part(block, line.size),), document.selection.keeps(block), likelihood)
        for line, block, likelihood in zip(flat.gold_lines(), blocks, known, strict=True)
    ]
    codes = frozenset(warning.code for warning in document.warnings)
    return flat, Answer([line.kept for line in judged], judged, codes)


def _flat(record: HtmlRecord, blocks: Sequence[Block]) -> Record:
    texts = [block.text for block in blocks]
    lines, start = [], 0
    for text, is_main in zip(texts, _gold(record, texts), strict=True):
        lines.append((start, start + len(text), LABELS[is_main]))
        start += len(text) + 1
    text = "\n".join(texts)
    return Record(
        record.id, text, tuple(lines), record.lang, record.site, url=record.url, gold=record.gold
    )


def _gold(record: HtmlRecord, texts: Sequence[str]) -> Sequence[bool | None]:
    if record.gold is None:
        return sparse_gold(texts, record.with_, record.without)
    return gold_of_blocks(texts, record.gold)
