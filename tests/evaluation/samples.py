"""Small pages with their gold and their prediction, written line by line."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from msgspec import convert

from corpuskit.evaluation.gold import Gold
from corpuskit.evaluation.prediction import Prediction


class Row(NamedTuple):
    """A line: its text, its role, and other fields of its segment."""

    text: str
    role: str
    more: Mapping[str, Any] = MappingProxyType({})


def gold_of(*rows: Row, spans: tuple[dict[str, Any], ...] = (), file: str = "page.txt") -> Gold:
    """Give the gold file of a page whose lines end with LF."""
    segments, start = [], 0
    for number, row in enumerate(rows, start=1):
        place = {"line": number, "start": start, "end": start + len(row.text)}
        segments.append({**place, "role": row.role, **row.more})
        start += len(row.text) + 1
    value = {"file": file, "chars": start, "segments": segments}
    return convert({**value, "spans": [{"line": 1, **span} for span in spans]}, Gold)


def prediction_of(
    *rows: Row, spans: tuple[dict[str, Any], ...] = (), file: str = "page.txt"
) -> Prediction:
    """Give a prediction for the page; the rule of each line is called by its role."""
    draft = gold_of(*rows, spans=spans, file=file)
    rules = {segment.start: f"rule.{segment.role}" for segment in draft.segments}
    return Prediction(draft, "".join(f"{row.text}\n" for row in rows), rules)
