import os
import resource
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, cast

import pytest
from msgspec.structs import replace

from corpuskit.errors import ExportRefused, RunFailed, SourceRefused, UsageError
from corpuskit.exporter import Companion, CorpusInfo
from corpuskit.ledger import decode_lines
from corpuskit.model import Document
from corpuskit.reader import RawDocument, RawFile
from corpuskit.runs.run import Progress, convert, documents
from corpuskit.text.decode import decode
from corpuskit.wording import in_words
from tests.run_fakes import (
    Buggy,
    LinePipeline,
    Lines,
    Pages,
    PartsReader,
    TextReader,
    Whole,
    fill,
    job,
    tree,
)

RENAME = "rename one of the two and convert again"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return fill(tmp_path / "in", a_txt="one\n", b_txt="two\n")


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (ZeroDivisionError("oh"), "internal error in exporter 'buggy': ZeroDivisionError: oh"),
        (SystemExit(3), "internal error in exporter 'buggy': SystemExit: 3"),
        (RecursionError("deep"), "internal error in exporter 'buggy': RecursionError: deep"),
        (MemoryError(), f"internal error in exporter 'buggy': {in_words(MemoryError())}"),
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


class Rubbish(TextReader):
    """Gives what a test chooses instead of the document of the file."""

    name: ClassVar[str] = "rubbish"

    def __init__(self, made: Callable[[Any], Any]) -> None:
        self._made = made

    def read(self, file: RawFile) -> Iterator[Any]:
        yield from map(self._made, super().read(file))


def _renamed(name: Any) -> Callable[[RawDocument], RawDocument]:
    return lambda raw: raw._replace(source=replace(raw.source, name=name))


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (
            lambda _: RawDocument(cast("Any", None), "x"),
            "TypeError: its source is NoneType, not Source",
        ),
        (lambda raw: raw._replace(text=None), "TypeError: its text is NoneType, not str"),
        (lambda raw: raw._replace(warnings=None), "TypeError: its warnings are NoneType, not tup"),
        (lambda raw: raw._replace(warnings=("w",)), "TypeError: a warning is str, not DocumentW"),
        (lambda raw: raw._replace(text="other"), "ValueError: its text does not give the bytes o"),
        (lambda raw: raw._replace(text="\udcff"), "UnicodeEncodeError: "),
        (_renamed(5), "ValidationError: Expected `str`, got `int`"),
        (_renamed(""), "ValueError: '' is no name of a document"),
        (_renamed("/etc/x"), "ValueError: '/etc/x' is no name of a document"),
        (_renamed("a/../x"), "ValueError: 'a/../x' is no name of a document"),
    ],
)
def test_a_reader_that_breaks_a_promise_is_named_and_costs_one_source(
    tmp_path: Path, texts: Path, made: Callable[[RawDocument], Any], told: str
) -> None:
    summary = convert(job(texts / "a.txt", tmp_path / "out", readers=(Rubbish(made),)))
    assert len(summary.refusals) == 1
    assert summary.refusals[0].startswith(f"a.txt: internal error in reader 'rubbish': {told}")
    assert (summary.documents, summary.exit_code) == (0, 3)


@pytest.mark.parametrize("name", ["b.txt", "c.txt"])
def test_a_document_whose_name_another_has_is_refused_and_replaces_nothing(
    tmp_path: Path, texts: Path, name: str
) -> None:
    def made(raw: RawDocument) -> RawDocument:
        is_renamed = raw.source.name == "a.txt" or name == "c.txt"
        return _renamed(name)(raw) if is_renamed else raw

    output, work = tmp_path / "out", cast("Any", {"readers": (Rubbish(made),)})
    summary = convert(job(texts, output, Pages(), Whole(), **work))
    assert summary.refusals == [f"{name}: its name is that of another document; {RENAME}"]
    assert (summary.documents, summary.exit_code) == (1, 3)
    left = b"two" if name == "b.txt" else b"one"
    pages = {key: data for key, data in tree(output / "pages").items() if key != "list.page"}
    assert pages == {f"{name[0]}.page": left}
    assert (output / "whole/corpus.bin").read_bytes() == f"d-{name}\n".encode()
    found = list(documents(job(texts, **work, dry_run=True)))
    assert sorted(type(result).__name__ for result in found) == ["Document", "SourceRefused"]


def test_a_numbered_document_does_not_take_the_id_or_file_of_another_source(
    tmp_path: Path,
) -> None:
    source = fill(tmp_path / "in", **{"d_parts": "p\n---\nq\n", "d.parts-0001_txt": "x\n"})
    (source / "d.parts-0001.txt").rename(source / "d.parts-0001")
    readers = (Namesakes(), TextReaderOfAll())
    summary = convert(job(source, tmp_path / "out", Pages(), readers=readers))
    assert summary.refusals == [f"d.parts: its name is that of another document; {RENAME}"]
    ids = [line.split()[0] for line in tree(tmp_path / "out")["pages/list.page"].splitlines()]
    assert ids == [b"d-d.parts-0002", b"d-d.parts-0001"]


class Namesakes(PartsReader):
    """Gives all documents of a file the name of the file, which it should not."""

    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        for part in file.data.split(b"---\n"):
            yield decode(part, file.name)


def test_of_two_documents_with_the_name_of_their_file_one_is_refused(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", d_parts="p\n---\nq\n")
    summary = convert(job(source, tmp_path / "out", Whole(), readers=(Namesakes(),)))
    assert summary.refusals == [f"d.parts: its name is that of another document; {RENAME}"]
    assert (summary.documents, summary.exit_code) == (1, 3)


class TextReaderOfAll(TextReader):
    suffixes: ClassVar[tuple[str, ...]] = (".parts-0001",)


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

    class Misnoting(Pages):
        def notes(self, document: Document) -> dict[str, Any]:
            return {"guards": "two"}

    summary = convert(job(texts, tmp_path / "out", Noting(), Misnoting()))
    assert summary.notes == {
        "lines: guards": 2,
        "lines: no notes, ZeroDivisionError": 1,
        "pages: no notes, TypeError": 2,
    }
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


class CompanionInTheWay(Lines):
    name: ClassVar[str] = "bad"

    def companions(self, corpus: CorpusInfo) -> Iterator[Companion]:
        yield Companion("Corpus.TXT", ())


class CompanionsAlike(Lines):
    name: ClassVar[str] = "bad"

    def companions(self, corpus: CorpusInfo) -> Iterator[Companion]:
        yield from (Companion("a.md", ()), Companion("A.md", ()))


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
        (CompanionInTheWay(), r"exporter 'bad' names a companion 'Corpus\.TXT' as another file"),
        (CompanionsAlike(), r"exporter 'bad' names a companion 'A\.md' as another file of its own"),
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


class Refusing(Whole):
    """Refuses the document of b.txt in the middle of its stream."""

    def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        for document in documents:
            stream.write(b"x" * 100_000)
            if document.source.name == "b.txt":
                raise ExportRefused("b.txt", "too wide")


def test_a_stream_that_refuses_a_document_costs_its_own_format(tmp_path: Path, texts: Path) -> None:
    output = tmp_path / "out"
    convert(job(texts, output, Whole(), Lines()))
    summary = convert(job(texts, output, Refusing(), Lines(), force=True))
    assert summary.refusals == [
        "b.txt: not as whole: too wide; the file of this format is left out"
    ]
    assert (summary.refused, summary.converted, summary.documents) == (2, 0, 2)
    assert summary.exit_code == 3
    assert sorted(tree(output)) == [
        ".corpuskit/ledger.jsonl",
        ".corpuskit/lock",
        ".corpuskit/run.json",
        "lines/corpus.txt",
        "lines/index.txt",
    ]
    ledger = list(decode_lines((output / ".corpuskit/ledger.jsonl").read_bytes().splitlines()))
    assert [(line.name, line.outcome, line.cause) for line in ledger] == [
        ("a.txt", "refused", "b.txt: too wide"),
        ("b.txt", "refused", "b.txt: too wide"),
    ]
    assert ledger[0].documents[0].files == {"lines": "corpus.txt"}
    assert ledger[0].documents[0].refused == {"whole": "b.txt: too wide"}
    alone = convert(job(texts, tmp_path / "alone", Refusing()))
    assert (alone.documents, alone.exit_code) == (0, 3)


def test_a_stream_that_refuses_the_one_document_prints_nothing(
    texts: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    summary = convert(job(texts / "b.txt", "", Refusing()))
    assert (summary.refused, summary.documents, summary.exit_code) == (1, 0, 3)
    assert capfdbinary.readouterr().out == b""


@pytest.mark.parametrize("error", [BrokenPipeError(32, "Broken pipe"), OSError(28, "No space")])
def test_an_error_of_the_system_that_is_not_of_the_stream_is_a_bug_of_the_exporter(
    tmp_path: Path, texts: Path, error: OSError
) -> None:
    class Piping(Whole):
        def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
            raise error

    with pytest.raises(RunFailed, match=r"internal error in exporter 'whole': .*Error: \[Errno"):
        convert(job(texts, tmp_path / "out", Piping()))


def test_an_exporter_cannot_hide_that_the_disk_took_no_more(tmp_path: Path, texts: Path) -> None:
    class Hiding(Whole):
        def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
            limits = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
            with suppress(OSError):
                stream.write(b"x" * 100_000)
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            super().export(documents, stream)

    with pytest.raises(RunFailed, match=r"whole/corpus\.bin cannot be written: File too large"):
        convert(job(texts, tmp_path / "out", Hiding()))
    assert not (tmp_path / "out/whole").exists()


def test_a_source_that_vanishes_behind_its_turn_is_in_a_stream_too(
    tmp_path: Path, texts: Path
) -> None:
    def remove(progress: Progress) -> None:
        if progress.done == 2:
            (texts / "a.txt").unlink()

    convert(job(texts, tmp_path / "out", Whole()), remove)
    assert (tmp_path / "out/whole/corpus.bin").read_bytes() == b"d-a.txt\nd-b.txt\n"


def test_what_foreign_code_prints_does_not_reach_standard_output(
    tmp_path: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Chatty(Lines):
        def encode(self, document: Document) -> bytes:
            print("hello")  # noqa: T201 - what a plugin must not do
            return super().encode(document)

    convert(job(texts, tmp_path / "out", Chatty()))
    assert capsys.readouterr() == ("", "hello\nhello\n")


LEFT = [
    ".corpuskit/journal",
    ".corpuskit/lock",
    ".corpuskit/work/0001/.corpuskit!ledger.jsonl",
    ".corpuskit/work/0001/lines!corpus.txt",
    ".corpuskit/work/0001/run.json",
]
"""What a run leaves that is stopped: none of it has the name of a finished file."""


def test_an_interrupt_keeps_what_was_done_and_goes_on_its_way(tmp_path: Path, texts: Path) -> None:
    def interrupt(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(job(texts, tmp_path / "out"), interrupt)
    assert sorted(tree(tmp_path / "out")) == LEFT
    convert(job(texts, tmp_path / "out"))
    convert(job(texts, tmp_path / "fresh"))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_cleans_up_and_then_does_what_it_would_have_done(
    tmp_path: Path, texts: Path, number: signal.Signals
) -> None:
    told: list[int] = []
    before = signal.signal(number, lambda each, _: told.append(each))
    try:
        with pytest.raises(BaseException, match=r"^$") as ended:
            convert(job(texts, tmp_path / "out"), lambda _: signal.raise_signal(number))
    finally:
        signal.signal(number, before)
    assert not isinstance(ended.value, Exception)
    assert told == [number]
    assert sorted(tree(tmp_path / "out")) == LEFT


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
