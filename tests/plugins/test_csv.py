import csv
import io
import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from corpuskit.errors import ExportRefused
from corpuskit.exporter import CorpusInfo
from corpuskit.flat import flat_fields
from corpuskit.model import Document, Label, Selection
from corpuskit.testing import check_exporter
from corpuskit.version import VERSION
from corpuskit_csv.cells import PYTHON_LIMIT, SPREADSHEET_LIMIT
from corpuskit_csv.exporter import CsvExporter
from tests.plugins.documents import DOCUMENTS, article, plain_document

CORPUS = CorpusInfo(VERSION, "corpus.csv")
DOCUMENT_HEADER = (
    "doc_id,text,title,dateline,date,date_raw,date_cert,authors,byline,publisher,agency,"
    "source_name,url,licence,lang,n_chars,n_paragraphs,n_left_out,warnings,source_path,source_id,"
    "source_sha256"
)
BLOCK_HEADER = "doc_id,block,label,detail,kept,start,end,text,rule,confidence,evidence,repeat_of"

SHAPES = [
    CsvExporter(),
    CsvExporter(rows="block"),
    CsvExporter(excel=True),
    CsvExporter(rows="block", excel=True),
]
every_shape = pytest.mark.parametrize("exporter", SHAPES, ids=["plain", "block", "excel", "both"])


def table(exporter: CsvExporter, *documents: Document) -> list[dict[str, str]]:
    """Read an export with the csv module, as a stranger would."""
    stream = io.BytesIO()
    exporter.export(documents, stream)
    encoding = "utf-8-sig" if exporter.excel else "utf-8"
    text = io.StringIO(stream.getvalue().decode(encoding), newline="")
    return list(csv.DictReader(text, strict=True))


def text_document(text: str) -> Document:
    return plain_document((Label.PARAGRAPH, text))


@pytest.mark.parametrize(
    ("rows", "names"), [("document", DOCUMENT_HEADER), ("block", BLOCK_HEADER)]
)
def test_the_header_names_the_columns_in_a_fixed_order(rows: str, names: str) -> None:
    exporter = {"document": CsvExporter(), "block": CsvExporter(rows="block")}[rows]
    expected = ",".join(f'"{name}"' for name in names.split(",")) + "\r\n"
    assert exporter.header(CORPUS).decode() == expected


def test_a_row_holds_the_fields_of_the_document() -> None:
    (row,) = table(CsvExporter(), article())
    fields = flat_fields(article())._asdict()
    renamed = {"doc_id": "id", "source_path": "path", "source_sha256": "sha256"}
    assert row == {name: fields[renamed.get(name, name)] for name in DOCUMENT_HEADER.split(",")}


@given(DOCUMENTS.filter(lambda document: "\0" not in "".join(flat_fields(document))))
def test_every_value_is_read_back_exactly(document: Document) -> None:
    (row,) = table(CsvExporter(), document)
    assert (row["doc_id"], row["text"]) == (document.id, document.text)
    assert row["source_path"] == document.source.name


@pytest.mark.parametrize(
    "text",
    [
        "a\rb",
        "\r",
        "\n",
        "a\r\nb",
        '"',
        'a,"b"',
        "=1+1",
        " a ",
        "007",
        "NA",
        "null",
        "'",
        "\ufeffa",
    ],
)
def test_plain_csv_is_exact(text: str) -> None:
    (row,) = table(CsvExporter(), text_document(text))
    assert row["text"] == text


def test_plain_csv_has_no_byte_order_mark_and_ends_every_record_with_crlf() -> None:
    exporter = CsvExporter()
    data = exporter.header(CORPUS) + exporter.encode(text_document("a"))
    assert data.startswith(b'"doc_id"')
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    assert data.endswith(b"\r\n")


def test_rows_of_blocks_hold_all_blocks_but_the_blank_ones() -> None:
    rows = table(CsvExporter(rows="block"), article())
    assert [row["block"] for row in rows] == ["0", "1", "3", "4", "5", "6", "7"]
    assert {row["doc_id"] for row in rows} == {"bao-bai"}
    kept = {row["block"] for row in rows if row["kept"] == "true"}
    assert kept == {"1", "3", "4", "6"}


def test_a_row_of_a_block_says_why() -> None:
    row = table(CsvExporter(rows="block"), article())[0]
    assert row == {
        "doc_id": "bao-bai",
        "block": "0",
        "label": "chrome",
        "detail": "navigation",
        "kept": "false",
        "start": "0",
        "end": "20",
        "text": "Trang chủ | Tin tức",
        "rule": "chrome.phrase",
        "confidence": "0.98",
        "evidence": "Trang chủ",
        "repeat_of": "",
    }


def test_a_repeat_names_the_block_that_it_repeats() -> None:
    rows = table(CsvExporter(rows="block"), article())
    assert {row["block"]: row["repeat_of"] for row in rows if row["repeat_of"]} == {"5": "4"}


def test_kept_follows_the_selection() -> None:
    document = replace(article(), selection=Selection(labels=frozenset(), repeats=False))
    assert {row["kept"] for row in table(CsvExporter(rows="block"), document)} == {"true"}


@every_shape
def test_an_empty_corpus_is_a_header(exporter: CsvExporter) -> None:
    stream = io.BytesIO()
    exporter.export([], stream)
    assert stream.getvalue() == exporter.header(CORPUS)


@every_shape
@pytest.mark.parametrize(
    ("text", "cause"), [("a\0b", "NUL character"), ("\ud800", "lone surrogate")]
)
def test_what_csv_cannot_hold_is_refused_by_name(
    exporter: CsvExporter, text: str, cause: str
) -> None:
    with pytest.raises(ExportRefused, match=rf"^a/b\.txt: holds a {cause}"):
        exporter.encode(text_document(text))


@pytest.mark.parametrize("start", list("=+-@\t\r\n＝＋－＠"))
def test_the_spreadsheet_preset_guards_formulas_and_counts_them(start: str) -> None:
    exporter, document = CsvExporter(excel=True), text_document(f"{start}1+1")
    (row,) = table(exporter, document)
    assert row["text"] == f"'{start}1+1"
    assert exporter.notes(document) == {"formula guards": 1}


def test_formulas_are_guarded_in_every_column() -> None:
    document = replace(plain_document((Label.BYLINE, "@An"), name="=a.txt"), id="-a")
    (row,) = table(CsvExporter(excel=True), document)
    guarded = {name for name, value in row.items() if value.startswith("'")}
    assert guarded == {"doc_id", "text", "byline", "source_path"}
    assert CsvExporter(excel=True).notes(document) == {"formula guards": 4}


@pytest.mark.parametrize("text", ["a=1", "'=1", " =1", "1-2", "5", "– a"])
def test_other_cells_are_not_guarded(text: str) -> None:
    exporter = CsvExporter(excel=True)
    (row,) = table(exporter, text_document(text))
    assert (row["text"], exporter.notes(text_document(text))) == (text, {})


def test_the_spreadsheet_preset_begins_with_one_byte_order_mark() -> None:
    stream = io.BytesIO()
    CsvExporter(excel=True).export([text_document("a"), text_document("b")], stream)
    assert stream.getvalue().startswith("\ufeff".encode())
    assert stream.getvalue().count("\ufeff".encode()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a" * (SPREADSHEET_LIMIT + 1),
        "😀" * (SPREADSHEET_LIMIT // 2 + 1),
        "=" + "a" * (SPREADSHEET_LIMIT - 1),
    ],
    ids=["letters", "UTF-16 units", "with its guard"],
)
def test_a_cell_that_a_spreadsheet_would_cut_is_refused_by_name(text: str) -> None:
    with pytest.raises(ExportRefused) as refused:
        CsvExporter(excel=True).encode(text_document(text))
    assert refused.value.source == "a/b.txt"
    assert "--csv-rows block" in refused.value.advice


@pytest.mark.parametrize(
    "text",
    ["a" * SPREADSHEET_LIMIT, "😀" * (SPREADSHEET_LIMIT // 2), "=" + "a" * (SPREADSHEET_LIMIT - 2)],
    ids=["letters", "UTF-16 units", "with its guard"],
)
def test_a_cell_that_just_fits_a_spreadsheet_is_written(text: str) -> None:
    (row,) = table(CsvExporter(excel=True), text_document(text))
    assert row["text"].removeprefix("'") == text


def test_plain_csv_keeps_long_texts_whole_and_counts_them() -> None:
    long, most = text_document("a" * (PYTHON_LIMIT + 1)), text_document("a" * PYTHON_LIMIT)
    exporter = CsvExporter()
    assert b"a" * (PYTHON_LIMIT + 1) in exporter.encode(long)
    assert exporter.notes(long) == {"cells over 131072 characters": 1}
    assert exporter.notes(most) == {}


@every_shape
def test_the_companions_describe_the_columns_of_the_header(exporter: CsvExporter) -> None:
    files = {c.name: json.loads(b"".join(c.pieces)) for c in exporter.companions(CORPUS)}
    assert list(files) == ["corpus.csv-metadata.json", "datapackage.json"]
    header = exporter.header(CORPUS).decode().lstrip("\ufeff").rstrip().replace('"', "")
    csvw, package = files.values()
    columns, fields = csvw["tableSchema"]["columns"], package["resources"][0]["schema"]["fields"]
    assert [column["name"] for column in columns] == header.split(",")
    assert [field["name"] for field in fields] == header.split(",")
    assert (csvw["url"], package["resources"][0]["path"]) == ("corpus.csv", "corpus.csv")


def test_only_dates_and_counts_are_more_than_strings() -> None:
    csvw = json.loads(b"".join(next(CsvExporter().companions(CORPUS)).pieces))
    types = {column["name"]: column["datatype"] for column in csvw["tableSchema"]["columns"]}
    assert {name: kind for name, kind in types.items() if kind != "string"} == {
        "date": "date",
        "n_chars": "integer",
        "n_paragraphs": "integer",
        "n_left_out": "integer",
    }


def test_the_companions_name_the_file_of_the_run() -> None:
    corpus = CORPUS._replace(file="news.csv")
    names = [companion.name for companion in CsvExporter().companions(corpus)]
    assert names == ["news.csv-metadata.json", "datapackage.json"]


@pytest.mark.parametrize(
    ("files", "url", "path"),
    [
        (("corpus.csv.gz",), {"url": "corpus.csv.gz"}, "corpus.csv.gz"),
        (
            ("corpus-00001.csv", "corpus-00002.csv"),
            {"tables": [{"url": "corpus-00001.csv"}, {"url": "corpus-00002.csv"}]},
            ["corpus-00001.csv", "corpus-00002.csv"],
        ),
    ],
)
def test_the_companions_lead_to_the_files_on_the_disk(
    files: tuple[str, ...], url: dict[str, Any], path: str | list[str]
) -> None:
    companions = [*CsvExporter().companions(CORPUS._replace(files=files))]
    csvw, package = (json.loads(b"".join(companion.pieces)) for companion in companions)
    assert {key: csvw[key] for key in ("url", "tables") if key in csvw} == url
    assert package["resources"][0]["path"] == path
    assert [companion.name for companion in companions] == [
        "corpus.csv-metadata.json",
        "datapackage.json",
    ]


def test_importing_the_plugin_imports_no_exporter() -> None:
    code = "import sys, corpuskit_csv; print('corpuskit_csv.exporter' in sys.modules)"
    done = subprocess.run(  # noqa: S603  # this interpreter, a constant program
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_the_exporter_is_offered_under_the_name_of_its_entry_point() -> None:
    import corpuskit_csv  # noqa: PLC0415  # the hook is what is tested

    assert [exporter.name for exporter in corpuskit_csv.corpuskit_exporters()] == ["csv"]


def test_the_exporter_keeps_every_promise_with_every_option() -> None:
    check_exporter(CsvExporter())
