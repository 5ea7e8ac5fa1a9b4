"""What holds for any document that goes to TEI and back."""

from hypothesis import given

from corpuskit.model import Document
from corpuskit_tei import TeiExporter
from tests.plugins.tei_back import there_and_back
from tests.plugins.tei_documents import DOCUMENTS
from tests.plugins.test_tei_laws import EXPORTERS, ILLEGAL


def legal(text: str) -> str:
    return ILLEGAL.sub("\ufffd", text)


@given(DOCUMENTS)
def test_a_text_that_is_read_and_exported_again_has_the_same_bytes(document: Document) -> None:
    for exporter in EXPORTERS:
        written = exporter.encode(document)
        assert exporter.encode(there_and_back(document, exporter)) == written


@given(DOCUMENTS)
def test_text_labels_rules_and_what_is_kept_come_back(document: Document) -> None:
    back = there_and_back(document, TeiExporter())
    expected = [
        (number, legal(b.text), b.label, legal(b.detail), b.reason.rule, keeps(b))
        for keeps in [document.selection.keeps]
        for number, b in enumerate(document.blocks)
        if b.label != "blank"
    ]
    keeps = back.selection.keeps
    assert expected == [
        (number, b.text, b.label, b.detail, b.reason.rule, keeps(b))
        for number, b in enumerate(back.blocks)
        if b.label != "blank"
    ]


@given(DOCUMENTS)
def test_the_blocks_of_what_is_read_tile_a_source(document: Document) -> None:
    back = there_and_back(document, TeiExporter())
    ends = [0, *(block.end for block in back.blocks)]
    assert [block.start for block in back.blocks] == ends[:-1]


@given(DOCUMENTS)
def test_the_source_comes_back_as_stated(document: Document) -> None:
    back = there_and_back(document, TeiExporter()).source
    source = document.source
    assert (back.sha256, back.size, back.encoding, back.bom, back.reader) == (
        source.sha256,
        source.size,
        source.encoding,
        source.bom,
        source.reader,
    )
    assert (back.name, back.name_hex) == (legal(source.name), source.name_hex)
