from pathlib import Path

import pytest

from corpuskit.errors import SourceRefused, UsageError
from corpuskit.files.archive import Record, archive_files, records
from corpuskit.files.packing import packed
from corpuskit.ledger import FileFacts, Run, encode_run


def folder_of(folder: Path, listed: tuple[str, ...], *standing: str) -> Path:
    """Make an output folder whose manifest lists some files, and in which others stand."""
    (folder / "json").mkdir()
    for name in standing:
        (folder / name).write_bytes(b"{}\n")
    if listed:
        (folder / ".corpuskit").mkdir()
        run = Run("0", {}, dict.fromkeys(listed, FileFacts(3, "")))
        (folder / ".corpuskit/run.json").write_bytes(encode_run(run))
    return folder


def found(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in archive_files(str(folder))]


@pytest.mark.parametrize("is_listed", [True, False])
@pytest.mark.parametrize(
    "names",
    [
        ("json/corpus.jsonl",),
        ("json/corpus.jsonl.zst",),
        ("json/corpus-00001.jsonl",),
        ("json/corpus-00001.jsonl.gz", "json/corpus-00002.jsonl.gz"),
    ],
)
def test_the_archive_is_one_file_or_its_shards_in_order(
    tmp_path: Path, names: tuple[str, ...], *, is_listed: bool
) -> None:
    assert found(folder_of(tmp_path, names * is_listed, *reversed(names))) == list(names)


def test_shards_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    names = [f"json/corpus-{number:05}.jsonl" for number in (100_000, 99_999)]
    assert found(folder_of(tmp_path, tuple(names), *names)) == [names[1], names[0]]


def test_what_the_manifest_does_not_list_is_no_part(tmp_path: Path) -> None:
    folder_of(tmp_path, ("json/corpus.jsonl.gz",), "json/corpus.jsonl.gz", "json/corpus.jsonl")
    assert found(tmp_path) == ["json/corpus.jsonl.gz"]


@pytest.mark.parametrize("name", ["json/corpus.json", "csv/corpus.jsonl", "json/corpus-1.jsonl"])
def test_other_files_are_no_archive(tmp_path: Path, name: str) -> None:
    assert found(folder_of(tmp_path, (name,))) == []
    assert archive_files(str(tmp_path / "gone")) == ()


def test_a_shard_that_is_missing_is_named(tmp_path: Path) -> None:
    names = ("json/corpus-00001.jsonl", "json/corpus-00002.jsonl")
    with pytest.raises(UsageError, match=r"lacks json/corpus-00002\.jsonl, a part of its archive"):
        archive_files(str(folder_of(tmp_path, names, names[0])))


@pytest.mark.parametrize(
    "names",
    [
        ("json/corpus-00002.jsonl",),
        ("json/corpus-00001.jsonl", "json/corpus-00003.jsonl"),
        ("json/corpus.jsonl", "json/corpus.jsonl.gz"),
        ("json/corpus.jsonl", "json/corpus-00001.jsonl"),
    ],
)
def test_parts_that_make_no_whole_are_refused_where_no_manifest_speaks(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError, match="parts of an archive, or of several") as error:
        archive_files(str(folder_of(tmp_path, (), *names)))
    assert all(name in str(error.value) for name in names)


def test_records_come_with_their_places_whatever_their_files_are_packed_by(tmp_path: Path) -> None:
    plain, gz, zst = (tmp_path / name for name in ("a", "b.gz", "c.zst"))
    plain.write_bytes(b"1\n\n3")
    gz.write_bytes(packed(b"\n2\n", "gz"))
    zst.write_bytes(packed(b"", "zst"))
    assert list(records((plain, gz, zst))) == [
        Record(b"1\n", 1, plain),
        Record(b"3", 3, plain),
        Record(b"2\n", 2, gz),
    ]


@pytest.mark.parametrize("compression", ["gz", "zst"])
def test_a_damaged_file_gives_what_can_be_read_and_costs_no_other(
    tmp_path: Path, compression: str
) -> None:
    torn, other = tmp_path / f"a.{compression}", tmp_path / "b"
    whole = packed(b"".join(b"%d\n" % (number**9) for number in range(200_000)), compression)
    torn.write_bytes(whole[: len(whole) // 2])
    other.write_bytes(b"1\n")
    *read, refusal, last = records((torn, other))
    assert last == Record(b"1\n", 1, other)
    assert read[-1] == Record(b"%d\n" % ((len(read) - 1) ** 9), len(read), torn)
    assert len(read) > 10_000
    assert isinstance(refusal, SourceRefused)
    assert str(refusal).startswith(f"{torn}: cannot be read: damaged: ")
    assert str(refusal).endswith(f"; nothing is read of it behind line {len(read)}")
