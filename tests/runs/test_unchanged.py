"""A finished run that is repeated does nothing and says so; whatever differs is noticed."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

import pytest

from corpuskit.errors import ExportRefused
from corpuskit.exporter import Exporter
from corpuskit.files.inputs import Source
from corpuskit.files.inputs import read as read_file
from corpuskit.model import Document
from corpuskit.runs.job import Job, Running
from corpuskit.runs.run import convert
from corpuskit.runs.summary import Summary
from tests.poisons import BoxReader
from tests.run_fakes import Lines, Pages, PartsReader, TextReader, Whole, fill, job, tree
from tests.stopping import CountingPipeline, FramedPages, stop

Change = Callable[[Path], object]


class Picky:
    """Refuses a document while it writes its stream."""

    name: ClassVar[str] = "picky"
    suffix: ClassVar[str] = ".bin"
    summary: ClassVar[str] = "picky"

    def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        for document in documents:
            if "bad" in document.raw:
                raise ExportRefused(document.source.name, "bad")
            stream.write(document.id.encode())


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    fill(tmp_path / "in", a_txt="one\n", b__c_txt="two\nchrome\n", d_parts="p\n---\nbad\n---\nq\n")
    return fill(tmp_path / "in", e_box="m.txt three\nn.txt four\n", f_png="??", g_txt="bug\n")


def work(texts: Path, output: str = "out", *exporters: Exporter, **changes: Any) -> Job:
    formats = exporters or (Lines(), Pages(), FramedPages(), Whole())
    readers = (TextReader(), PartsReader(), BoxReader())
    given = {"pipeline": CountingPipeline(), "readers": readers, **changes}
    return job(texts, texts.parent / output, *formats, **given)


def again(texts: Path, *exporters: Exporter, **changes: Any) -> tuple[Summary, list[str]]:
    """Run once more, compare with a run into a new folder, and give what was labelled."""
    pipeline = CountingPipeline()
    summary = convert(work(texts, "out", *exporters, **{**changes, "pipeline": pipeline}))
    convert(work(texts, "fresh", *exporters, **changes))
    assert tree(texts.parent / "out") == tree(texts.parent / "fresh")
    return summary, pipeline.made


def stamps(folder: Path) -> dict[Path, int]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {path: path.stat().st_mtime_ns for path in files}


def test_a_finished_run_is_not_done_again(texts: Path) -> None:
    first = convert(work(texts))
    before = stamps(texts.parent / "out")
    second, made = again(texts)
    assert (second.is_unchanged, made) == (True, [])
    assert stamps(texts.parent / "out") == before
    assert second == first
    assert second.exit_code == first.exit_code == 3


def test_it_says_so(texts: Path) -> None:
    convert(work(texts))
    assert any(line.startswith("nothing to do") for line in convert(work(texts)).lines())


def test_the_first_run_does_not_say_so(texts: Path) -> None:
    assert not any("nothing to do" in line for line in convert(work(texts)).lines())


def test_other_ways_to_go_about_it_are_no_other_options(texts: Path) -> None:
    convert(work(texts))
    assert convert(work(texts, running=Running(deadline=5.0, most_refused=90))).is_unchanged


@pytest.mark.parametrize(
    "change",
    [
        lambda source: fill(source, a_txt="other\n"),
        lambda source: fill(source, new_txt="new\n"),
        lambda source: (source / "a.txt").unlink(),
        lambda source: (source / "a.txt").rename(source / "a2.txt"),
        lambda source: fill(source, d_parts="p\n---\nq\n"),
        lambda source: fill(source, e_box="m.txt three\nn.txt other\n"),
        lambda source: fill(source, e_box="n.txt four\nm.txt three\n"),
        lambda source: fill(source, e_box="m.txt three\n"),
        lambda source: fill(source, e_box="m.txt three\nn.txt four\n\n"),
        lambda source: (source / "f.png").unlink(),
        lambda source: (source / "f.png").rename(source / "f.jpg"),
        lambda source: (source / ".hidden").touch(),
        lambda source: (source / "link.txt").symlink_to("a.txt"),
        lambda source: fill(source, g_txt="mended\n"),
        lambda source: (source / "g.txt").write_bytes(b""),
    ],
)
def test_whatever_changed_among_the_sources_is_noticed(texts: Path, change: Change) -> None:
    convert(work(texts))
    change(texts)
    summary, _ = again(texts)
    assert not summary.is_unchanged


@pytest.mark.parametrize(
    "name",
    [
        "framed/a.txt.page",
        "lines/corpus.txt",
        "lines/index.txt",
        "pages/a.txt.page",
        "pages/b/c.txt.page",
        "pages/list.page",
        "whole/corpus.bin",
    ],
)
@pytest.mark.parametrize("harm", ["gone", "emptied", "longer", "a bit", "first", "a link"])
def test_whatever_changed_in_the_folder_is_mended(texts: Path, name: str, harm: str) -> None:
    convert(work(texts))
    path = _existing(texts.parent / "out", name)
    data = path.read_bytes()
    path.unlink()
    if harm == "a link":
        (texts.parent / "elsewhere").write_bytes(data)
        path.symlink_to(texts.parent / "elsewhere")
    elif harm != "gone":
        path.write_bytes(_harmed(data, harm))
    again(texts)


@pytest.mark.parametrize("name", ["ledger.jsonl", "run.json"])
@pytest.mark.parametrize("harm", ["gone", "emptied", "a bit", "first"])
def test_what_a_run_knows_of_itself_is_mended(texts: Path, name: str, harm: str) -> None:
    convert(work(texts))
    path = texts.parent / "out/.corpuskit" / name
    data = path.read_bytes()
    path.unlink()
    if harm != "gone":
        path.write_bytes(_harmed(data, harm))
    again(texts, force=True)


@pytest.mark.parametrize(("old", "new"), [(b"", b"\n"), (b'"kept":3', b'"kept":9')])
def test_a_ledger_that_still_reads_well_is_mended_too(texts: Path, old: bytes, new: bytes) -> None:
    convert(work(texts))
    ledger = texts.parent / "out/.corpuskit/ledger.jsonl"
    data = ledger.read_bytes()
    assert old in data
    ledger.write_bytes(data.replace(old, new, 1) if old else data + new)
    again(texts)


def test_a_line_that_the_ledger_has_twice_is_noticed(texts: Path) -> None:
    convert(work(texts))
    ledger = texts.parent / "out/.corpuskit/ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes() + ledger.read_bytes().splitlines(keepends=True)[-1])
    again(texts)


def test_a_limited_run_is_repeated_for_nothing_and_a_whole_one_goes_on(texts: Path) -> None:
    few = Running(limit=2)
    convert(work(texts, running=few))
    assert convert(work(texts, running=few)).is_unchanged
    assert not convert(work(texts)).is_unchanged


def test_a_limit_within_a_container_holds_when_it_is_repeated(texts: Path) -> None:
    few = Running(limit=5)
    first = convert(work(texts, running=few))
    second = convert(work(texts, running=few))
    assert first.sources == second.sources == 5
    assert second.is_unchanged


def test_refused_sources_are_tried_again_when_it_is_asked_for_and_only_they(texts: Path) -> None:
    formats = (Lines(), Pages(), FramedPages())
    convert(work(texts, "out", *formats))
    summary, made = again(texts, *formats, running=Running(retry=True))
    assert not summary.is_unchanged
    assert {name.partition("/")[0] for name in made} == {"d.parts", "g.txt"}


def test_a_run_that_was_stopped_behind_a_finished_one_is_not_finished(texts: Path) -> None:
    convert(work(texts))
    fill(texts, a_txt="other\n")
    stop(work(texts), 3)
    fill(texts, a_txt="one\n")
    again(texts)
    assert convert(work(texts)).is_unchanged


def test_a_source_that_cannot_be_read_does_not_make_it_run_again(texts: Path) -> None:
    fill(texts, large_txt="x" * 100)
    limits: dict[str, Any] = {"limits": work(texts).limits._replace(document=50)}
    convert(work(texts, **limits))
    summary, made = again(texts, **limits)
    assert (summary.is_unchanged, made) == (True, [])


def test_rows_of_a_table_are_counted_once_whatever_was_found_unchanged(texts: Path) -> None:
    table = texts.parent / "table.csv"
    table.write_text("path,title\na.txt,A\nb/c.txt,B\n", "utf-8")
    told = {"metadata": str(table)}
    convert(work(texts, **told))
    fill(texts, z_txt="new\n")
    once, fresh = convert(work(texts, **told)), convert(work(texts, "fresh", **told))
    assert once.remarks == fresh.remarks
    assert convert(work(texts, **told)).remarks == fresh.remarks


def test_a_format_that_one_document_cost_is_there_when_the_document_is_gone(texts: Path) -> None:
    formats: tuple[Exporter, ...] = (Lines(), Picky())
    fill(texts, h_txt="bad\n")
    convert(work(texts, "out", *formats))
    assert not (texts.parent / "out/picky").exists()
    (texts / "h.txt").unlink()
    fill(texts, d_parts="p\n---\nq\n")
    summary, _ = again(texts, *formats)
    assert summary.documents == 6


def test_a_format_that_one_document_cost_is_not_there_when_it_is_repeated(texts: Path) -> None:
    formats: tuple[Exporter, ...] = (Lines(), Picky())
    fill(texts, h_txt="bad\n")
    first = convert(work(texts, "out", *formats))
    second, _ = again(texts, *formats)
    assert second.refusals == first.refusals


def test_repeating_reads_each_source_once(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    convert(work(texts))
    read: list[str] = []

    def counted(source: Source, limit: int) -> bytes:
        read.append(source.name.name)
        return read_file(source, limit)

    monkeypatch.setattr("corpuskit.runs.desk.read_file", counted)
    assert convert(work(texts)).is_unchanged
    assert len(read) == len(set(read)) > 3


def _existing(folder: Path, name: str) -> Path:
    """Give a file by its name or, where names of formats differ, by its beginning."""
    path = folder / name
    if path.exists():
        return path
    stem = path.name.partition(".")[0]
    return next(each for each in sorted(path.parent.iterdir()) if each.name.startswith(stem))


def _harmed(data: bytes, harm: str) -> bytes:
    if harm == "emptied":
        return b""
    if harm == "longer":
        return data + b"\n"
    place = 0 if harm == "first" else len(data) // 2
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
