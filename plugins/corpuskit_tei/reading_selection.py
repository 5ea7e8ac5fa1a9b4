"""What was left out, as a choice that leaves out the same blocks again.

TEI says which blocks are kept and how sure each label is in words; the choice itself and the exact
confidences it does not say. The first choice that explains the file is taken, the usual one first,
and each confidence is the least of its level that agrees with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from corpuskit import RepeatKind, Selection
from corpuskit_tei.names import certainty
from corpuskit_tei.reading_blocks import Stated

_LEAST: Mapping[str, float] = {"high": 0.85, "medium": 0.6, "low": 0.0}
_USUAL = Selection()
_LIMITS = (_USUAL.min_confidence, 0.3, 0.95)
"""A limit of confidence inside each level, the usual one first."""


def selection(blocks: Sequence[Stated]) -> Selection:
    """Find a choice that keeps the blocks that are kept, and leaves out the others."""
    choices = list(_choices(blocks))
    return next((c for c in choices if all(_agrees(b, c) for b in blocks)), choices[-1])


def confidence(block: Stated, choice: Selection) -> float:
    """Give the confidence of a block; where a file contradicts itself, what is kept stays kept."""
    least, limit = _LEAST.get(block.cert, 0.0), choice.min_confidence
    if block.kept:
        return min(least, _below(limit)) if _is_unwanted(block, choice) else least
    return max(least, limit)


def _below(limit: float) -> float:
    return max((least for least in _LEAST.values() if least < limit), default=0.0)


def _choices(blocks: Sequence[Stated]) -> Iterator[Selection]:
    out = [block for block in blocks if not block.kept]
    for repeats, limit in product((True, False), _LIMITS):
        needed = frozenset(b.label for b in out if not (repeats and _repeats(b)))
        for labels in (_USUAL.labels | needed, needed):
            yield Selection(labels, repeats, limit)
    # the last one explains any file
    yield Selection(frozenset(block.label for block in out), repeats=False)


def _agrees(block: Stated, choice: Selection) -> bool:
    """Say whether a choice keeps or leaves out a block as its file does, at its level."""
    sure = confidence(block, choice)
    if block.cert in _LEAST and certainty(sure) != block.cert:
        return False
    leaves_out = sure >= choice.min_confidence and _is_unwanted(block, choice)
    return leaves_out is not block.kept


def _is_unwanted(block: Stated, choice: Selection) -> bool:
    return block.label in choice.labels or (choice.repeats and _repeats(block))


def _repeats(block: Stated) -> bool:
    return block.repeat_of >= 0 and block.repeat_kind is not RepeatKind.REFRAIN
