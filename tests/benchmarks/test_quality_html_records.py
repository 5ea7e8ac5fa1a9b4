"""Pages lie in an archive beside their gold; what is wrong with one is said in one line."""

import json
import zipfile
from pathlib import Path

import pytest

from corpuskit.errors import UsageError
from quality.html_records import HTML, HtmlRecord, read_html_records
from quality.records import choose_sets
from tests.benchmarks.samples import write_archive


def test_a_page_comes_with_its_bytes_and_its_gold(tmp_path: Path) -> None:
    meta = {"title": "Ferry", "authors": ["A. Sailor"], "date": "2026-01-31"}
    gold = {"id": "a", "gold": "Text", "site": "s.example", "lang": "en", "url": "u", "meta": meta}
    path = write_archive(tmp_path / "html_mine.zip", {"a": (b"<p>T\xe9xt", gold)})
    expected = HtmlRecord(
        "a", b"<p>T\xe9xt", "Text", site="s.example", lang="en", url="u", meta=meta
    )
    assert [expected] == list(read_html_records(path))


def test_strings_may_stand_for_the_main_text(tmp_path: Path) -> None:
    gold = {"with": ["stay"], "without": ["go", "away"], "split": "dev"}
    (record,) = read_html_records(write_archive(tmp_path / "a.zip", {"a": (b"", gold)}))
    assert (record.gold, record.with_, record.without) == (None, ("stay",), ("go", "away"))


def test_pages_are_chosen_by_their_fields() -> None:
    record = HtmlRecord("a", b"", lang="vi", site="s.example")
    assert record.has({"lang": "vi", "site": "s.example"})
    assert not record.has({"lang": "vi", "page_type": "forum"})


def test_archives_are_sets_by_their_names(tmp_path: Path) -> None:
    for name in ("zoo.zip", "html_traf.zip", "html_aeb.zip", "flat_aeb.jsonl.gz"):
        (tmp_path / name).touch()
    chosen, messages = choose_sets(tmp_path, [], HTML)
    assert list(chosen) == ["aeb", "traf", "zoo"]
    assert messages == [f"no set 'fundus' in {tmp_path}; there are: aeb, traf, zoo"]


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "html_aeb.zip"
    path.write_bytes(b"PK no archive")
    with pytest.raises(UsageError, match=r"html_aeb\.zip: File is not a zip file"):
        list(read_html_records(path))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2 of gold.jsonl: Input data was truncated"),
        ('{"id": "b"}', "line 2 of gold.jsonl: Object missing required field `file`"),
        ('{"id": "b", "file": "b.html"}', "line 2 of gold.jsonl: cannot read 'b.html'"),
    ],
)
def test_a_bad_line_is_named_with_its_cause(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "html_aeb.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.html", b"<p>")
        archive.writestr("gold.jsonl", json.dumps({"id": "a", "file": "a.html"}) + "\n" + line)
    with pytest.raises(UsageError) as caught:
        list(read_html_records(path))
    assert str(caught.value).startswith(f"{path}, {told}")


def test_an_archive_without_gold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "html_aeb.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.html", b"<p>")
    with pytest.raises(UsageError, match=r"cannot read 'gold\.jsonl'"):
        list(read_html_records(path))
