"""Addresses in text: the stretch of one, and its host."""

import re

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]{3,2000}")
HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/?#@\s]*@)?([^/?#:\s]+)", re.IGNORECASE)
AFTER_AN_ADDRESS = ".,;:!?)]}'’”\""


def find_addresses(text: str) -> list[tuple[int, int]]:
    """Give the offsets of the addresses in a text, without the punctuation behind them."""
    if "://" not in text and "www." not in text:
        return []
    found = ADDRESS.finditer(text)
    return [
        (match.start(), match.start() + len(match[0].rstrip(AFTER_AN_ADDRESS))) for match in found
    ]


def host_of(url: str) -> str:
    """Give the host of an address that may lack its scheme, in lower case.

    >>> host_of("baohagiang.vn/tin-noi-bat/202305/")
    'baohagiang.vn'
    """
    match = HOST.match(url)
    return match[1].casefold() if match else ""
