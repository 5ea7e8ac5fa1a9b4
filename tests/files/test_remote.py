"""Inputs at URLs: in memory, and on a real server of S3 on loopback."""

import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.registry import _registry

from corpuskit import api
from corpuskit.errors import SourceRefused, UsageError
from corpuskit.files.inputs import Settled, Source, find, opened, read, size_of
from corpuskit.files.remote import BLOCK
from corpuskit.files.urls import shown
from corpuskit.ledger import Outcome
from corpuskit.names import SourceName
from corpuskit.runs.run import convert
from tests.run_fakes import job, tree
from tests.running import Run
from tests.s3_server import BUCKET, Server
from tests.stream_samples import FILES, PAGE, TEXT, as_lines, zipped

ZIP_BYTES = 20_000_000
PAGES = {
    "a.txt": TEXT,
    "b/trang một.html": PAGE,
    "b/rows.jsonl": as_lines(),
    "b/pages.zip": zipped(FILES),
    ".git/config": b"hidden",
    "old/.corpuskit/run.json": b"{}",
    "old/json/corpus.jsonl": b"{}",
}


def no_stdin() -> bytes:
    return b""


def sources(given: str) -> list[Source]:
    return list(find(given, b"").sources)


def names(given: str) -> list[str]:
    return [source.name.name for source in sources(given)]


@pytest.fixture
def pages(server: Server, tmp_path: Path) -> Path:
    """Put the same pages into the bucket and into a folder, and give the folder."""
    for name, data in PAGES.items():
        server.put(f"pages/{name}", data)
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "pages"


def test_keys_are_names_below_the_prefix_in_the_order_of_their_bytes(memory: Any) -> None:
    for key in ("b.txt", "a/z.txt", "a-/x.txt", "a.txt", "B.txt", "ế.txt"):
        memory.pipe(f"/pages/{key}", b"x")
    memory.pipe("/pages2/c.txt", b"x")
    expected = ["B.txt", "a-/x.txt", "a.txt", "a/z.txt", "b.txt", "ế.txt"]
    assert names("memory://pages") == names("memory://pages/") == expected
    assert names("memory://pages/a/z.txt") == ["z.txt"]


def test_a_source_is_its_url_and_knows_its_size_from_the_listing(memory: Any) -> None:
    memory.pipe("/pages/ế.txt", b"abc")
    (only,) = sources("memory://pages")
    assert only == Source(SourceName("ế.txt"), "memory://pages/ế.txt".encode(), None, 3)
    assert size_of(only) == 3
    assert read(only, 3) == b"abc"


def test_keys_that_no_path_can_be_are_settled_by_name(memory: Any) -> None:
    keys = ("a//b", "a/../b", "a/./b", "a\0b", "n::m", "q?versionId=1", ".x/1", ".x/2", "c/.y")
    for key in (*keys, "old/.corpuskit/run.json", "old/x", "ok"):
        memory.pipe(f"/pages/{key}", b"x")
    no_path = Settled(Outcome.REFUSED, "its key is no path")
    no_url = Settled(Outcome.REFUSED, "no URL leads to its key")
    hidden = Settled(Outcome.SKIPPED, "hidden")
    assert [(one.name.name, one.settled) for one in sources("memory://pages")] == [
        (".x", hidden),
        ("a\0b", no_path),
        ("a/../b", no_path),
        ("a/./b", no_path),
        ("a//b", no_path),
        ("c/.y", hidden),
        ("n::m", no_url),
        ("ok", None),
        ("old", Settled(Outcome.SKIPPED, "output of a run")),
        ("q?versionId=1", no_url),
    ]


def test_a_size_above_the_limit_is_refused_before_anything_is_fetched(
    memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.pipe("/pages/a.txt", b"x" * 10)
    (only,) = sources("memory://pages")
    monkeypatch.setattr(type(memory), "cat_file", None)
    with pytest.raises(SourceRefused, match=r"a\.txt: too large; 10 bytes where 9 are allowed"):
        read(only, 9)


@pytest.mark.parametrize(("changes", "is_read"), [(1, True), (99, False)])
def test_an_object_that_changes_is_read_once_more_and_then_refused(
    memory: Any, monkeypatch: pytest.MonkeyPatch, changes: int, *, is_read: bool
) -> None:
    memory.pipe("/pages/a.txt", b"one")
    (only,) = sources("memory://pages")
    cat_file, left = type(memory).cat_file, [changes]

    def fetch_and_change(system: Any, path: str, **range_: int) -> bytes:
        data = bytes(cat_file(system, path, **range_))
        if left[0]:
            left[0] -= 1
            system.pipe(path, b"two")
        return data

    monkeypatch.setattr(type(memory), "cat_file", fetch_and_change)
    if is_read:
        assert read(only, 9) == b"two"
    else:
        with pytest.raises(SourceRefused, match="changed while it was read; run again"):
            read(only, 9)


def test_a_container_that_changes_while_it_is_open_is_refused(memory: Any) -> None:
    memory.pipe("/pages/a.zip", zipped(FILES))
    (only,) = sources("memory://pages")
    with opened(only, no_stdin) as file:
        memory.pipe("/pages/a.zip", zipped(FILES))
        with pytest.raises(SourceRefused, match=r"a\.zip: changed while it was read"):
            file.sha256()


def test_a_folder_that_cannot_be_listed_is_refused_and_the_walk_goes_on(
    memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("a.txt", "b/c.txt", "d.txt"):
        memory.pipe(f"/pages/{key}", b"x")
    ls = type(memory).ls

    def deny(system: Any, path: str, **options: Any) -> Any:
        if path.endswith("b"):
            raise PermissionError(13, "the key a-secret is wrong")
        return ls(system, path, **options)

    monkeypatch.setattr(type(memory), "find", fsspec.AbstractFileSystem.find)
    monkeypatch.setattr(type(memory), "ls", deny)
    refused = Settled(Outcome.REFUSED, "cannot be read: permission denied")
    found = [(one.name.name, one.settled) for one in sources("memory://pages")]
    assert found == [("a.txt", None), ("b", refused), ("d.txt", None)]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("memory://none", "memory://none cannot be read: no such file or directory"),
        ("nothing://x", "nothing://x cannot be read: fsspec knows no file system nothing://"),
        ("s3://", "s3:// cannot be read: fsspec makes nothing of it"),
    ],
)
def test_a_url_that_leads_nowhere_is_wrong_usage(given: str, told: str) -> None:
    with pytest.raises(UsageError, match=f"^{told}$"):
        find(given, b"")


@pytest.mark.parametrize(
    ("missing", "told"), [("fsspec.core", "fsspec is missing"), ("s3fs", "s3fs is missing")]
)
def test_a_missing_package_is_named_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, missing: str, told: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.delitem(_registry, "s3", raising=False)  # else s3fs is not imported again
    with pytest.raises(
        UsageError, match=rf"{told}, run pip install '\.\[remote\]' in the checkout"
    ):
        find("s3://corpus", b"")


def test_what_is_not_installed_for_another_scheme_is_told_by_fsspec(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    with pytest.raises(UsageError, match=r"gs://x cannot be read: please install gcsfs"):
        find("gs://x", b"")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("sftp://me:secret@host/a", "sftp://***@host/a"),
        ("https://host/a.zip?X-Amz-Signature=secret", "https://host/a.zip"),
        ("zip://a::https://host/a.zip?sig=secret", "zip://a::https://host/a.zip"),
        ("s3://bucket/a?b@c", "s3://bucket/a?b@c"),
        ("a?b://c@d", "a?b://c@d"),
    ],
)
def test_messages_name_urls_without_secrets(given: str, told: str) -> None:
    assert shown(given) == told


def test_chains_and_urls_of_the_disk_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"p/a.txt": b"one", "p/q/b.txt": b"two"}))
    found = sources(f"zip://p::{tmp_path}/x.zip")
    assert [(one.name.name, read(one, 9)) for one in found] == [
        ("a.txt", b"one"),
        ("q/b.txt", b"two"),
    ]
    with opened(found[1], no_stdin) as file:
        assert file.stream.read() == b"two"
    (only,) = sources(f"file://{tmp_path}")
    assert only.path == os.fsencode(tmp_path / "x.zip")


def test_two_urls_may_overlap_and_are_refused_then(memory: Any, tmp_path: Path) -> None:
    memory.pipe("/pages/a/b.txt", b"x")
    inputs = ("memory://pages", "memory://pages/a/")
    with pytest.raises(UsageError, match="memory://pages/a/ is memory://pages or lies inside it"):
        convert(job("", tmp_path / "out", inputs=inputs))


def test_sources_are_not_restored_to_a_url(corpuskit: Run, tmp_path: Path) -> None:
    done = corpuskit("restore", tmp_path, "-o", "s3://bucket/out")
    assert (done.returncode, done.stdout) == (2, "")
    assert "write to a local folder and copy it, for instance with 'aws s3 sync'" in done.stderr


def test_what_is_on_the_disk_is_read_without_fsspec(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    code = "import sys; from corpuskit import read_documents; "
    code += f"print(len(list(read_documents({str(tmp_path)!r}))), 'fsspec' in sys.modules)"
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "1 False\n"


def test_a_bucket_gives_the_same_tree_as_a_copy_of_it_on_the_disk(
    pages: Path, tmp_path: Path
) -> None:
    formats = ["json", "tei"]
    api.convert(pages, tmp_path / "here", formats)
    summary = api.convert(f"s3://{BUCKET}/pages", tmp_path / "there", formats)
    assert (summary.sources, summary.refusals) == (9, [])
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


@pytest.mark.slow
def test_workers_open_urls_themselves_and_write_the_same_bytes(pages: Path, tmp_path: Path) -> None:
    for given, output in ((str(pages), "here"), (f"s3://{BUCKET}/pages/", "there")):
        words = ["convert", given, "-o", str(tmp_path / output), "--to", "json", "-j", "2"]
        subprocess.run(  # noqa: S603  # our own command
            [sys.executable, "-m", "corpuskit", *words, "--quiet"], check=True
        )
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    assert "json/corpus.jsonl" in tree(tmp_path / "there")


@pytest.mark.parametrize(
    "command",
    [
        "sources",
        pytest.param("learn", marks=pytest.mark.slow),
        pytest.param("dedupe", marks=pytest.mark.slow),
    ],
)
def test_other_commands_read_buckets_as_they_read_folders(
    corpuskit: Run, pages: Path, command: str
) -> None:
    there = corpuskit(command, f"s3://{BUCKET}/pages")
    assert there == corpuskit(command, pages)
    assert there.returncode == 0


def test_inspect_shows_an_object(corpuskit: Run, pages: Path) -> None:
    there = corpuskit("inspect", f"s3://{BUCKET}/pages/a.txt")
    assert there == corpuskit("inspect", pages / "a.txt")
    assert "Hội nghị tổng kết" in there.stdout


def test_keys_of_s3_that_are_folders_or_no_paths_are_settled(server: Server) -> None:
    bodies = {
        "p/": b"",
        "p/b/": b"",
        "p/c/": b"x",
        "p/b": b"x",
        "p//x": b"x",
        "p/a b+%20.txt": b"y",
    }
    for key, body in bodies.items():
        server.put(key, body)
    found = sources(f"s3://{BUCKET}/p")
    assert [(one.name.name, one.settled) for one in found] == [
        ("/x", Settled(Outcome.REFUSED, "its key is no path")),
        ("a b+%20.txt", None),
        ("b", None),
        ("b/", Settled(Outcome.SKIPPED, "folder")),
        ("c/", Settled(Outcome.REFUSED, "its key ends with a slash")),
    ]
    assert read(found[1], 9) == b"y"


def test_an_empty_object_is_read(server: Server) -> None:
    server.put("a.txt", b"")
    assert [read(one, 9) for one in sources(f"s3://{BUCKET}")] == [b""]


@pytest.mark.parametrize("given", ["s3://no-such-bucket", "s3://no-such-bucket/a", "s3://corpus/x"])
def test_a_bucket_or_key_that_is_not_there_is_one_line(
    corpuskit: Run, server: Server, given: str
) -> None:
    done = corpuskit("sources", given)
    told = f"error: {given} cannot be read: no such file or directory\n"
    assert (done.returncode, done.stderr) == (2, told)


def test_what_is_denied_is_one_line_without_secrets(
    corpuskit: Run, pages: Path, server: Server
) -> None:
    (source, *_) = (one for one in sources(f"s3://{BUCKET}/pages") if not one.settled)
    assert server.ask("POST", "/moto-api/reset-auth", b"0") == 200
    try:
        done = corpuskit("sources", f"s3://{BUCKET}/pages")
        with pytest.raises(SourceRefused, match=r"^a\.txt: cannot be read: permission denied$"):
            read(source, 999)
    finally:
        server.ask("POST", "/moto-api/reset-auth", b"inf")
    told = f"error: s3://{BUCKET}/pages cannot be read: permission denied\n"
    assert (done.returncode, done.stderr) == (2, told)


def test_a_connection_that_fails_is_one_line(
    corpuskit: Run, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setattr(fsspec.get_filesystem_class("s3"), "retries", 1)
    done = corpuskit("sources", f"s3://{BUCKET}")
    told = f"error: s3://{BUCKET} cannot be read: the connection failed\n"
    assert (done.returncode, done.stderr) == (2, told)


def test_an_object_that_is_deleted_after_the_listing_is_refused_and_costs_no_other(
    server: Server, tmp_path: Path
) -> None:
    for key in ("a.txt", "b.txt", "c.txt"):
        server.put(key, b"text\n")

    def delete_b(progress: Any) -> None:
        if progress.name == "a.txt":
            server.delete("b.txt")

    summary = convert(job(f"s3://{BUCKET}", tmp_path / "out"), delete_b)
    assert (summary.documents, summary.refusals) == (
        2,
        ["b.txt: cannot be read: no such file or directory"],
    )


@pytest.fixture
def large(server: Server) -> Source:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for number in range(20):
            archive.writestr(zipfile.ZipInfo(f"{number}.txt"), os.urandom(ZIP_BYTES // 20))
    server.put("large.zip", stream.getvalue())
    (source,) = sources(f"s3://{BUCKET}")
    server.sent.clear()
    return source


def test_a_member_of_a_large_container_is_read_by_ranges(large: Source, server: Server) -> None:
    with opened(large, no_stdin) as file, zipfile.ZipFile(file.stream) as archive:
        assert len(archive.read("7.txt")) == ZIP_BYTES // 20
    sizes = [size for path, size in server.sent if path.endswith("large.zip")]
    assert max(sizes) <= BLOCK
    assert sum(sizes) < ZIP_BYTES


def test_what_was_fetched_of_a_container_is_not_fetched_again(
    large: Source, server: Server
) -> None:
    with opened(large, no_stdin) as file:
        with zipfile.ZipFile(file.stream) as archive:
            for name in archive.namelist():
                archive.read(name)
        file.sha256()
        size = file.size
    assert sum(sent for path, sent in server.sent if path.endswith("large.zip")) == size
