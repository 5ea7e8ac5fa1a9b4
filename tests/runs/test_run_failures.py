import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

import pytest

from corpuskit.errors import ExportRefused, RunFailed, SourceRefused, UsageError
from corpuskit.exporter import Companion, CorpusInfo
from corpuskit.model import Document
from corpuskit.reader import RawDocument, RawFile
from corpuskit.runs.run import Progress, convert
from tests.run_fakes import Buggy, LinePipeline, Lines, Pages, TextReader, Whole, fill, job, tree


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return fill(tmp_path / "in", a_txt="one\n", b_txt="two\n")


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (ZeroDivisionError("oh"), "internal error in exporter 'buggy': ZeroDivisionError: oh"),
        (SystemExit(3), "internal error in exporter 'buggy': SystemExit: 3"),
        (RecursionError("deep"), "internal error in exporter 'buggy': RecursionError: deep"),
        (MemoryError(), "internal error in exporter 'buggy': MemoryError: "),
        (17, "internal error in exporter 'buggy': TypeError: int is not bytes"),
        (ExportRefused("a.txt", "too wide"), "too wide"),
    ],
)
def test_a_bug_in_an_exporter_costs_its_own_format_one_document(
    tmp_path: Path, texts: Path, failure: object, told: str
) -> None:
    (texts / "b.txt").unlink()
    summary = convert(job(texts, tmp_path / "out", Buggy(failure), Pages()))
    assert summary.refusals == [f"a.txt: not as buggy: {told}"]
    assert (summary.documents, summary.exit_code) == (1, 3)
    assert (tmp_path / "out/pages/a.page").read_bytes() == b"one"
    assert (tmp_path / "out/buggy/corpus.txt").read_bytes() == b"begin\nend 0 []\n"


def test_a_bug_in_a_reader_costs_one_source(tmp_path: Path, texts: Path) -> None:
    class Fragile(TextReader):
        def read(self, file: RawFile) -> Iterator[Any]:
            yield from super().read(file)
            if file.name == "a.txt":
                raise OSError("strange")
            yield 5

    summary = convert(job(texts, tmp_path / "out", readers=(Fragile(),)))
    assert summary.refusals == [
        "a.txt: internal error in reader 'text': OSError: strange",
        "b.txt: internal error in reader 'text': TypeError: int is no document",
    ]
    assert (summary.documents, summary.refused) == (2, 2)


def test_a_bug_in_labelling_costs_one_source(tmp_path: Path, texts: Path) -> None:
    (texts / "a.txt").write_text("bug\n")
    summary = convert(job(texts, tmp_path / "out"))
    assert summary.refusals == ["a.txt: internal error in labelling: ZeroDivisionError: a bug"]
    assert (summary.documents, summary.exit_code) == (1, 3)


def test_a_refusal_by_the_pipeline_or_the_reader_keeps_its_words(
    tmp_path: Path, texts: Path
) -> None:
    class Refusing(LinePipeline):
        def document(self, raw: RawDocument) -> Document:
            raise SourceRefused(raw.source.name, "not news", "leave it out")

    class Wrong(TextReader):
        def read(self, file: RawFile) -> Iterator[Any]:
            raise UsageError("no such option")

    summary = convert(job(texts / "a.txt", tmp_path / "out", pipeline=Refusing()))
    assert summary.refusals == ["a.txt: not news; leave it out"]
    summary = convert(job(texts / "a.txt", tmp_path / "out", readers=(Wrong(),)))
    assert summary.refusals == ["a.txt: reader 'text': no such option"]


def test_notes_of_an_exporter_are_counted_and_their_bugs_cost_nothing(
    tmp_path: Path, texts: Path
) -> None:
    class Noting(Lines):
        def notes(self, document: Document) -> dict[str, int]:
            return {"guards": 2} if document.id == "d-a.txt" else {"x": 1 // 0}

    summary = convert(job(texts, tmp_path / "out", Noting()))
    assert summary.notes == {"lines: guards": 2, "lines: no notes, ZeroDivisionError": 1}
    assert (summary.documents, summary.exit_code) == (2, 0)


class BadHeader(Lines):
    name: ClassVar[str] = "bad"

    def header(self, corpus: CorpusInfo) -> bytes:
        raise ValueError("no header")


class BadFooter(Lines):
    name: ClassVar[str] = "bad"

    def footer(self, corpus: CorpusInfo) -> bytes:
        return "text"  # type: ignore[return-value]  # rubbish is what is tested


class BadCompanion(Lines):
    name: ClassVar[str] = "bad"

    def companions(self, corpus: CorpusInfo) -> Iterator[Companion]:
        yield Companion("../up.txt", ())


class BadPieces(Lines):
    name: ClassVar[str] = "bad"

    def companions(self, corpus: CorpusInfo) -> Iterator[Companion]:
        yield Companion("ok.txt", (bytes([300]) for _ in range(1)))


@pytest.mark.parametrize(
    ("exporter", "message"),
    [
        (BadHeader(), "internal error in exporter 'bad': ValueError: no header"),
        (BadFooter(), "exporter 'bad': TypeError: its footer is str, not bytes"),
        (BadCompanion(), r"exporter 'bad' names a companion '\.\./up\.txt'"),
        (BadPieces(), r"exporter 'bad': ValueError: bytes must be in range"),
    ],
)
def test_an_exporter_that_fails_as_a_whole_ends_the_run_and_leaves_nothing_torn(
    tmp_path: Path, texts: Path, exporter: Lines, message: str
) -> None:
    with pytest.raises(RunFailed, match=message):
        convert(job(texts, tmp_path / "out", Pages(), exporter))
    files = tree(tmp_path / "out")
    assert not [name for name in files if "tmp" in name]
    assert files.get("bad/corpus.txt", b"end").split()[-3:-2] != [b"begin"]
    convert(job(texts, tmp_path / "out", Pages(), force=True))
    convert(job(texts, tmp_path / "fresh", Pages()))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


class Choosy(Whole):
    """Fails in one of the ways in which a stream of its own lets it."""

    def __init__(self, how: str) -> None:
        self._how = how

    def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        if self._how == "raises":
            raise KeyError("x")
        if self._how == "closes":
            super().export(documents, stream)
            stream.close()
        if self._how == "stops early":
            next(iter(documents))


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ("raises", "internal error in exporter 'whole': KeyError: 'x'; leave this format out"),
        ("closes", "exporter 'whole' closed its stream"),
        ("stops early", "exporter 'whole' saw 0 documents of 2"),
    ],
)
def test_an_exporter_of_streams_that_fails_is_named_and_the_other_formats_are_finished(
    tmp_path: Path, texts: Path, how: str, message: str
) -> None:
    with pytest.raises(RunFailed, match=message):
        convert(job(texts, tmp_path / "out", Choosy(how), Lines()))
    assert (tmp_path / "out/lines/corpus.txt").read_bytes().endswith(b"'d-b.txt']\n")
    assert not (tmp_path / "out/whole").exists()


def test_a_source_that_changes_between_two_passes_fails_the_run(
    tmp_path: Path, texts: Path
) -> None:
    def remove(progress: Progress) -> None:
        if progress.done == 2:
            (texts / "a.txt").unlink()

    with pytest.raises(RunFailed, match="saw 1 documents of 2; a source changed during the run"):
        convert(job(texts, tmp_path / "out", Whole()), remove)


def test_what_foreign_code_prints_does_not_reach_standard_output(
    tmp_path: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Chatty(Lines):
        def encode(self, document: Document) -> bytes:
            print("hello")  # noqa: T201 - what a plugin must not do
            return super().encode(document)

    convert(job(texts, tmp_path / "out", Chatty()))
    assert capsys.readouterr() == ("", "hello\nhello\n")


def test_an_interrupt_cleans_up_and_goes_on_its_way(tmp_path: Path, texts: Path) -> None:
    def interrupt(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(job(texts, tmp_path / "out"), interrupt)
    assert sorted(tree(tmp_path / "out")) == [".corpuskit/journal", ".corpuskit/lock"]
    convert(job(texts, tmp_path / "out"))
    convert(job(texts, tmp_path / "fresh"))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_sigterm_cleans_up_and_then_does_what_it_would_have_done(
    tmp_path: Path, texts: Path
) -> None:
    told: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: told.append(number))
    try:
        with pytest.raises(BaseException, match=r"^$") as ended:
            convert(job(texts, tmp_path / "out"), lambda _: signal.raise_signal(signal.SIGTERM))
    finally:
        signal.signal(signal.SIGTERM, before)
    assert not isinstance(ended.value, Exception)
    assert told == [signal.SIGTERM]
    assert sorted(tree(tmp_path / "out")) == [".corpuskit/journal", ".corpuskit/lock"]


def test_a_run_outside_the_main_thread_leaves_signals_alone(tmp_path: Path, texts: Path) -> None:
    codes: list[int] = []
    worker = threading.Thread(
        target=lambda: codes.append(convert(job(texts, tmp_path / "out")).exit_code)
    )
    worker.start()
    worker.join()
    assert codes == [0]


def test_a_full_disk_is_a_failure_of_the_run_and_the_next_run_completes_it(
    tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        message = r"lines/corpus\.txt cannot be written: No space left on device; what was finished"
        with pytest.raises(RunFailed, match=message):
            convert(job(texts, tmp_path / "out", Lines(), Pages()))
    assert (tmp_path / "out/pages/b.page").read_bytes() == b"two"
    assert not (tmp_path / "out/lines").exists()
    convert(job(texts, tmp_path / "out", Lines(), Pages()))
    convert(job(texts, tmp_path / "fresh", Lines(), Pages()))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_standard_error_may_be_closed(
    tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert convert(job(texts, tmp_path / "out")).exit_code == 0
