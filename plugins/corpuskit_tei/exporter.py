"""The exporter "tei": its name, its options and its files; lxml waits until one is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import ClassVar, Literal

from corpuskit import Companion, CorpusInfo, Document, RecordExporter
from corpuskit_tei.characters import count_illegal
from corpuskit_tei.reading import SCHEMA


@dataclass(frozen=True, slots=True)
class TeiExporter(RecordExporter):
    """Writes TEI P5, one file per document; what was left out stands in its header."""

    name: ClassVar[str] = "tei"
    suffix: ClassVar[str] = ".xml"
    summary: ClassVar[str] = (
        "TEI P5, one valid file per document, and corpus.xml that includes them"
    )
    per_document: ClassVar[bool] = True
    cannot_carry: ClassVar[tuple[str, ...]] = (
        "white space at the ends of lines, and blank lines",
        "the markup of the source, so nothing can be restored from what is read back",
        "the spelling before normalisation (its changes are counted)",
        "what an abbreviation stands for",
        "characters that XML 1.0 does not allow (replaced by U+FFFD and counted)",
    )
    schemas: ClassVar[Mapping[str, str]] = {"tei": "profile.rng"}
    """The schema of each format: a file name inside this package."""

    dateline: Literal["block", "inline"] = field(
        default="block",
        metadata={
            "help": "where a dateline goes: an element of its own before the first paragraph, or "
            "a seg inside the paragraph, which keeps each sentence in one piece"
        },
    )

    def encode(self, document: Document) -> bytes:
        """Give one complete TEI file."""
        from corpuskit_tei.text import tei_file  # noqa: PLC0415 - loads lxml, which listing formats must not

        return tei_file(document, inline_dateline=self.dateline == "inline")

    def notes(self, document: Document) -> Mapping[str, int]:
        """Count the characters that XML does not allow."""
        illegal = count_illegal(document)
        return {"characters replaced for XML": illegal} if illegal else {}

    def companions(self, corpus: CorpusInfo) -> Iterator[Companion]:
        """Give the corpus file, unless the corpus is empty, and the schema of the profile."""
        from corpuskit_tei.corpus import corpus_file  # noqa: PLC0415 - loads lxml

        yield from corpus_file(corpus)
        yield Companion(SCHEMA, (self.schema(),))

    def schema(self) -> bytes:
        """Give the RELAX NG schema of what this exporter writes, a subset of TEI P5."""
        return resources.files(__package__).joinpath(self.schemas["tei"]).read_bytes()
