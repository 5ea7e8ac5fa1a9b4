import os
import time
from pathlib import Path

import pytest

from corpuskit.errors import UsageError
from corpuskit.runs.run import Progress, convert
from tests.run_fakes import Lines, Pages, fill, job, tree


def test_links_and_pipes_are_passed_over_and_nothing_waits(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", a_txt="one\n")
    (source / "loop").symlink_to(source)
    (source / "self").symlink_to("self")
    (source / "dangling.txt").symlink_to("nowhere")
    (source / "zero.txt").symlink_to("/dev/zero")
    (source / "passwd.txt").symlink_to("/etc/passwd")
    os.mkfifo(source / "pipe.txt")
    summary = convert(job(source, tmp_path / "out"))
    assert (summary.converted, summary.skipped, summary.exit_code) == (1, 6, 0)
    assert b"root:" not in (tmp_path / "out/lines/corpus.txt").read_bytes()


@pytest.mark.parametrize("name", ["pipe", "/dev/null", "/dev/zero"])
def test_a_special_file_that_is_named_is_refused_at_once(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    summary = convert(job(tmp_path / name, tmp_path / "out", reader="text"))
    assert (summary.refused, summary.exit_code) == (1, 3)
    assert summary.refusals[0].endswith(": not a regular file; use - for standard input")


def test_a_file_that_vanishes_during_the_run_is_refused(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", a_txt="one\n", b_txt="two\n", c_txt="three\n")

    def remove(progress: Progress) -> None:
        (source / "b.txt").unlink(missing_ok=True)

    summary = convert(job(source, tmp_path / "out"), remove)
    assert summary.refusals == ["b.txt: cannot be read: no such file or directory"]
    assert (summary.documents, summary.exit_code) == (2, 3)


def test_a_file_that_becomes_a_pipe_during_the_run_is_refused(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", a_txt="one\n", b_txt="two\n")

    def swap(progress: Progress) -> None:
        (source / "b.txt").unlink()
        os.mkfifo(source / "b.txt")

    summary = convert(job(source, tmp_path / "out"), lambda p: swap(p) if p.done == 1 else None)
    assert summary.refusals == ["b.txt: not a regular file; use - for standard input"]


def test_an_unreadable_file_is_refused_with_the_reason_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = fill(tmp_path / "in", a_txt="one\n", b_txt="two\n")
    os_open = os.open

    def deny(path: object, *rest: object, **options: object) -> int:
        if path == os.fsencode(source / "a.txt"):
            raise PermissionError(13, "Permission denied")
        return os_open(path, *rest, **options)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(os, "open", deny)
    summary = convert(job(source, tmp_path / "out"))
    assert summary.refusals == ["a.txt: cannot be read: permission denied"]
    assert (summary.documents, summary.exit_code) == (1, 3)


def test_empty_files_are_documents_with_a_warning(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", a_txt="", b_txt=b"\xef\xbb\xbf", c_txt=" \n")
    summary = convert(job(source, tmp_path / "out", Lines(), Pages()))
    assert (summary.warned, summary.warning_codes, summary.exit_code) == (3, {"no-text": 3}, 0)
    assert (tmp_path / "out/pages/a.page").read_bytes() == b""


def test_many_lines_take_time_in_proportion(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", a_txt="line\n" * 100_000)
    begin = time.perf_counter()
    summary = convert(job(source, tmp_path / "out"))
    assert summary.blocks == {"paragraph": 100_000}
    assert time.perf_counter() - begin < 10


def test_the_output_inside_the_input_is_never_read(tmp_path: Path) -> None:
    fill(tmp_path, a_txt="one\n", sub__b_txt="two\n")
    first = convert(job(tmp_path, tmp_path / "sub/out", Lines(), Pages()))
    before = tree(tmp_path)
    second = convert(job(tmp_path, tmp_path / "sub/out", Lines(), Pages()))
    assert (first.sources, second) == (2, first)
    assert tree(tmp_path) == before


def test_the_output_through_a_link_is_never_read_either(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", a_txt="one\n", real__lines__keep_txt="two\n")
    (tmp_path / "link").symlink_to(source / "real")
    summary = convert(job(source, tmp_path / "link", force=True))
    assert (summary.sources, summary.documents) == (1, 1)


@pytest.mark.parametrize("inside", ["", "lines", "lines/deeper", ".corpuskit"])
def test_an_input_that_the_run_would_write_to_is_refused(tmp_path: Path, inside: str) -> None:
    fill(tmp_path / "out", lines__deeper__a_txt="one\n")
    (tmp_path / "out/.corpuskit").mkdir()
    before = tree(tmp_path)
    with pytest.raises(UsageError, match=r"is where the output is written; name another folder"):
        convert(job(tmp_path / "out" / inside, tmp_path / "out", force=True))
    assert tree(tmp_path) == before


@pytest.mark.parametrize("output", ["a.txt", "a.txt/out"])
def test_an_output_that_is_a_file_or_below_one_is_refused(tmp_path: Path, output: str) -> None:
    source = fill(tmp_path / "in", a_txt="one\n")
    before = tree(tmp_path)
    with pytest.raises(UsageError, match=r"name (a|another) folder"):
        convert(job(source, source / output))
    assert tree(tmp_path) == before


def test_a_folder_named_like_a_text_is_walked_into(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", x_txt__a_txt="one\n")
    (source / "y.txt").mkdir()
    summary = convert(job(source, tmp_path / "out"))
    assert (summary.sources, summary.documents) == (1, 1)


def test_a_damaged_ledger_never_makes_a_wrong_result(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", a_txt="one\n", b_txt="two\n")
    convert(job(source, tmp_path / "out", Pages()))
    expected = tree(tmp_path / "out")
    for name in (".corpuskit/ledger.jsonl", ".corpuskit/run.json"):
        (tmp_path / "out" / name).write_bytes(b'\x00{"files": ["../../in/a.txt"]')
        convert(job(source, tmp_path / "out", Pages(), force=True))
        assert tree(tmp_path / "out") == expected
    assert sorted(tree(source)) == ["a.txt", "b.txt"]


def test_the_inputs_are_never_changed(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", a_txt="one\n", b__c_txt="two\n")
    before = {path: path.stat() for path in source.rglob("*")}
    convert(job(source, tmp_path / "out", Lines(), Pages()))
    after = {path: path.stat() for path in source.rglob("*")}
    assert {p: s.st_mtime_ns for p, s in after.items()} == {
        p: s.st_mtime_ns for p, s in before.items()
    }


@pytest.mark.parametrize("known", [False, True])
def test_sources_in_an_output_inside_the_input_do_not_vanish(
    tmp_path: Path, *, known: bool
) -> None:
    source = fill(tmp_path / "in", a_txt="one\n", sub__x_txt="two\n")
    (source / "sub/x.txt").rename(tmp_path / "b.txt")
    if known:
        convert(job(source, source / "sub"))
    (tmp_path / "b.txt").rename(source / "sub/b.txt")
    before = tree(tmp_path)
    with pytest.raises(UsageError, match=r"in/sub holds files that no run made; name another fol"):
        convert(job(source, source / "sub", force=True))
    assert tree(tmp_path) == before


def test_an_earlier_output_of_another_format_inside_the_input_is_passed_over(
    tmp_path: Path,
) -> None:
    source = fill(tmp_path / "in", a_txt="one\n")
    convert(job(source, source / "out", Pages()))
    (source / "out/.DS_Store").touch()
    summary = convert(job(source, source / "out", Lines(), force=True))
    assert (summary.sources, summary.documents) == (1, 1)
