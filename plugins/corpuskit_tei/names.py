"""Names in the file: elements, identifiers, words and addresses."""

import re
from typing import Any
from urllib.parse import quote

from lxml import etree

from corpuskit import Certainty, Source

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
P5_VERSION = "4.12.0"

_LANGUAGE = re.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NOT_IN_ID = re.compile("[^A-Za-z0-9.-]")
_NOT_IN_ADDRESS = re.compile(r"[^A-Za-z0-9._~/?#:@!$&'()*+,;=%-]+|%(?![0-9A-Fa-f]{2})")
_ADDRESS = re.compile(
    r"(?:https?|ftp)://(?P<host>(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)(?::[0-9]{1,5})?"
    r"(?:[/?][^#]*)?(?:#[^#]*)?"
)


def start(name: str, attributes: dict[str, str]) -> etree._Element:
    """Make the TEI element that starts a tree."""
    namespaces: dict[Any, str] = {None: TEI[1:-1]}  # the stubs of lxml know no default namespace
    return etree.Element(TEI + name, attributes, nsmap=namespaces)


def add(
    parent: etree._Element, name: str, text: str = "", attributes: dict[str, str] | None = None
) -> etree._Element:
    """Add a TEI element as the last child of `parent`."""
    element = etree.SubElement(parent, TEI + name, attributes)
    element.text = text or None
    return element


def id_part(words: str) -> str:
    """Give words as the end of an `xml:id`; different words never give the same end."""
    return _NOT_IN_ID.sub(lambda match: f"_{ord(match[0]):X}_", words)


def language_tag(tag: str) -> str:
    """Give the tag when `xml:lang` may hold it, else "und"."""
    return tag if _LANGUAGE.fullmatch(tag) else "und"


def source_address(source: Source) -> str:
    """Give the name of a source as a relative URI; bytes that are not UTF-8 are kept."""
    if source.name_hex:
        return quote(bytes.fromhex(source.name_hex), safe="/")
    return quote(source.name, safe="/")


def web_address(text: str) -> str:
    """Give a printed web address as a URI; "" when it is not one that starts with a scheme."""
    address = _NOT_IN_ADDRESS.sub(lambda match: quote(match[0], safe=""), text)
    return address if _ADDRESS.fullmatch(address) else ""


def web_host(text: str) -> str:
    """Give the host of a web address, "" when there is none."""
    match = _ADDRESS.fullmatch(web_address(text))
    return match["host"].lower() if match else ""


def certainty(confidence: float) -> str:
    """Give a confidence between 0 and 1 as a value of `@cert`."""
    levels = ((0.85, Certainty.HIGH), (0.6, Certainty.MEDIUM), (0.0, Certainty.LOW))
    return next((level.value for least, level in levels if confidence >= least), "unknown")
