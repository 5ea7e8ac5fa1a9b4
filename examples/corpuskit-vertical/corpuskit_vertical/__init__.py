"""The exporter "vertical": one token per line, for corpus query systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpuskit import hookimpl

if TYPE_CHECKING:
    from corpuskit import Exporter


@hookimpl
def corpuskit_exporters() -> list[Exporter]:
    """Offer the exporter."""
    from corpuskit_vertical.exporter import VerticalExporter  # noqa: PLC0415  # loaded when used

    return [VerticalExporter()]
