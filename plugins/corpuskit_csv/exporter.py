"""The exporter of CSV, exact by default, with a preset for spreadsheets."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from corpuskit import Companion, CorpusInfo, Document, ExportRefused, RecordExporter
from corpuskit_csv import cells
from corpuskit_csv.companions import csvw, datapackage
from corpuskit_csv.tables import TABLES


@dataclass(frozen=True, slots=True)
class CsvExporter(RecordExporter):
    """RFC 4180 in UTF-8: a header line, CRLF behind each record, every cell in quotation marks."""

    name: ClassVar[str] = "csv"
    suffix: ClassVar[str] = ".csv"
    summary: ClassVar[str] = "a table with one row per document or per block"
    cannot_carry: ClassVar[tuple[str, ...]] = (
        "the text that is left out (kept with --csv-rows block)",
        "labels and reasons (kept with --csv-rows block)",
        "proofs and spans",
        "the source itself, so nothing can be restored",
    )

    rows: Literal["document", "block"] = field(
        default="document", metadata={"help": "what a row of the table is"}
    )
    excel: bool = field(
        default=False,
        metadata={
            "help": "write for spreadsheets: a byte order mark, and ' before cells that would be"
            " taken for formulas"
        },
    )

    def header(self, corpus: CorpusInfo) -> bytes:
        """Give the names of the columns."""
        names = cells.record(column.name for column in TABLES[self.rows].columns)
        return cells.encoded(cells.BOM + names if self.excel else names)

    def encode(self, document: Document) -> bytes:
        """Give the rows of a document.

        Raises ExportRefused for NUL and lone surrogates, and in the preset for spreadsheets for a
        cell that they would cut.
        """
        try:
            return cells.encoded("".join(map(self._record, self._rows(document))))
        except cells.CellRefused as refused:
            cause, advice = refused.args
            raise ExportRefused(document.source.name, cause, advice) from refused

    def notes(self, document: Document) -> Mapping[str, int]:
        """Count the guarded cells, and the cells that the csv module of Python refuses to read."""
        values = [value for row in self._rows(document) for value in row]
        counts = {
            "formula guards": sum(map(cells.is_formula, values)) if self.excel else 0,
            f"cells over {cells.PYTHON_LIMIT} characters": sum(map(cells.is_over_limit, values)),
        }
        return {note: count for note, count in counts.items() if count}

    def companions(self, corpus: CorpusInfo) -> Iterator[Companion]:
        """Describe the table for CSV on the Web and for Frictionless Data."""
        file, table = corpus.file or "corpus.csv", TABLES[self.rows]
        files = corpus.files or (file,)
        yield Companion(f"{file}-metadata.json", (csvw(table, files),))
        yield Companion("datapackage.json", (datapackage(table, file, files),))

    def _rows(self, document: Document) -> Iterable[tuple[str, ...]]:
        return TABLES[self.rows].rows(document)

    def _record(self, row: tuple[str, ...]) -> str:
        return cells.record(map(cells.for_spreadsheet, row) if self.excel else row)
