"""Copies that a report knows are left out or marked, and whatever becomes of them is told."""

import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpuskit.assembly import ConversionOptions, make_job, make_lesson
from corpuskit.duplicates.comparison import Comparison
from corpuskit.duplicates.known import Duplicates, decode_report
from corpuskit.duplicates.report import DocumentLine, Rule, encode_line, header_of
from corpuskit.errors import OutputInUse, SourceRefused, UsageError
from corpuskit.ledger import Entry, Line, decode_lines
from corpuskit.loading.plugins import find_plugins
from corpuskit.names import document_id
from corpuskit.reader import RawDocument, RawFile
from corpuskit.runs.deduplication import Search, deduplicated
from corpuskit.runs.job import Job, Running
from corpuskit.runs.learning import learn
from corpuskit.runs.leaving import LEAVE_OUT, MARK, Copies
from corpuskit.runs.run import convert
from corpuskit.text.decode import decode
from tests.profiles.planted import words
from tests.run_fakes import Lines, Pages, PartsReader, TextReader, Whole, fill, job, tree
from tests.stopping import CountingPipeline, stop

LEDGER = ".corpuskit/ledger.jsonl"
B_TOLD = "exact copy of d-a.txt, similarity 1.0, cluster d-a.txt, rule exact"
C_TOLD = "near copy of d-a.txt, similarity 0.9312, cluster d-a.txt, rule near"


def line(name: str, rule: Rule, similarity: float = 1.0, kept: str = "d-a.txt") -> bytes:
    return encode_line(DocumentLine(document_id(name), name, kept, kept, similarity, rule, 9))


def report(*lines: bytes) -> Duplicates:
    return decode_report([encode_line(header_of(Comparison(), {})), *lines], "r.jsonl")


KEPT = line("a.txt", "kept")
KNOWN = report(KEPT, line("b.txt", "exact"), line("c.txt", "near", 0.9312))


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return fill(tmp_path / "in", a_txt="một\n", b_txt="hai\n", c_txt="ba\n", d_txt="bốn\n")


def work(texts: Path, output: str = "out", **changes: Any) -> Job:
    given: dict[str, Any] = {"copies": Copies(KNOWN), **changes}
    given["settings"] = given["copies"].settings if given["copies"] else {}
    return job(texts, texts.parent / output if output else "", Lines(), Pages(), Whole(), **given)


def ledger(texts: Path, output: str = "out") -> dict[str, Line]:
    data = (texts.parent / output / LEDGER).read_bytes()
    return {line.name: line for line in decode_lines(data.splitlines())}


def outcomes(texts: Path) -> dict[str, tuple[str, str]]:
    return {name: (line.outcome, line.cause) for name, line in ledger(texts).items()}


def test_copies_are_in_no_format_and_the_ledger_says_of_what_they_are_copies(texts: Path) -> None:
    summary = convert(work(texts))
    files = tree(texts.parent / "out")
    assert [name for name in files if name.startswith("pages/")] == [
        "pages/a.page",
        "pages/d.page",
        "pages/list.page",
    ]
    assert files["whole/corpus.bin"] == b"d-a.txt\nd-d.txt\n"
    assert files["lines/corpus.txt"].endswith(b"end 2 ['d-a.txt', 'd-d.txt']\n")
    assert outcomes(texts) == {
        "a.txt": ("converted", ""),
        "b.txt": ("skipped", "copy of another document"),
        "c.txt": ("skipped", "copy of another document"),
        "d.txt": ("converted", ""),
    }
    told = [entry for name in ("b.txt", "c.txt") for entry in ledger(texts)[name].documents]
    assert told == [Entry(left_out=B_TOLD), Entry(left_out=C_TOLD)]
    assert (summary.skips, summary.documents) == ({"copy of another document": 2}, 2)
    assert (summary.exit_code, summary.refusals) == (0, [])
    assert summary.remarks == [
        "copies: 2 documents left out",
        "not in the report: 1 document, without a copy or not compared",
    ]


def test_marked_copies_have_a_warning_and_kept_documents_none(texts: Path) -> None:
    summary = convert(work(texts, copies=Copies(KNOWN, MARK)))
    assert tree(texts.parent / "out")["whole/corpus.bin"].count(b"\n") == 4
    lines = ledger(texts)
    assert {name: line.documents[0].warnings for name, line in lines.items()} == {
        "a.txt": (),
        "b.txt": ("copy",),
        "c.txt": ("copy",),
        "d.txt": (),
    }
    assert [lines[name].documents[0].messages for name in ("b.txt", "c.txt")] == [
        (B_TOLD,),
        (C_TOLD,),
    ]
    assert summary.warnings == [f"b.txt: {B_TOLD}", f"c.txt: {C_TOLD}"]
    assert (summary.warned, summary.skipped, summary.exit_code) == (2, 0, 0)
    assert summary.remarks == ["not in the report: 1 document, without a copy or not compared"]


def test_a_mark_that_a_document_brings_along_is_not_set_twice(texts: Path) -> None:
    raw = decode(b"hai\n", "b.txt")
    one = Copies(KNOWN, MARK).marked(CountingPipeline().document(raw))
    assert [warning.message for warning in one.warnings] == [B_TOLD]
    assert Copies(KNOWN, MARK).marked(one) is one


def test_of_a_source_with_several_documents_each_is_judged_by_itself(tmp_path: Path) -> None:
    parts = "một\n---\nhai\n---\nba\n"
    folder = fill(tmp_path / "in", a_txt="một\n", d_parts=parts, e_parts="một\n---\nhai\n")
    d_2, d_3 = (document_id(f"d.parts/{number}") for number in ("0002", "0003"))
    known = report(
        KEPT,
        line("d.parts/0001", "exact"),
        line("d.parts/0002", "kept", kept=d_2),
        line("e.parts/0001", "exact"),
        line("e.parts/0002", "exact", kept=d_2),
    )
    summary = convert(work(folder, copies=Copies(known)))
    lines = ledger(folder)
    assert outcomes(folder) == {
        "a.txt": ("converted", ""),
        "d.parts": ("converted", ""),
        "e.parts": ("skipped", "copy of another document"),
    }
    assert [(e.id, bool(e.left_out)) for e in lines["d.parts"].documents] == [
        ("", True),
        (d_2, False),
        (d_3, False),
    ]
    assert len(lines["e.parts"].documents) == 2
    pages = [name for name in tree(tmp_path / "out") if name.startswith("pages/d")]
    assert pages == ["pages/d.parts/0002-0002.page", "pages/d.parts/0003-0003.page"]
    assert summary.remarks[0] == "copies: 3 documents left out"
    assert summary.skips == {"copy of another document": 1}


def test_a_refusal_beside_a_copy_stays_a_refusal(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", a_txt="một\n", d_parts="một\n---\nbad\n")
    known = report(KEPT, line("d.parts/0001", "exact"))
    summary = convert(work(folder, copies=Copies(known)))
    assert outcomes(folder)["d.parts"] == ("refused", "bad part")
    assert (summary.copies, summary.refused, summary.exit_code) == (1, 1, 3)


def test_a_kept_document_that_does_not_turn_up_is_told(texts: Path) -> None:
    (texts / "a.txt").unlink()
    assert convert(work(texts)).remarks[1] == (
        "kept by the report, but not in this corpus: 1 document; "
        "copies may have been left out for them"
    )
    marked = convert(work(texts, "marked", copies=Copies(KNOWN, MARK)))
    assert not any("kept by the report" in remark for remark in marked.remarks)


def test_a_corpus_of_copies_alone_is_no_success(texts: Path) -> None:
    for name in "ad":
        (texts / f"{name}.txt").unlink()
    summary = convert(work(texts))
    assert (summary.documents, summary.skipped, summary.exit_code) == (0, 2, 3)


@pytest.mark.parametrize("way", [LEAVE_OUT, MARK])
@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_stopped_run_goes_on_and_gives_what_an_undisturbed_one_gives(
    texts: Path, after: int, way: str
) -> None:
    fill(texts, bad_parts="một\n---\nhai\n---\nbad\n")
    known = report(KEPT, line("b.txt", "exact"), line("bad.parts/0001", "exact"))
    copies = Copies(known, way)
    stop(work(texts, copies=copies, pipeline=CountingPipeline()), after)
    pipeline = CountingPipeline()
    again = convert(work(texts, copies=copies, pipeline=pipeline))
    fresh = convert(work(texts, "fresh", copies=copies, pipeline=CountingPipeline()))
    assert tree(texts.parent / "out") == tree(texts.parent / "fresh")
    assert again.reused == after
    assert len({name.partition("/")[0] for name in pipeline.made}) == 5 - after
    assert replace(again, output="") == replace(fresh, output="")


@pytest.mark.parametrize("way", [LEAVE_OUT, MARK])
def test_a_finished_run_has_nothing_to_do_and_tells_the_same(texts: Path, way: str) -> None:
    first = convert(work(texts, copies=Copies(KNOWN, way)))
    before = tree(texts.parent / "out")
    second = convert(work(texts, copies=Copies(KNOWN, way)))
    assert (second, second.is_unchanged) == (first, True)
    assert tree(texts.parent / "out") == before


@pytest.mark.parametrize(
    "other", [None, Copies(KNOWN, MARK), Copies(report(KEPT, line("b.txt", "exact")))]
)
def test_another_report_or_way_on_the_same_folder_is_refused(
    texts: Path, other: Copies | None
) -> None:
    convert(work(texts))
    with pytest.raises(OutputInUse, match=r"made with other options \((copies|duplicates): "):
        convert(work(texts, copies=other))


def test_rows_of_a_table_that_speak_of_a_copy_have_found_it(texts: Path) -> None:
    table = texts.parent / "table.csv"
    table.write_text("path;author\nb.txt;Hải Yến\nd.txt;Thu Hà\n", "utf-8")
    first = convert(work(texts, metadata=str(table)))
    assert f"table {table}: rows for 2 of 4 documents" in first.remarks
    assert not any("no document for" in remark for remark in first.remarks)
    assert convert(work(texts, metadata=str(table))).remarks == first.remarks


class Members:
    """Each line is a document of its own, called as it says."""

    name = "members"
    suffixes = (".members",)
    summary = "members"

    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        for text in file.data.decode().splitlines():
            yield decode(text.encode(), text)


def test_a_copy_under_the_name_of_another_document_takes_no_name(tmp_path: Path) -> None:
    """What is left out writes no file, so it stands in nobody's way."""
    folder = fill(tmp_path / "in", a_txt="một\n", z_members="x\ny\nx\n")
    known = report(KEPT, line("x", "exact"))
    readers = (TextReader(), PartsReader(), Members())
    summary = convert(work(folder, copies=Copies(known), readers=readers))
    assert [entry.left_out[:5] for entry in ledger(folder)["z.members"].documents] == [
        "exact",
        "",
        "exact",
    ]
    assert (summary.copies, summary.documents) == (2, 2)


def test_what_travels_to_workers_says_the_same_there() -> None:
    raw = decode(b"ba\n", "c.txt")
    copies = pickle.loads(pickle.dumps(Copies(KNOWN)))  # noqa: S301  # our own bytes
    assert copies.left_out(CountingPipeline().document(raw)) == C_TOLD
    assert copies.settings == {"duplicates": KNOWN.sha256, "copies": "leave-out"}


def test_all_documents_are_learned_from_and_compared(texts: Path) -> None:
    asked = replace(work(texts, ""), dry_run=True)
    tools = find_plugins({}).tools()
    pages = replace(
        make_job(tools, ConversionOptions()), inputs=(str(texts),), copies=Copies(KNOWN)
    )
    with deduplicated(asked, Search(Comparison())) as found:
        assert found.documents == 4
    assert learn(pages, make_lesson(tools)).documents == 4


def test_a_way_that_is_none_is_wrong_usage() -> None:
    tools = find_plugins({}).tools()
    with pytest.raises(UsageError, match="copies cannot be 'drop'; choose from leave-out, mark"):
        make_job(tools, ConversionOptions(duplicates=KNOWN, copies="drop"))
    assert make_job(tools, ConversionOptions(copies="mark")).copies is None


@pytest.mark.slow
@pytest.mark.parametrize("way", [LEAVE_OUT, MARK])
def test_workers_write_what_one_process_writes(tmp_path: Path, way: str) -> None:
    folder = tmp_path / "in"
    for number in range(90):
        fill(folder, **{f"{number:02}_txt": f"{words(str(number), 20)}\n"})
    fill(folder, a_txt="một\n", z_parts="một\n---\nbad\n---\nhai\n")
    lines = (line(f"{number:02}.txt", "near", 0.75) for number in range(0, 90, 7))
    copies = Copies(report(KEPT, *lines, line("z.parts/0001", "exact")), way)
    trees = []
    for workers in (0, 1, 2):
        summary = convert(
            work(folder, f"out{workers}", copies=copies, running=Running(workers=workers))
        )
        trees.append(tree(tmp_path / f"out{workers}") | {"": str(summary.lines()[2:]).encode()})
    assert trees[0] == trees[1] == trees[2]
    entries = json.loads(trees[0][LEDGER].splitlines()[-1])["documents"]
    assert ("left_out" in entries[0], "counts" in entries[0]) == (way == LEAVE_OUT, way == MARK)
