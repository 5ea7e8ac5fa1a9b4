import json
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, ClassVar

import pytest

from corpuskit import (
    ConversionOptions,
    Document,
    Label,
    OutputInUse,
    PipelineOptions,
    ReadingOptions,
    Selection,
    SourceRefused,
    UsageError,
    convert,
    label_text,
    make_pipeline,
    read_documents,
)
from tests.strangers import install

SEEDS = Path(__file__).parents[1] / "seeds"
PAGE = SEEDS / "002_e583691dd32359a8.txt"


class Ids:
    name: ClassVar[str] = "ids"
    suffix: ClassVar[str] = ".txt"
    summary: ClassVar[str] = "one id per line"

    def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        stream.writelines(document.id.encode() + b"\n" for document in documents)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with a page and what is none."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (folder / "b.txt").write_text("Một dòng.\n", encoding="utf-8")
    return folder


def test_the_documents_of_a_folder_come_one_by_one_in_order() -> None:
    documents = list(read_documents(SEEDS))
    assert [document.source.name for document in documents] == sorted(
        path.name for path in SEEDS.iterdir()
    )
    assert [document.raw.encode() for document in documents] == [
        path.read_bytes() for path in sorted(SEEDS.iterdir())
    ]


def test_several_inputs_can_be_given_as_strings_and_paths_in_any_order() -> None:
    other = SEEDS / "000_92774cd1868c8892.txt"
    names = [document.source.name for document in read_documents(PAGE, str(other))]
    assert names == [document.source.name for document in read_documents(str(other), PAGE)]
    assert sorted(names) == [other.name, PAGE.name]


def test_a_refused_source_is_raised(mixed: Path) -> None:
    with pytest.raises(SourceRefused, match=r"a\.txt: not text"):
        list(read_documents(mixed))


def test_refused_sources_can_be_collected_instead(mixed: Path) -> None:
    refused: list[SourceRefused] = []
    documents = list(read_documents(mixed, on_refused=refused.append))
    assert [document.source.name for document in documents] == ["b.txt"]
    assert [refusal.source for refusal in refused] == ["a.txt"]


def test_an_input_that_is_not_there_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="gone cannot be read"):
        next(read_documents("gone"))


def test_options_reach_the_reader_and_the_pipeline(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes("Một dòng hoà bình.\n".encode("cp1258", "replace"))
    options = ReadingOptions(PipelineOptions(language="vi", tones="old"), encoding="cp1258")
    [document] = read_documents(page, options=options)
    assert document.source.encoding == "cp1258"
    assert document.metadata.language is not None
    assert document.metadata.language.rule == "language.option"


def test_a_folder_is_converted_in_several_formats(tmp_path: Path) -> None:
    summary = convert([SEEDS], tmp_path / "out", formats=["json", "tei"])
    assert (summary.documents, summary.refused, summary.exit_code) == (5, 0, 0)
    assert len(list((tmp_path / "out/tei").glob("00*.xml"))) == 5


def test_one_input_and_one_format_need_no_list(tmp_path: Path) -> None:
    assert convert(str(PAGE), tmp_path / "out", "jsonl").documents == 1
    record = json.loads((tmp_path / "out/jsonl/corpus.jsonl").read_bytes())
    assert record["id"] == "d-002_e583691dd32359a8.txt"


def test_an_exporter_of_ones_own_needs_no_entry_point(tmp_path: Path) -> None:
    convert(SEEDS, tmp_path / "out", ["json", Ids()])
    assert (tmp_path / "out/ids/corpus.txt").read_text().count("\n") == 5


def test_a_refused_source_does_not_stop_a_conversion(mixed: Path, tmp_path: Path) -> None:
    summary = convert(mixed, tmp_path / "out")
    assert (summary.documents, summary.refused, summary.exit_code) == (1, 1, 3)


def test_other_options_for_the_same_folder_are_refused_until_forced(tmp_path: Path) -> None:
    convert(PAGE, tmp_path / "out")
    other = PipelineOptions(selection=Selection(labels=frozenset({Label.LEAD})))
    with pytest.raises(OutputInUse, match="made with other options"):
        convert(PAGE, tmp_path / "out", options=ConversionOptions(other))
    assert convert(PAGE, tmp_path / "out", options=ConversionOptions(other, force=True)).documents


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    summary = convert(SEEDS, tmp_path / "out", options=ConversionOptions(dry_run=True))
    assert (summary.documents, list(tmp_path.iterdir())) == (5, [])


def test_an_unknown_format_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no format 'tie'; did you mean 'tei'"):
        convert(SEEDS, tmp_path / "out", "tie")


def test_a_string_is_labelled_as_a_file_would_be() -> None:
    text = PAGE.read_text(encoding="utf-8")
    [from_file] = read_documents(PAGE)
    assert label_text(text, PAGE.name) == from_file


def test_a_pipeline_is_made_once_for_many_strings() -> None:
    pipeline = make_pipeline(PipelineOptions(language="vi"))
    labels = [
        block.label
        for text in ("In trang này\n", "Một đoạn văn, đủ dài, có dấu chấm ở cuối câu.\n")
        for block in label_text(text, pipeline=pipeline).blocks
    ]
    assert labels == [Label.CHROME, Label.PARAGRAPH]


@pytest.mark.parametrize(
    ("text", "raw"),
    [("", ""), ("\ud800", "\ufffd" * 3), ("\ufeffa", "\ufeffa"), ("a\r\nb", "a\r\nb")],
)
def test_no_string_is_too_odd_to_be_labelled(text: str, raw: str) -> None:
    assert label_text(text).raw == raw


def test_a_broken_plugin_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    install(tmp_path, "strange-things", {"rules": "strange = str_api"}, str_api="1 / 0")
    with pytest.warns(RuntimeWarning, match=r"plugin strange \(strange-things 1.0\): ZeroDivision"):
        make_pipeline()


def test_a_string_that_begins_with_a_byte_order_mark_is_tiled_like_any_other() -> None:
    text = "\ufeffNgày 1/3/2024, ủy ban họp.\n"
    document = label_text(text)
    assert document.raw == text
    assert [document.raw[s.start : s.end] for b in document.blocks for s in b.spans] == [
        s.text for b in document.blocks for s in b.spans
    ]


def test_a_conversion_needs_a_folder_to_write_to() -> None:
    with pytest.raises(UsageError, match="the output folder has no name"):
        convert(SEEDS, "")
