"""The way back: one line of the exporter "json" to the document that it was made of."""

from typing import Any, NoReturn

import msgspec
import orjson

from corpuskit import Document, SourceRefused
from corpuskit_json.record import FORMAT

ADVICE = "convert the sources again with --to json"


def read_record(line: bytes) -> Document:
    """Give the document of one line, equal to the one that was exported.

    Raises SourceRefused naming the source, or "record" where none is named, for a line that is no
    JSON object, is of another format, lacks a value or holds one of the wrong type, and where the
    blocks do not tile the source.
    """
    record = _parsed(line)
    name = _source_name(record)
    if record.get("format") != FORMAT:
        _refuse(name, f"is not of the format {FORMAT}")
    try:
        document = msgspec.convert(_with_raw(record), Document)
    except msgspec.ValidationError as error:
        raise SourceRefused(name, f"damaged record: {error}", ADVICE) from error
    _check_offsets(document, record["blocks"])
    return document


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise SourceRefused("record", f"is not JSON ({error})", ADVICE) from error
    if not isinstance(record, dict):
        _refuse("record", "is no JSON object")
    return record


def _source_name(record: dict[str, Any]) -> str:
    source = record.get("source")
    name = source.get("name") if isinstance(source, dict) else None
    return name if isinstance(name, str) else "record"


def _with_raw(record: dict[str, Any]) -> dict[str, Any]:
    """Fill in each `raw` that was left out; what is no block is left for the conversion to name."""
    blocks = record.get("blocks")
    if not isinstance(blocks, list):
        return record
    return {**record, "blocks": [_block_with_raw(block) for block in blocks]}


def _block_with_raw(block: Any) -> Any:
    if isinstance(block, dict) and isinstance(block.get("text"), str):
        return {"raw": block["text"] + "\n", **block}
    return block


def _check_offsets(document: Document, written: list[dict[str, Any]]) -> None:
    offset = 0
    for index, block in enumerate(document.blocks):
        if block.start != offset:
            _refuse(document.source.name, f"damaged record: block {index} has a wrong offset")
        if written[index].get("end") != block.end:
            _refuse(document.source.name, f"damaged record: block {index} has a wrong length")
        offset = block.end


def _refuse(name: str, cause: str) -> NoReturn:
    raise SourceRefused(name, cause, ADVICE)
