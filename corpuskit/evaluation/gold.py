"""Gold files: the right answer for one document, as a person wrote it or corrected it.

One JSON object for each document. Offsets are code points of the decoded source, the end
exclusive; lines are counted from 1. Segments say what each stretch is, spans what stands in it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType, field

from corpuskit.errors import SourceRefused
from corpuskit.escape import safe
from corpuskit.model import Label, Precision, RepeatKind, SpanKind

ADVICE = "begin with what 'corpuskit inspect FILE --gold' prints"
GOLD_NAMES = {Label.SOURCE_LINE: "source", Label.DATE_LINE: "date"}
"""Labels that gold files call otherwise."""
LABELS = {
    **{str(label): label for label in Label},
    **{name: label for label, name in GOLD_NAMES.items()},
}
"""What a role can be, with the label that it means."""


class Segment(Struct, frozen=True, gc=False, omit_defaults=True):
    """A stretch with its role; `accept` holds other roles that count as right.

    `duplicate_of` is the number of the line that is said again, 0 for none.
    """

    line: int
    start: int
    end: int
    role: str
    accept: tuple[str, ...] = ()
    duplicate_of: int = 0
    duplicate_kind: RepeatKind | None = None
    subrole: str = ""

    @property
    def label(self) -> Label:
        """The label that the role means."""
        return LABELS[self.role]

    @property
    def accepted(self) -> frozenset[Label]:
        """The labels that count as right."""
        return frozenset(LABELS[role] for role in (self.role, *self.accept))


class GoldSpan(Struct, frozen=True, gc=False, omit_defaults=True):
    """A stretch inside a segment; `value` or `expansion` is what it stands for.

    `core` is false for years, for intervals and for what stands in an address.
    """

    line: int
    start: int
    end: int
    role: SpanKind
    text: str = ""
    value: str | None = None
    precision: Precision | None = None
    core: bool | None = None
    certainty: str = ""
    expansion: str = ""
    where: str = ""

    @property
    def meaning(self) -> str:
        """The value or the expansion, "" where neither is stated."""
        return self.value or self.expansion


class Gold(Struct, frozen=True, kw_only=True):
    """All that a gold file says of one document.

    `file` is the name of its source, `size` its length in bytes, `chars` in code points; `sha256`
    is "" where it is not stated.
    """

    file: str
    kind: str | UnsetType = UNSET
    size: int | UnsetType = field(name="bytes", default=UNSET)
    sha256: str = ""
    chars: int
    segments: tuple[Segment, ...]
    spans: tuple[GoldSpan, ...] = ()
    notes: tuple[Any, ...] = ()
    flags: tuple[Any, ...] = ()


def parse_gold(data: bytes, name: str) -> Gold:
    """Read a gold file, its segments put in order; raises SourceRefused for anything else."""
    try:
        gold = msgspec.json.decode(data, type=Gold)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceRefused(name, f"is no gold file: {safe(str(error))}", ADVICE) from error
    by_offset = sorted(gold.segments, key=lambda segment: (segment.start, segment.end))
    gold = msgspec.structs.replace(gold, segments=tuple(by_offset))
    for problem in _problems(gold):
        raise SourceRefused(name, f"is no gold file: {safe(problem)}", ADVICE)
    return gold


def encode_gold(gold: Gold) -> bytes:
    """Give the bytes of a gold file, indented so that a person can correct it."""
    return msgspec.json.format(msgspec.json.encode(gold), indent=1) + b"\n"


def precision_of(value: str) -> Precision | None:
    """Say how much of a date an ISO 8601 value holds; None when it is none.

    >>> precision_of("--05-18")
    <Precision.DAY: 'day'>
    """
    if "/" in value:
        return Precision.INTERVAL
    date = DATE.fullmatch(value)
    return PRECISIONS[date.lastgroup or ""] if date else None


DATE = re.compile(
    r"(?:\d{4}|-(?=-))(?P<month>-\d{2})?(?P<day>(?<=-\d{2})-\d{2})?(?P<minute>(?<=\d-\d{2})T.+)?",
    re.ASCII,
)
PRECISIONS = {
    "": Precision.YEAR,
    "month": Precision.MONTH,
    "day": Precision.DAY,
    "minute": Precision.MINUTE,
}
"""How much is known, by the last part of a value."""


def _problems(gold: Gold) -> Iterator[str]:
    for segment in gold.segments:
        for role in (segment.role, *segment.accept):
            if role not in LABELS:
                yield f"line {segment.line} has the unknown role '{role}'"
    parts: tuple[Segment | GoldSpan, ...] = (*gold.segments, *gold.spans)
    for part in parts:
        if not 0 <= part.start <= part.end <= gold.chars:
            yield f"{part.start}–{part.end} on line {part.line} lies outside the text"
    for before, after in pairwise(gold.segments):
        if after.start < before.end:
            yield f"the segment {after.start}–{after.end} begins inside the one before it"
