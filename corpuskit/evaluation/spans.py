"""The spans of one document against its gold, kind by kind.

By "exact", a span is right when one of the same kind has the same first and last character. By
"overlap", when one of the same kind shares a character with it; each span is paired with one other
at most, from left to right. A value is right when a span is paired so and both state the same.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from corpuskit.evaluation.gold import GoldSpan, precision_of
from corpuskit.evaluation.spread import pairs
from corpuskit.evaluation.tally import Count, Measure
from corpuskit.model import SpanKind

OTHER = "other"
"""The class of dates whose value is not ISO 8601."""

Spans = Sequence[GoldSpan]
Pairs = Sequence[tuple[GoldSpan, GoldSpan]]


def span_counts(gold: Spans, predicted: Spans) -> Iterator[Count]:
    """Count the spans of a document by kind, their values, and the values of dates."""
    for kind in SpanKind:
        here, there = _of_kind(gold, kind), _of_kind(predicted, kind)
        paired = [(here[i], there[j]) for i, j in pairs(here, there)]
        same = Counter(map(_place, here)) & Counter(map(_place, there))
        yield from _matched(Measure.SPANS_EXACT, kind, same.total(), (here, there))
        yield from _matched(Measure.SPANS_OVERLAP, kind, len(paired), (here, there))
        for one, other in _with_partners(here, there, paired):
            yield from _value_counts(Measure.VALUES, one, other, _kind)
            if kind is SpanKind.DATE:
                yield from _value_counts(Measure.DATES, one, other, _precision)


def _of_kind(spans: Spans, kind: SpanKind) -> list[GoldSpan]:
    return sorted((span for span in spans if span.role is kind), key=_place)


def _place(span: GoldSpan) -> tuple[int, int]:
    return span.start, span.end


def _matched(
    measure: Measure, kind: str, amount: int, sides: tuple[Spans, Spans]
) -> Iterator[Count]:
    here, there = sides
    yield Count(measure, str(kind), str(kind), amount)
    yield Count(measure, str(kind), "", len(here) - amount)
    yield Count(measure, "", str(kind), len(there) - amount)


def _with_partners(
    here: Spans, there: Spans, paired: Pairs
) -> Iterator[tuple[GoldSpan | None, GoldSpan | None]]:
    """Give the pairs, then what is left alone on either side."""
    taken = {id(span) for pair in paired for span in pair}
    yield from paired
    yield from ((span, None) for span in here if id(span) not in taken)
    yield from ((None, span) for span in there if id(span) not in taken)


def _value_counts(
    measure: Measure,
    gold: GoldSpan | None,
    predicted: GoldSpan | None,
    named: Callable[[GoldSpan], str],
) -> Iterator[Count]:
    """Count one value; a pair whose gold states none is not judged."""
    here = named(gold) if gold and gold.meaning else ""
    there = named(predicted) if predicted and predicted.meaning else ""
    if gold and predicted and gold.meaning == predicted.meaning:
        yield Count(measure, here, here)
    elif here or not gold:
        yield Count(measure, here, "")
        yield Count(measure, "", there)


def _kind(span: GoldSpan) -> str:
    return str(span.role)


def _precision(span: GoldSpan) -> str:
    return str(span.precision or precision_of(span.meaning) or OTHER)
