"""The two exporters of JSON: one record per line, UTF-8, LF."""

from collections.abc import Mapping
from importlib.resources import files
from typing import ClassVar

from corpuskit import Document, RecordExporter
from corpuskit_json.flat import flat_record
from corpuskit_json.lines import to_line
from corpuskit_json.reading import read_record
from corpuskit_json.record import full_record
from corpuskit_json.restorable import LOST, is_restorable


class JsonExporter(RecordExporter):
    """The full record: everything that is known of a document, and all that restoring needs."""

    name: ClassVar[str] = "json"
    suffix: ClassVar[str] = ".jsonl"
    summary: ClassVar[str] = "full record: blocks, reasons, proofs, source; one line per document"

    def encode(self, document: Document) -> bytes:
        """Give one line; raises ExportRefused for what JSON cannot hold."""
        return to_line(full_record(document), document.source.name)

    def read_record(self, line: bytes) -> Document:
        """Give back the document of one line; raises SourceRefused for anything else."""
        return read_record(line)

    def notes(self, document: Document) -> Mapping[str, int]:
        """Count a document that an earlier format kept too little of to restore its source."""
        return {} if is_restorable(document) else {LOST: 1}

    def schema(self) -> bytes:
        """Give the JSON Schema of one line."""
        return schema_file("json.json")


class JsonLinesExporter(RecordExporter):
    """The flat row: the same keys in every line, strings only, never null."""

    name: ClassVar[str] = "jsonl"
    suffix: ClassVar[str] = ".jsonl"
    summary: ClassVar[str] = "flat row for data tools: id, text and metadata as plain strings"
    cannot_carry: ClassVar[tuple[str, ...]] = (
        "blocks, their labels and their reasons",
        "the text that is left out",
        "proofs and spans",
        "the source itself, so nothing can be restored",
    )

    def encode(self, document: Document) -> bytes:
        """Give one line; raises ExportRefused for what JSON cannot hold."""
        return to_line(flat_record(document), document.source.name)

    def schema(self) -> bytes:
        """Give the JSON Schema of one line."""
        return schema_file("jsonl.json")


def schema_file(name: str) -> bytes:
    """Give the bytes of a schema that lies in this package."""
    return files("corpuskit_json").joinpath("schemas", name).read_bytes()
