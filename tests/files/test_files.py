import errno
import os
import socket
from pathlib import Path

import pytest

from corpuskit.errors import OutputInUse, RunFailed, SourceRefused, UsageError
from corpuskit.files.inputs import Settled, Source, find, lines, read
from corpuskit.files.output import OutputFolder, refuse_held
from corpuskit.ledger import Outcome
from corpuskit.names import SourceName
from tests.run_fakes import fill, tree

SKIPPED = Outcome.SKIPPED


def found(folder: Path, output: str = "") -> list[tuple[str, Settled | None]]:
    sources = find(str(folder), output.encode()).sources
    return [(source.name.name, source.settled) for source in sources]


def source(path: Path) -> Source:
    return Source(SourceName(path.name), os.fsencode(path))


def test_a_walk_is_in_the_order_of_the_bytes_of_the_paths(tmp_path: Path) -> None:
    fill(tmp_path, b_txt="", a__z_txt="", a_txt="", a__b__c_txt="", B_txt="")
    (tmp_path / "a-").mkdir()
    fill(tmp_path / "a-", x_txt="")
    names = [name for name, _ in found(tmp_path)]
    assert names == ["B.txt", "a-/x.txt", "a.txt", "a/b/c.txt", "a/z.txt", "b.txt"]
    assert names == sorted(names, key=str.encode)


def test_hidden_things_links_and_special_files_are_skipped_by_name(tmp_path: Path) -> None:
    fill(tmp_path, a_txt="")
    (tmp_path / ".git").mkdir()
    fill(tmp_path / ".git", config_txt="")
    (tmp_path / "link").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "sock.txt"))
        assert found(tmp_path) == [
            (".git", Settled(SKIPPED, "hidden")),
            ("a.txt", None),
            ("link", Settled(SKIPPED, "symbolic link")),
            ("pipe.txt", Settled(SKIPPED, "not a regular file")),
            ("sock.txt", Settled(SKIPPED, "not a regular file")),
        ]


def test_the_output_folder_is_not_looked_into_and_not_mentioned(tmp_path: Path) -> None:
    fill(tmp_path, a_txt="", out__json__corpus_txt="")
    assert found(tmp_path, str(tmp_path / "out")) == [("a.txt", None)]


def test_the_output_of_another_run_is_skipped_as_a_whole(tmp_path: Path) -> None:
    fill(tmp_path, a_txt="", old__json__corpus_txt="")
    (tmp_path / "old" / ".corpuskit").mkdir()
    assert found(tmp_path) == [("a.txt", None), ("old", Settled(SKIPPED, "output of a run"))]


def test_a_file_given_by_itself_has_its_base_name_even_through_a_link(tmp_path: Path) -> None:
    fill(tmp_path, a_txt="text")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (only,) = find(str(tmp_path / "b.txt"), b"").sources
    assert (only.name.name, read(only, 10)) == ("b.txt", b"text")


def test_an_input_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none cannot be read: no such file or directory"):
        find(str(tmp_path / "none"), b"")


def test_a_folder_that_cannot_be_listed_is_refused_and_the_walk_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, a_txt="", b__c_txt="", d_txt="")
    scandir = os.scandir

    def deny(path: bytes) -> object:
        if path.rstrip(b"/").endswith(b"b"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", deny)
    refused = Settled(Outcome.REFUSED, "cannot be read: permission denied")
    assert found(tmp_path) == [("a.txt", None), ("b", refused), ("d.txt", None)]


def test_a_million_sources_are_kept_as_paths_alone(tmp_path: Path) -> None:
    fill(tmp_path, a_txt="", b_txt="")
    one = find(str(tmp_path), b"")
    assert (one.relatives, one.settled) == ([b"a.txt", b"b.txt"], {})


def test_a_file_above_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse.txt"
    path.touch()
    os.truncate(path, 1 << 40)
    with pytest.raises(SourceRefused, match=r"sparse\.txt: too large; 1099511627776 bytes where 9"):
        read(source(path), 9)


@pytest.mark.parametrize("size", [0, 1, 9])
def test_a_file_up_to_the_limit_is_read_whole(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * size)
    assert read(source(path), 9) == b"x" * size


def test_a_file_that_vanished_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match=r"a\.txt: cannot be read: no such file or directory"):
        read(source(tmp_path / "a.txt"), 9)


def test_a_file_that_became_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/etc/hostname")
    with pytest.raises(SourceRefused, match=r"a\.txt: not a regular file"):
        read(source(tmp_path / "a.txt"), 9)


@pytest.mark.parametrize(
    ("swapped", "told"),
    [("link", "cannot be read: too many levels of symbolic links"), ("pipe", "not a regular file")],
)
def test_a_file_that_is_swapped_between_the_look_and_the_opening_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swapped: str, told: str
) -> None:
    path, lstat = fill(tmp_path, a_txt="one") / "a.txt", os.lstat

    def look_and_swap(looked_at: bytes) -> os.stat_result:
        status = lstat(looked_at)
        path.unlink()
        path.symlink_to("/etc/hostname") if swapped == "link" else os.mkfifo(path)
        return status

    monkeypatch.setattr(os, "lstat", look_and_swap)
    with pytest.raises(SourceRefused, match=f"a.txt: {told}"):
        read(source(path), 9)


@pytest.mark.parametrize(("changes", "read_again"), [(1, True), (99, False)])
def test_a_file_that_changes_is_read_once_more_and_then_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: int, *, read_again: bool
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    os_read, left = os.read, [changes]

    def read_and_change(number: int, size: int) -> bytes:
        data = os_read(number, size)
        if data and left[0]:
            left[0] -= 1
            path.write_bytes(b"new" * (left[0] % 2 + 2))
        return data

    monkeypatch.setattr(os, "read", read_and_change)
    if read_again:
        assert read(source(path), 99) == b"newnew"
    else:
        with pytest.raises(SourceRefused, match="changed while it was read; run again"):
            read(source(path), 99)


def test_lines_are_cut_at_line_feeds_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("a\x0b\x85\u2028b\rc\nd".encode())
    assert list(lines(tmp_path / "a")) == ["a\x0b\x85\u2028b\rc\n".encode(), b"d"]
    assert list(lines(tmp_path / "none")) == []


def test_a_folder_whose_lines_are_asked_for_is_a_failure_of_the_run(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="cannot be read: is a directory"):
        list(lines(tmp_path))


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    with OutputFolder(str(tmp_path)) as folder:
        pending = folder.start("json/corpus.jsonl")
        pending.write(b"half")
        assert not (tmp_path / "json").exists()
        pending.write(b" and half")
        pending.commit()
        assert (tmp_path / "json/corpus.jsonl").read_bytes() == b"half and half"
        assert list(folder.recorded) == ["json/corpus.jsonl"]
        folder.finish()
    assert tree(tmp_path) == {"json/corpus.jsonl": b"half and half", ".corpuskit/lock": b""}


def test_a_file_that_is_right_already_stays_untouched(tmp_path: Path) -> None:
    with OutputFolder(str(tmp_path)) as folder:
        folder.put("pages/a/b.xml", b"one")
        before = (tmp_path / "pages/a/b.xml").stat()
        folder.put("pages/a/b.xml", b"one")
        assert (tmp_path / "pages/a/b.xml").stat() == before
        folder.put("pages/a/b.xml", b"two")
    assert (tmp_path / "pages/a/b.xml").read_bytes() == b"two"


def test_a_link_in_the_place_of_an_output_is_replaced_and_not_followed(tmp_path: Path) -> None:
    fill(tmp_path, mine_txt="one", out__pages__keep_txt="")
    (tmp_path / "out/pages/a.xml").symlink_to(tmp_path / "mine.txt")
    with OutputFolder(str(tmp_path / "out")) as folder:
        folder.put("pages/a.xml", b"two")
    assert (tmp_path / "mine.txt").read_bytes() == b"one"
    assert not (tmp_path / "out/pages/a.xml").is_symlink()


def test_what_is_unfinished_is_gone_when_the_folder_is_let_go(tmp_path: Path) -> None:
    with OutputFolder(str(tmp_path)) as folder:
        folder.start("json/corpus.jsonl").write(b"half")
    assert sorted(tree(tmp_path)) == [".corpuskit/journal", ".corpuskit/lock"]


def test_a_torn_line_in_the_journal_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".corpuskit").mkdir()
    (tmp_path / ".corpuskit/journal").write_bytes(b'\n"json/a"\n"json/b')
    with OutputFolder(str(tmp_path)) as folder:
        folder.record(["json/c"])
        assert list(folder.recorded) == ["json/a", "json/c"]


def test_files_are_removed_with_the_folders_that_become_empty(tmp_path: Path) -> None:
    fill(tmp_path, pages__a__b_xml="", pages__c_xml="", other_xml="")
    gone = ["pages/gone.xml", "pages/c.xml/below", "pages/" + "x" * 999]
    with OutputFolder(str(tmp_path)) as folder:
        folder.remove(["pages/a/b.xml", *gone])
    assert sorted(tree(tmp_path)) == [
        ".corpuskit/journal",
        ".corpuskit/lock",
        "other.xml",
        "pages/c.xml",
    ]
    assert not (tmp_path / "pages/a").exists()


@pytest.mark.parametrize(
    "name", ["../a.txt", "x/../../a.txt", "/a.txt", ".corpuskit/lock", "a.txt"]
)
def test_a_tampered_ledger_cannot_make_a_run_remove_what_is_not_an_output(
    tmp_path: Path, name: str
) -> None:
    fill(tmp_path, a_txt="mine", out__a_txt="mine")
    with OutputFolder(str(tmp_path / "out")) as folder:
        folder.remove([name])
    assert (tmp_path / "a.txt").exists()
    assert (tmp_path / "out/a.txt").exists()
    assert (tmp_path / "out/.corpuskit/lock").exists()


def test_a_folder_is_held_by_one_run_at_a_time_and_says_by_whom(tmp_path: Path) -> None:
    holder = rf"in use by another run \(pid {os.getpid()}\)"
    with (
        OutputFolder(str(tmp_path)),
        pytest.raises(OutputInUse, match=holder),
        OutputFolder(str(tmp_path)),
    ):
        pass
    with OutputFolder(str(tmp_path)):
        pass


def test_whether_a_folder_is_held_can_be_asked_without_touching_it(tmp_path: Path) -> None:
    refuse_held(str(tmp_path / "none"))
    assert not (tmp_path / "none").exists()
    with OutputFolder(str(tmp_path)):
        for _ in range(2):
            with pytest.raises(OutputInUse, match=r"\); wait until it has ended, or name another"):
                refuse_held(str(tmp_path))
        (tmp_path / ".corpuskit/lock").write_text("")
        with pytest.raises(OutputInUse, match=r"\(pid unknown, it has just begun\)"):
            refuse_held(str(tmp_path))
    refuse_held(str(tmp_path))


def test_a_folder_below_a_file_is_a_usage_error(tmp_path: Path) -> None:
    fill(tmp_path, a_txt="")
    with (
        pytest.raises(UsageError, match="cannot be used as output: Not a directory"),
        OutputFolder(str(tmp_path / "a.txt" / "out")),
    ):
        pass
    assert tree(tmp_path) == {"a.txt": b""}


def test_a_full_disk_is_no_wrong_usage_of_an_output_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(RunFailed, match="out cannot be made: No space left on device; run again"):
        OutputFolder(str(tmp_path / "out")).__enter__()
