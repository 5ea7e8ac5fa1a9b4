"""The exporters "json", the full record of a document, and "jsonl", one flat row of strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpuskit import hookimpl

if TYPE_CHECKING:
    from corpuskit import Exporter


@hookimpl
def corpuskit_exporters() -> list[Exporter]:
    """Offer both exporters; orjson is loaded now, not when this module is."""
    from corpuskit_json.exporters import (  # noqa: PLC0415  # loaded when used
        JsonExporter,
        JsonLinesExporter,
    )

    return [JsonExporter(), JsonLinesExporter()]
