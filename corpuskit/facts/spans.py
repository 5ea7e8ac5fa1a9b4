"""Spans: the stretches of a page that its metadata is proved by, block by block.

What is stated outside the text has none, though it may stand in the markup of a block.
"""

from collections.abc import Iterable, Iterator, Sequence

from corpuskit.facts.outside import OUTSIDE
from corpuskit.facts.trust import STATED
from corpuskit.facts.urls import find_addresses
from corpuskit.model import Fact, Metadata, Span, SpanKind
from corpuskit.text.lines import Line, Piece


def collect_spans(
    metadata: Metadata, lines: Iterable[Line], pieces: Sequence[Piece]
) -> dict[int, tuple[Span, ...]]:
    """Give the spans of each piece that has any, by its index, outer before inner."""
    spans = {*_proofs(metadata), *_addresses(lines)}
    ordered = sorted(spans, key=lambda span: (span.start, -span.end, span.kind))
    by_piece: dict[int, list[Span]] = {}
    index = 0
    for span in ordered:
        while index + 1 < len(pieces) and pieces[index + 1].start <= span.start:
            index += 1
        by_piece.setdefault(index, []).append(span)
    return {index: tuple(found) for index, found in by_piece.items()}


def _proofs(metadata: Metadata) -> Iterator[Span]:
    dateline = metadata.dateline
    if dateline:
        yield Span(SpanKind.DATELINE, dateline.start, dateline.end, dateline.text)
        yield from _span(SpanKind.AGENCY, dateline.agency)
        yield from _span(SpanKind.PLACE, dateline.place)
    for date in (date for date in metadata.dates if date.role not in OUTSIDE):
        yield Span(SpanKind.DATE, date.start, date.end, date.text, date.value)
    for byline in (b for b in metadata.bylines if not b.rule.startswith(STATED)):
        yield Span(SpanKind.PERSON, byline.start, byline.end, byline.name, byline.name)
    yield from _span(SpanKind.AGENCY, metadata.source_name)
    yield from _span(SpanKind.URL, metadata.source_url)
    yield from _span(SpanKind.END_MARK, metadata.end_mark)


def _span(kind: SpanKind, fact: Fact | None) -> Iterator[Span]:
    if fact:
        value = "" if kind is SpanKind.END_MARK else fact.value
        yield Span(kind, fact.start, fact.end, fact.text, value)


def _addresses(lines: Iterable[Line]) -> Iterator[Span]:
    for line in lines:
        for start, end in find_addresses(line.text):
            url, offset = line.text[start:end], line.piece.offset
            yield Span(SpanKind.URL, offset(start), offset(end), url, url)
