"""One file that is whole or absent, on the disk and at URLs."""

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpuskit.errors import RunFailed, UsageError
from corpuskit.files import whole
from corpuskit.files.profiles import put_profile
from corpuskit.files.stores import PART, Store
from tests.running import Run
from tests.s3_server import BUCKET, Server
from tests.stream_samples import TEXT

PLACE = f"s3://{BUCKET}/some/r.json"


def broken(before: int) -> Iterator[bytes]:
    yield b"x" * before
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_is_put_over_an_earlier_one(tmp_path: Path) -> None:
    place = tmp_path / "r.json"
    whole.put_whole(str(place), [b"one", b"two"])
    whole.put_whole(f"file://{place}", [b"three"])
    assert place.read_bytes() == b"three"
    assert [path.name for path in tmp_path.iterdir()] == ["r.json"]


def test_a_file_that_fails_half_way_leaves_the_earlier_one(tmp_path: Path) -> None:
    place = tmp_path / "r.json"
    place.write_bytes(b"earlier")
    with pytest.raises(RunFailed, match=r"r\.json cannot be written: No space left on device"):
        whole.put_whole(str(place), broken(10))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"earlier"]


@pytest.mark.parametrize("size", [0, 10, PART, PART + 1, 3 * PART])
def test_an_object_of_any_size_is_put(server: Server, size: int) -> None:
    whole.put_whole(PLACE, (b"x" * (size // 2), b"y" * (size - size // 2)))
    assert server.objects() == {"some/r.json": b"x" * (size // 2) + b"y" * (size - size // 2)}
    assert server.uploads() == []


@pytest.mark.parametrize("size", [10, 3 * PART])
def test_an_object_that_fails_half_way_leaves_the_earlier_one_and_no_upload(
    server: Server, size: int
) -> None:
    server.put("some/r.json", b"earlier")
    with pytest.raises(RunFailed, match="cannot be written: No space left on device; run again"):
        whole.put_whole(PLACE, broken(size))
    assert server.objects() == {"some/r.json": b"earlier"}
    assert server.uploads() == []


def test_an_upload_that_the_store_denies_at_its_end_is_discarded(server: Server) -> None:
    done: list[str] = []

    def check(method: str, path: str) -> bool:
        done.append(method)
        return method != "PUT" or done.count("PUT") < 2

    server.checks.append(check)
    with pytest.raises(RunFailed, match=f"^{PLACE} cannot be written: permission denied; run"):
        whole.put_whole(PLACE, (b"x" * PART for _ in range(4)))
    server.forget()
    assert server.objects() == {}
    assert server.uploads() == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("s3://no-such-bucket/r.json", "there is no such bucket; put that right or name another"),
        ("nothing://x", "fsspec knows no file system nothing://; put that right"),
        ("https://host/r.json?sig=secret", "https is for reading; name a folder or the URL"),
        ("zip://a::s3://corpus/x.zip", "it is a chain; name a URL of its own"),
        ("s3://", "it names no place; name one in it"),
    ],
)
def test_a_place_that_cannot_be_written_to_is_refused(
    server: Server, given: str, told: str
) -> None:
    with pytest.raises(UsageError, match=f"cannot be written to: {told}") as caught:
        whole.check_place(given)
    assert "secret" not in str(caught.value)


def test_a_folder_is_no_place_for_a_file(server: Server, tmp_path: Path) -> None:
    server.put("some/r.json", b"earlier")
    for given in (f"s3://{BUCKET}/some", f"s3://{BUCKET}/some/", f"s3://{BUCKET}", str(tmp_path)):
        with pytest.raises(UsageError, match=r"is a folder; name a file$"):
            whole.check_place(given)
    whole.check_place(PLACE)
    whole.check_place(f"s3://{BUCKET}/som")


def test_what_stands_there_is_looked_at(server: Server, tmp_path: Path) -> None:
    server.put("some/r.json", b"earlier")
    server.put("empty", b"")
    (tmp_path / "here").write_bytes(b"earlier")
    for given in (PLACE, str(tmp_path / "here")):
        assert whole.beginning(given, 3) == b"ear"
        assert [whole.holds(given, data) for data in (b"earlier", b"early")] == [True, False]
    assert whole.beginning(f"s3://{BUCKET}/empty", 3) == b""
    assert whole.beginning(f"s3://{BUCKET}/none", 3) is None
    assert whole.beginning(str(tmp_path), 3) == b""
    for given in (PLACE, PLACE, str(tmp_path / "here")):
        whole.remove(given)
        assert whole.beginning(given, 3) is None


def test_a_profile_is_put_over_another_one_only_with_force(server: Server) -> None:
    put_profile(PLACE, "one", force=False)
    put_profile(PLACE, "one", force=False)
    with pytest.raises(UsageError, match=f"^{PLACE} says something else; use --force or name"):
        put_profile(PLACE, "two", force=False)
    put_profile(PLACE, "two", force=True)
    assert server.objects() == {"some/r.json": b"two"}


def test_a_store_that_is_no_s3_takes_files_too(memory: Any) -> None:
    store = Store("memory://corpus")
    store.put("a/b.txt", (b"x",))
    store.put("a/large", (b"x" * PART for _ in range(2)))
    assert store.sizes() == {"a/b.txt": 1, "a/large": 2 * PART}
    assert store.sizes("none") == {}
    assert [store.read(name) for name in ("a/b.txt", "a/c.txt")] == [b"x", None]
    store.remove("a/b.txt")
    store.remove("a/b.txt")
    assert list(store.sizes()) == ["a/large"]


def test_commands_write_one_file_to_a_url_as_they_write_it_to_the_disk(
    corpuskit: Run, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / "pages").mkdir(exist_ok=True)
        (tmp_path / "pages" / name).write_bytes(TEXT)
    for command, file in (("learn", "profile.toml"), ("dedupe", "copies.jsonl")):
        place = f"s3://{BUCKET}/{file}"
        assert corpuskit(command, "pages", "-o", place) == corpuskit(command, "pages", "-o", file)
        assert server.objects()[file] == (tmp_path / file).read_bytes()
    server.forget()
    words = ("convert", "pages", "-q", "--learn", "-o")
    done = corpuskit(*words, "out", "--report", f"s3://{BUCKET}/run.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert b'"format": "corpuskit-run/1"' in server.objects()["run.json"]
    done = corpuskit(*words[:-2], "-o", "two", "--profile", f"s3://{BUCKET}/profile.toml")
    assert (done.returncode, done.stderr) == (0, "")
    done = corpuskit("dedupe", "pages", "-o", f"s3://{BUCKET}/profile.toml")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "is there already and no report" in done.stderr
