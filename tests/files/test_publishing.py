"""What is sent of a folder, what is removed at its store, and what is remembered of both."""

from pathlib import Path

from msgspec.structs import replace

from corpuskit.files.publishing import (
    THE_LEDGER,
    Head,
    Record,
    Steps,
    journal,
    prints,
    read_journal,
    size_below,
    steps,
)
from corpuskit.ledger import Entry, FileFacts, Line, Outcome, Run, Written, encode_line

RUN = Run(
    "1",
    {"tones": "keep"},
    {"json/corpus.jsonl": FileFacts(9, "aa", 2)},
    code="c0de",
    ledger=FileFacts(5, "bb"),
)


def ledger(digest: str = "d1", start: int = 0) -> list[bytes]:
    entry = Entry(
        id="a",
        files={"json": "corpus.jsonl", "tei": "a.xml"},
        written={"tei": Written(start, 7, digest), "json": Written(0, 7, "x")},
    )
    return [encode_line(Line("a.txt", Outcome.CONVERTED, documents=(entry,))), b"damaged\n"]


def test_every_file_but_run_json_has_a_print() -> None:
    found = prints(RUN, ledger())
    assert sorted(found) == [THE_LEDGER, "json/corpus.jsonl", "tei/a.xml"]
    assert all(found.values())
    assert found == prints(replace(RUN, limit=3), ledger())


def test_a_print_tells_bytes_places_options_and_code_apart() -> None:
    runs = (
        (RUN, ledger()),
        (RUN, ledger("d2")),
        (RUN, ledger(start=1)),
        (replace(RUN, code="other"), ledger()),
        (replace(RUN, settings={}), ledger()),
        (replace(RUN, version="2"), ledger()),
    )
    found = [prints(run, lines) for run, lines in runs]
    assert len({each["tei/a.xml"] for each in found}) == len(runs)
    assert len({each["json/corpus.jsonl"] for each in found}) == 1


def test_nobody_knows_the_bytes_of_documents_that_unknown_code_made() -> None:
    found = prints(replace(RUN, code=""), ledger())
    assert found["tei/a.xml"] == b""
    assert found["json/corpus.jsonl"]


def test_what_is_not_known_to_be_right_is_sent_and_the_ledger_comes_last() -> None:
    here = {"b": b"1", "a": b"1", "c": b"1", "d": b"", "e": b"1", THE_LEDGER: b"1", "z": b"1"}
    there = {"a": b"1", "b": b"2", "c": b"1", "d": b"", "e": b"1"}
    sizes = dict.fromkeys(("a", "b", "c", "d"), 5)
    found = steps(here, there, sizes, {"a": 5, "c": 6, "e": 5}.__getitem__)
    assert found.send == ["b", "c", "d", "e", "z", THE_LEDGER]


def test_only_what_is_ours_and_there_is_removed() -> None:
    there = dict.fromkeys(
        ("tei/b", "tei/a", "tei/gone", "../x", ".corpuskit/y", "w", "tei/../x"), b"1"
    )
    sizes = dict.fromkeys((*there, "tei/mine"), 1)
    del sizes["tei/gone"]
    assert steps({}, there, sizes, len) == Steps([], ["tei/a", "tei/b"])


def test_a_journal_is_read_as_it_was_written() -> None:
    head = Head("0123", Run("1", {"tones": "keep"}))
    names = ["tei/a\n.xml", "tei/ế.xml"]
    lines = b"".join(journal(head, names)).splitlines(keepends=True)
    assert read_journal(lines) == (head, names)
    assert read_journal([b'{"publication":1}\n', b"torn", *lines[1:]]) == (None, names)
    assert read_journal([]) == (None, [])


def test_a_record_is_that_of_one_publication(tmp_path: Path) -> None:
    (tmp_path / ".corpuskit").mkdir()
    record = Record(tmp_path)
    assert record.read("one") == {}
    record.start("one", {"tei/a": b"1"})
    record.add([("tei/ế\udcff", b"2")])
    assert record.read("one") == {"tei/a": b"1", "tei/ế\udcff": b"2"}
    assert record.read("two") == {}
    record.forget()
    record.forget()
    assert record.read("one") == {}


def test_a_line_of_a_record_that_was_torn_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".corpuskit").mkdir()
    record = Record(tmp_path)
    record.start("one", {"tei/a": b"1"})
    with (tmp_path / ".corpuskit/sent").open("ab") as stream:
        stream.write(b'["tei/b", "3')
    assert record.read("one") == {"tei/a": b"1"}
    record.add([("tei/c", b"3")])
    assert record.read("one") == {"tei/a": b"1"}


def test_sizes_are_those_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"123")
    assert size_below(tmp_path)("a") == 3
