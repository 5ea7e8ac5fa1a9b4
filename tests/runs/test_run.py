import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from corpuskit.errors import OutputInUse, SourceRefused, UsageError
from corpuskit.files.output import OutputFolder
from corpuskit.ledger import decode_lines
from corpuskit.model import Document
from corpuskit.names import document_id
from corpuskit.runs import run
from corpuskit.runs.job import Job
from corpuskit.runs.plan import Plan, make_plan
from corpuskit.runs.run import Progress, convert, documents
from tests.run_fakes import Lines, Pages, TextReader, Whole, fill, job, tree

LEDGER = ".corpuskit/ledger.jsonl"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return fill(
        tmp_path / "in", a_txt="Hội\n", b__c_txt="x\nchrome\n", d_parts="p\n---\nbad\n---\nq"
    )


def outcomes(output: Path) -> dict[str, tuple[str, str]]:
    lines = decode_lines((output / LEDGER).read_bytes().splitlines())
    return {line.name: (line.outcome, line.cause) for line in lines}


def test_every_format_is_whole_and_stands_in_a_folder_of_its_own(
    tmp_path: Path, pages: Path
) -> None:
    convert(job(pages, tmp_path / "out", Lines(), Pages(), Whole()))
    files = tree(tmp_path / "out")
    names = ["a.txt", "b/c.txt", "d.parts/0001", "d.parts/0003"]
    ids = [document_id(name) for name in names]
    assert files["lines/corpus.txt"].decode() == (
        f"begin\n{ids[0]}: 'Hội'\n{ids[1]}: 'x'\n{ids[2]}: 'p'\n{ids[3]}: 'q'\nend 4 {ids}\n"
    )
    assert files["lines/index.txt"].decode() == "".join(f"{i} corpus.txt\n" for i in ids)
    assert files["whole/corpus.bin"].decode() == "".join(f"{i}\n" for i in ids)
    paged = {name: data for name, data in files.items() if name.startswith("pages/")}
    assert paged == {
        "pages/a.page": "Hội".encode(),
        "pages/b/c.page": b"x",
        "pages/d.parts/0001-0001.page": b"p",
        "pages/d.parts/0003-0003.page": b"q",
        "pages/list.page": (
            f"{ids[0]} a.page\n{ids[1]} b/c.page\n"
            f"{ids[2]} d.parts/0001-0001.page\n{ids[3]} d.parts/0003-0003.page\n"
        ).encode(),
    }


def test_every_source_has_one_line_in_the_ledger_and_the_numbers_add_up(
    tmp_path: Path, pages: Path
) -> None:
    fill(pages, e_pdf="%PDF", empty_parts="", z_txt="a\x00b" + "c" * 500)
    (pages / ".hidden").touch()
    summary = convert(job(pages, tmp_path / "out"))
    assert outcomes(tmp_path / "out") == {
        ".hidden": ("skipped", "hidden"),
        "a.txt": ("converted", ""),
        "b/c.txt": ("converted", ""),
        "d.parts": ("refused", "bad part"),
        "e.pdf": ("refused", "no reader takes '.pdf'"),
        "empty.parts": ("skipped", "holds no document"),
        "z.txt": ("warned", ""),
    }
    counts = (summary.converted, summary.warned, summary.refused, summary.skipped)
    assert (counts, summary.sources) == ((2, 1, 2, 2), 7)
    assert (summary.documents, summary.exit_code) == (5, 3)


def test_the_ledger_names_documents_files_and_refusals(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", a_txt="unlined\n")
    convert(job(source, tmp_path / "out", Lines(), Pages()))
    assert json.loads((tmp_path / "out" / LEDGER).read_bytes()) == {
        "name": "a.txt",
        "outcome": "refused",
        "cause": "not a line",
        "name_hex": "",
        "sha256": hashlib.sha256(b"unlined\n").hexdigest(),
        "documents": [
            {
                "id": "d-a.txt",
                "files": {"pages": "a.page"},
                "refused": {"lines": "not a line"},
                "counts": {"kept": 7, "blocks": {"paragraph": 1}, "rules": {"fake.line": 1}},
                "written": {
                    "pages": [0, 7, hashlib.blake2b(b"unlined", digest_size=16).hexdigest()]
                },
            }
        ],
        "advice": "",
        "key": "",
    }


def test_the_same_run_again_gives_the_same_bytes(tmp_path: Path, pages: Path) -> None:
    first = convert(job(pages, tmp_path / "out", Lines(), Pages()))
    before = tree(tmp_path / "out")
    second = convert(job(pages, tmp_path / "out", Lines(), Pages()))
    assert tree(tmp_path / "out") == before
    assert second == first


def test_the_output_does_not_depend_on_where_it_or_the_input_stands(
    tmp_path: Path, pages: Path
) -> None:
    convert(job(pages, tmp_path / "out", Lines(), Pages()))
    moved = pages.rename(tmp_path / "moved")
    convert(job(moved, tmp_path / "elsewhere/out", Lines(), Pages()))
    assert tree(tmp_path / "elsewhere/out") == tree(tmp_path / "out")


def test_the_output_follows_the_sources_and_foreign_files_stay(tmp_path: Path, pages: Path) -> None:
    convert(job(pages, tmp_path / "out", Pages()))
    fill(tmp_path / "out", notes_md="mine", pages__mine_page="mine")
    (pages / "b/c.txt").unlink()
    (pages / "a.txt").write_text("changed\n")
    convert(job(pages, tmp_path / "out", Pages()))
    files = tree(tmp_path / "out")
    assert files["pages/a.page"] == b"changed"
    assert "pages/b/c.page" not in files
    assert not (tmp_path / "out/pages/b").exists()
    assert (files["notes.md"], files["pages/mine.page"]) == (b"mine", b"mine")


def test_force_leaves_what_a_fresh_run_would_write(tmp_path: Path, pages: Path) -> None:
    convert(job(pages, tmp_path / "out", Pages(), Lines()))
    convert(job(pages, tmp_path / "out", Lines(), force=True))
    convert(job(pages, tmp_path / "fresh", Lines()))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_a_folder_made_with_other_options_is_refused_and_kept(tmp_path: Path, pages: Path) -> None:
    convert(job(pages, tmp_path / "out", settings={"tones": "keep"}))
    before = tree(tmp_path / "out")
    with pytest.raises(OutputInUse, match="tones: keep then, new now"):
        convert(job(pages, tmp_path / "out", settings={"tones": "new"}))
    assert tree(tmp_path / "out") == before


def test_options_of_an_exporter_are_among_the_settings(tmp_path: Path, pages: Path) -> None:
    @dataclass(frozen=True)
    class Options(Lines):
        name: ClassVar[str] = "options"
        rows: str = "document"

    convert(job(pages, tmp_path / "out", Options()))
    with pytest.raises(OutputInUse, match="format options: rows=document then, rows=block now"):
        convert(job(pages, tmp_path / "out", Options("block")))


def test_a_format_folder_that_no_run_made_is_refused_without_force(
    tmp_path: Path, pages: Path
) -> None:
    fill(tmp_path / "out", lines__corpus_txt="mine")
    with pytest.raises(OutputInUse, match="lines was not made by a run"):
        convert(job(pages, tmp_path / "out"))
    assert tree(tmp_path / "out") == {"lines/corpus.txt": b"mine"}


def test_a_dry_run_counts_as_a_real_one_and_writes_nothing(tmp_path: Path, pages: Path) -> None:
    rehearsal = convert(job(pages, tmp_path / "out", Lines(), Pages(), dry_run=True))
    assert not (tmp_path / "out").exists()
    summary = convert(job(pages, tmp_path / "out", Lines(), Pages()))
    assert replace(rehearsal, dry_run=False) == summary


def test_a_forced_reader_takes_every_file(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", a_parts="p\n---\nq", b_md="text")
    summary = convert(job(source, tmp_path / "out", Pages(), reader="text"))
    assert (summary.documents, summary.exit_code) == (2, 0)
    assert sorted(tree(tmp_path / "out/pages")) == ["a.page", "b.page", "list.page"]


def test_progress_is_told_after_each_source(tmp_path: Path, pages: Path) -> None:
    told: list[Progress] = []
    convert(job(pages, tmp_path / "out"), told.append)
    expected = [(1, 3, "a.txt", 0), (2, 3, "b/c.txt", 0), (3, 3, "d.parts", 1)]
    assert told == [Progress(*each) for each in expected]


def test_documents_can_be_walked_without_any_output(pages: Path) -> None:
    (pages / ".hidden").touch()
    fill(pages, e_pdf="")
    found = list(documents(job(pages, dry_run=True)))
    texts = [one.text if isinstance(one, Document) else str(one) for one in found]
    assert texts == [
        "Hội",
        "x",
        "p",
        "d.parts:2: bad part",
        "q",
        "e.pdf: no reader takes '.pdf'; name one with --reader",
    ]
    assert isinstance(found[3], SourceRefused)


def test_an_input_without_any_document_is_no_success(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", a_parts="")
    summary = convert(job(source, tmp_path / "out"))
    assert (summary.documents, summary.skipped, summary.exit_code) == (0, 1, 3)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"inputs": ()}, "no input is named"),
        ({"inputs": ("nowhere",)}, "nowhere cannot be read: no such file"),
        ({"exporters": ()}, "no format is named"),
        ({"exporters": (Lines(), Lines())}, "'lines' is named twice"),
        ({"reader": "pdf"}, "there is no reader 'pdf'; the readers are: parts, text"),
        ({"encoding": "hex"}, "'hex' is not an encoding"),
        ({"output": "", "exporters": (Lines(), Pages())}, "several formats do not fit"),
        ({"output": ""}, "several documents do not fit"),
    ],
)
def test_wrong_usage_is_said_before_anything_is_touched(
    tmp_path: Path, pages: Path, changes: dict[str, Any], message: str
) -> None:
    before = tree(tmp_path)
    with pytest.raises(UsageError, match=message):
        convert(replace(job(pages, tmp_path / "out"), **changes))
    assert tree(tmp_path) == before
    assert not (tmp_path / "out").exists()


def test_a_folder_of_hidden_files_alone_is_nothing_to_convert(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/.hidden").touch()
    with pytest.raises(UsageError, match="there is nothing to read in"):
        convert(job(tmp_path / "in", tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_inputs_that_overlap_are_refused(tmp_path: Path, pages: Path) -> None:
    with pytest.raises(UsageError, match=r"in/b is .*in or lies inside it; name only one"):
        convert(job(pages, tmp_path / "out", inputs=(str(pages), str(pages / "b"))))


def test_two_sources_of_one_name_are_refused_naming_both(tmp_path: Path) -> None:
    one, two = fill(tmp_path / "1", a_txt="1"), fill(tmp_path / "2", a_txt="2")
    with pytest.raises(UsageError, match=r"1/a\.txt and .*2/a\.txt both have the name a\.txt"):
        convert(job(one, tmp_path / "out", inputs=(str(one), str(two))))


def test_the_order_of_the_inputs_does_not_matter(tmp_path: Path) -> None:
    one = fill(tmp_path / "1", b_txt="1", x__y_txt="2")
    two = fill(tmp_path / "2", a_txt="3", c_txt="4")
    inputs = (str(one), str(two / "c.txt"), str(two / "a.txt"))
    convert(job(one, tmp_path / "out", Lines(), Pages(), inputs=inputs))
    convert(job(one, tmp_path / "other", Lines(), Pages(), inputs=inputs[::-1]))
    assert tree(tmp_path / "other") == tree(tmp_path / "out")
    assert list(outcomes(tmp_path / "out")) == ["a.txt", "b.txt", "c.txt", "x/y.txt"]


def test_the_reader_of_the_longest_suffix_is_chosen(tmp_path: Path) -> None:
    class PackedReader(TextReader):
        name: ClassVar[str] = "packed"
        suffixes: ClassVar[tuple[str, ...]] = (".parts.txt",)

    source = fill(tmp_path / "in", a_txt="x")
    (source / "b.PARTS.txt").write_text("y")
    summary = convert(job(source, tmp_path / "out", readers=(PackedReader(),)))
    assert summary.refusals == ["a.txt: no reader takes '.txt'; name one with --reader"]
    assert summary.documents == 1


@pytest.mark.parametrize("formats", [(Lines(),), (Pages(),)])
def test_a_run_that_was_overtaken_by_another_touches_nothing(
    tmp_path: Path, pages: Path, formats: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(given: Job) -> Plan:
        plan = make_plan(given)
        with monkeypatch.context() as patch:
            patch.setattr(run, "make_plan", make_plan)
            convert(job(pages, tmp_path / "out", *formats))
        return plan

    monkeypatch.setattr(run, "make_plan", overtaken)
    with pytest.raises(OutputInUse, match="out: another run finished there meanwhile; run again"):
        convert(job(pages, tmp_path / "out", Lines()))
    monkeypatch.undo()
    convert(job(pages, tmp_path / "fresh", *formats))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_who_asks_for_other_options_while_a_run_lasts_is_told_of_the_run(
    tmp_path: Path, pages: Path
) -> None:
    out = tmp_path / "out"
    convert(job(pages, out, Lines()))
    with OutputFolder(str(out)), pytest.raises(OutputInUse, match="in use by another run"):
        convert(job(pages, out, Pages()))


def test_the_order_of_the_formats_does_not_matter(tmp_path: Path, pages: Path) -> None:
    fill(pages, u_txt="unlined\n")
    first = convert(job(pages, tmp_path / "one", Lines(), Pages(), Whole()))
    second = convert(job(pages, tmp_path / "two", Whole(), Pages(), Lines()))
    assert first.refusals == second.refusals
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"inputs": ("",)}, "the name of an input is empty"),
        ({"settings": {"language": "\udcff"}}, "language cannot be .*, which is not Unicode"),
    ],
)
def test_words_that_cannot_be_meant_are_refused_before_anything_is_touched(
    tmp_path: Path, pages: Path, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        convert(job(pages, tmp_path / "out", **changes))
    assert not (tmp_path / "out").exists()
