"""The two tables: their columns, and the rows of a document."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from corpuskit import Block, Document, Label, flat_fields

Row = tuple[str, ...]


class Column(NamedTuple):
    """One column: its name, what it holds, and its type if that is not text."""

    name: str
    description: str
    type: Literal["string", "date", "integer", "boolean", "number"] = "string"


class Table(NamedTuple):
    """The columns of a table, those that identify a row, and what makes the rows of a document."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Document], Iterator[Row]]


def document_rows(document: Document) -> Iterator[Row]:
    """Give the one row of a document."""
    fields = flat_fields(document)
    yield (
        fields.id,
        fields.text,
        fields.title,
        fields.dateline,
        fields.date,
        fields.date_raw,
        fields.date_cert,
        fields.authors,
        fields.byline,
        fields.publisher,
        fields.agency,
        fields.source_name,
        fields.url,
        fields.licence,
        fields.lang,
        fields.n_chars,
        fields.n_paragraphs,
        fields.n_left_out,
        fields.warnings,
        fields.path,
        fields.source_id,
        fields.sha256,
    )


def block_rows(document: Document) -> Iterator[Row]:
    """Give a row for every block but the blank ones, kept or not."""
    keeps = document.selection.keeps
    for index, block in enumerate(document.blocks):
        if block.label is not Label.BLANK:
            yield (document.id, *_block_row(index, block, kept=keeps(block)))


def _block_row(index: int, block: Block, *, kept: bool) -> Row:
    return (
        str(index),
        block.label.value,
        block.detail,
        "true" if kept else "false",
        str(block.start),
        str(block.end),
        block.text,
        block.reason.rule,
        str(block.reason.confidence),
        block.reason.evidence,
        str(block.repeat_of) if block.repeat_of >= 0 else "",
    )


DOCUMENT_COLUMNS = (
    Column("doc_id", "Identifier of the document, unique over the corpus."),
    Column("text", "The kept text, one line for each kept block."),
    Column("title", "The title."),
    Column("dateline", "The formula before the first sentence as it is printed."),
    Column("date", "The date, if it is known to the day.", "date"),
    Column("date_raw", "The date as it is printed."),
    Column("date_cert", "How sure the date is: high, medium, low or unknown."),
    Column("authors", "Names of those who are credited, joined with a semicolon and a blank."),
    Column("byline", "The lines that credit somebody, joined with a semicolon and a blank."),
    Column("publisher", "Full name of the publisher, as stated or as named in the dateline."),
    Column("agency", "Code of the newspaper or agency as it is printed in the dateline."),
    Column("source_name", "The publication that the text was taken from."),
    Column("url", "The address of the page, else the one that its text was taken from."),
    Column("licence", "The licence as it is stated: its address or its name."),
    Column("lang", "The language as a BCP 47 tag."),
    Column("n_chars", "Number of code points of the text.", "integer"),
    Column("n_paragraphs", "Number of paragraphs in the text, leads included.", "integer"),
    Column("n_left_out", "Number of blocks that were left out of the text.", "integer"),
    Column("warnings", 'Codes of the warnings about the document, with "; " between them.'),
    Column("source_path", "Path of the source below the input folder."),
    Column("source_id", "What the source calls the document."),
    Column("source_sha256", "SHA-256 of the bytes of the source."),
)

BLOCK_COLUMNS = (
    Column("doc_id", "Identifier of the document, unique over the corpus."),
    Column("block", "Index of the block in the document, counted from 0.", "integer"),
    Column("label", "What the block is."),
    Column("detail", "The kind within the label."),
    Column("kept", "Whether the text of the block is exported by other formats.", "boolean"),
    Column("start", "Offset of its first code point in the decoded source.", "integer"),
    Column("end", "Offset behind its last code point, line end included.", "integer"),
    Column("text", "The text of the block, normalised."),
    Column("rule", "Identifier of the rule that decided the label."),
    Column("confidence", "How sure the rule is, from 0 to 1.", "number"),
    Column("evidence", "The words or the entry of a language pack that decided."),
    Column("repeat_of", "Index of the block that says the same.", "integer"),
)

TABLES: Mapping[str, Table] = {
    "document": Table(DOCUMENT_COLUMNS, ("doc_id",), document_rows),
    "block": Table(BLOCK_COLUMNS, ("doc_id", "block"), block_rows),
}
"""The tables by the value of the option `rows`."""
