"""The exporter "csv": a table with one row per document or per block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpuskit import hookimpl

if TYPE_CHECKING:
    from corpuskit import Exporter


@hookimpl
def corpuskit_exporters() -> list[Exporter]:
    """Offer the exporter."""
    from corpuskit_csv.exporter import CsvExporter  # noqa: PLC0415  # loaded when used

    return [CsvExporter()]
