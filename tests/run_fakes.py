"""The smallest readers, pipeline and exporters that a run needs, and exporters that misbehave."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from corpuskit.errors import ExportRefused, SourceRefused
from corpuskit.exporter import Companion, CorpusInfo, Exporter, RecordExporter
from corpuskit.model import Block, Document, Label, Reason
from corpuskit.names import document_id
from corpuskit.reader import RawDocument, RawFile
from corpuskit.runs.job import Job
from corpuskit.text.decode import decode, decode_file


class TextReader:
    """One file, one document."""

    name: ClassVar[str] = "text"
    suffixes: ClassVar[tuple[str, ...]] = (".txt", "")
    summary: ClassVar[str] = "text"

    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        yield decode_file(file)


class PartsReader:
    """A file of several documents, cut at lines of three hyphens; the part "bad" is refused."""

    name: ClassVar[str] = "parts"
    suffixes: ClassVar[tuple[str, ...]] = (".parts",)
    summary: ClassVar[str] = "parts"

    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        for number, part in enumerate(filter(None, file.data.split(b"---\n")), start=1):
            if part == b"bad\n":
                yield SourceRefused(f"{file.name}:{number}", "bad part")
            else:
                yield decode(part, f"{file.name}/{number:04}")


class LinePipeline:
    """Every line is a paragraph; a line "bug" is one, a line "chrome" is chrome."""

    def document(self, raw: RawDocument) -> Document:
        blocks: list[Block] = []
        start = 0
        for line in raw.text.splitlines(keepends=True):
            if line == "bug\n":
                raise ZeroDivisionError("a bug")
            blocks.append(_block(start, line))
            start += len(line)
        identifier = document_id(raw.source.name)
        return Document(identifier, raw.source, tuple(blocks), warnings=raw.warnings)


class Lines(RecordExporter):
    """One file for the corpus; its footer and its companion name every member."""

    name: ClassVar[str] = "lines"
    suffix: ClassVar[str] = ".txt"
    summary: ClassVar[str] = "lines"

    def header(self, corpus: CorpusInfo) -> bytes:
        return b"begin\n"

    def encode(self, document: Document) -> bytes:
        if "unlined" in document.raw:
            raise ExportRefused(document.source.name, "not a line")
        return f"{document.id}: {document.text!r}\n".encode()

    def footer(self, corpus: CorpusInfo) -> bytes:
        return f"end {corpus.documents} {[member.id for member in corpus.members]}\n".encode()

    def companions(self, corpus: CorpusInfo) -> Iterator[Companion]:
        yield Companion("index.txt", (f"{m.id} {m.file}\n".encode() for m in corpus.members))


class Pages(RecordExporter):
    """One file per document, and a companion that lists them."""

    name: ClassVar[str] = "pages"
    suffix: ClassVar[str] = ".page"
    summary: ClassVar[str] = "pages"
    per_document: ClassVar[bool] = True

    def encode(self, document: Document) -> bytes:
        return document.text.encode()

    def companions(self, corpus: CorpusInfo) -> Iterator[Companion]:
        yield Companion("list.page", (f"{m.id} {m.file}\n".encode() for m in corpus.members))


class Whole:
    """An exporter that writes its stream itself."""

    name: ClassVar[str] = "whole"
    suffix: ClassVar[str] = ".bin"
    summary: ClassVar[str] = "whole"

    def export(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        stream.writelines(document.id.encode() + b"\n" for document in documents)


class Buggy(Lines):
    """An exporter whose encode fails for every document, in a way that a test chooses."""

    name: ClassVar[str] = "buggy"

    def __init__(self, failure: BaseException | object) -> None:
        self._failure = failure

    def encode(self, document: Document) -> bytes:
        if isinstance(self._failure, BaseException):
            raise self._failure
        return self._failure  # type: ignore[return-value]  # rubbish is what is tested


def job(source: Path | str, output: Path | str = "", *exporters: Exporter, **changes: Any) -> Job:
    """Make a job over one input with the fakes; the format is "lines" unless others are given."""
    given: dict[str, Any] = {
        "inputs": (str(source),),
        "output": str(output),
        "exporters": exporters or (Lines(),),
        "readers": (TextReader(), PartsReader()),
        "pipeline": LinePipeline(),
    }
    return Job(**{**given, **changes})


def fill(folder: Path, **files: str | bytes) -> Path:
    """Make files named by keywords, "__" for the slash and "_" before the suffix for the dot."""
    for key, content in files.items():
        stem, _, suffix = key.replace("__", "/").rpartition("_")
        path = folder / f"{stem}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def _block(start: int, line: str) -> Block:
    text = line.strip()
    label = Label.BLANK if not text else Label.CHROME if text == "chrome" else Label.PARAGRAPH
    return Block(start=start, raw=line, text=text, label=label, reason=Reason("fake.line", 1.0))
