"""Invented documents with their gold and their labels, written line by line."""

import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpuskit.model import Block, Document, Label, Reason, Selection, Source
from quality.judging import judge
from quality.records import Record
from quality.tools import Answer

Line = tuple[str, str]


def record_of(*lines: Line, name: str = "page", **more: object) -> Record:
    """Give a record from texts and labels of the gold; lines end with LF."""
    places, start = [], 0
    for text, label in lines:
        places.append((start, start + len(text), label))
        start += len(text) + 1
    text = "".join(f"{text}\n" for text, _ in lines)
    return Record(id=name, text=text, lines=tuple(places), **more)  # type: ignore[arg-type] # fields as given by the test


def block(start: int, raw: str, label: Label, confidence: float = 0.9, rule: str = "") -> Block:
    """Give a block whose rule is called by its label."""
    reason = Reason(rule or f"{label}.rule", confidence)
    return Block(start, raw, raw.strip(), label, reason)


def document_of(blocks: Iterable[Block], selection: Selection = Selection()) -> Document:  # noqa: B008 - frozen
    """Give a document of these blocks."""
    source = Source("page", "", 0, "utf-8")
    return Document("page", source, tuple(blocks), selection=selection)


def answer_of(record: Record, *labels: tuple[Label, float]) -> Answer:
    """Give the answer of corpuskit where each line is a block with this label and confidence."""
    blocks = [
        block(start, record.text[start : end + 1], label, confidence)
        for (start, end, _), (label, confidence) in zip(record.lines, labels, strict=True)
    ]
    judged = judge(record, record.gold_lines(), document_of(blocks))
    return Answer([line.kept for line in judged], judged)


def write_archive(path: Path, pages: Mapping[str, tuple[bytes, Mapping[str, object]]]) -> Path:
    """Write a set of HTML: pages by their ids, each its bytes and its gold."""
    with zipfile.ZipFile(path, "w") as archive:
        lines = []
        for name, (data, gold) in pages.items():
            archive.writestr(f"pages/{name}.html", data)
            lines.append(json.dumps({"id": name, "file": f"pages/{name}.html", **gold}))
        archive.writestr("gold.jsonl", "\n".join(lines))
    return path
