"""Character references: "&amp;", "&#7879;", "&eacute" and what they stand for.

Resolved here and not by `html.unescape`, which raises for a number of 5,000 digits, takes away
what a reference to a control character gives, and knows no attributes.
"""

import re
from html.entities import html5

REFERENCE = r"&(?:\#(?:[0-9]++|[xX][0-9a-fA-F]++);?|[a-zA-Z][a-zA-Z0-9]{1,31}+;?)"
"""What may be a character reference, for a regular expression, verbose or not."""

WHITE_SPACE = r"""
    (?: [\t\n\f\r\x20]++ | &(?:Tab|NewLine);
      | &\#(?:0*+(?:9|10|12|13|32)(?![0-9]) | [xX]0*+(?:9|[aA]|[cC]|[dD]|20)(?![0-9a-fA-F]));? )+
"""
"""White space, also such as is written in references; for a verbose regular expression."""

_REFERENCE = re.compile(REFERENCE)
_LONGEST_NUMBER = 7  # digits of U+10FFFF written in decimal
_LAST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
_REPLACEMENT = "\ufffd"

# The C1 controls that windows-1252 has letters for: pages that say &#150; mean a dash.
_WINDOWS = {
    number: bytes([number]).decode("cp1252")
    for number in range(0x80, 0xA0)
    if number not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}


def resolved(reference: str) -> str:
    """Give what a reference in text stands for, itself when it is none.

    A name without its semicolon counts as far as it is known: "&copyright" is "©right".
    """
    if reference[1] == "#":
        return _numbered(reference[2:].rstrip(";"))
    known = _known_part(reference[1:])
    return html5[known] + reference[1 + len(known) :] if known else reference


def without_references(text: str) -> str:
    """Give the value of an attribute with its references resolved.

    A name without semicolon before "=", a letter or a digit is left alone, as the standard says:
    "?a=1&copy=2" is an address.
    """
    if "&" not in text:
        return text
    return _REFERENCE.sub(_resolved_in_attribute, text)


def _resolved_in_attribute(match: re.Match[str]) -> str:
    reference = match[0]
    if reference[1] == "#" or (reference.endswith(";") and reference[1:] in html5):
        return resolved(reference)
    if reference[1:] not in html5 or match.string.startswith("=", match.end()):
        return reference
    return html5[reference[1:]]


def _numbered(digits: str) -> str:
    """Give the character of a number in decimal, or in hexadecimal behind an "x"."""
    base = 16 if digits[0] in "xX" else 10
    significant = digits.lstrip("xX").lstrip("0") or "0"
    if len(significant) > _LONGEST_NUMBER:
        return _REPLACEMENT
    number = int(significant, base)
    if number == 0 or number > _LAST or number in _SURROGATES:
        return _REPLACEMENT
    return _WINDOWS.get(number) or chr(number)


def _known_part(name: str) -> str:
    """Give the longest beginning of the name that is a reference, "" for none."""
    return next((name[:end] for end in range(len(name), 1, -1) if name[:end] in html5), "")
