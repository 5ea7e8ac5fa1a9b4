"""The exporters "json" and "jsonl", and the reader "jsonl" of what they and others write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpuskit import hookimpl

if TYPE_CHECKING:
    from corpuskit import Exporter, StreamReader


@hookimpl
def corpuskit_exporters() -> list[Exporter]:
    """Offer both exporters; orjson is loaded now, not when this module is."""
    from corpuskit_json.exporters import (  # noqa: PLC0415  # loaded when used
        JsonExporter,
        JsonLinesExporter,
    )

    return [JsonExporter(), JsonLinesExporter()]


@hookimpl
def corpuskit_readers() -> list[StreamReader]:
    """Offer the reader of JSON Lines."""
    from corpuskit_json.lines_reader import JsonLinesReader  # noqa: PLC0415  # loaded when used

    return [JsonLinesReader()]
