"""One JSON value as one line of bytes, safe for every reader of lines."""

import orjson

from corpuskit import ExportRefused

_LINE_BREAKS = (("\u0085", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
"""Line ends to some readers of text, plain characters to JSON; orjson leaves them bare."""

_NOT_A_NUMBER = b'confidence":null'
"""What orjson makes of a NaN; a quotation mark inside a string would have a backslash before it."""


def to_line(value: object, source: str) -> bytes:
    """Give `value` as one line that ends with LF.

    Raises ExportRefused naming `source` for a lone surrogate, a whole number of more than 64 bits
    and a number that is not finite.
    """
    try:
        line = orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError as error:
        cause = f"cannot be written as JSON ({error})"
        raise ExportRefused(source, cause, "see what is odd with: corpuskit inspect") from error
    if _NOT_A_NUMBER in line:
        cause = "cannot be written as JSON (a confidence is no finite number)"
        raise ExportRefused(source, cause, "the rule of a plugin gave it; see: corpuskit plugins")
    return _without_line_breaks(line)


def _without_line_breaks(line: bytes) -> bytes:
    """Search in text: one character is found there much sooner than its bytes among bytes."""
    text = line.decode()
    found = [pair for pair in _LINE_BREAKS if pair[0] in text]
    for bare, escaped in found:
        text = text.replace(bare, escaped)
    return text.encode() if found else line
