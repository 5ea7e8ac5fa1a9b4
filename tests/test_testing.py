import datetime as dt
import io
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO, ClassVar, Literal

import pytest

import corpuskit_html
from corpuskit import (
    MEMBER,
    Companion,
    CorpusInfo,
    Document,
    ExportRefused,
    Label,
    Limits,
    Piece,
    PluginFailed,
    RawDocument,
    RawFile,
    RawStream,
    RecordExporter,
    RepeatKind,
    SourceRefused,
    SpanKind,
    StreamReader,
)
from corpuskit.testing import (
    check_exporter,
    check_reader,
    hostile_documents,
    sample_documents,
    sample_files,
)
from corpuskit.text.decode import decode
from corpuskit_archives import Bzip2Reader, GzipReader, TarReader, XzReader, ZipReader
from corpuskit_json.lines_reader import JsonLinesReader
from corpuskit_parquet.reader import ParquetReader
from corpuskit_text import TextReader
from corpuskit_warc import WarcReader
from tests.stream_samples import PAGE, sample


class Good(RecordExporter):
    name: ClassVar[str] = "good"
    suffix: ClassVar[str] = ".txt"
    summary: ClassVar[str] = "keeps every promise"

    def encode(self, document: Document) -> bytes:
        return document.text.encode() + b"\n"


class Plain:
    name, suffix, summary = "plain", ".bin", "the least an exporter can be"

    def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        stream.writelines(document.id.encode() for document in documents)


class Counting(Good):
    def __init__(self) -> None:
        self.count = 0

    def encode(self, document: Document) -> bytes:
        self.count += 1
        return str(self.count).encode()


class Remembering(Good):
    def __init__(self) -> None:
        self.seen: list[str] = []

    def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        stream.write(b"always the same")

    def encode(self, document: Document) -> bytes:
        self.seen.append(document.id)
        return self.seen[len(self.seen) // 2].encode()


class Clock(Good):
    def header(self, corpus: CorpusInfo) -> bytes:
        return str(dt.datetime.now(dt.UTC).year).encode()


class Seconds(Good):
    def footer(self, corpus: CorpusInfo) -> bytes:
        return str(int(time.time()) >> 20).encode()


class Crashing(Good):
    def encode(self, document: Document) -> bytes:
        return str(document.blocks[0].label).encode()


class Strict(Good):
    def encode(self, document: Document) -> bytes:
        if not document.blocks:
            raise ExportRefused(document.source.name, "no blocks", "leave it out")
        return str(document.blocks[0].label).encode()


class Text(Good):
    def encode(self, document: Document) -> bytes:
        text: Any = document.text
        return text  # type: ignore[no-any-return]  # a mistake on purpose


class TextHeader(Good):
    def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        """Write nothing, so that the header itself is what is seen first."""

    def header(self, corpus: CorpusInfo) -> bytes:
        header: Any = "header"
        return header  # type: ignore[no-any-return]  # a mistake on purpose


class Closing(Good):
    def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        with io.TextIOWrapper(stream, encoding="utf-8") as text:
            text.writelines(document.text for document in documents)


class Seeking(Good):
    def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        stream.seek(0)


class NeverEmpty(Good):
    def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        stream.write(next(iter(documents)).id.encode())


class Outside(Good):
    def companions(self, corpus: CorpusInfo) -> Iterator[Companion]:
        yield Companion("../schema.rng", [b"<grammar/>"])


class Once(Good):
    def __init__(self) -> None:
        self.left = [Companion("schema.rng", [b"<grammar/>"])]

    def companions(self, corpus: CorpusInfo) -> Iterator[Companion]:
        while self.left:
            yield self.left.pop()


class Half(Good):
    def notes(self, document: Document) -> Any:
        return {"halves": 0.5}


@dataclass(frozen=True)
class Optional(Good):
    rows: Literal["all", "none"] = "all"
    loud: bool = False

    def encode(self, document: Document) -> bytes:
        if self.loud:
            raise ValueError("too loud")
        return b""


BROKEN: list[tuple[RecordExporter, str]] = [
    (Counting(), "exporting again gave another result"),
    (Remembering(), "encoding in another order gave another result"),
    (Clock(), "exporting at another time gave another result"),
    (Seconds(), "exporting at another time gave another result"),
    (Crashing(), "export of hostile/no blocks.txt raised IndexError"),
    (Text(), "raised TypeError"),
    (TextHeader(), "header gave str, expected bytes"),
    (Closing(), "export closed the stream"),
    (Seeking(), "raised UnsupportedOperation"),
    (NeverEmpty(), "export of 0 documents raised StopIteration"),
    (Outside(), "a companion cannot have the name '../schema.rng'"),
    (Once(), "asking for companions again gave another result"),
    (Half(), "note 'halves' gave float, expected int"),
    (Optional(), "raised ValueError: too loud"),
]


@pytest.mark.parametrize("exporter", [Good(), Plain(), Strict()], ids=lambda e: type(e).__name__)
def test_an_exporter_that_keeps_its_promises_passes(exporter: Any) -> None:
    check_exporter(exporter)


@pytest.mark.parametrize(
    ("exporter", "message"), BROKEN, ids=[type(exporter).__name__ for exporter, _ in BROKEN]
)
def test_each_broken_promise_is_found_and_named(exporter: RecordExporter, message: str) -> None:
    with pytest.raises(PluginFailed) as caught:
        check_exporter(exporter)
    assert message in str(caught.value)


def test_documents_of_ones_own_can_be_tried() -> None:
    check_exporter(Crashing(), sample_documents())


def test_the_samples_hold_every_label_span_and_repeat() -> None:
    blocks = [block for document in sample_documents() for block in document.blocks]
    assert {block.label for block in blocks} == {*Label}
    assert {span.kind for block in blocks for span in block.spans} == {*SpanKind}
    assert {block.repeat_kind for block in blocks} == {None, *RepeatKind}


@pytest.mark.parametrize(
    "document", [*sample_documents(), *hostile_documents()], ids=lambda each: each.source.name
)
def test_the_blocks_of_each_sample_tile_it_and_its_proofs_are_there(document: Document) -> None:
    starts = [block.start for block in document.blocks]
    ends = [block.end for block in document.blocks]
    assert starts == [0, *ends][: len(starts)]
    for block in document.blocks:
        for span in block.spans:
            assert document.raw[span.start : span.end] == span.text
    for date in document.metadata.dates:
        assert document.raw[date.start : date.end] == date.text


def test_the_samples_have_ids_of_their_own() -> None:
    ids = [document.id for document in (*sample_documents(), *hostile_documents())]
    assert len({*ids}) == len(ids)


def test_the_bundled_reader_keeps_its_promises() -> None:
    check_reader(TextReader())


class GoodReader:
    name: ClassVar[str] = "good"
    suffixes: ClassVar[tuple[str, ...]] = (".txt",)
    summary: ClassVar[str] = "reads text"

    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        raw = decode(file.data, file.name)
        source = raw.source
        yield raw._replace(source=type(source)(**{**fields(source), "reader": self.name}))


def fields(source: Any) -> dict[str, Any]:
    return {name: getattr(source, name) for name in source.__struct_fields__}


class RaisingReader(GoodReader):
    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        file.data.decode("ascii")
        return iter(())


class LossyReader(GoodReader):
    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        for raw in super().read(file):
            if isinstance(raw, RawDocument):
                yield raw._replace(text=raw.text.strip())


class NamelessReader(GoodReader):
    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        yield decode(file.data, file.name)


class NamesakesReader(GoodReader):
    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        yield from (*super().read(file), *super().read(file))


class StringReader(GoodReader):
    def read(self, file: RawFile) -> Any:
        return iter([file.name])


def test_a_reader_that_keeps_its_promises_passes() -> None:
    check_reader(GoodReader())


@pytest.mark.parametrize(
    ("reader", "message"),
    [
        (RaisingReader(), "raised UnicodeDecodeError"),
        (LossyReader(), "cannot be restored from its text"),
        (NamelessReader(), "names 'text' as its reader"),
        (NamesakesReader(), "two pieces have the name"),
        (StringReader(), "a reader gave str, expected RawDocument"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_each_broken_promise_of_a_reader_is_named(reader: GoodReader, message: str) -> None:
    with pytest.raises(PluginFailed, match=message):
        check_reader(reader, sample_files((".txt",)))


class BoxReader:
    """Members between lines of equals signs; the last byte is a full stop."""

    name: ClassVar[str] = "box"
    suffixes: ClassVar[tuple[str, ...]] = (".box",)
    summary: ClassVar[str] = "boxes"

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        data = file.stream.read()
        if not data.endswith(b"."):
            raise SourceRefused(file.name, "cut off")
        for number, part in enumerate(data[:-1].split(b"==="), start=1):
            if number > file.limits.members:
                raise SourceRefused(file.name, "too many members")
            yield self.piece(f"{file.name}{MEMBER}{number}.txt", part, file)

    def piece(self, name: str, data: bytes, file: RawStream) -> Piece:
        return RawStream(name, io.BytesIO(data), len(data))


class HoldingReader(BoxReader):
    def piece(self, name: str, data: bytes, file: RawStream) -> Piece:
        if len(data) > file.limits.member:
            return SourceRefused(name, "too large")
        return RawFile(name, data)


class DocumentsReader(BoxReader):
    def piece(self, name: str, data: bytes, file: RawStream) -> Piece:
        raw = decode(data, name)
        source = raw.source
        return raw._replace(source=type(source)(**{**fields(source), "reader": self.name}))


class RowsReader(DocumentsReader):
    is_table: ClassVar[bool] = True


class AstrayReader(BoxReader):
    def piece(self, name: str, data: bytes, file: RawStream) -> Piece:
        return super().piece("elsewhere.txt", data, file)


class TwinsReader(BoxReader):
    def piece(self, name: str, data: bytes, file: RawStream) -> Piece:
        return super().piece(f"{file.name}{MEMBER}a.txt", data, file)


class RubbishReader(BoxReader):
    def piece(self, name: str, data: bytes, file: RawStream) -> Any:
        return data


class GreedyReader(BoxReader):
    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        return super().read_stream(file._replace(limits=Limits()))


class SilentReader(BoxReader):
    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        pieces = super().read_stream(file._replace(limits=Limits()))
        return islice(pieces, file.limits.members)


class HoardingReader(BoxReader):
    def piece(self, name: str, data: bytes, file: RawStream) -> Piece:
        return RawFile(name, data)


class BlowingUpReader(BoxReader):
    def piece(self, name: str, data: bytes, file: RawStream) -> Piece:
        return super().piece(name, b"a" * 1500_000, file)


class ClosingReader(BoxReader):
    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        with file.stream:
            yield from super().read_stream(file)


class SeekingReader(BoxReader):
    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        file.stream.seek(0)
        return super().read_stream(file)


class DamagedReader(BoxReader):
    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        assert file.stream.read().endswith(b"."), "it is cut"
        file.stream.seek(0)
        return super().read_stream(file)


class ForgetfulReader(BoxReader):
    def __init__(self) -> None:
        self.count = 0

    def piece(self, name: str, data: bytes, file: RawStream) -> Piece:
        self.count += 1
        return super().piece(name, data + str(self.count).encode(), file)


class ChainedReader(BoxReader):
    """The second member begins where the reading of the first one ended."""

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        yield RawStream(f"{file.name}{MEMBER}1.txt", file.stream)
        yield RawFile(f"{file.name}{MEMBER}{len(file.stream.read(9))}.txt", b"")


BOX = RawFile("b.box", "Một bài dài hơn một chút.===Hai.".encode())


@pytest.mark.parametrize(
    "reader",
    [BoxReader(), HoldingReader(), DocumentsReader(), RowsReader()],
    ids=lambda each: type(each).__name__,
)
def test_a_reader_of_streams_that_keeps_its_promises_passes(reader: BoxReader) -> None:
    check_reader(reader)
    check_reader(reader, [BOX])


@pytest.mark.parametrize(
    ("reader", "message"),
    [
        (AstrayReader(), "'elsewhere.txt' is no name below 'b.box!/'"),
        (TwinsReader(), "two pieces have the name 'b.box!/a.txt'"),
        (RubbishReader(), "a reader gave bytes, which is no piece"),
        (GreedyReader(), "b.box gave 2 members where 1 is allowed"),
        (SilentReader(), "b.box has more members than are allowed, and nothing was refused"),
        (HoardingReader(), "b.box!/1.txt has 33 bytes, 16 are allowed"),
        (BlowingUpReader(), "b.box!/1.txt unpacks beyond the ratio of 200"),
        (ClosingReader(), "reading b.box closed the stream"),
        (SeekingReader(), "reading b.box raised UnsupportedOperation"),
        (DamagedReader(), "reading b.box raised"),
        (ForgetfulReader(), "reading b.box again gave another result"),
        (ChainedReader(), "leaving members of b.box unread gave another result"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_each_broken_promise_of_a_reader_of_streams_is_named(
    reader: BoxReader, message: str
) -> None:
    with pytest.raises(PluginFailed, match=re.escape(message)):
        check_reader(reader, [BOX])


@pytest.mark.parametrize(
    ("reader", "names"),
    [
        (ZipReader(), ["pages.zip"]),
        (TarReader(), ["pages.tar", "pages.tar.gz"]),
        (GzipReader(), ["page.html.gz"]),
        (Bzip2Reader(), ["page.html.bz2"]),
        (XzReader(), ["page.html.xz"]),
        (JsonLinesReader(), ["rows.jsonl"]),
        (ParquetReader(), ["rows.parquet"]),
        (WarcReader(), ["crawl.warc", "crawl.warc.gz"]),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_our_own_readers_of_streams_keep_their_promises(
    reader: StreamReader, names: list[str]
) -> None:
    check_reader(reader)
    check_reader(reader, map(sample, names))


def test_our_reader_of_html_keeps_its_promises() -> None:
    (reader,) = corpuskit_html.corpuskit_readers()
    check_reader(reader)
    check_reader(reader, [RawFile("a.html", PAGE)])
