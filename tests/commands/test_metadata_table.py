"""A table beside the sources: `--metadata`."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.running import Run

TABLE = "path,author,published\na.txt,Hải Yến,2024-05-13\nzzz.txt,Thu Hà,2024-05-14\n"
TEXT = "Sáng nay, xã Mẫu Sơn khánh thành cây cầu dân sinh bắc qua suối Bản Khoai, dài 24 mét.\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(TEXT, "utf-8")
    (tmp_path / "table.csv").write_text(TABLE, "utf-8")
    return folder


def convert(corpuskit: Run, pages: Path, *more: str) -> tuple[str, list[dict[str, Any]]]:
    done = corpuskit("convert", str(pages), "-o", str(pages.parent / "out"), *more)
    assert done.returncode == 0
    lines = (pages.parent / "out" / "json" / "corpus.jsonl").read_text("utf-8").splitlines()
    return done.stderr, [json.loads(line) for line in lines]


def test_a_row_becomes_metadata_with_the_table_as_evidence(corpuskit: Run, pages: Path) -> None:
    table = str(pages.parent / "table.csv")
    _, (first, second) = convert(corpuskit, pages, "--metadata", table)
    assert first["metadata"]["date"]["value"] == "2024-05-13"
    assert [each["name"] for each in first["metadata"]["bylines"]] == ["Hải Yến"]
    names = [each["name"] for each in first["source"]["stated"]]
    assert names == ["table.csv: author", "table.csv: published"]
    assert "stated" not in second["source"]


def test_documents_and_rows_without_each_other_are_listed(corpuskit: Run, pages: Path) -> None:
    table = str(pages.parent / "table.csv")
    told, _ = convert(corpuskit, pages, "--metadata", table)
    assert f"table {table}: rows for 1 of 2 documents\n" in told
    assert "no row in the table: b.txt\n" in told
    assert "no document for row 3: zzz.txt\n" in told


def test_another_table_on_the_same_output_is_refused(corpuskit: Run, pages: Path) -> None:
    table = pages.parent / "table.csv"
    convert(corpuskit, pages, "--metadata", str(table))
    table.write_text(TABLE.replace("2024", "2023"), "utf-8")
    out = str(pages.parent / "out")
    done = corpuskit("convert", str(pages), "-o", out, "--metadata", str(table))
    assert done.returncode == 4
    assert "metadata: " in done.stderr


def test_a_table_that_is_none_is_wrong_usage(corpuskit: Run, pages: Path) -> None:
    done = corpuskit("convert", str(pages), "--dry-run", "--metadata", "missing.csv")
    assert done.returncode == 2
    assert (
        done.stderr
        == "error: missing.csv cannot be read: no such file or directory; name a table\n"
    )


def test_rows_that_say_the_same_source_again_and_how_rows_are_found_are_told(
    corpuskit: Run, pages: Path
) -> None:
    table = pages.parent / "table.csv"
    table.write_text("path,title\na.txt,A\na.txt,B\npages/c.txt,C\n", "utf-8")
    told, _ = convert(corpuskit, pages, "--metadata", str(table))
    assert "said again in row 3, as row 2: a.txt\n" in told
    assert "no document for row 4: pages/c.txt\na row is found by the path of a source" in told


def test_no_more_than_a_hundred_rows_are_named(corpuskit: Run, pages: Path) -> None:
    table = pages.parent / "table.csv"
    table.write_text("path,title\n" + "".join(f"{n}.txt,A\n" for n in range(1200)), "utf-8")
    told, _ = convert(corpuskit, pages, "--metadata", str(table))
    assert "no document for row 101: 99.txt\nno document for 1,100 more rows\n" in told


def test_inspect_names_the_table_that_a_fact_and_a_date_are_from(
    corpuskit: Run, pages: Path
) -> None:
    table = pages.parent / "table.csv"
    table.write_text(
        "path,url,licence,tags,date\na.txt,https://x.vn/1,CC BY,cầu,2024-05-13\n", "utf-8"
    )
    told = corpuskit("inspect", pages / "a.txt", "--metadata", table).stdout
    assert "  url          https://x.vn/1 by stated.table.csv: url, high\n" in told
    assert "  licence      CC BY by stated.table.csv: licence, high\n" in told
    assert "  keyword      cầu by stated.table.csv: tags, " in told
    assert "  date         2024-05-13 as “2024-05-13” by stated.table.csv: date, stated," in told
    assert "–-1]" not in told


DATES = """path,published,modified,crawled
a.txt,2023-02-31,yesterday,2024-05-13T07:45:00Z
b.txt,13/05/2024,"Mon, 13 May 2024 10:00:00 GMT",
zzz.txt,never,never,never
"""


def test_a_cell_that_should_be_a_date_and_is_none_is_named_and_the_run_goes_on(
    corpuskit: Run, pages: Path
) -> None:
    table = pages.parent / "table.csv"
    table.write_text(DATES, "utf-8")
    told, (first, _) = convert(corpuskit, pages, "--metadata", str(table))
    assert [line for line in told.splitlines() if "no date in" in line] == [
        "no date in row 2, published: 2023-02-31",
        "no date in row 2, modified: yesterday",
    ]
    assert "a date is a day of the calendar, written as 2024-05-13 or" in told
    assert [each["value"] for each in first["source"]["stated"]][:2] == ["2023-02-31", "yesterday"]
    again, _ = convert(corpuskit, pages, "--metadata", str(table))
    assert "nothing to do" in again
    assert "no date in row 2, published: 2023-02-31" in again


def test_a_table_without_a_wrong_date_says_nothing_of_dates(corpuskit: Run, pages: Path) -> None:
    table = str(pages.parent / "table.csv")
    told, _ = convert(corpuskit, pages, "--metadata", table)
    assert "date" not in told.partition("blocks:")[0]
    assert "a date is" not in told


def test_a_wrong_date_cannot_steer_the_terminal_or_flood_it(corpuskit: Run, pages: Path) -> None:
    table = pages.parent / "table.csv"
    table.write_text(f"path,date\na.txt,\x1b[2J{'x' * 1000}\n", "utf-8")
    told, _ = convert(corpuskit, pages, "--metadata", str(table))
    assert rf"no date in row 2, date: \x1b[2J{'x' * 76}" in told.splitlines()
