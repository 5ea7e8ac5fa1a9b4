"""How the tests read a TEI file back."""

from functools import cache

from lxml import etree

from corpuskit_tei import TeiExporter

NAMESPACE = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LAYOUT = (NAMESPACE + "body", NAMESPACE + "div")


def parse(data: bytes) -> etree._Element:
    """Parse a file as a strict reader does."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))


@cache
def _profile() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(TeiExporter().schema()))


def profile_errors(data: bytes) -> list[str]:
    """Give what the schema of the profile says against a file."""
    profile = _profile()
    profile.validate(parse(data))
    return [error.message for error in profile.error_log]


def block_elements(root: etree._Element) -> list[etree._Element]:
    """Give the elements of the body that hold the text of blocks, in order."""
    body = root.find(f".//{NAMESPACE}body")
    assert body is not None
    inside = [e for e in body.iter() if (p := e.getparent()) is not None and p.tag in _LAYOUT]
    return [e for e in inside if e.tag not in (*_LAYOUT, NAMESPACE + "gap")]


def block_texts(root: etree._Element) -> list[str]:
    """Give the text of each block; a dateline with no line end behind it is part of the next."""
    texts: list[str] = []
    joined = False
    for element in block_elements(root):
        text = "".join(map(str, element.itertext()))
        texts[-1:] = [texts[-1] + text] if joined else [*texts[-1:], text]
        joined = element.tail is None
    return texts


def layout_white_space(root: etree._Element) -> set[str]:
    """Give the characters of the body that stand between the block elements."""
    found: set[str] = set()
    for parent in root.iter(*_LAYOUT):
        found.update(parent.text or "", *(child.tail or "" for child in parent))
    return found
