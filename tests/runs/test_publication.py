"""Outputs at URLs: what arrives, what is sent again, and what an end in the middle leaves."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fsspec import AbstractFileSystem
from fsspec.registry import _registry

from corpuskit import ConversionOptions, api
from corpuskit.commands.timing import Stopwatch
from corpuskit.errors import OutputInUse, RunFailed, UsageError
from corpuskit.files import stores
from corpuskit.ledger import decode_run
from corpuskit.runs import run
from corpuskit.runs.job import Job, Progress, Running
from corpuskit.runs.publication import convert, placed
from corpuskit.runs.report import report_of
from tests.run_fakes import Lines, Pages, fill, job, tree
from tests.running import Run
from tests.s3_server import BUCKET, Server
from tests.stopping import FramedPages

PLACE = f"s3://{BUCKET}/out"
STATE = ".corpuskit"
JOURNAL = f"{STATE}/journal"
THE_RUN = f"{STATE}/run.json"
PAGES = {f"{letter}_txt": f"text of {letter}\n" for letter in "abcdefgh"}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder for caches."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return fill(tmp_path / "in", **PAGES)


def made(source: Path, output: Path | str = PLACE, **changes: Any) -> Job:
    return job(source, output, Lines(), FramedPages(), **changes)


def local(source: Path, folder: Path, **changes: Any) -> dict[str, bytes]:
    """Give what a run into a folder writes, but for its lock."""
    shutil.rmtree(folder, ignore_errors=True)
    run.convert(made(source, folder, **changes))
    return {name: data for name, data in tree(folder).items() if name != f"{STATE}/lock"}


def put(server: Server) -> list[str]:
    """Give the names of what was put, in order of name."""
    own = f"/{BUCKET}/out/"
    return sorted(path.removeprefix(own) for method, path in server.asked if method == "PUT")


def removed(server: Server) -> set[str]:
    own = f"/{BUCKET}/out/"
    return {path.removeprefix(own) for method, path in server.asked if method == "DELETE"}


def denying(method: str, after: int) -> Callable[[str, str], bool]:
    """Give a check that lets so many requests of a method through, and no more."""
    counted: list[str] = []

    def check(asked: str, path: str) -> bool:
        counted.extend([path] if asked == method else [])
        return len(counted) <= after

    return check


def test_a_store_holds_what_a_folder_would(server: Server, source: Path, tmp_path: Path) -> None:
    summary = convert(made(source))
    assert server.objects("out") == local(source, tmp_path / "here")
    assert (summary.output, summary.documents) == (PLACE, 8)
    told = summary.lines()
    assert [line for line in told if PLACE in line] == [f"8 documents written in {PLACE}"]
    assert [line for line in told if str(tmp_path) in line] == [
        f"work folder: {tmp_path}/cache/corpuskit/{placed(made(source)).output.split('/')[-1]}"
    ]
    size = sum(map(len, server.objects("out").values())) - len(server.objects("out")[THE_RUN])
    assert f"sent: 12 files of 12, {size:,} bytes" in told


def test_the_same_run_again_puts_and_removes_nothing(server: Server, source: Path) -> None:
    convert(made(source))
    server.forget()
    summary = convert(made(source))
    assert server.changes() == []
    assert summary.is_unchanged
    told = summary.lines()
    assert f"nothing to do: all is as it was in {PLACE}, 8 documents" in told
    assert "sent: nothing, 12 files are there already" in told


def test_what_changed_is_sent_and_what_is_gone_is_removed(
    server: Server, source: Path, tmp_path: Path
) -> None:
    convert(made(source))
    server.forget()
    fill(source, c_txt="other text\n")
    (source / "e.txt").unlink()
    summary = convert(made(source))
    assert put(server) == [
        JOURNAL,
        f"{STATE}/ledger.jsonl",
        THE_RUN,
        "framed/c.page",
        "framed/list.page",
        "lines/corpus.txt",
        "lines/index.txt",
    ]
    assert removed(server) == {JOURNAL, THE_RUN, "framed/e.page"}
    assert server.objects("out") == local(source, tmp_path / "here")
    assert "; removed: 1 file" in "".join(summary.lines())


def test_run_json_goes_before_anything_else_changes_and_comes_last(
    server: Server, source: Path
) -> None:
    convert(made(source))
    server.forget()
    (source / "e.txt").unlink()
    convert(made(source))
    names = [(method, path.removeprefix(f"/{BUCKET}/out/")) for method, path in server.changes()]
    assert names[:2] == [("PUT", JOURNAL), ("DELETE", THE_RUN)]
    assert names[-3:] == [
        ("PUT", f"{STATE}/ledger.jsonl"),
        ("PUT", THE_RUN),
        ("DELETE", JOURNAL),
    ]


def test_an_object_of_another_size_is_sent_again(
    server: Server, source: Path, tmp_path: Path
) -> None:
    convert(made(source))
    server.replace("out/framed/c.page", b"cut")
    server.delete("out/lines/index.txt")
    server.forget()
    summary = convert(made(source))
    assert put(server) == [JOURNAL, THE_RUN, "framed/c.page", "lines/index.txt"]
    assert server.objects("out") == local(source, tmp_path / "here")
    assert not summary.is_unchanged


def test_another_machine_makes_the_same_and_sends_nothing(
    server: Server, source: Path, cache: Path
) -> None:
    convert(made(source))
    shutil.rmtree(cache)
    server.forget()
    summary = convert(made(source))
    assert server.changes() == []
    assert summary.reused == 0


def test_a_folder_for_the_work_can_be_named(server: Server, source: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    convert(made(source, work_folder=str(work)))
    assert server.objects("out") == local(source, tmp_path / "here")
    assert tree(work / "framed") == tree(tmp_path / "here/framed")
    assert not (work / STATE / "sent").exists()


@pytest.mark.parametrize("after", [0, 1, 2, 5, 12, 13])
def test_an_upload_that_fails_leaves_no_run_json_and_is_gone_on_with(
    server: Server, source: Path, tmp_path: Path, after: int
) -> None:
    server.checks.append(denying("PUT", after))
    with pytest.raises(RunFailed, match=f"^{PLACE}.* cannot be written: permission denied; what"):
        convert(made(source))
    server.forget()
    there = server.objects("out")
    assert THE_RUN not in there
    server.forget()
    summary = convert(made(source))
    assert not {*put(server)} & {name for name in there if name.startswith(("framed", "lines"))}
    assert server.objects("out") == local(source, tmp_path / "here")
    assert f"8 documents written in {PLACE}" in summary.lines()


def test_what_a_stopped_publication_brought_is_removed_when_it_is_gone(
    server: Server, source: Path, tmp_path: Path
) -> None:
    convert(made(source))
    fill(source, x_txt="x\n", y_txt="y\n")
    server.checks.append(denying("DELETE", 1))
    (source / "a.txt").unlink()
    with pytest.raises(RunFailed, match=r"out/framed/a\.page cannot be written: permission denied"):
        convert(made(source))
    server.forget()
    assert {"framed/x.page", "framed/a.page"} <= server.objects("out").keys()
    (source / "x.txt").unlink()
    convert(made(source))
    assert server.objects("out") == local(source, tmp_path / "here")


def test_another_machine_goes_on_by_sending_all(
    server: Server, source: Path, cache: Path, tmp_path: Path
) -> None:
    fill(source, x_txt="x\n")
    server.checks.append(denying("PUT", 12))
    with pytest.raises(RunFailed):
        convert(made(source))
    server.forget()
    shutil.rmtree(cache)
    (source / "x.txt").unlink()
    convert(made(source))
    assert len(put(server)) == 14
    assert server.objects("out") == local(source, tmp_path / "here")


def test_a_record_counts_for_its_own_publication_only(
    server: Server, source: Path, tmp_path: Path
) -> None:
    for work in ("one", "two"):
        server.checks.append(denying("PUT", 9))
        with pytest.raises(RunFailed):
            convert(made(source, work_folder=str(tmp_path / work)))
        server.forget()
    convert(made(source, work_folder=str(tmp_path / "one")))
    assert len(put(server)) == 14
    assert server.objects("out") == local(source, tmp_path / "here")


def test_a_run_that_was_published_meanwhile_is_not_written_over(
    server: Server, source: Path, tmp_path: Path
) -> None:
    def publish_another(progress: Progress) -> None:
        if progress.done == 1 and progress.sent < 0:
            convert(made(source, work_folder=str(tmp_path / "other"), force=True))

    with pytest.raises(OutputInUse, match=f"^{PLACE}: another run was published there meanwhile"):
        convert(made(source), publish_another)
    assert server.objects("out") == local(source, tmp_path / "here")


def test_two_publications_at_once_never_leave_a_run_json_for_a_mixture(
    server: Server, source: Path
) -> None:
    def take_over(progress: Progress) -> None:
        if progress.sent >= 0:
            server.replace(f"out/{JOURNAL}", b'{"publication":"another","run":{}}\n')

    with pytest.raises(OutputInUse, match="another run was published there meanwhile; run again"):
        convert(made(source), take_over)
    assert THE_RUN not in server.objects("out")


def test_an_interrupt_leaves_nothing_half_and_the_next_run_goes_on(
    server: Server, source: Path, tmp_path: Path
) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.sent > 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(made(source), interrupt)
    there = server.objects("out")
    whole = local(source, tmp_path / "here")
    assert THE_RUN not in there
    assert {name: whole[name] for name in there if name != JOURNAL} == {
        name: data for name, data in there.items() if name != JOURNAL
    }
    convert(made(source))
    assert server.objects("out") == whole


def test_a_large_file_is_given_up_when_another_fails(
    server: Server, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "PART", 5 << 20)
    (source / "large.txt").write_text("a line of text\n" * 700_000)
    server.checks.append(
        lambda method, path: not (method == "PUT" and path.endswith("framed/a.page"))
    )
    with pytest.raises(RunFailed, match=r"out/framed/a\.page cannot be written: permission"):
        convert(made(source))
    server.forget()
    assert server.uploads() == []
    assert "framed/a.page" not in server.objects("out")
    convert(made(source))
    assert len(server.objects("out")["framed/large.page"]) > 10_000_000


def test_places_that_no_run_filled_are_refused_before_any_work(
    server: Server, source: Path, tmp_path: Path, cache: Path
) -> None:
    server.put("out/framed/notes.txt", b"mine")
    told = f"^{PLACE}/framed was not made by a run; use --force or name another place with -o$"
    with pytest.raises(OutputInUse, match=told):
        convert(made(source))
    assert not cache.exists()
    convert(made(source, force=True))
    expected = {**local(source, tmp_path / "here"), "framed/notes.txt": b"mine"}
    assert server.objects("out") == expected


def test_what_stands_beside_an_output_is_left_in_peace(server: Server, source: Path) -> None:
    server.put("out/readme.txt", b"mine")
    server.put("out2/framed/a.page", b"other")
    convert(made(source))
    assert server.objects("out")["readme.txt"] == b"mine"
    assert server.objects("out2") == {"framed/a.page": b"other"}


def test_a_run_with_other_settings_is_replaced_only_with_force(
    server: Server, source: Path, tmp_path: Path
) -> None:
    convert(made(source))
    before = server.objects("out")
    other: dict[str, Any] = {"settings": {"tones": "new"}}
    with pytest.raises(OutputInUse, match=rf"^{PLACE} was made with other options \(tones: not"):
        convert(made(source, **other))
    assert server.objects("out") == before
    convert(made(source, **other, force=True))
    assert server.objects("out") == local(source, tmp_path / "here", **other)


def test_a_stopped_publication_with_other_settings_is_refused_too(
    server: Server, source: Path, cache: Path
) -> None:
    server.checks.append(denying("PUT", 3))
    with pytest.raises(RunFailed):
        convert(made(source))
    server.forget()
    shutil.rmtree(cache)
    with pytest.raises(OutputInUse, match="was made with other options"):
        convert(made(source, settings={"tones": "new"}))


def test_a_run_of_a_few_sources_does_not_replace_one_of_all(server: Server, source: Path) -> None:
    convert(made(source))
    with pytest.raises(OutputInUse, match=f"^{PLACE} holds more than --limit lets in; use --force"):
        convert(made(source, running=Running(limit=2)))


def test_a_rehearsal_touches_nothing(server: Server, source: Path, cache: Path) -> None:
    summary = convert(made(source, dry_run=True))
    assert f"8 documents would be written in {PLACE}" in summary.lines()
    assert server.changes() == []
    assert not cache.exists()


def test_a_run_that_fails_changes_nothing_at_the_store(server: Server, source: Path) -> None:
    convert(made(source))
    server.forget()
    fill(source, b_parts="good\n---\nbad\n", c_txt="new\n")
    with pytest.raises(RunFailed, match="stopped behind 1 refused source"):
        convert(made(source, running=Running(most_refused=0)))
    assert server.changes() == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (f"s3://{BUCKET}", f"^{PLACE} and the input s3://corpus overlap; name another place"),
        (f"s3://{BUCKET}/out/", "overlap"),
        (f"s3a://{BUCKET}/out/lines", "overlap"),
    ],
)
def test_what_is_read_is_not_where_it_is_written(server: Server, given: str, told: str) -> None:
    server.put("out/lines/a.txt", b"text\n")
    with pytest.raises(UsageError, match=told):
        convert(job(given, PLACE))


def test_one_prefix_is_read_and_another_one_written(server: Server, tmp_path: Path) -> None:
    server.put("in/a.txt", b"text\n")
    convert(job(f"s3://{BUCKET}/in", PLACE, Pages()))
    run.convert(job(f"s3://{BUCKET}/in", tmp_path / "here", Pages()))
    expected = {name: data for name, data in tree(tmp_path / "here").items() if "lock" not in name}
    assert server.objects("out") == expected


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("s3://no-such-bucket/out", "there is no such bucket; put that right or name another"),
        ("nothing://x", "fsspec knows no file system nothing://; put that right"),
        ("https://me:pw@host/out?sig=secret", "https is for reading; name a folder"),
        ("zip://a::s3://corpus/x.zip", "it is a chain; name a URL of its own"),
        ("memory://", "it names no place; name one in it"),
    ],
)
def test_a_place_that_cannot_be_written_to_is_refused_before_any_work(
    server: Server, source: Path, cache: Path, given: str, told: str
) -> None:
    with pytest.raises(UsageError, match=f"cannot be written to: {told}") as caught:
        convert(made(source, given))
    assert not {"secret", "pw@"} & {*str(caught.value).split()}
    assert not cache.exists()


@pytest.mark.parametrize(
    ("missing", "told"), [("fsspec.core", "fsspec is missing"), ("s3fs", "s3fs is missing")]
)
def test_a_missing_package_is_named_before_any_work(
    source: Path, monkeypatch: pytest.MonkeyPatch, missing: str, told: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.delitem(_registry, "s3", raising=False)  # else s3fs is not imported again
    with pytest.raises(UsageError, match=rf"{told}, run pip install '\.\[remote\]' in the"):
        convert(made(source))


def test_no_permission_is_told_before_any_work(server: Server, source: Path, cache: Path) -> None:
    assert server.ask("POST", "/moto-api/reset-auth", b"0") == 200
    try:
        with pytest.raises(UsageError, match=f"^{PLACE} cannot be written to: permission denied"):
            convert(made(source))
    finally:
        server.ask("POST", "/moto-api/reset-auth", b"inf")
    assert not cache.exists()


def test_a_url_of_the_disk_is_a_folder(source: Path, tmp_path: Path, cache: Path) -> None:
    summary = convert(made(source, f"file://{tmp_path}/out"))
    assert summary.output == f"{tmp_path}/out"
    assert (tmp_path / "out/lines/corpus.txt").exists()
    assert not cache.exists()
    with pytest.raises(UsageError, match="file:// names no folder; name one behind it"):
        convert(made(source, "file://"))


def test_a_work_folder_is_for_urls_and_on_this_disk(source: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is for an output at a URL; leave --work-folder out"):
        convert(made(source, tmp_path / "out", work_folder=str(tmp_path / "work")))
    with pytest.raises(UsageError, match="s3://x/y is no folder on this disk; name one with --wo"):
        convert(made(source, work_folder="s3://x/y"))


def test_a_work_folder_is_called_by_its_url_without_secrets(source: Path, cache: Path) -> None:
    urls = (f"{PLACE}/", PLACE, f"s3a://{BUCKET}//out", f"s3://{BUCKET}/a b/ế", "sftp://me:pw@h/o")
    folders = [Path(placed(made(source, url)).output) for url in urls]
    assert folders[0] == folders[1]
    assert len({*folders}) == 4
    assert folders[4] == Path(placed(made(source, "sftp://you:secret@h/o")).output)
    assert all(folder.parent == cache / "corpuskit" for folder in folders)
    assert [folder.name.rpartition("-")[0] for folder in folders] == [
        "out",
        "out",
        "out",
        "output",
        "o",
    ]


def test_a_store_that_is_no_s3_holds_the_same(memory: Any, source: Path, tmp_path: Path) -> None:
    convert(made(source, "memory://some/corpus"))
    start = "/some/corpus/"
    found = {name.removeprefix(start): memory.cat_file(name) for name in memory.find(start)}
    assert found == local(source, tmp_path / "here")


def test_a_store_with_folders_holds_the_same(
    memory: Any, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(memory), "find", AbstractFileSystem.find)
    convert(made(source, "memory://some/corpus"))
    (source / "a.txt").unlink()
    convert(made(source, "memory://some/corpus"))
    start = "/some/corpus/"
    found = {name.removeprefix(start): memory.cat_file(name) for name in memory.find(start)}
    assert found == local(source, tmp_path / "here")


def test_no_secret_of_a_url_is_written_or_told(
    corpuskit: Run, memory: Any, source: Path, tmp_path: Path
) -> None:
    place = "memory://me:s3cret@host/out"
    done = corpuskit("convert", source, "-o", place, "--report", tmp_path / "r.json", "-j", "1")
    assert (done.returncode, "documents written in memory://***@host/out" in done.stderr) == (
        0,
        True,
    )
    again = corpuskit("convert", source, "-o", place, "-t", "tei", "-j", "1")
    assert again.stderr.startswith("error: memory://***@host/out was made with other options")
    assert "s3cret" not in done.stderr + again.stderr
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert [
        path for path, data in files.items() if b"s3cret" in data or "s3cret" in str(path)
    ] == []
    stored = [memory.cat_file(name) for name in memory.find("/me:s3cret@host/out")]
    assert len(stored) == 3
    assert not any(b"s3cret" in data for data in stored)


@pytest.mark.parametrize("after", [0, 1, 6, 13])
def test_a_store_that_fails_in_the_middle_is_gone_on_with(
    memory: Any, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    pipe_file, names = type(memory).pipe_file, list[str]()

    def fail(system: Any, path: str, value: bytes, **options: Any) -> None:
        names.append(path)
        if len(names) == after + 1:
            raise OSError(5, "the address s3://secret is signed")
        pipe_file(system, path, value, **options)

    monkeypatch.setattr(type(memory), "pipe_file", fail)
    with pytest.raises(RunFailed, match="cannot be written: input/output error; what") as caught:
        convert(made(source, "memory://out"))
    assert "secret" not in str(caught.value)
    there = memory.find("/out")
    assert f"/out/{THE_RUN}" not in there
    names.append("an even number of failures")
    convert(made(source, "memory://out"))
    found = {name.removeprefix("/out/"): memory.cat_file(name) for name in memory.find("/out")}
    assert found == local(source, tmp_path / "here")
    kept = [name for name in there if STATE not in name]
    assert all(names.count(name) == 1 for name in kept)


def test_each_file_is_told_while_it_is_sent(memory: Any, source: Path) -> None:
    told: list[Progress] = []
    convert(made(source, "memory://out"), told.append)
    sent = [each for each in told if each.sent >= 0 and each.name]
    assert [each.done for each in sent] == list(range(1, 13))
    assert {each.total for each in sent} == {12}
    assert sent[-1].name == f"{STATE}/ledger.jsonl"
    assert [each.name for each in sent[:-1]] == sorted(each.name for each in sent[:-1])


def test_a_report_names_both_places(server: Server, source: Path) -> None:
    planned = placed(made(source))
    report = report_of(planned, convert(planned), Stopwatch().timings())
    assert (report.options.output, report.options.work_folder) == (PLACE, planned.output)


def test_from_python_a_url_is_an_output_too(server: Server, source: Path, tmp_path: Path) -> None:
    options = ConversionOptions(work_folder=str(tmp_path / "work"))
    summary = api.convert(source, PLACE, ["json", "tei"], options)
    api.convert(source, tmp_path / "here", ["json", "tei"])
    assert summary.output == PLACE
    expected = {name: data for name, data in tree(tmp_path / "here").items() if "lock" not in name}
    assert server.objects("out") == expected
    assert decode_run(server.objects("out")[THE_RUN])


def test_a_command_says_where_it_wrote(
    corpuskit: Run, server: Server, source: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    words = ("convert", source, "-o", PLACE, "-t", "tei", "--work-folder", tmp_path / "work")
    done = corpuskit(*words, "--report", report, "-v", "-j", "1")
    assert done.returncode == 0
    assert f"8 documents written in {PLACE}\n" in done.stderr
    assert done.stderr.count(str(tmp_path / "work")) == 1
    assert "11/11 .corpuskit/ledger.jsonl\n" in done.stderr
    assert f'"work_folder": "{tmp_path}/work"' in report.read_text()
    done = corpuskit(*words, "--report", f"{PLACE}/report.json")
    assert (done.returncode, done.stderr) == (
        2,
        f"error: {PLACE}/report.json lies inside the output folder; name another --report\n",
    )


def test_a_command_that_learns_asks_the_store_first(
    corpuskit: Run, server: Server, source: Path
) -> None:
    done = corpuskit("convert", source, "--learn", "-o", "s3://no-such-bucket/out")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "there is no such bucket" in done.stderr


@pytest.mark.parametrize("killed_at", [3, 7, 11])
def test_a_process_that_is_killed_while_it_publishes_leaves_what_the_next_one_completes(
    server: Server, source: Path, tmp_path: Path, killed_at: int
) -> None:
    words = [sys.executable, "-m", "corpuskit", "convert", str(source), "-o", PLACE, "-t", "tei"]
    processes: list[subprocess.Popen[bytes]] = []
    counted: list[str] = []

    def check(method: str, path: str) -> bool:
        counted.extend([path] if method == "PUT" else [])
        if len(counted) == killed_at:
            os.kill(processes[0].pid, signal.SIGKILL)
        return len(counted) < killed_at

    server.checks.append(check)
    processes.append(subprocess.Popen([*words, "-q", "-j", "1"]))  # noqa: S603  # our own command
    assert processes[0].wait(120) == -signal.SIGKILL
    server.forget()
    assert THE_RUN not in server.objects("out")
    subprocess.run([*words, "-q", "-j", "1"], check=True)  # noqa: S603  # as above
    api.convert(source, tmp_path / "here", "tei", ConversionOptions())
    expected = {name: data for name, data in tree(tmp_path / "here").items() if "lock" not in name}
    assert server.objects("out") == expected


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_process_that_is_told_to_end_while_it_publishes_says_so(
    server: Server, source: Path, number: int, code: int
) -> None:
    words = [sys.executable, "-m", "corpuskit", "convert", str(source), "-o", PLACE, "-t", "tei"]
    processes: list[subprocess.Popen[str]] = []

    def check(method: str, path: str) -> bool:
        if method == "PUT" and path.endswith("c.xml"):
            processes[0].send_signal(number)
        return True

    server.checks.append(check)
    process = subprocess.Popen(  # noqa: S603  # our own command
        [*words, "-q", "-j", "1"], stderr=subprocess.PIPE, text=True
    )
    processes.append(process)
    assert process.communicate(timeout=120)[1] == "interrupted\n"
    assert process.returncode == code
    assert THE_RUN not in server.objects("out")
