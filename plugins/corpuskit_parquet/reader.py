"""The reader "parquet"; pyarrow is not loaded before a file is read."""

from collections.abc import Iterator
from typing import ClassVar

from corpuskit import Piece, RawStream, SourceRefused


class ParquetReader:
    """Reads Parquet files of any size: Hugging Face's, datatrove's, anyone's with a text column."""

    name: ClassVar[str] = "parquet"
    suffixes: ClassVar[tuple[str, ...]] = (".parquet",)
    summary: ClassVar[str] = "Parquet, one document per row; needs pyarrow"
    is_table: ClassVar[bool] = True

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        """Give the document of each row, by its number from 1.

        Raises SourceRefused for a stream that cannot be sought, for what is no Parquet file or has
        no text column, and where pyarrow is not installed.
        """
        try:
            from corpuskit_parquet.rows import read_rows  # noqa: PLC0415  # loaded when used
        except ModuleNotFoundError as error:
            cause = f"{error.name} is not installed"
            advice = "it reads Parquet: install it with: pip install pyarrow"
            raise SourceRefused(file.name, cause, advice) from error
        if not file.stream.seekable():
            advice = "a Parquet file is read from its end: unpack it first"
            raise SourceRefused(file.name, "cannot be sought", advice)
        yield from read_rows(file)
