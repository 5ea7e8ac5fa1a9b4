from dataclasses import dataclass
from typing import ClassVar

import pytest

from corpuskit.errors import OutputInUse
from corpuskit.exporter import Member, RecordExporter
from corpuskit.ledger import (
    Entry,
    FileFacts,
    Line,
    Outcome,
    Run,
    decode_lines,
    decode_run,
    encode_line,
    encode_run,
    members,
    outputs,
    refuse_other_settings,
    settings_of,
)
from corpuskit.model import Document
from corpuskit.version import VERSION

LINES = (
    Line(
        "a.txt", Outcome.CONVERTED, sha256="00", documents=(Entry("d-a", files={"tei": "a.xml"}),)
    ),
    Line("b.pdf", Outcome.REFUSED, "no reader takes '.pdf'"),
    Line(
        "c.txt",
        Outcome.REFUSED,
        "too wide",
        documents=(Entry("d-c", files={"json": "corpus.jsonl"}, refused={"tei": "too wide"}),),
    ),
)


@dataclass(frozen=True)
class Wide(RecordExporter):
    name: ClassVar[str] = "wide"
    suffix: ClassVar[str] = ".wide"
    summary: ClassVar[str] = "wide"
    rows: str = "block"

    def encode(self, document: Document) -> bytes:
        return document.text.encode()


def test_a_line_can_be_read_back() -> None:
    assert tuple(decode_lines(map(encode_line, LINES))) == LINES


def test_a_line_is_json_with_its_keys_in_one_order() -> None:
    assert encode_line(LINES[1]) == (
        b'{"name":"b.pdf","outcome":"refused","cause":"no reader takes \'.pdf\'",'
        b'"name_hex":"","sha256":"","documents":[],"advice":"","key":""}\n'
    )


def test_a_damaged_line_costs_no_other() -> None:
    damaged = [encode_line(LINES[0])[:-9], b"\xff\n", b"[]\n", encode_line(LINES[1])]
    assert list(decode_lines(damaged)) == [LINES[1]]


def test_members_are_the_documents_that_a_format_took() -> None:
    encoded = [*map(encode_line, LINES)]
    assert list(members(encoded, "tei")) == [Member("d-a", "a.xml")]
    assert list(members(encoded, "json")) == [Member("d-c", "corpus.jsonl")]


def test_outputs_are_paths_below_the_output_folder() -> None:
    assert list(outputs(map(encode_line, LINES))) == ["tei/a.xml", "json/corpus.jsonl"]


def test_a_run_can_be_read_back_and_a_damaged_one_is_none() -> None:
    files = {"json/corpus.jsonl": FileFacts(3, "ab")}
    run = Run(VERSION, {"b": "2", "a": "1"}, files, limit=5, code="cd")
    assert decode_run(encode_run(run)) == run
    assert decode_run(encode_run(run)[:20]) is None
    assert decode_run(b"") is None


def test_settings_name_each_format_with_its_options() -> None:
    assert settings_of([Wide("document")], {"language": "vi"}) == {
        "format wide": "rows=document",
        "language": "vi",
    }


def test_other_settings_are_refused_naming_what_differs() -> None:
    run = Run("0.0.1", {"tones": "old", "same": "x"})
    expected = (
        rf"out was made with other options \(version: 0\.0\.1 then, {VERSION} now; "
        r"language: not set then, vi now; tones: old then, keep now\); "
        r"use --force or name another folder"
    )
    with pytest.raises(OutputInUse, match=expected):
        refuse_other_settings(run, {"language": "vi", "tones": "keep", "same": "x"}, "out")


def test_a_format_without_options_is_told_as_one_that_was_asked_for() -> None:
    with pytest.raises(OutputInUse, match=r"format json: as it is then, not set now"):
        refuse_other_settings(Run(VERSION, {"format json": ""}), {}, "out")


def test_the_same_settings_are_no_obstacle() -> None:
    refuse_other_settings(Run(VERSION, {"a": "1"}), {"a": "1"}, "out")
