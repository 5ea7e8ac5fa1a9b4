"""A report read back: what it says of each document, and every fault named by its line."""

import json
from collections.abc import Iterable
from hashlib import sha256

import pytest

from corpuskit.duplicates.comparison import Comparison
from corpuskit.duplicates.known import Duplicate, decode_report
from corpuskit.duplicates.report import DocumentLine, ParagraphLine, Rule, encode_line, header_of
from corpuskit.errors import UsageError

HEADER = encode_line(header_of(Comparison(), {"tones": "keep", "language": "vi"}))


def line(name: str, kept: str, rule: Rule, similarity: float = 1.0, identity: str = "") -> bytes:
    told = DocumentLine(identity or f"d-{name}", name, kept, kept, similarity, rule, 9)
    return encode_line(told)


LINES = [
    line("a", "d-a", "kept"),
    line("b", "d-a", "exact"),
    line("c", "d-a", "near", 0.8125),
    line("s", "d-s-0001", "kept", identity="d-s-0001"),
    line("s", "d-s-0001", "exact", identity="d-s-0002"),
    encode_line(ParagraphLine("00", "Một\u2028đoạn.", 2, 1, ("d-a", "d-b"))),
]


def decode(lines: Iterable[bytes]) -> object:
    return decode_report(lines, "r.jsonl")


def test_the_first_line_says_how_documents_were_compared() -> None:
    assert json.loads(HEADER) == {
        "format": "corpuskit-duplicates/1",
        "corpuskit": "0.1.0",
        "signature": "corpuskit-minhash-1, 120 hashes",
        "shingle": 3,
        "bands": 24,
        "rows": 5,
        "threshold": 0.7,
        "prefer": "longest",
        "paragraphs": 10,
        "reading": {"language": "vi", "tones": "keep"},
    }


def test_each_document_is_told_of() -> None:
    duplicates = decode_report([HEADER, *LINES], "r.jsonl")
    assert duplicates.of("a") == Duplicate("d-a", "d-a", 1.0, "kept")
    assert duplicates.of("b") == Duplicate("d-a", "d-a", 1.0, "exact")
    assert duplicates.of("c") == Duplicate("d-a", "d-a", 0.8125, "near")
    assert duplicates.of("c", "d-c") == duplicates.of("c")
    assert duplicates.of("e") is None
    assert (len(duplicates), duplicates.clusters) == (5, 2)
    assert duplicates.header.threshold == 0.7
    assert duplicates.sha256 == sha256(b"".join([HEADER, *LINES])).hexdigest()


def test_of_a_source_with_several_documents_one_is_told_by_its_id() -> None:
    duplicates = decode_report([HEADER, *LINES], "r.jsonl")
    assert duplicates.of("s") is None
    assert duplicates.of("s", "d-s-0003") is None
    assert duplicates.of("s", "d-s-0002") == Duplicate("d-s-0001", "d-s-0001", 1.0, "exact")


def test_a_report_without_copies_is_one() -> None:
    duplicates = decode_report([HEADER, b"\n"], "r.jsonl")
    assert (len(duplicates), duplicates.of("a")) == (0, None)


def test_no_line_holds_what_some_readers_take_for_a_line_end() -> None:
    assert b"M\xe1\xbb\x99t\\u2028" in LINES[-1]
    assert len(LINES[-1].decode().splitlines()) == 1


WRONG = {
    "empty": ([], "r.jsonl: it does not begin as a report of the format"),
    "another file": ([b'{"id": "a"}\n'], "r.jsonl: it does not begin as a report"),
    "no UTF-8": ([HEADER, b'{"kind":"\xff"}\n'], "r.jsonl, line 2: "),
    "no JSON": ([HEADER, LINES[0], b"{\n"], "r.jsonl, line 3: input data was truncated"),
    "a cut header": ([HEADER[:60]], "r.jsonl: input data was truncated"),
    "no kind": ([HEADER, b"{}\n"], "r.jsonl, line 2: object missing required field"),
    "no rule": ([HEADER, LINES[0].replace(b"kept", b"keep")], "r.jsonl, line 2: "),
    "too alike": ([HEADER, line("a", "d-a", "kept", 1.5)], "line 2: the similarity 1.5 is not"),
    "kept, not itself": ([HEADER, line("a", "d-b", "kept")], "line 2: its cluster, its kept"),
    "itself, not kept": ([HEADER, line("a", "d-a", "near")], "line 2: its cluster, its kept"),
    "told twice": ([HEADER, *LINES, LINES[1]], "r.jsonl: it tells of a document twice"),
    "nothing kept": (
        [HEADER, *LINES[1:]],
        "r.jsonl: the kept document 'd-a' has no line of its own; write it again with",
    ),
}


@pytest.mark.parametrize(("lines", "message"), WRONG.values(), ids=WRONG)
def test_a_fault_is_named_with_its_line(lines: list[bytes], message: str) -> None:
    with pytest.raises(UsageError) as error:
        decode(lines)
    assert message in str(error.value)


def test_lines_can_come_in_any_order() -> None:
    one, other = (decode_report([HEADER, *some], "r") for some in (LINES, LINES[::-1]))
    assert [one.of(name) for name in "abcs"] == [other.of(name) for name in "abcs"]
