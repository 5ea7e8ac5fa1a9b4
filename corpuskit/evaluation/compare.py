"""One document against its gold: its counts, and the lines that went wrong."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from corpuskit.errors import SourceRefused
from corpuskit.escape import safe
from corpuskit.evaluation.gold import Gold
from corpuskit.evaluation.lines import JudgedLine, judge_lines, label_counts, repeat_counts
from corpuskit.evaluation.prediction import Prediction
from corpuskit.evaluation.spans import span_counts
from corpuskit.evaluation.tally import Tallies, tally
from corpuskit.wording import counted

LONGEST_EXCERPT = 60
"""Characters of a line that are shown."""


class Mistake(NamedTuple):
    """A line that went wrong; `text` is escaped and shortened, "" where it is not known."""

    line: int
    gold: str
    predicted: str
    rule: str
    text: str


class Comparison(NamedTuple):
    """What comes of one document: counts, and the mistakes in the order of the document.

    `confusion` counts lines by their label in the gold and their predicted label, where one that
    the gold accepts counts as that of the gold; `accepted` is how many lines did so.
    """

    name: str
    tallies: Tallies
    confusion: Counter[tuple[str, str]]
    accepted: int
    lines: int
    mistakes: tuple[Mistake, ...]


def compare(gold: Gold, prediction: Prediction) -> Comparison:
    """Compare a document with its gold; raises SourceRefused when they are of different texts."""
    _refuse_another_text(gold, prediction)
    lines = tuple(judge_lines(gold, prediction))
    counts = chain(
        chain.from_iterable(map(label_counts, lines)),
        chain.from_iterable(map(repeat_counts, lines)),
        span_counts(gold.spans, prediction.draft.spans),
    )
    return Comparison(
        name=prediction.name,
        tallies=tally(counts),
        confusion=_confusion(lines),
        accepted=sum(line.is_accepted for line in lines),
        lines=len(lines),
        mistakes=tuple(_mistake(line, prediction) for line in lines if not line.is_right),
    )


def _refuse_another_text(gold: Gold, prediction: Prediction) -> None:
    draft = prediction.draft
    if gold.sha256 and draft.sha256:
        same, cause = gold.sha256 == draft.sha256, "the SHA-256 differs"
    else:
        same = gold.chars == draft.chars
        cause = f"{counted(gold.chars, 'character')}, and {draft.chars:,} in the prediction"
    if not same:
        raise SourceRefused(
            gold.file, f"the gold is of another text: {cause}", "convert the source of the gold"
        )


def _confusion(lines: Sequence[JudgedLine]) -> Counter[tuple[str, str]]:
    return Counter((str(line.gold.label), line.counted_as(line.predicted)) for line in lines)


def _mistake(line: JudgedLine, prediction: Prediction) -> Mistake:
    gold, predicted = line.gold, line.predicted
    return Mistake(
        line=gold.line,
        gold=str(gold.label),
        predicted=line.label,
        rule=safe(prediction.rules.get(predicted.start, "")) if predicted else "",
        text=_excerpt(prediction.excerpt(gold.start, gold.end)),
    )


def _excerpt(text: str) -> str:
    shortened = f"{text[:LONGEST_EXCERPT]}…" if len(text) > LONGEST_EXCERPT else text
    return safe(shortened)
