"""TEI P5: one valid file per document, a corpus file that includes them all, and the way back."""

from corpuskit import hookimpl
from corpuskit_tei.exporter import TeiExporter
from corpuskit_tei.reading import TeiReader

__all__ = ["TeiExporter", "TeiReader", "corpuskit_exporters", "corpuskit_readers"]


@hookimpl
def corpuskit_exporters() -> tuple[TeiExporter, ...]:
    """Offer the format "tei"."""
    return (TeiExporter(),)


@hookimpl
def corpuskit_readers() -> tuple[TeiReader, ...]:
    """Offer the reader "tei"."""
    return (TeiReader(),)
