"""Whether a record gives the bytes of its source is known when it is written."""

import pytest
from msgspec.structs import replace

from corpuskit import Document, decode, label_text, make_pipeline
from corpuskit_json.exporters import JsonExporter

NOTE = {"sources that restore cannot write": 1}


def test_a_document_of_a_source_has_no_note() -> None:
    assert JsonExporter().notes(label_text("Một trang.\r\n\r\nHai dòng.\n")) == {}
    damaged = make_pipeline().document(decode(b"caf\xe9 \xff\n" + b"a line of text\n" * 40, "a"))
    assert JsonExporter().notes(damaged) == {}


@pytest.mark.parametrize(
    "change",
    [
        {"size": 7},
        {"sha256": "0" * 64},
        {"encoding": "klingon"},
        {"encoding": "ascii"},
        {"base64": "?"},
        {"encoding": "ascii", "bom": True},
    ],
    ids=str,
)
def test_one_whose_source_is_another_has_a_note(change: dict[str, object]) -> None:
    document = label_text("Một trang.\n")
    assert JsonExporter().notes(_with(document, change)) == NOTE


def _with(document: Document, change: dict[str, object]) -> Document:
    return replace(document, source=replace(document.source, **change))
