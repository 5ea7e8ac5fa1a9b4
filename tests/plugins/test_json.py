import subprocess
import sys

import orjson
import pytest
from hypothesis import given
from msgspec.structs import replace

from corpuskit.errors import ExportRefused, SourceRefused
from corpuskit.model import Block, Document, Label, Metadata, Reason, Selection, Source
from corpuskit.testing import check_exporter
from corpuskit.version import VERSION
from corpuskit_json.exporters import JsonExporter, JsonLinesExporter
from corpuskit_json.reading import read_record
from tests.plugins.documents import DOCUMENTS, article, plain_document

EXPORTERS = [JsonExporter(), JsonLinesExporter()]
both = pytest.mark.parametrize("exporter", EXPORTERS, ids=["json", "jsonl"])


def full(document: Document) -> dict[str, object]:
    record = orjson.loads(JsonExporter().encode(document))
    assert isinstance(record, dict)
    return record


@given(DOCUMENTS)
def test_a_record_read_back_is_the_document(document: Document) -> None:
    assert read_record(JsonExporter().encode(document)) == document


def test_a_rich_document_read_back_is_the_document() -> None:
    assert read_record(JsonExporter().encode(article())) == article()


def test_the_exporter_reads_what_it_wrote() -> None:
    exporter = JsonExporter()
    assert exporter.read_record(exporter.encode(article())) == article()


@both
@given(document=DOCUMENTS)
def test_a_record_is_one_line_for_every_reader_of_lines(
    exporter: JsonExporter | JsonLinesExporter, document: Document
) -> None:
    line = exporter.encode(document)
    assert line.decode().splitlines(keepends=True) == [line.decode()]
    assert line.endswith(b"\n")


@both
@given(document=DOCUMENTS)
def test_no_value_is_null(exporter: JsonExporter | JsonLinesExporter, document: Document) -> None:
    without_strings = orjson.dumps(_bare(orjson.loads(exporter.encode(document))))
    assert b"null" not in without_strings


def _bare(value: object) -> object:
    """Empty every string, so that what is left can be searched for a word."""
    if isinstance(value, dict):
        return [_bare(part) for part in value.values()]
    if isinstance(value, list):
        return [_bare(part) for part in value]
    return "" if isinstance(value, str) else value


def test_the_text_of_a_row_is_the_text_of_the_document_line_ends_of_unicode_included() -> None:
    document = plain_document((Label.PARAGRAPH, "a\u0085b\u2028c\u2029d"))
    assert orjson.loads(JsonLinesExporter().encode(document))["text"] == document.text


@both
def test_line_ends_of_unicode_are_escaped(
    exporter: JsonExporter | JsonLinesExporter,
) -> None:
    document = plain_document((Label.PARAGRAPH, "a\u0085b\u2028c\u2029d"))
    line = exporter.encode(document)
    assert b"a\\u0085b\\u2028c\\u2029d" in line


@both
@pytest.mark.parametrize("place", ["text", "name", "id"])
def test_a_lone_surrogate_is_refused_by_name(
    exporter: JsonExporter | JsonLinesExporter, place: str
) -> None:
    odd = {place: "\ud800"}
    document = plain_document(
        (Label.PARAGRAPH, odd.get("text", "a")), name=odd.get("name", "b.txt")
    )
    document = replace(document, id=odd.get("id", "b"))
    with pytest.raises(ExportRefused) as refused:
        exporter.encode(document)
    assert refused.value.source == document.source.name
    assert "cannot be written as JSON" in refused.value.cause


@pytest.mark.parametrize("confidence", [float("nan"), float("inf"), float("-inf")])
def test_a_confidence_that_is_no_number_is_refused(confidence: float) -> None:
    block = Block(0, "a\n", "a", Label.PARAGRAPH, Reason("stranger", confidence))
    document = replace(plain_document(), blocks=(block,))
    with pytest.raises(ExportRefused, match="no finite number"):
        JsonExporter().encode(document)


def test_text_that_looks_like_a_missing_confidence_is_not_refused() -> None:
    document = plain_document((Label.PARAGRAPH, '{"confidence":null}'))
    assert read_record(JsonExporter().encode(document)) == document


def test_a_number_of_more_than_64_bits_is_refused() -> None:
    with pytest.raises(ExportRefused, match=r"^a\.txt: cannot be written as JSON"):
        JsonExporter().encode(Document("a", Source("a.txt", "", 2**64, "utf-8"), ()))


def test_the_full_record_says_what_it_is_before_anything_else() -> None:
    keys = list(full(article()))
    assert keys == [
        "format", "corpuskit", "offset_unit", "id", "source", "metadata", "language",
        "normalization", "blocks", "warnings", "selection",
    ]  # fmt: skip
    assert full(article())["format"] == "urn:corpuskit:schema:json:1"
    assert full(article())["corpuskit"] == VERSION


def test_keys_that_hold_their_default_are_left_out() -> None:
    record = full(plain_document((Label.PARAGRAPH, "a")))
    assert list(record) == [
        "format", "corpuskit", "offset_unit", "id", "source", "metadata", "blocks", "selection",
    ]  # fmt: skip
    assert record["metadata"] == {}
    assert record["blocks"] == [
        {
            "start": 0,
            "end": 2,
            "label": "paragraph",
            "text": "a",
            "kept": True,
            "reason": {"rule": "test", "confidence": 1.0},
        }
    ]


def test_raw_is_written_only_where_it_is_not_the_text_and_a_line_feed() -> None:
    blocks = full(article())["blocks"]
    assert isinstance(blocks, list)
    with_raw = {index: block["raw"] for index, block in enumerate(blocks) if "raw" in block}
    assert with_raw == {
        3: "BBK - Sáng 09/01, Quân khu 1 tổ chức hội nghị.\r\n",
        7: "In trang này",
    }


def test_changes_of_normalisation_are_added_up_by_rule() -> None:
    assert full(article())["normalization"] == {"nfc": 4, "spaces": 2}


def test_kept_says_what_the_selection_decides() -> None:
    document = replace(article(), selection=Selection(labels=frozenset(), repeats=False))
    blocks = full(document)["blocks"]
    assert isinstance(blocks, list)
    assert [block["kept"] for block in blocks] == [True, True, False, *[True] * 5]


def test_offsets_count_code_points() -> None:
    blocks = full(plain_document((Label.PARAGRAPH, "😀ệ"), (Label.PARAGRAPH, "b")))["blocks"]
    assert isinstance(blocks, list)
    assert [(block["start"], block["end"]) for block in blocks] == [(0, 3), (3, 5)]


def _damaged(**changes: object) -> bytes:
    return orjson.dumps({**full(plain_document((Label.PARAGRAPH, "a"))), **changes})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"", "record: is not JSON"),
        (b'{"format":', "record: is not JSON"),
        (b"\xff", "record: is not JSON"),
        (b'{"id": "\\ud800"}', "record: is not JSON"),
        (b"[" * 5000, "record: is not JSON"),
        (b"[]", "record: is no JSON object"),
        (b"{}", "record: is not of the format urn:corpuskit:schema:json:1"),
        (_damaged(format="urn:corpuskit:schema:json:2"), "a/b.txt: is not of the format"),
        (_damaged(blocks=[1]), r"a/b.txt: damaged record: .*\$.blocks\[0\]"),
        (_damaged(blocks={}), r"a/b.txt: damaged record: .*\$.blocks"),
        (_damaged(blocks=[{"text": "a"}]), "a/b.txt: damaged record: .*missing required field"),
        (_damaged(id=7), r"a/b.txt: damaged record: .*\$.id"),
        (_damaged(source={"name": 7}), r"record: damaged record: .*\$.source"),
        (_damaged(source=None), r"record: damaged record: .*\$.source"),
        (_damaged(metadata={"date": {}}), r"a/b.txt: damaged record: .*\$.metadata.date"),
    ],
)
def test_a_damaged_record_is_refused_with_its_cause(line: bytes, message: str) -> None:
    with pytest.raises(SourceRefused, match=message) as refused:
        read_record(line)
    assert refused.value.advice == "convert the sources again with --to json"


@pytest.mark.parametrize("text", ["", "ab"])
def test_a_block_whose_text_was_changed_is_refused(text: str) -> None:
    line = JsonExporter().encode(plain_document((Label.PARAGRAPH, "a")))
    with pytest.raises(SourceRefused, match="block 0 has a wrong length"):
        read_record(line.replace(b'"text":"a"', f'"text":"{text}"'.encode()))


def test_keys_of_a_later_version_are_passed_over() -> None:
    assert read_record(_damaged(later=1)) == plain_document((Label.PARAGRAPH, "a"))


@both
def test_a_document_without_text_has_a_record(exporter: JsonExporter | JsonLinesExporter) -> None:
    line = exporter.encode(Document("a", Source("a.txt", "", 0, "utf-8"), ()))
    assert orjson.loads(line)["id"] == "a"


def test_the_flat_row_has_the_same_keys_in_the_same_order_always() -> None:
    lines = [JsonLinesExporter().encode(document) for document in (article(), plain_document())]
    shapes = [[*record, *record["metadata"]] for record in map(orjson.loads, lines)]
    assert shapes[0] == shapes[1] == [
        "id", "text", "source", "added", "created", "metadata",
        "title", "dateline", "date", "date_raw", "date_not_before", "date_not_after", "date_cert",
        "date_kind", "authors", "byline", "publisher", "agency", "source_name", "url",
        "licence", "lang", "n_chars", "n_paragraphs", "n_left_out", "warnings", "path", "source_id",
        "sha256", "corpuskit",
    ]  # fmt: skip


@given(DOCUMENTS)
def test_the_flat_row_holds_strings_only(document: Document) -> None:
    record = orjson.loads(JsonLinesExporter().encode(document))
    metadata = record.pop("metadata")
    assert {type(value) for value in (*record.values(), *metadata.values())} == {str}


def test_the_flat_row_gives_text_and_metadata() -> None:
    record = orjson.loads(JsonLinesExporter().encode(article()))
    metadata = record["metadata"]
    assert record["text"] == article().text
    assert (record["source"], record["added"]) == ("bao/bai-%FF.txt", "")
    assert (record["created"], metadata["date"]) == ("2023-01-09", "2023-01-09")
    assert metadata["corpuskit"] == VERSION


def test_importing_the_plugin_does_not_import_orjson() -> None:
    code = "import sys, corpuskit_json; print('orjson' in sys.modules)"
    done = subprocess.run(  # noqa: S603  # this interpreter, a constant program
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_both_exporters_are_offered_under_the_names_of_their_entry_points() -> None:
    import corpuskit_json  # noqa: PLC0415  # the hook is what is tested

    assert [exporter.name for exporter in corpuskit_json.corpuskit_exporters()] == [
        "json",
        "jsonl",
    ]


def test_metadata_without_statements_is_empty() -> None:
    assert full(replace(article(), metadata=Metadata()))["metadata"] == {}


@both
def test_the_exporter_keeps_every_promise(exporter: JsonExporter | JsonLinesExporter) -> None:
    check_exporter(exporter)
