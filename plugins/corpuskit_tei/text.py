"""One document as one TEI file."""

from lxml import etree

from corpuskit import Document
from corpuskit_tei.body import add_body
from corpuskit_tei.characters import count_replaced, legal
from corpuskit_tei.header import add_header
from corpuskit_tei.names import P5_VERSION, XML_ID, XML_LANG, add, start
from corpuskit_tei.pieces import open_page

_SCHEMA = (
    f'href="https://www.tei-c.org/Vault/P5/{P5_VERSION}/xml/tei/custom/schema/relaxng/tei_all.rng" '
    'type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"'
)
_PROLOG = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n%s\n'  # lxml alone would put them on one line
    % etree.tostring(etree.ProcessingInstruction("xml-model", _SCHEMA))
)


def tei_file(document: Document, *, inline_dateline: bool) -> bytes:
    """Give the bytes of a complete file."""
    try:
        root = _tree(document, inline_dateline=inline_dateline)
    except ValueError:
        # lxml looks at every character anyway: to ask before would cost each page a second look
        root = _tree(legal(document), inline_dateline=inline_dateline)
    return _PROLOG + etree.tostring(root, encoding="UTF-8", xml_declaration=False) + b"\n"


def _tree(document: Document, *, inline_dateline: bool) -> etree._Element:
    page = open_page(document)
    named = {XML_ID: document.id, XML_LANG: page.language, "version": P5_VERSION}
    root = start("TEI", named)
    root.text = "\n"
    add_header(root, page, count_replaced(document))
    text = add(root, "text", "\n", {XML_LANG: page.language})
    add_body(text, page, inline_dateline=inline_dateline)
    for child in (*root, *text):
        child.tail = "\n"
    return root
