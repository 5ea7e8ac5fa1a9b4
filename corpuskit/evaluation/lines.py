"""The labels of one document against its gold.

The unit is the line: a segment of the gold that holds anything but white space (a line of the
source may hold several). It is predicted to be what most of its characters are; where two labels
have as many, what comes first. Blank lines are not counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpuskit.evaluation.gold import Gold, Segment
from corpuskit.evaluation.prediction import Prediction
from corpuskit.evaluation.spread import overlaps
from corpuskit.evaluation.tally import Count, Measure
from corpuskit.model import Label, RepeatKind

ANY_REPEAT = "any"
"""The class of all lines that are said again, however they are."""


class Part(NamedTuple):
    """So many characters of a line lie in this predicted segment; None for none at all."""

    predicted: Segment | None
    amount: int


class JudgedLine(NamedTuple):
    """A segment of the gold, and the predicted segments that it lies in, in order."""

    gold: Segment
    parts: tuple[Part, ...]

    @property
    def predicted(self) -> Segment | None:
        """The segment that most of the characters lie in."""
        return max(self.parts, key=lambda part: part.amount).predicted

    @property
    def is_right(self) -> bool:
        """Whether the line has the label of the gold, or another that the gold accepts."""
        return self.counted_as(self.predicted) == self.gold.label

    @property
    def is_accepted(self) -> bool:
        """Whether the line has another label than the first choice of the gold, but a right one."""
        return self.is_right and self.label != self.gold.label

    @property
    def label(self) -> str:
        """The predicted label, "" for none."""
        return str(self.predicted.label) if self.predicted else ""

    def counted_as(self, predicted: Segment | None) -> str:
        """Give the predicted label; one that is accepted counts as the label of the gold."""
        if predicted is None:
            return ""
        label = predicted.label
        return str(self.gold.label if label in self.gold.accepted else label)


def judge_lines(gold: Gold, prediction: Prediction) -> Iterator[JudgedLine]:
    """Lay the prediction over each line of the gold."""
    predicted = prediction.draft.segments
    amounts: dict[int, Counter[int]] = {}
    for overlap in overlaps(gold.segments, predicted):
        amount = prediction.size(overlap.start, overlap.end)
        amounts.setdefault(overlap.left, Counter())[overlap.right] += amount
    for index, segment in enumerate(gold.segments):
        size = prediction.size(segment.start, segment.end)
        if size and not (prediction.text is None and segment.label is Label.BLANK):
            found = amounts.get(index, Counter())
            parts = [Part(predicted[at], amount) for at, amount in found.items()]
            yield JudgedLine(segment, tuple(_whole(parts, size)))


def _whole(parts: Iterable[Part], size: int) -> Iterator[Part]:
    """Give the parts, and the rest of a line that no predicted segment covers."""
    for part in parts:
        size -= part.amount
        yield part
    if size:
        yield Part(None, size)


def label_counts(line: JudgedLine) -> Iterator[Count]:
    """Count a line by lines and by characters."""
    label = str(line.gold.label)
    yield Count(Measure.LINES, label, line.counted_as(line.predicted))
    for part in line.parts:
        yield Count(Measure.CHARACTERS, label, line.counted_as(part.predicted), part.amount)


def repeat_counts(line: JudgedLine) -> Iterator[Count]:
    """Count whether a line is said again, and how; a gold repeat without a kind has no how."""
    here, there = _repeat(line.gold), _repeat(line.predicted)
    yield Count(Measure.REPEATS, here and ANY_REPEAT, there and ANY_REPEAT)
    if here != ANY_REPEAT:
        yield Count(Measure.REPEAT_KINDS, here, there if there != ANY_REPEAT else "")


def _repeat(segment: Segment | None) -> RepeatKind | str:
    if segment is None or not segment.duplicate_of:
        return ""
    return str(segment.duplicate_kind or ANY_REPEAT)
