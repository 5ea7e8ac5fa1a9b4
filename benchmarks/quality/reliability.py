"""Whether rules are right as often as their confidence says.

Two questions are asked of the label of each line, which is that of the block that most of the line
lies in:

- *side*: gold that is main text should have a label that the default selection keeps, gold that is
  chrome one that it leaves out. Other lines of the gold are not counted. Title, lead, paragraph,
  heading, caption, byline and source_line are thus all “text”.
- *role*: on documents whose gold has roles, the label should be the very one (see `roles`).

Repeats are another matter and do not count here. The interval of a share of lines is Wilson's
(E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, 1927); lines
of one document resemble each other, so it is too narrow rather than too wide. The expected
calibration error is the mean distance between stated confidence and the share that is right over
the bins, weighted by what lies in them.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import sqrt
from typing import NamedTuple

from corpuskit.evaluation.bootstrap import Interval
from corpuskit.model import Label, Selection
from quality.judging import JudgedLine
from quality.records import Record
from quality.roles import ROLES, has_roles
from quality.tools import Answer

EDGES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
"""Where a bin of confidence begins; the first reaches from 0 to 0.5."""
Z = 1.959964
"""The quantile of the normal distribution for 95 %."""
LEFT_OUT = Selection().labels | {Label.BLANK}
SIDE, ROLE = "side", "role"


class Key(NamedTuple):
    """A question, a rule and the confidence that it stated."""

    question: str
    rule: str
    confidence: float


class Amount(NamedTuple):
    """Lines and characters, and how many of them are right."""

    lines: int = 0
    right_lines: int = 0
    characters: int = 0
    right_characters: int = 0

    def plus(self, other: "Amount") -> "Amount":
        """Add two."""
        return Amount(*(one + more for one, more in zip(self, other, strict=True)))


class ReliabilityRow(NamedTuple):
    """How sure a rule or a bin claims to be, and how often it is right.

    `confidence` and `right` are means over lines, the other two over characters.
    """

    name: str
    amount: Amount
    confidence: float
    right: float
    interval: Interval
    character_confidence: float
    right_characters: float


class Reliability:
    """Takes documents one by one; several can be added up."""

    def __init__(self) -> None:
        self.amounts: dict[Key, Amount] = {}

    def add(self, record: Record, answer: Answer) -> None:
        """Take a document."""
        roles = has_roles(answer.judged)
        for line in answer.judged:
            self._count(line, SIDE, side_is_right(line))
            if roles:
                self._count(line, ROLE, role_is_right(line))

    def _count(self, line: JudgedLine, question: str, right: bool | None) -> None:  # noqa: FBT001 - an answer, no switch
        if right is not None:
            reason, size = line.block.reason, line.gold.size
            key = Key(question, reason.rule, reason.confidence)
            amount = Amount(1, int(right), size, size * right)
            self.amounts[key] = self.amounts.get(key, Amount()).plus(amount)

    def absorb(self, other: "Reliability") -> None:
        """Add what another has seen."""
        for key, amount in other.amounts.items():
            self.amounts[key] = self.amounts.get(key, Amount()).plus(amount)


def side_is_right(line: JudgedLine) -> bool | None:
    """Whether the label keeps main text or leaves out chrome; None for other lines."""
    if not (line.gold.is_main or line.gold.is_chrome):
        return None
    return (line.block.label in LEFT_OUT) == line.gold.is_chrome


def role_is_right(line: JudgedLine) -> bool | None:
    """Whether the label is that of the gold; None for lines without a role."""
    role = ROLES.get(line.gold.label)
    return None if role is None else line.block.label is role


def by_rule(amounts: Mapping[Key, Amount], question: str) -> list[ReliabilityRow]:
    """Give a row for each rule, those with the most lines first."""
    rows = _rows(amounts, question, lambda key: key.rule)
    return sorted(rows, key=lambda row: (-row.amount.lines, row.name))


def by_bin(amounts: Mapping[Key, Amount], question: str) -> list[ReliabilityRow]:
    """Give a row for each bin of confidence that holds anything, from the lowest on."""
    return sorted(
        _rows(amounts, question, lambda key: bin_of(key.confidence)), key=lambda row: row.name
    )


def bin_of(confidence: float) -> str:
    """Name the bin of a confidence: both ends, the upper one exclusive but for 1."""
    ends = (0.0, *EDGES, 1.0)
    place = bisect_right(EDGES, confidence)
    return f"{ends[place]:.2f}–{ends[place + 1]:.2f}"


def calibration_error(bins: Iterable[ReliabilityRow]) -> tuple[float, float] | None:
    """Give the expected calibration error by lines and by characters; None without any line."""
    rows = list(bins)
    lines = sum(row.amount.lines for row in rows)
    characters = sum(row.amount.characters for row in rows)
    if not lines:
        return None
    return (
        sum(row.amount.lines * abs(row.confidence - row.right) for row in rows) / lines,
        sum(
            row.amount.characters * abs(row.character_confidence - row.right_characters)
            for row in rows
        )
        / characters,
    )


def wilson(right: int, whole: int) -> Interval:
    """Give Wilson's interval for a share of a whole that is not zero."""
    share, square = right / whole, Z * Z
    middle = share + square / (2 * whole)
    half = Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    below = 1 + square / whole
    return Interval(max((middle - half) / below, 0.0), min((middle + half) / below, 1.0))


def _rows(
    amounts: Mapping[Key, Amount], question: str, name_of: Callable[[Key], str]
) -> Iterator[ReliabilityRow]:
    groups: dict[str, dict[float, Amount]] = {}
    for key in sorted(key for key in amounts if key.question == question):
        group = groups.setdefault(name_of(key), {})
        group[key.confidence] = group.get(key.confidence, Amount()).plus(amounts[key])
    return (_row(name, group) for name, group in groups.items())


def _row(name: str, by_confidence: Mapping[float, Amount]) -> ReliabilityRow:
    whole = Amount()
    for amount in by_confidence.values():
        whole = whole.plus(amount)
    stated = sum(confidence * each.lines for confidence, each in by_confidence.items())
    told = sum(confidence * each.characters for confidence, each in by_confidence.items())
    return ReliabilityRow(
        name=name,
        amount=whole,
        confidence=stated / whole.lines,
        right=whole.right_lines / whole.lines,
        interval=wilson(whole.right_lines, whole.lines),
        character_confidence=told / whole.characters,
        right_characters=whole.right_characters / whole.characters,
    )
