import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpuskit.errors import RunFailed, UsageError
from corpuskit.model import Document
from corpuskit.runs.restore import RestoreReport, restore
from corpuskit.text.decode import decode
from tests.run_fakes import LinePipeline, fill, tree


def parse(line: bytes) -> Document:
    return msgspec.json.decode(line, type=Document)


def record(data: bytes, name: str, name_hex: str = "") -> bytes:
    document = LinePipeline().document(decode(data, name, name_hex=name_hex))
    return msgspec.json.encode(document) + b"\n"


def restored(folder: Path, *records: bytes, force: bool = False) -> RestoreReport:
    (folder / "out/json").mkdir(parents=True, exist_ok=True)
    (folder / "out/json/corpus.jsonl").write_bytes(b"".join(records))
    return restore(str(folder / "out"), str(folder / "back"), parse, force=force)


def test_sources_come_back_byte_for_byte_in_their_tree(tmp_path: Path) -> None:
    report = restored(
        tmp_path,
        record(b"\xef\xbb\xbfa\r\nb\rc", "x/y/a.txt"),
        record(b"", "empty.txt"),
        record(b"a\xffb" + b"c" * 500, "%FF.txt", b"\xff.txt".hex()),
    )
    assert (report.exit_code, report.lines()) == (
        0,
        [f"3 restored to {tmp_path / 'back'}, 0 there already, 0 failed"],
    )
    assert (tmp_path / "back/x/y/a.txt").read_bytes() == b"\xef\xbb\xbfa\r\nb\rc"
    names = sorted(os.fsencode(path.name) for path in (tmp_path / "back").iterdir())
    assert names == [b"empty.txt", b"x", b"\xff.txt"]


def test_a_single_file_of_records_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_bytes(record(b"a", "a.txt"))
    report = restore(str(tmp_path / "corpus.jsonl"), str(tmp_path / "back"), parse)
    assert report.written == 1


def test_a_damaged_record_is_named_by_its_line_and_costs_no_other(tmp_path: Path) -> None:
    good, last = record(b"a\n", "a.txt"), record(b"d\n", "d.txt")
    lies = record(b"b\n", "b.txt").replace(b'"raw":"b\\n"', b'"raw":"c\\n"')
    report = restored(tmp_path, good, b"{\n", lies, last)
    assert (report.written, report.failed, report.exit_code) == (2, 2, 3)
    assert report.failures[0].startswith("line 2: damaged record (DecodeError: ")
    assert report.failures[1] == (
        "line 3: b.txt: does not give the bytes that its record states; the record was changed, or"
        " read back from a format that keeps less, such as TEI: restore the json that a run over"
        " the source itself wrote"
    )
    assert sorted(tree(tmp_path / "back")) == ["a.txt", "d.txt"]


@pytest.mark.parametrize(
    "name", ["../up.txt", "/abs.txt", "a/../../up.txt", "", "a//b", ".", "a/.", "a\0b", "a/"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    report = restored(tmp_path, record(b"a", name))
    assert report.failures == [f"line 1: {name}: is no name below a folder".replace("\0", "\\x00")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["back", "out"]
    assert tree(tmp_path / "back") == {}


@pytest.mark.parametrize("name_hex", ["zz", b"../x".hex(), b"/x".hex()])
def test_the_bytes_of_a_name_are_not_trusted_more(tmp_path: Path, name_hex: str) -> None:
    report = restored(tmp_path, record(b"a", "x", name_hex))
    assert report.failures == ["line 1: x: is no name below a folder"]


def test_links_in_the_way_are_not_followed(tmp_path: Path) -> None:
    fill(tmp_path, outside__keep_txt="mine", back__x_txt="x")
    (tmp_path / "back/folder").symlink_to(tmp_path / "outside")
    (tmp_path / "back/link.txt").symlink_to(tmp_path / "outside/keep.txt")
    records = record(b"a", "folder/a.txt"), record(b"a", "link.txt"), record(b"a", "x.txt/y")
    report = restored(tmp_path, *records, force=True)
    assert report.failures == [
        "line 1: folder/a.txt: cannot be restored: Not a directory",
        "line 2: link.txt: a link or folder is in the way",
        "line 3: x.txt/y: cannot be restored: Not a directory",
    ]
    assert tree(tmp_path / "outside") == {"keep.txt": b"mine"}


def test_another_file_is_replaced_only_with_force(tmp_path: Path) -> None:
    fill(tmp_path / "back", a_txt="mine", b_txt="b")
    records = record(b"a", "a.txt"), record(b"b", "b.txt")
    report = restored(tmp_path, *records)
    told = "line 1: a.txt: another file is in the way; use --force to replace it"
    assert (report.failures, report.already_there, report.exit_code) == ([told], 1, 3)
    assert (tmp_path / "back/a.txt").read_bytes() == b"mine"
    assert restored(tmp_path, *records, force=True).exit_code == 0
    assert tree(tmp_path / "back") == {"a.txt": b"a", "b.txt": b"b"}


def test_an_empty_archive_is_no_success(tmp_path: Path) -> None:
    assert restored(tmp_path).exit_code == 3


def test_an_output_without_an_archive_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no json/corpus\.jsonl; name the output folder"):
        restore(str(tmp_path), str(tmp_path / "back"), parse)
    assert not (tmp_path / "back").exists()


def test_a_target_that_is_a_file_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "back").write_text("x")
    with pytest.raises(UsageError, match="back cannot be used: File exists"):
        restored(tmp_path, record(b"a", "a.txt"))


def test_a_full_disk_ends_the_restoring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(RunFailed, match="back: No space left on device; run again"):
        restored(tmp_path, record(b"a", "a.txt"))
    assert tree(tmp_path / "back") == {}


def test_failures_beyond_a_hundred_are_counted(tmp_path: Path) -> None:
    report = restored(tmp_path, *(b"{\n" for _ in range(102)))
    assert report.failed == 102
    assert report.lines()[-1] == "failed: 2 more"


@given(
    st.dictionaries(
        st.binary(min_size=1, max_size=8).filter(lambda b: not set(b) & {0, 47} and b.strip(b".")),
        st.binary(max_size=20),
        max_size=4,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_file_that_is_accepted_comes_back(
    tmp_path_factory: pytest.TempPathFactory, files: dict[bytes, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    records = list(_records(files))
    report = restored(folder, *(line for _, line in records))
    assert report.failed == 0
    back = os.fsencode(folder / "back")
    for name, _ in records:
        with open(os.path.join(back, name), "rb") as stream:  # noqa: PTH118, PTH123 - a path of bytes
            assert stream.read() == files[name]


def _records(files: dict[bytes, bytes]) -> Iterator[tuple[bytes, bytes]]:
    for name, data in files.items():
        try:
            yield name, record(data, "shown", name.hex())
        except Exception:  # noqa: BLE001, S112 - refused as not text
            continue


def test_blank_lines_are_passed_over(tmp_path: Path) -> None:
    report = restored(tmp_path, b"\n", record(b"a", "a.txt"), b" \r\n", record(b"b", "b.txt"))
    assert (report.written, report.failed) == (2, 0)


@pytest.mark.parametrize("target", ["out", "out/json", "out/../out"])
def test_the_corpus_is_no_folder_to_restore_to(tmp_path: Path, target: str) -> None:
    fill(tmp_path, out__json__corpus_jsonl=record(b"a", "corpus.jsonl"))
    (tmp_path / "out/.corpuskit").mkdir()
    before = tree(tmp_path)
    with pytest.raises(UsageError, match="holds the corpus; name another folder with -o"):
        restore(str(tmp_path / "out"), str(tmp_path / target), parse, force=True)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(("output", "target"), [("", "back"), ("out", "")])
def test_an_empty_name_is_not_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, target: str
) -> None:
    monkeypatch.chdir(fill(tmp_path, out__json__corpus_jsonl=record(b"a", "a.txt")))
    with pytest.raises(UsageError, match="is empty"):
        restore(output, target, parse)
    assert list(tree(tmp_path)) == ["out/json/corpus.jsonl"]


@pytest.mark.parametrize("force", [False, True])
def test_a_source_of_several_documents_is_told_once_and_nothing_is_written_for_it(
    tmp_path: Path, *, force: bool
) -> None:
    parts = [record(data, "d.parts") for data in (b"p", b"q", b"p", b"r")]
    twice = [record(b"a", "a.txt")] * 2
    report = restored(tmp_path, *parts, *twice, force=force)
    assert (report.written, report.already_there, report.failures) == (
        1,
        1,
        ["line 1: d.parts: holds several documents; only whole files are restored"],
    )
    assert tree(tmp_path / "back") == {"a.txt": b"a"}
