"""TEI P5: one valid file per document, and a corpus file that includes them all."""

from corpuskit import hookimpl
from corpuskit_tei.exporter import TeiExporter

__all__ = ["TeiExporter", "corpuskit_exporters"]


@hookimpl
def corpuskit_exporters() -> tuple[TeiExporter, ...]:
    """Offer the format "tei"."""
    return (TeiExporter(),)
