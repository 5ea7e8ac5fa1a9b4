"""The full record of the exporter "json", as plain values in a fixed order.

Keys that hold their default are left out. Dicts are built by hand, since this is done for every
block of millions of pages.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from corpuskit import (
    VERSION,
    Block,
    Change,
    Document,
    Invalid,
    Label,
    Selection,
    Source,
    Span,
    Stated,
)
from corpuskit_json.statements import metadata_record

FORMAT = "urn:corpuskit:schema:json:1"
"""What marks a line as such a record; it is the `$id` of its schema."""

Record = dict[str, Any]


def full_record(document: Document) -> Record:
    """Give everything that is known of a document."""
    record: Record = {
        "format": FORMAT,
        "corpuskit": VERSION,
        "offset_unit": "codepoint",
        "id": document.id,
        "source": _source(document.source),
        "metadata": metadata_record(document.metadata),
    }
    if document.metadata.language is not None:
        record["language"] = document.metadata.language.value
    if changes := _normalization(block for block in document.blocks if block.changes):
        record["normalization"] = changes
    keeps = document.selection.keeps
    record["blocks"] = [_block(block, keeps) for block in document.blocks]
    if document.warnings:
        record["warnings"] = [{"code": w.code, "message": w.message} for w in document.warnings]
    record["selection"] = _selection(document.selection)
    return record


def _source(source: Source) -> Record:
    record: Record = {
        "name": source.name,
        "sha256": source.sha256,
        "size": source.size,
        "encoding": source.encoding,
    }
    if source.bom:
        record["bom"] = True
    if source.invalid:
        record["invalid"] = [_invalid(stretch) for stretch in source.invalid]
    if source.base64:
        record["base64"] = source.base64
    if source.name_hex:
        record["name_hex"] = source.name_hex
    record["reader"] = source.reader
    if source.stated:
        record["stated"] = [_stated(statement) for statement in source.stated]
    return record


def _stated(statement: Stated) -> Record:
    record: Record = {"kind": statement.kind, "name": statement.name, "value": statement.value}
    if statement.start != -1:
        record["start"] = statement.start
    if statement.end != -1:
        record["end"] = statement.end
    return record


def _invalid(stretch: Invalid) -> Record:
    return {
        "byte_offset": stretch.byte_offset,
        "start": stretch.start,
        "count": stretch.count,
        "hex": stretch.hex,
    }


def _normalization(blocks: Iterable[Block]) -> dict[str, int]:
    """Add up how often each rule changed something, by the name of the rule."""
    counts: Counter[str] = Counter()
    for block in blocks:
        for change in block.changes:
            counts[change.rule] += change.count
    return dict(sorted(counts.items()))


def _block(block: Block, keeps: Callable[[Block], bool]) -> Record:
    raw, text, start, reason = block.raw, block.text, block.start, block.reason
    record: Record = {"start": start, "end": start + len(raw), "label": block.label}
    if block.detail:
        record["detail"] = block.detail
    record["text"] = text
    if raw != text + "\n":
        record["raw"] = raw
    record["kept"] = keeps(block)
    record["reason"] = explained = {"rule": reason.rule, "confidence": reason.confidence}
    if reason.evidence:
        explained["evidence"] = reason.evidence
    if block.repeat_of != -1:
        record["repeat_of"] = block.repeat_of
    if block.repeat_kind is not None:
        record["repeat_kind"] = block.repeat_kind
    if block.spans:
        record["spans"] = [_span(span) for span in block.spans]
    if block.changes:
        record["changes"] = [_change(change) for change in block.changes]
    return record


def _span(span: Span) -> Record:
    record: Record = {
        "kind": span.kind,
        "start": span.start,
        "end": span.end,
        "text": span.text,
    }
    if span.value:
        record["value"] = span.value
    return record


def _change(change: Change) -> Record:
    return {"rule": change.rule, "count": change.count}


def _selection(selection: Selection) -> Record:
    return {
        "labels": [label for label in Label if label in selection.labels],
        "repeats": selection.repeats,
        "min_confidence": selection.min_confidence,
    }
