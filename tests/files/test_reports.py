"""Where a report may stand, and how it is read and written."""

import errno
from pathlib import Path

import pytest

from corpuskit.duplicates.comparison import Comparison
from corpuskit.duplicates.report import encode_line, header_of
from corpuskit.errors import RunFailed, UsageError
from corpuskit.files.reports import archives, check_report_place, read_report
from corpuskit.files.whole import put_whole

HEADER = encode_line(header_of(Comparison(), {}))


def test_a_report_is_written_over_an_earlier_one(tmp_path: Path) -> None:
    place = str(tmp_path / "r.jsonl")
    put_whole(place, [HEADER, b"\n"])
    check_report_place(place, [])
    put_whole(place, [HEADER])
    assert read_report(place).header.format == "corpuskit-duplicates/1"
    assert [path.name for path in tmp_path.iterdir()] == ["r.jsonl"]


@pytest.mark.parametrize("content", [b"", b"my notes\n", b'{"id":"a"}\n'])
def test_no_other_file_is_written_over(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "r.jsonl"
    place.write_bytes(content)
    with pytest.raises(UsageError, match="is there already and no report; name another file"):
        check_report_place(str(place), [])


def test_a_report_does_not_stand_among_its_sources(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for place in ("in/r.jsonl", "in/../in/r.jsonl"):
        with pytest.raises(UsageError, match="which is read, or lies inside it; name another file"):
            check_report_place(str(tmp_path / place), ["-", str(tmp_path / "in")])
    check_report_place(str(tmp_path / "r.jsonl"), ["-", str(tmp_path / "in")])


def test_a_file_that_is_read_is_not_written_over(tmp_path: Path) -> None:
    place = tmp_path / "r.jsonl"
    place.write_bytes(HEADER)
    with pytest.raises(UsageError, match="which is read, or lies inside it"):
        check_report_place(str(place), [str(place)])


def test_what_fails_half_way_leaves_the_earlier_report(tmp_path: Path) -> None:
    place = tmp_path / "r.jsonl"
    place.write_bytes(HEADER)

    def broken() -> object:
        yield HEADER
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(RunFailed, match="No space left on device"):
        put_whole(str(place), broken())  # type: ignore[arg-type]  # it yields only one line
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [HEADER]


def test_a_report_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none cannot be read: no such file or directory; name"):
        read_report(str(tmp_path / "none"))
    with pytest.raises(UsageError, match="cannot be read: is a directory"):
        read_report(str(tmp_path))


def test_the_archive_stands_for_the_output_folder_of_a_run(tmp_path: Path) -> None:
    (tmp_path / "out/json").mkdir(parents=True)
    (tmp_path / "out/.corpuskit").mkdir()
    (tmp_path / "in/json").mkdir(parents=True)
    (tmp_path / "in/json/corpus.jsonl").write_bytes(b"")
    out, given = str(tmp_path / "out"), str(tmp_path / "in")
    with pytest.raises(
        UsageError, match=r"out holds no json/corpus\.jsonl; name the output folder"
    ):
        archives([out])
    (tmp_path / "out/json/corpus.jsonl").write_bytes(b"")
    own = [("-", ""), (f"{out}/json/corpus.jsonl", ""), (given, "")]
    assert archives(["-", out, given]) == own


def test_the_archives_of_several_folders_are_called_by_what_sets_them_apart(
    tmp_path: Path,
) -> None:
    for name in ("a/out", "b"):
        (tmp_path / name / "json").mkdir(parents=True)
        (tmp_path / name / ".corpuskit").mkdir()
        (tmp_path / name / "json/corpus.jsonl").write_bytes(b"")
    folders = [str(tmp_path / "b"), str(tmp_path / "a" / "out")]
    assert archives([*folders, "c.txt"]) == [
        (f"{folders[0]}/json/corpus.jsonl", "b/json/corpus.jsonl"),
        (f"{folders[1]}/json/corpus.jsonl", "a/out/json/corpus.jsonl"),
        ("c.txt", ""),
    ]
    twice = archives([folders[0], folders[0]])
    assert [path for path, _ in twice] == [f"{folders[0]}/json/corpus.jsonl"] * 2
