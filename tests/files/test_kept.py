from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.errors import RunFailed
from corpuskit.files.kept import Kept, Store, digest_of, key_of, line_key
from corpuskit.ledger import Line, Outcome, Written, encode_line

TEXT = b"one two three"


def line(name: str, sha256: str = "aa", cause: str = "", key: str = "") -> Line:
    return Line(name, Outcome.CONVERTED, cause, sha256=sha256, key=key)


def store(folder: Path, lines: Iterable[Line | bytes], *places: Path) -> Store:
    """Make a ledger, bytes in it as they are."""
    ledger = folder / f"ledger{len(list(folder.iterdir()))}"
    data = (each if isinstance(each, bytes) else encode_line(each) for each in lines)
    ledger.write_bytes(b"".join(data))
    return Store(ledger, lambda form, file: places or (folder / form / file,))


@contextmanager
def kept(folder: Path, *stores: Store, opened: list[Path] | None = None) -> Iterator[Kept]:
    def open_file(path: Path) -> BinaryIO:
        if opened is not None:
            opened.append(path)
        return path.open("rb")

    made = Kept(stores, open_file, folder / "scratch")
    try:
        yield made
    finally:
        made.close()


def cause(found: Kept, name: str, content: str = "aa") -> str | None:
    line = found.find(key_of(name, "", content))
    return line.line.cause if line else None


def written(data: bytes, start: int = 0) -> Written:
    return Written(start, len(data), digest_of(data))


def test_a_line_is_found_by_its_name_and_content(tmp_path: Path) -> None:
    lines = [line("a", "aa", "1"), line("a", "bb", "2"), line("b", "aa", "3")]
    with kept(tmp_path, store(tmp_path, lines)) as found:
        assert [cause(found, *key) for key in (("b", "aa"), ("a", "bb"), ("a", "aa"))] == [
            "3",
            "2",
            "1",
        ]
        assert cause(found, "b", "bb") is None


def test_a_member_is_found_by_its_key_and_not_by_its_bytes_alone(tmp_path: Path) -> None:
    with kept(tmp_path, store(tmp_path, [line("a", "aa", "1", key="kk")])) as found:
        assert (cause(found, "a", "kk"), cause(found, "a", "aa")) == ("1", None)


def test_a_line_without_content_is_never_found(tmp_path: Path) -> None:
    with kept(tmp_path, store(tmp_path, [line("a", "")])) as found:
        assert (found.count, cause(found, "a", "")) == (0, None)


def test_the_first_store_that_has_a_line_counts(tmp_path: Path) -> None:
    newest = store(tmp_path, [line("a", "aa", "new")])
    oldest = store(tmp_path, [line("a", "aa", "old"), line("b", "aa", "old")])
    with kept(tmp_path, newest, oldest) as found:
        assert (cause(found, "a"), cause(found, "b"), found.count) == ("new", "old", 2)


@pytest.mark.parametrize("torn", [b'{"name":"c","outc', b"\xff\xfe\n", b"\n", b"[]\n", b"\0" * 50])
def test_a_damaged_line_costs_itself(tmp_path: Path, torn: bytes) -> None:
    end = b"" if torn.endswith(b"\n") else b"\n"
    lines: list[Line | bytes] = [line("a"), torn + end, line("b"), torn]
    with kept(tmp_path, store(tmp_path, lines)) as found:
        assert (cause(found, "a"), cause(found, "b"), found.count) == ("", "", 2)


@pytest.mark.parametrize("torn", [b'{"name":"\xff","outcome":"converted"}\n'])
def test_a_line_with_a_byte_that_is_no_text_costs_itself(tmp_path: Path, torn: bytes) -> None:
    with kept(tmp_path, store(tmp_path, [line("a"), torn, line("b")])) as found:
        assert (cause(found, "a"), cause(found, "b"), found.count) == ("", "", 2)


@given(st.integers(0, 400), st.integers(0, 6))
def test_a_flipped_bit_in_a_ledger_harms_no_other_line_and_invents_none(
    tmp_path_factory: pytest.TempPathFactory, place: int, bit: int
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    lines = [line(name, name * 2, name) for name in "abcd"]
    whole = store(folder, lines)
    data = bytearray(whole.ledger.read_bytes())
    place %= len(data)
    data[place] ^= 1 << bit
    whole.ledger.write_bytes(data)
    hit = data[:place].count(b"\n")
    with kept(folder, whole) as found:
        for number, name in enumerate("abcd"):
            if number not in (hit, hit + 1):  # a line end that is hit joins two
                assert cause(found, name, name * 2) == name


def test_a_store_that_is_gone_holds_nothing(tmp_path: Path) -> None:
    gone = store(tmp_path, [line("a")])
    gone.ledger.unlink()
    with kept(tmp_path, gone, store(tmp_path, [line("b")])) as found:
        assert (cause(found, "a"), cause(found, "b")) == (None, "")


def test_bytes_are_given_when_they_are_what_the_ledger_says(tmp_path: Path) -> None:
    path = tmp_path / "corpus"
    path.write_bytes(TEXT)
    one = store(tmp_path, [line("a")], path)
    with kept(tmp_path, one) as found:
        assert found.read(one, "json", "", written(b"two", 4)) == b"two"
        assert found.read(one, "json", "", written(b"two", 5)) is None
        assert found.read(one, "json", "", written(b"three!", 8)) is None
        assert found.read(one, "json", "", written(b"", 4)) == b""


@pytest.mark.parametrize("where", [Written(-1, 3, ""), Written(0, -1, ""), Written(1 << 62, 3, "")])
def test_a_place_that_no_file_has_holds_nothing(tmp_path: Path, where: Written) -> None:
    path = tmp_path / "corpus"
    path.write_bytes(TEXT)
    one = store(tmp_path, [line("a")], path)
    with kept(tmp_path, one) as found:
        assert found.read(one, "json", "", where) is None


def test_the_first_place_that_is_right_counts(tmp_path: Path) -> None:
    wrong, right = tmp_path / "wrong", tmp_path / "right"
    wrong.write_bytes(b"one too three")
    right.write_bytes(TEXT)
    one = store(tmp_path, [line("a")], tmp_path / "missing", wrong, tmp_path, right)
    with kept(tmp_path, one) as found:
        assert found.read(one, "json", "", written(b"two", 4)) == b"two"


def test_a_framed_file_is_right_to_its_last_byte(tmp_path: Path) -> None:
    path = tmp_path / "page"
    with kept(tmp_path) as found:
        for whole, data in [
            (b"<a>text</a>", b"text"),
            (b"<a>text</a> ", None),
            (b"<b>text</a>", None),
            (b"<a>texT</a>", None),
            (b"<a>", None),
            (b"", None),
        ]:
            path.write_bytes(whole)
            assert found.read_framed(path, written(b"text"), b"<a>", b"</a>") == data
        path.unlink()
        assert found.read_framed(path, written(b"text"), b"<a>", b"</a>") is None


def test_header_and_footer_do_not_overlap_in_a_framed_file(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"aba")
    with kept(tmp_path) as found:
        assert found.read_framed(path, written(b""), b"ab", b"ba") is None


def test_documents_that_follow_each_other_open_their_file_once(tmp_path: Path) -> None:
    path, opened = tmp_path / "corpus", list[Path]()
    path.write_bytes(TEXT)
    lines = [line(str(number)) for number in range(50)]
    one = store(tmp_path, lines, tmp_path / "missing", path)
    with kept(tmp_path, one, opened=opened) as found:
        for number in range(50):
            assert found.find(key_of(str(number), "", "aa"))
            assert found.read(one, "json", "", written(b"two", 4)) == b"two"
    assert opened.count(path) == opened.count(one.ledger) == 1


def test_nothing_is_left_when_it_is_closed(tmp_path: Path) -> None:
    before = set(Path("/proc/self/fd").iterdir())
    with kept(tmp_path, store(tmp_path, [line("a")])) as found:
        assert cause(found, "a") == ""
    assert not (tmp_path / "scratch").exists()
    assert set(Path("/proc/self/fd").iterdir()) == before


def test_a_scratch_file_that_cannot_be_written_is_a_failure_of_the_run(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="cannot be written"):
        Kept([], lambda path: path.open("rb"), tmp_path / "missing" / "scratch")


def test_names_and_contents_do_not_run_into_each_other() -> None:
    assert key_of("a", "b", "c") != key_of("ab", "", "c") != key_of("a", "", "bc")


def test_a_name_that_is_no_unicode_has_a_key() -> None:
    assert key_of("\udcff", "", "aa") != key_of("?", "", "aa")


def test_the_key_of_a_line_is_that_of_its_name_and_content() -> None:
    assert line_key(line("a", "aa")) == key_of("a", "", "aa")
    assert line_key(line("a", "aa", key="kk")) == key_of("a", "", "kk")
