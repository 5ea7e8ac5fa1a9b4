"""A document as a gold file would say it, for a person to correct, or to compare with one."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from corpuskit.evaluation.gold import GOLD_NAMES, Gold, GoldSpan, Segment, precision_of
from corpuskit.model import Block, Certainty, Date, Document, Label, Precision, Span, SpanKind
from corpuskit.text.segment import LINE

LINE_END = re.compile(r"\r\n|\n|\r")
NEVER_CORE = (Precision.YEAR, Precision.INTERVAL, None)
EXPANDED = (SpanKind.AGENCY, SpanKind.ABBREVIATION)
CERTAINTIES = {Certainty.HIGH: "high", Certainty.UNKNOWN: ""}
Dates = dict[tuple[int, int], Date]


def draft_gold(document: Document) -> Gold:
    """Give the labels and spans of a document as a gold file, without notes."""
    lines = _first_lines(document.blocks)
    pairs = tuple(zip(document.blocks, lines, strict=True))
    dates = {(date.start, date.end): date for date in document.metadata.dates}
    return Gold(
        file=document.source.name,
        size=document.source.size,
        sha256=document.source.sha256,
        chars=document.blocks[-1].end if document.blocks else 0,
        segments=tuple(each for block, line in pairs for each in _segments(block, line, lines)),
        spans=tuple(
            _span(span, block, line, dates) for block, line in pairs for span in block.spans
        ),
    )


def _first_lines(blocks: Sequence[Block]) -> list[int]:
    """Give the number of the line that each block begins in."""
    ends = (len(LINE_END.findall(block.raw)) for block in blocks)
    return list(accumulate(ends, initial=1))[: len(blocks)]


def _segments(block: Block, line: int, lines: Sequence[int]) -> Iterator[Segment]:
    if block.label is Label.BLANK:
        yield from _blank_segments(block, line)
        return
    repeats = 0 <= block.repeat_of < len(lines)
    yield Segment(
        line=line,
        start=block.start,
        end=block.start + len(block.raw.rstrip("\r\n")),
        role=GOLD_NAMES.get(block.label, str(block.label)),
        duplicate_of=lines[block.repeat_of] if repeats else 0,
        duplicate_kind=block.repeat_kind if repeats else None,
        subrole=block.detail,
    )


def _blank_segments(block: Block, line: int) -> Iterator[Segment]:
    start = block.start
    for number, raw in enumerate(LINE.findall(block.raw), start=line):
        yield Segment(number, start, start + len(raw.rstrip("\r\n")), str(Label.BLANK))
        start += len(raw)


def _span(span: Span, block: Block, line: int, dates: Dates) -> GoldSpan:
    offset = span.start - block.start
    place = GoldSpan(
        line=line + len(LINE_END.findall(block.raw[:offset])),
        start=span.start,
        end=span.end,
        role=span.kind,
        text=block.raw[offset : span.end - block.start],
    )
    if span.kind is SpanKind.DATE:
        return _dated(place, span.value, dates.get((span.start, span.end)))
    if span.kind in EXPANDED:
        return replace(place, expansion=span.value)
    return replace(place, value=span.value or None)


def _dated(place: GoldSpan, value: str, date: Date | None) -> GoldSpan:
    precision = precision_of(value)
    in_address = date is not None and date.role == "url"
    return replace(
        place,
        value=value,
        precision=precision,
        core=not in_address and precision not in NEVER_CORE,
        certainty=CERTAINTIES.get(date.certainty, "inferred") if date else "",
        where="url" if in_address else "",
    )
