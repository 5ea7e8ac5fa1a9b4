"""The report on copies, line by line.

The first line tells how documents were compared. Then comes a line for each document that has a
copy, the kept ones among them, and then one for each paragraph that several documents share.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec
from msgspec import Struct

from corpuskit.duplicates.comparison import HASHES, SHINGLE, SIGNATURE, Comparison
from corpuskit.version import VERSION

FORMAT = "corpuskit-duplicates/1"
STEPS = 10_000
"""In how many steps a similarity is told; it is rounded down, so that only equal sets have 1."""
Rule = Literal["kept", "exact", "near"]
RULES: tuple[Rule, ...] = ("kept", "exact", "near")
_LINE_BREAKS = [(each.encode(), f"\\u{ord(each):04x}".encode()) for each in "\u0085\u2028\u2029"]


class Header(Struct, frozen=True):
    """How documents were compared.

    `reading` is how sources were read and labelled; documents that corpuskit wrote keep the labels
    and the selection that they have.
    """

    format: str
    corpuskit: str
    signature: str
    shingle: int
    bands: int
    rows: int
    threshold: float
    prefer: str
    paragraphs: int
    reading: dict[str, str] = {}


class DocumentLine(Struct, frozen=True, tag_field="kind", tag="document", gc=False):
    """A document of a cluster: which one is kept, how alike it is to that, and by which rule.

    `cluster` is named after the kept document, `rule` is "kept" for that one itself, "exact" for
    equal words in equal order, "near" for any other copy.
    """

    id: str
    source: str
    cluster: str
    kept: str
    similarity: float
    rule: Rule
    words: int


class ParagraphLine(Struct, frozen=True, tag_field="kind", tag="paragraph"):
    """A paragraph that several documents have, with the first of their ids in order.

    `documents` counts them all, `kept` those that are no copy of another one.
    """

    hash: str
    text: str
    documents: int
    kept: int
    ids: tuple[str, ...]


def header_of(comparison: Comparison, reading: Mapping[str, str]) -> Header:
    """Give the first line for a comparison."""
    bands, rows = comparison.banding
    return Header(
        FORMAT,
        VERSION,
        f"{SIGNATURE}, {HASHES} hashes",
        SHINGLE,
        bands,
        rows,
        comparison.threshold,
        comparison.prefer,
        comparison.paragraphs,
        dict(sorted(reading.items())),
    )


def encode_line(line: Header | DocumentLine | ParagraphLine) -> bytes:
    """Give a line, which holds nothing that some reader takes for another line end."""
    encoded = msgspec.json.encode(line)
    for bare, escaped in _LINE_BREAKS:
        encoded = encoded.replace(bare, escaped)
    return encoded + b"\n"


def is_report(beginning: bytes) -> bool:
    """Say whether a file that begins so is a report of ours."""
    return beginning.startswith(f'{{"format":"{FORMAT}"'.encode())
