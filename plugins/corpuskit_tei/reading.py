"""The reader "tei": what the exporter "tei" wrote, read back; lxml waits until a file is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from corpuskit import SourceSkipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpuskit import Piece, RawStream


SCHEMA = "corpuskit_tei.rng"
"""The file that stands beside what was written."""


class TeiReader:
    """Reads TEI that corpuskit wrote: one text, or a corpus that holds many.

    A document bears the name of its original source, so that its id stays the same. Text, labels,
    rules, spans, metadata and all that the header says of the source come back, and what was left
    out comes back as blocks that are left out. Exporting such a document again gives the same
    bytes. What TEI does not carry cannot come back: the original characters (`raw` is the text,
    made as long as the original was, so that offsets stay true; CR LF counts as one character),
    the spans of blocks that were left out, the evidence for those that were kept, the exact
    confidence (the least of its level stands for it), how a year was found and the part of the day
    in a dateline. Dates and facts are read from the places that the text proves them by; the rule
    of each is "tei".
    """

    name: ClassVar[str] = "tei"
    suffixes: ClassVar[tuple[str, ...]] = (".xml", ".tei", ".rng")
    summary: ClassVar[str] = "TEI that corpuskit wrote, one text or a corpus of them"
    media_types: ClassVar[tuple[str, ...]] = ("application/tei+xml",)
    is_table: ClassVar[bool] = True

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        """Give each document of the file, or the refusal that stands for it.

        Files that a corpus only names are passed over by name, and so is the schema beside what was
        written. Raises SourceRefused where the file
        is no TEI, is damaged (all that is whole before is given), or has a document type, which is
        never read.
        """
        from corpuskit_tei.reading_stream import read_texts  # noqa: PLC0415 - loads lxml, which listing readers must not

        if file.name.rpartition("/")[2] == SCHEMA:
            yield SourceSkipped(file.name, "is a schema")
        else:
            yield from read_texts(file)
