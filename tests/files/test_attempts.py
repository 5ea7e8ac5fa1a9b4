from pathlib import Path

import pytest

from corpuskit.files.attempts import (
    attempts,
    begin_attempt,
    described,
    end_attempt,
    forget_attempt,
    forget_attempts,
    scratch_name,
    unpacked_name,
)

LEDGER = ".corpuskit!ledger.jsonl"


def names(output: Path) -> list[str]:
    return [path.name for path in attempts(output)]


def test_a_folder_that_no_run_touched_has_none(tmp_path: Path) -> None:
    assert attempts(tmp_path) == attempts(tmp_path / "missing") == []


def test_each_attempt_has_a_folder_of_its_own_and_the_newest_comes_first(tmp_path: Path) -> None:
    for _ in range(11):
        begin_attempt(tmp_path, b"")
    assert names(tmp_path) == [f"{number:04}" for number in range(11, 0, -1)]


def test_a_number_is_not_given_again_while_a_newer_attempt_stands(tmp_path: Path) -> None:
    first, second = begin_attempt(tmp_path, b""), begin_attempt(tmp_path, b"")
    forget_attempt(first)
    assert begin_attempt(tmp_path, b"").name == "0003"
    assert second.is_dir()


def test_more_attempts_than_four_digits_count_are_still_in_order(tmp_path: Path) -> None:
    (tmp_path / ".corpuskit/work/9999").mkdir(parents=True)
    begin_attempt(tmp_path, b"")
    begin_attempt(tmp_path, b"")
    assert names(tmp_path) == ["10001", "10000", "9999"]


def test_what_is_no_attempt_is_passed_over(tmp_path: Path) -> None:
    begin_attempt(tmp_path, b"")
    for name in ("lost+found", ".DS_Store", "0002.old"):
        (tmp_path / ".corpuskit/work" / name).mkdir()
    assert names(tmp_path) == ["0001"]


def test_an_attempt_says_what_it_was_told(tmp_path: Path) -> None:
    assert described(begin_attempt(tmp_path, b'{"a":\n"b"}\n')) == b'{"a":\n"b"}\n'


def test_an_attempt_that_was_ended_before_it_could_say_anything_says_nothing(
    tmp_path: Path,
) -> None:
    (tmp_path / ".corpuskit/work/0001").mkdir(parents=True)
    assert described(attempts(tmp_path)[0]) == b""


def test_an_attempt_with_a_line_in_its_ledger_is_kept(tmp_path: Path) -> None:
    folder = begin_attempt(tmp_path, b"")
    (folder / LEDGER).write_bytes(b"{}\n")
    end_attempt(folder)
    assert names(tmp_path) == ["0001"]


@pytest.mark.parametrize("ledger", [None, b""])
def test_an_attempt_that_came_to_nothing_is_forgotten(tmp_path: Path, ledger: bytes | None) -> None:
    folder = begin_attempt(tmp_path, b"")
    (folder / "json!corpus.jsonl").write_bytes(b"header")
    if ledger is not None:
        (folder / LEDGER).write_bytes(ledger)
    end_attempt(folder)
    assert list((tmp_path / ".corpuskit").iterdir()) == []


def test_forgetting_one_leaves_the_others(tmp_path: Path) -> None:
    first, _ = begin_attempt(tmp_path, b""), begin_attempt(tmp_path, b"")
    forget_attempt(first)
    assert names(tmp_path) == ["0002"]


def test_forgetting_all_leaves_nothing(tmp_path: Path) -> None:
    for _ in range(3):
        begin_attempt(tmp_path, b"")
    forget_attempts(tmp_path)
    assert list((tmp_path / ".corpuskit").iterdir()) == []


def test_what_is_gone_already_can_be_forgotten(tmp_path: Path) -> None:
    forget_attempt(tmp_path / ".corpuskit/work/0001")
    forget_attempts(tmp_path)


def test_unfinished_files_of_one_attempt_have_different_names() -> None:
    finals = ["json/corpus.jsonl", "tei/corpus.xml", ".corpuskit/ledger.jsonl"]
    made = {name(final) for final in finals for name in (scratch_name, unpacked_name)}
    assert len(made) == 6
    assert not any("/" in name for name in made)
