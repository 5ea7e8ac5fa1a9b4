"""The way from a document to TEI and back, for tests."""

import io

from corpuskit.errors import SourceRefused
from corpuskit.model import Document
from corpuskit.reader import Limits, Piece, RawStream
from corpuskit_tei import TeiExporter, TeiReader

NAME = "folder/text.xml"


def pieces(data: bytes, limits: Limits = Limits()) -> list[Piece]:  # noqa: B008 - immutable
    """Give what the reader makes of a file, up to a refusal that it raises."""
    found: list[Piece] = []
    try:
        found.extend(TeiReader().read_stream(RawStream(NAME, io.BytesIO(data), limits=limits)))
    except SourceRefused as refusal:
        found.append(refusal)
    return found


def document_of(data: bytes) -> Document:
    """Give the one document of a file."""
    (piece,) = pieces(data)
    assert isinstance(piece, Document), piece
    return piece


def there_and_back(document: Document, exporter: TeiExporter) -> Document:
    """Export a document and read it."""
    return document_of(exporter.encode(document))


def refusals(data: bytes, limits: Limits = Limits()) -> list[str]:  # noqa: B008 - immutable
    """Give why what was refused, and the ids of all that was not."""
    found = pieces(data, limits)
    return [p.id if isinstance(p, Document) else str(p) for p in found]
