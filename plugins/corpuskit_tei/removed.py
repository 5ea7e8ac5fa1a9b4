"""The revision description: the steps, and every block that was left out with its text."""

from lxml import etree

from corpuskit_tei.names import XML_ID, XML_LANG, add
from corpuskit_tei.pieces import Page, Piece


def add_revision(header: etree._Element, page: Page) -> None:
    """Add the steps that made the file; they bear no date, so that two runs give the same bytes."""
    source = page.document.source
    left_out = [piece for piece in page.pieces if not piece.kept]
    revision = add(header, "revisionDesc")
    _add_change(revision, page, "read", f"read {source.size} bytes as {source.encoding}")
    words = f"labelled {len(page.pieces)} blocks and left out {len(left_out)}"
    step = _add_change(revision, page, "label", words)
    if left_out:
        items = add(step, "list", "", {"type": "removed"})
        for piece in left_out:
            _add_item(items, page, piece)


def _add_change(parent: etree._Element, page: Page, name: str, words: str) -> etree._Element:
    attributes = {"n": name, XML_ID: page.id(name), "who": f"#{page.id('app')}"}
    return add(parent, "change", words, attributes)


def _add_item(parent: etree._Element, page: Page, piece: Piece) -> None:
    block = piece.block
    item = add(parent, "item", "", page.attributes(piece))
    add(item, "quote", block.text, {XML_LANG: page.language})
    if block.repeat_kind:
        add(item, "note", block.repeat_kind.value, {"type": "repeat"})
    if block.reason.evidence:
        add(item, "note", block.reason.evidence, {"type": "evidence"})
