"""Which encoding a page says that it is in, by the rules that browsers follow.

What the page says is one witness of several: a byte order mark and bytes that are valid UTF-8 are
believed before it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from corpuskit import web_encoding
from corpuskit_html.tokens import Attribute, attributes, tokenize

WINDOW: Final = 1 << 16
"""How many bytes are looked at.

Browsers look at 1,024 bytes first, but change their mind at any later `meta` of the head, and heads
that open with long styles are common.
"""

# "<?x" in two bytes each: an XML declaration that can only be in UTF-16.
_WIDE_XML: Final = ((b"<\0?\0x\0", "utf-16-le"), (b"\0<\0?\0x", "utf-16-be"))
_XML_ENCODING: Final = re.compile(rb"""<\?xml[^>]*?\sencoding\s*+=\s*+(?:"([^">]*)"|'([^'>]*)')""")
_CHARSET: Final = re.compile(
    r"""charset\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s;"']++))""", re.IGNORECASE
)


def declared_charset(data: bytes) -> str:
    """Give Python's name of the encoding that the page declares, "" for none that can be meant.

    A `meta` is believed before an XML declaration, as the HTML standard has it. A label that nobody
    knows is passed over, and so is UTF-16: whoever can read it byte by byte knows better.
    """
    for start, encoding in _WIDE_XML:
        if data.startswith(start):
            return encoding
    head = data[:WINDOW]
    page = head.decode("latin-1") if b"charset" in head.lower() else ""
    meant = map(web_encoding, (*_meta_labels(page), *_xml_labels(head)))
    return next((name for name in meant if name and not name.startswith("utf-16")), "")


def _xml_labels(head: bytes) -> Iterator[str]:
    match = _XML_ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    if match:
        yield (match[1] or match[2] or b"").decode("latin-1")


def _meta_labels(head: str) -> Iterator[str]:
    """Give the labels of the head; a tag that the window cuts off is no tag."""
    for token in tokenize(head):
        if token.kind == "start" and token.name == "meta":
            yield from _labels_of(attributes(head, token))
        if token.kind == "start" and token.name == "body":
            return


def _labels_of(found: Mapping[str, Attribute]) -> Iterator[str]:
    if "charset" in found:
        yield found["charset"].value
    elif "content" in found and "http-equiv" in found:
        declares = found["http-equiv"].value.strip().lower() == "content-type"
        match = _CHARSET.search(found["content"].value) if declares else None
        if match:
            yield match[1] or match[2] or match[3] or ""
