import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest
from msgspec.structs import replace

from corpuskit.exporter import Exporter, RecordExporter
from corpuskit.model import Document, DocumentWarning, Label, Selection, Source
from corpuskit_tei import TeiExporter, corpuskit_exporters
from tests.plugins.tei_documents import SEED_LIKE, news_page, page, with_blocks
from tests.plugins.tei_reading import NAMESPACE, block_texts, parse, profile_errors

LOADED = """
import sys, corpuskit_tei
(exporter,) = corpuskit_tei.corpuskit_exporters()
exporter.schema()
print([name for name in sys.modules if name.startswith("lxml")])
"""


def test_lxml_waits_until_something_is_exported() -> None:
    listed = subprocess.run(  # noqa: S603 - the command is the constant above
        [sys.executable, "-c", LOADED], check=True, capture_output=True, text=True
    )
    assert listed.stdout.strip() == "[]"


def test_the_hook_offers_tei_with_its_defaults() -> None:
    assert corpuskit_exporters() == (TeiExporter(dateline="block"),)


def test_the_exporter_is_a_frozen_record_exporter_with_one_file_per_document() -> None:
    exporter = TeiExporter()
    assert isinstance(exporter, Exporter)
    assert isinstance(exporter, RecordExporter)
    assert (exporter.name, exporter.suffix, exporter.per_document) == ("tei", ".xml", True)
    with pytest.raises(FrozenInstanceError):
        exporter.dateline = "inline"  # type: ignore[misc]  # frozen is what is tested


@pytest.mark.parametrize("document", SEED_LIKE)
@pytest.mark.parametrize("dateline", ["block", "inline"])
def test_pages_like_the_seeds_are_valid_and_whole(document: Document, dateline: str) -> None:
    written = TeiExporter(dateline).encode(document)  # type: ignore[arg-type]  # a parameter
    assert profile_errors(written) == []
    assert block_texts(parse(written)) == [block.text for block in document.kept]


def test_a_file_starts_with_its_declaration_and_its_schema() -> None:
    lines = TeiExporter().encode(news_page()).splitlines()
    assert lines[0] == b'<?xml version="1.0" encoding="UTF-8"?>'
    assert lines[1].startswith(b"<?xml-model href=")
    assert lines[2].startswith(b'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="page"')


def test_carriage_returns_in_the_text_survive_a_parse() -> None:
    document = with_blocks(page((Label.PARAGRAPH, "x")), {0: {"text": "a\rb\r\nc"}})
    assert block_texts(parse(TeiExporter().encode(document))) == ["a\rb\r\nc"]


def test_illegal_characters_are_replaced_counted_and_reported() -> None:
    document = with_blocks(page((Label.PARAGRAPH, "x")), {0: {"text": "a\x00b\ufffe\ud800"}})
    root = parse(TeiExporter().encode(document))
    assert block_texts(root) == ["a\ufffdb\ufffd\ufffd"]
    paragraph = root.find(f".//{NAMESPACE}p[@n='illegal-characters']")
    assert paragraph is not None
    assert paragraph.text == ("U+FFFD stands for 3 characters that XML does not allow, by block: ")
    assert [(ref.get("target"), ref.text) for ref in paragraph] == [("#page--b0", "3")]
    assert TeiExporter().notes(document) == {"characters replaced for XML": 3}


def test_illegal_characters_outside_the_text_are_replaced_too() -> None:
    source = Source("a\udcff.txt", "", 0, "utf-8")
    warnings = (DocumentWarning("\x01", "\ufffe"),)
    written = TeiExporter().encode(page((Label.PARAGRAPH, "x"), source=source, warnings=warnings))
    assert profile_errors(written) == []
    assert parse(written).findtext(f".//{NAMESPACE}note[@type='warning']") == "\ufffd: \ufffd"


def test_a_page_of_legal_characters_needs_no_note() -> None:
    assert TeiExporter().notes(news_page()) == {}
    assert b"illegal-characters" not in TeiExporter().encode(news_page())


@pytest.mark.parametrize("label", [Label.PARAGRAPH, Label.HEADING, Label.CHROME])
def test_ten_thousand_blocks_of_one_label_are_one_valid_file(label: Label) -> None:
    document = page(*[(label, "Một dòng.")] * 10_000)
    for selection in (Selection(), Selection(frozenset())):
        written = TeiExporter().encode(replace(document, selection=selection))
        assert profile_errors(written) == []


def test_the_schema_is_the_one_that_the_exporter_names() -> None:
    assert dict(TeiExporter.schemas) == {"tei": "profile.rng"}
    assert TeiExporter().schema().startswith(b"<?xml")
