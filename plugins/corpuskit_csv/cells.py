"""Cells and records of RFC 4180."""

from collections.abc import Iterable

BOM = "\ufeff"
"""Without it spreadsheets read UTF-8 as an encoding of their own; others see it as a letter."""

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""Characters at the start of a cell that make some spreadsheet take it for a formula."""

PYTHON_LIMIT = 131_072
"""Characters in one cell that the csv module of Python reads unless it is told otherwise."""

SPREADSHEET_LIMIT = 32_767
"""UTF-16 units in one cell of a spreadsheet; the rest is cut without a word."""


class CellRefused(ValueError):
    """A value that no cell can hold; its arguments are the cause and the next step."""


def record(values: Iterable[str]) -> str:
    """Give one record, every cell in quotation marks.

    Written here and not by the csv module, which before Python 3.11.9 leaves some line ends bare.
    """
    return ",".join(['"' + value.replace('"', '""') + '"' for value in values]) + "\r\n"


def encoded(records: str) -> bytes:
    """Give records as UTF-8; raises CellRefused for NUL and for lone surrogates."""
    if "\0" in records:
        raise CellRefused(
            "holds a NUL character, which CSV readers refuse",
            "leave the normalisation rule 'controls' on, or use --to json",
        )
    try:
        return records.encode()
    except UnicodeEncodeError as error:
        advice = "see what is odd with: corpuskit inspect"
        raise CellRefused("holds a lone surrogate", advice) from error


def for_spreadsheet(value: str) -> str:
    """Put an apostrophe before what would be taken for a formula.

    Raises CellRefused for a value that is longer than a cell.
    """
    guarded = "'" + value if is_formula(value) else value
    if 2 * len(guarded) > SPREADSHEET_LIMIT and _utf16_units(guarded) > SPREADSHEET_LIMIT:
        raise CellRefused(
            f"has a text of more than {SPREADSHEET_LIMIT} characters, which spreadsheets cut",
            "use --csv-rows block for shorter texts, or plain CSV without --csv-excel",
        )
    return guarded


def is_formula(value: str) -> bool:
    """Say whether a spreadsheet might run the value."""
    return value.startswith(FORMULA_STARTS)


def is_over_limit(value: str) -> bool:
    """Say whether the csv module of Python refuses the value unless its limit is raised."""
    return len(value) > PYTHON_LIMIT


def _utf16_units(value: str) -> int:
    return len(value.encode("utf-16-le", "surrogatepass")) // 2
