import json
import re
from collections.abc import Iterable
from math import nan
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, cast

import pytest

from corpuskit import (
    Comparison,
    ConversionOptions,
    Document,
    Label,
    Limits,
    OutputInUse,
    PipelineOptions,
    ReadingOptions,
    RecordExporter,
    Running,
    Selection,
    SourceRefused,
    UsageError,
    convert,
    dedupe,
    label_text,
    learn,
    make_pipeline,
    read_documents,
    read_profile,
    write_profile,
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


def label_all(*inputs: Any, **options: Any) -> list[Document]:
    return list(read_documents(*inputs, **options))


class Nameless(Ids):
    name: ClassVar[Any] = 5


def converting(**options: Any) -> tuple[Any, ...]:
    return convert, (SEEDS, "out"), {"options": ConversionOptions(**options)}


def labelling(**options: Any) -> tuple[Any, ...]:
    return converting(pipeline=PipelineOptions(**options))


WRONG: dict[str, tuple[Any, ...]] = {
    "inputs cannot be 5; give the path of a file or folder": (convert, (5, "out")),
    "inputs cannot be 6; give the path": (convert, ([SEEDS, 6], "out")),
    "inputs cannot be b'x'; give the path": (convert, (b"x", "out")),
    "inputs cannot be a list; give the path": (label_all, ([SEEDS],)),
    "inputs cannot be 7; give the path": (learn, (7,)),
    "output cannot be None; give the path": (convert, (SEEDS, None)),
    "report cannot be 5; give the path": (dedupe, (SEEDS,), {"report": 5}),
    "path cannot be 5; give the path": (read_profile, (5,)),
    "formats cannot be 5; give the name of a format": (convert, (SEEDS, "out", 5)),
    "formats cannot be a ABCMeta; give": (convert, (SEEDS, "out", [RecordExporter])),
    "formats cannot be a Nameless; give": (convert, (SEEDS, "out", Nameless())),
    "options cannot be a dict; give one of the type C": (convert, (SEEDS, "out", "json", {})),
    "options cannot be a ReadingOptions; give one of the type ConversionOptions": (
        convert,
        (SEEDS, "out", "json", ReadingOptions()),
    ),
    "options cannot be 5; give one of the type PipelineOptions": (make_pipeline, (5,)),
    "options.metadata cannot be 5; give a str": converting(metadata=5),
    "options.running.workers cannot be '2'; give a whole number": converting(
        running=Running(workers=cast("Any", "2"))
    ),
    "options.running.workers cannot be -3; give a whole number, 0 or more": converting(
        running=Running(workers=-3)
    ),
    "options.running.deadline cannot be nan; give a number, more than 0, at most": converting(
        running=Running(deadline=nan)
    ),
    "options.limits.ratio cannot be 0; give a whole number, 1 or more": converting(
        limits=Limits(ratio=0)
    ),
    "selection.min_confidence cannot be 1.5; give a number, 0 or more, at most 1": labelling(
        selection=Selection(min_confidence=1.5)
    ),
    "options.running.engine cannot be 'ray'; give one of the type Engine": converting(
        running=Running(engine=cast("Any", "ray"))
    ),
    "options.pipeline.tones cannot be 'odd'; give 'keep' or 'old' or 'new'": labelling(tones="odd"),
    "options.pipeline.selection.labels cannot be a set; give a frozenset": labelling(
        selection=Selection(cast("Any", {"odd"}))
    ),
    "on_refused cannot be 5; give a function or None": (label_all, (SEEDS,), {"on_refused": 5}),
    "threshold cannot be 'x'; give a number": (Comparison, ("x",)),
    "profile cannot be 5; give one of the type Profile": (write_profile, (5, "out")),
    "text cannot be b'x'; give a str": (label_text, (b"x",)),
}


@pytest.mark.parametrize("told", WRONG)
def test_a_wrong_type_is_wrong_usage_and_nothing_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    call, arguments, *named = WRONG[told]
    with pytest.raises(UsageError, match=re.escape(told)):
        call(*arguments, **dict(*named))
    assert list(tmp_path.iterdir()) == []


def test_what_equals_a_label_may_stand_for_it(tmp_path: Path) -> None:
    selection = Selection(cast("Any", {"chrome"}), min_confidence=1)
    options = ConversionOptions(PipelineOptions(selection=selection))
    assert convert(PAGE, tmp_path / "out", options=options).documents == 1
