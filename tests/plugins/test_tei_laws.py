"""What holds for any document at all."""

import re

from hypothesis import given
from lxml import etree

from corpuskit.model import Document
from corpuskit_tei import TeiExporter
from tests.plugins.tei_documents import DOCUMENTS
from tests.plugins.tei_reading import (
    NAMESPACE,
    XML_ID,
    block_texts,
    layout_white_space,
    parse,
    profile_errors,
)

EXPORTERS = (TeiExporter(), TeiExporter(dateline="inline"))
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
POINTERS = ("ana", "corresp", "sameAs", "who", "target", "ref")


@given(DOCUMENTS)
def test_every_file_is_valid_against_the_profile(document: Document) -> None:
    for exporter in EXPORTERS:
        assert profile_errors(exporter.encode(document)) == []


@given(DOCUMENTS)
def test_the_text_of_the_body_is_the_text_of_the_kept_blocks(document: Document) -> None:
    expected = [ILLEGAL.sub("\ufffd", block.text) for block in document.kept]
    for exporter in EXPORTERS:
        assert block_texts(parse(exporter.encode(document))) == expected


@given(DOCUMENTS)
def test_between_the_blocks_stand_line_ends_and_nothing_else(document: Document) -> None:
    for exporter in EXPORTERS:
        assert layout_white_space(parse(exporter.encode(document))) <= {"\n"}


@given(DOCUMENTS)
def test_every_block_left_out_is_quoted_in_the_header_once(document: Document) -> None:
    expected = [ILLEGAL.sub("\ufffd", block.text) for block in document.left_out]
    root = parse(TeiExporter().encode(document))
    assert [quote.text or "" for quote in root.iter(NAMESPACE + "quote")] == expected
    assert len(list(root.iter(NAMESPACE + "gap"))) == len(expected)


@given(DOCUMENTS)
def test_identifiers_are_unique_and_begin_with_that_of_the_document(document: Document) -> None:
    for exporter in EXPORTERS:
        ids = [e.get(XML_ID) for e in parse(exporter.encode(document)).iter() if e.get(XML_ID)]
        assert len(ids) == len(set(ids))
        assert [i for i in ids[1:] if not str(i).startswith(f"{document.id}--")] == []


@given(DOCUMENTS)
def test_every_pointer_into_the_file_finds_its_target(document: Document) -> None:
    for exporter in EXPORTERS:
        root = parse(exporter.encode(document))
        ids = {f"#{element.get(XML_ID)}" for element in root.iter()}
        said = [e.get(name, "") for e in root.iter() for name in POINTERS]
        assert {p for words in said for p in words.split() if p.startswith("#")} - ids == set()


@given(DOCUMENTS)
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert TeiExporter().encode(document) == TeiExporter().encode(document)


@given(DOCUMENTS)
def test_places_point_at_the_block_in_the_source_as_rfc_5147_counts(document: Document) -> None:
    folded = document.raw.replace("\r\n", "\n")
    root = parse(TeiExporter(dateline="inline").encode(document))
    for number, block in enumerate(document.blocks):
        for element in _with_id(root, f"{document.id}--b{number}"):
            start, end = element.get("corresp", "").rsplit("=", 1)[1].split(",")
            assert folded[int(start) : int(end)] == block.raw.strip().replace("\r\n", "\n")


def _with_id(root: etree._Element, identifier: str) -> list[etree._Element]:
    return [element for element in root.iter() if element.get(XML_ID) == identifier]
