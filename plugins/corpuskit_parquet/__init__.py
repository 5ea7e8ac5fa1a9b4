"""The reader "parquet": each row of a Parquet file is a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpuskit import hookimpl

if TYPE_CHECKING:
    from corpuskit import StreamReader


@hookimpl
def corpuskit_readers() -> list[StreamReader]:
    """Offer the reader; pyarrow, which is large, is loaded when a file is read."""
    from corpuskit_parquet.reader import ParquetReader  # noqa: PLC0415  # loaded when used

    return [ParquetReader()]
